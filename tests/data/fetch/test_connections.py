"""HTTPS: certificates are checked by name though the address was looked up by us, HTTP/2, and through a proxy."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from data.errors import FetchError, RefusedAddress, UnreachableError
from data.fetch.fetcher import Fetcher, FetchOptions
from tests.support.http2_server import Http2Server
from tests.support.news_server import NewsServer

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="certificates for the tests are made with openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of news.example, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    name = "subjectAltName=DNS:news.example"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=news.example"
    subprocess.run(
        [*command.split(), "-addext", name, "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    both = folder / "both.pem"
    both.write_text((folder / "key.pem").read_text() + (folder / "cert.pem").read_text())
    return both


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_name("cert.pem")))


@pytest.fixture
def server(certificate: Path) -> Iterator[NewsServer]:
    with NewsServer(certificate=str(certificate)) as server:
        server.add("/a", "news")
        yield server


async def loopback(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def fetcher(**options: object) -> Fetcher:
    settings = {"allow_private": ("127.0.0.1",), "respect_robots": False, "spacing_s": 0.0} | options
    return Fetcher(FetchOptions(**settings), resolve=loopback)  # type: ignore[arg-type]


@pytest.mark.usefixtures("trusted")
async def test_the_name_is_checked_though_the_address_was_looked_up_before(server):
    async with fetcher() as opened:
        assert (await opened.get(server.url("/a", "news.example"))).body == b"news"
        assert server.requests[0].host == "news.example"
        with pytest.raises(UnreachableError, match="the certificate is not valid"):
            await opened.get(server.url("/a", "other.example"))
        with pytest.raises(UnreachableError, match="the certificate is not valid"):
            await opened.get(server.url("/a"))


async def test_a_certificate_that_nobody_vouches_for_is_not_valid(server):
    async with fetcher() as opened:
        with pytest.raises(UnreachableError, match="the certificate is not valid"):
            await opened.get(server.url("/a", "news.example"))


async def test_a_server_without_tls_is_said():
    with NewsServer() as plain:
        async with fetcher() as opened:
            with pytest.raises(UnreachableError, match="no secure connection can be made"):
                await opened.get(plain.url("/a").replace("http:", "https:"))


@pytest.mark.usefixtures("trusted")
async def test_http2_is_spoken_where_the_server_does(certificate):
    async with Http2Server(certificate, b"news" * 3_000) as server, fetcher() as opened:
        for _ in range(3):
            assert (await opened.get(f"https://news.example:{server.port}/a")).body == b"news" * 3_000
        assert server.streams == [(1, stream, f"news.example:{server.port}") for stream in (1, 3, 5)]


@pytest.mark.usefixtures("trusted")
async def test_limits_hold_in_http2(certificate):
    async with Http2Server(certificate, bytes(12_000)) as server, fetcher(max_bytes=5_000) as opened:
        for _ in range(2):
            with pytest.raises(FetchError, match="is larger than"):
                await opened.get(f"https://news.example:{server.port}/a")


class Tunnel:
    """A proxy for HTTPS: connects everybody to one port of 127.0.0.1, and logs what it was asked for."""

    def __init__(self, port: int) -> None:
        self.asked: list[str] = []
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                self.asked.append(client.recv(65536).decode().partition("\r\n")[0])
                server = socket.create_connection(("127.0.0.1", self._to))
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                for here, there in ((client, server), (server, client)):
                    threading.Thread(target=_copy, args=(here, there), daemon=True).start()


def _copy(here: socket.socket, there: socket.socket) -> None:
    with here, suppress(OSError):
        while data := here.recv(65536):
            there.sendall(data)
        there.shutdown(socket.SHUT_WR)


@pytest.fixture
def tunnel(server: NewsServer) -> Iterator[Tunnel]:
    tunnel = Tunnel(server.port)
    yield tunnel
    tunnel.close()


@pytest.mark.usefixtures("trusted")
async def test_https_goes_through_a_proxy_and_is_checked_at_its_end(tunnel):
    async with fetcher(proxy=tunnel.url) as opened:
        assert (await opened.get("https://news.example/a")).body == b"news"
        with pytest.raises(UnreachableError, match="the certificate is not valid"):
            await opened.get("https://other.example/a")
    assert tunnel.asked == ["CONNECT news.example:443 HTTP/1.1", "CONNECT other.example:443 HTTP/1.1"]


async def test_a_tunnel_is_no_way_into_a_private_network(tunnel):
    async with fetcher(proxy=tunnel.url, allow_private=()) as opened:
        with pytest.raises(RefusedAddress):
            await opened.get("https://news.example/a")
    assert tunnel.asked == []


async def test_a_proxy_that_says_no_is_told(server):
    with NewsServer() as proxy:
        async with fetcher(proxy=proxy.url("")) as opened:
            with pytest.raises(FetchError, match="the proxy refuses"):
                await opened.get("https://news.example/a")
