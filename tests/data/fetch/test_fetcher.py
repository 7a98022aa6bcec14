"""Fetching from a real server: what comes, and what each kind of failure says."""

from __future__ import annotations

import asyncio
import gzip
import os
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from data.errors import FetchError, GoneError, RefusedAddress, UnreachableError
from data.fetch.connections import CheckedTransport
from data.fetch.fetcher import Fetcher, FetchOptions, Page, Validators
from data.fetch.guard import Guard
from tests.support.news_server import NewsServer, Reply

PAGE = "<html><body>电商</body></html>"
NOW = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)
OPTIONS = {"allow_private": ("127.0.0.0/8",), "respect_robots": False, "spacing_s": 0.0}


def fetcher(**options: object) -> Fetcher:
    return Fetcher(FetchOptions(**(OPTIONS | options)), clock=lambda: NOW, resolve=loopback)  # type: ignore[arg-type]


async def loopback(host: str, port: int) -> list[str]:
    """Every name is the test's own server."""
    return ["127.0.0.1"]


async def get(url: str, validators: Validators = Validators(), **options: object) -> Page:
    async with fetcher(**options) as reading:
        return await reading.get(url, validators)


@contextmanager
def answering(said: bytes) -> Iterator[str]:
    """A server that says just this to whoever comes, and hangs up; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def speak() -> None:
            connection, _ = listening.accept()
            with connection, suppress(ConnectionError):
                connection.recv(65536)
                connection.sendall(said)

        threading.Thread(target=speak, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


async def refusal(url: str, **options: object) -> FetchError:
    with pytest.raises(FetchError) as refused:
        await get(url, **options)
    error = refused.value
    assert str(error) == f"{url}: {error.reason}"
    assert "\n" not in str(error)
    return error


async def test_a_page_comes_with_its_bytes_address_and_charset(server):
    url = server.add("/a", PAGE.encode("gb18030"), headers={"Content-Type": "Text/HTML; charset=GB18030"})
    assert await get(url) == Page(
        url, PAGE.encode("gb18030"), "gb18030", Validators(), False, None, None, len(PAGE.encode("gb18030"))
    )


async def test_a_page_that_does_not_say_its_charset_has_none(server):
    page = await get(server.add("/a", PAGE, headers={"Content-Type": "text/html"}))
    assert page.charset is None
    page = await get(server.add("/b", PAGE))
    assert page.charset is None


@pytest.mark.parametrize(
    ("contact", "name"),
    [(None, "newsbot/0.1 (news reader)"), ("https://us.example/bot", "newsbot/0.1 (+https://us.example/bot)")],
)
async def test_we_say_who_we_are_and_what_we_read(server, contact, name):
    await get(server.add("/a", PAGE), contact=contact)
    (request,) = server.requests
    assert request.headers["user-agent"] == name
    assert "application/rss+xml" in request.headers["accept"]
    assert request.headers["accept-encoding"] == "gzip, deflate"
    assert request.host == "127.0.0.1"


async def test_a_site_cannot_follow_us_by_cookies(server):
    server.add("/a", PAGE, headers={"Set-Cookie": "who=you; Path=/"})
    async with fetcher() as reading:
        await reading.get(server.url("/a"))
        await reading.get(server.url("/a"))
    assert all("cookie" not in request.headers for request in server.requests)


async def test_a_login_goes_along_and_is_never_shown(server):
    server.add("/b", PAGE)
    server.redirect("/a", "/b", 301)
    url = server.url("/a").replace("//", "//reader:pass%40word@")
    page = await get(url)
    assert {request.headers["authorization"] for request in server.requests} == {"Basic cmVhZGVyOnBhc3NAd29yZA=="}
    assert page.url == server.url("/b")
    assert page.moved_to == server.url("/b").replace("//", "//reader:pass%40word@")
    with pytest.raises(FetchError) as refused:
        await get(url.replace("/a", "/none"))
    assert str(refused.value) == f"{server.url('/none')}: there is no such page (HTTP 404)"


async def test_a_login_does_not_go_to_another_server(server):
    with NewsServer() as other:
        other.add("/b", PAGE)
        server.redirect("/a", other.url("/b"))
        await get(server.url("/a").replace("//", "//reader:word@"))
        assert "authorization" not in other.requests[0].headers


async def test_a_connection_is_used_again(server):
    with NewsServer(keep_alive=True) as lasting:
        lasting.add("/a", PAGE)
        lasting.redirect("/r", "/a")
        lasting.add_conditional("/c", PAGE, etag='"1"')
        async with fetcher() as reading:
            for path in ("/a", "/r", "/a"):
                await reading.get(lasting.url(path))
            await reading.get(lasting.url("/c"), Validators('"1"'))
            await reading.get(lasting.url("/a"))
        assert len(lasting.requests) == 6
        assert len({request.peer_port for request in lasting.requests}) == 1


async def test_connections_to_many_servers_are_not_all_kept():
    transport = CheckedTransport(Guard(["127.0.0.1"], loopback), None, connections=3)
    with NewsServer(keep_alive=True) as lasting:
        lasting.add("/a", PAGE)
        async with httpx.AsyncClient(transport=transport) as client:
            for number in (*range(10), 9, 8, 7):
                assert (await client.get(lasting.url("/a", f"host{number}.example"))).content == PAGE.encode()
                assert len(transport) <= 3
            ports = [request.peer_port for request in lasting.requests]
            assert len(set(ports)) == 10
            assert ports[10:] == ports[9:6:-1]
            hosts = [lasting.url("/a", f"host{number}.example") for number in range(20)]
            await asyncio.gather(*map(client.get, hosts))  # more at once than are kept
            await client.get(hosts[0])
            assert len(transport) < 20


# --- redirects


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_and_the_final_address_told(server, status):
    server.add("/news/2", PAGE)
    server.redirect("/news/1", "2", status)
    page = await get(server.redirect("/", "/news/1", status))
    assert (page.url, page.body) == (server.url("/news/2"), PAGE.encode())
    assert page.moved_to == (server.url("/news/2") if status in {301, 308} else None)
    assert server.paths == ["/", "/news/1", "/news/2"]


async def test_only_the_first_permanent_redirects_move_a_source(server):
    server.add("/4", PAGE)
    for here, to, status in (("/0", "/1", 301), ("/1", "/2", 308), ("/2", "/3", 302), ("/3", "/4", 301)):
        server.redirect(here, to, status)
    page = await get(server.url("/0"))
    assert (page.url, page.moved_to) == (server.url("/4"), server.url("/2"))


async def test_a_redirect_in_a_circle_ends_where_it_closes(server):
    server.redirect("/b", "/a")
    assert (await refusal(server.redirect("/a", "/b"))).reason == "is redirected in a circle"
    assert server.paths == ["/a", "/b"]


async def test_a_chain_of_redirects_ends(server):
    for number in range(20):
        server.redirect(f"/{number}", f"/{number + 1}")
    assert (await refusal(server.url("/0"))).reason == "is redirected too often"
    assert len(server.requests) == 6


@pytest.mark.parametrize("location", ["ftp://127.0.0.1/a", "file:///etc/passwd", "http://[", "http://127.0.0.1:99999/"])
async def test_a_redirect_to_what_is_no_web_address_is_refused(server, location):
    error = await refusal(server.redirect("/a", location))
    assert (error.status, error.reason) == (None, "is no address that can be opened")


async def test_a_redirect_that_does_not_say_where_to_is_refused(server):
    assert (await refusal(server.add("/a", "", 302))).status == 302


async def test_a_redirect_in_bytes_of_another_encoding_leads_to_the_same_bytes(server):
    server.add("/%B5%E7%C9%CC", PAGE)
    assert (await get(server.redirect("/a", "/电商".encode("gbk").decode("latin-1")))).body == PAGE.encode()


# --- what a server says instead


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "there is no such page (HTTP 404)"),
        (410, "the page is gone (HTTP 410)"),
        (403, "the site refuses (HTTP 403)"),
        (429, "too many requests (HTTP 429)"),
        (500, "the server does not give it (HTTP 500)"),
        (304, "the server does not give it (HTTP 304)"),
        (204, "the server does not give it (HTTP 204)"),
        (206, "the server does not give it (HTTP 206)"),
    ],
)
async def test_a_status_other_than_200_is_said_with_its_number(server, status, reason):
    error = await refusal(server.add("/a", PAGE if status >= 400 else "", status))
    assert (error.reason, error.status) == (reason, status)
    assert isinstance(error, GoneError) == (status == 410)
    assert error.retry_at is None


@pytest.mark.parametrize("status", [429, 503, 500, 403])
async def test_when_to_come_again_is_told(server, status):
    error = await refusal(server.add("/a", "", status, {"Retry-After": "120"}))
    assert error.retry_at == NOW + timedelta(seconds=120)


async def test_how_long_a_page_stays_fresh_is_told(server):
    page = await get(server.add("/a", PAGE, headers={"Cache-Control": "public, max-age=600", "Age": "100"}))
    assert page.fresh_until == NOW + timedelta(seconds=500)


# --- conditional requests


@pytest.mark.parametrize("given", [{"etag": '"v1"'}, {"last_modified": "Wed, 10 Jun 2026 10:00:00 GMT"}])
async def test_a_page_that_has_not_changed_costs_nothing(server, given):
    url = server.add_conditional("/a", PAGE, **given)
    server.redirect("/old", "/a", 302)
    async with fetcher() as reading:
        first = await reading.get(url)
        assert first.validators == Validators(**given)
        assert not first.not_modified
        for address in (url, server.url("/old")):
            second = await reading.get(address, first.validators)
            assert (second.not_modified, second.body, second.received, second.url) == (True, b"", 0, url)
            assert second.validators == first.validators


async def test_a_server_that_repeats_no_validators_means_the_ones_it_got(server):
    server.add_handler("/a", lambda request: Reply(304, {}))
    sent = Validators('"v1"', "Wed, 10 Jun 2026 10:00:00 GMT")
    assert (await get(server.url("/a"), sent)).validators == sent


async def test_nothing_is_asked_conditionally_that_was_not_read_before(server):
    await get(server.add_conditional("/a", PAGE, etag='"v1"'))
    assert not {"if-none-match", "if-modified-since"} & set(server.requests[0].headers)


async def test_a_validator_that_cannot_be_sent_back_is_not_kept(server):
    server.add("/a", PAGE, headers={"ETag": '"\xe9"', "Last-Modified": "x" * 5000})
    assert (await get(server.url("/a"))).validators == Validators()


# --- bodies


@pytest.mark.parametrize("wrap", [gzip.compress, zlib.compress, lambda data: zlib.compress(data, wbits=-15)])
async def test_a_compressed_page_is_unpacked(server, wrap):
    packed = wrap(PAGE.encode() * 100)
    kind = "gzip" if packed.startswith(b"\x1f\x8b") else "deflate"
    page = await get(server.add("/a", packed, headers={"Content-Encoding": kind}))
    assert (page.body, page.received) == (PAGE.encode() * 100, len(packed))


async def test_a_body_of_just_the_limit_comes_and_one_byte_more_does_not(server):
    url = server.add("/a", b"x" * 3000)
    assert len((await get(url, max_bytes=3000)).body) == 3000
    assert (await refusal(url, max_bytes=2999)).reason.startswith("is larger than")
    async with fetcher(max_bytes=1) as reading:
        assert len((await reading.get(url, max_bytes=3000)).body) == 3000


async def test_what_promises_to_be_too_large_is_not_read(server):
    read: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(10_000):
            read.append(number)
            yield b"x" * 65536

    server.add_handler("/a", lambda request: Reply(200, {"Content-Length": str(10_000 * 65536)}, pieces))
    assert (await refusal(server.url("/a"), max_bytes=2**20)).reason == "is larger than 1 MB"
    assert len(read) < 200  # what the buffers of the system took


async def test_a_huge_body_is_not_read_to_its_end(server):
    url = server.add_huge("/a", 2**40)
    assert (await refusal(url, max_bytes=2**20)).reason == "is larger than 1 MB"


@pytest.mark.parametrize("kind", ["gzip", "deflate"])
async def test_a_bomb_is_refused(server, kind):
    packed = (gzip.compress if kind == "gzip" else zlib.compress)(bytes(2**26))
    assert len(packed) < 2**17
    url = server.add("/a", packed, headers={"Content-Encoding": kind})
    assert (await refusal(url, max_bytes=2**20)).reason == "is larger than 1 MB"


async def test_a_bomb_in_a_bomb_is_refused(server):
    packed = gzip.compress(gzip.compress(bytes(2**26)))
    url = server.add("/a", packed, headers={"Content-Encoding": "gzip, gzip"})
    assert (await refusal(url)).reason == "is compressed in a way that was not asked for (gzip, gzip)"


@pytest.mark.parametrize("kind", ["br", "zstd", "compress"])
async def test_a_body_that_is_packed_in_another_way_is_refused(server, kind):
    url = server.add("/a", PAGE, headers={"Content-Encoding": kind})
    assert (await refusal(url)).reason == f"is compressed in a way that was not asked for ({kind})"


@pytest.mark.parametrize("kind", ["gzip", "deflate"])
async def test_a_body_that_is_not_compressed_as_it_says_is_refused(server, kind):
    url = server.add("/a", b"\xff" + PAGE.encode(), headers={"Content-Encoding": kind})
    assert (await refusal(url)).reason == "is not compressed as it says"


async def test_a_body_that_breaks_off_is_refused(server):
    assert (await refusal(server.add_broken("/a"))).reason == "breaks off before its end"
    packed = gzip.compress(os.urandom(1000))[:-200]
    url = server.add("/b", packed, headers={"Content-Encoding": "gzip"})
    assert (await refusal(url)).reason == "breaks off before its end"


async def test_a_server_that_says_nothing_is_not_waited_for(server):
    error = await refusal(server.add_silent("/a"), silence_s=0.1)
    assert (error.reason, error.status) == ("no answer in time", None)


async def test_a_server_that_keeps_sending_a_little_is_not_waited_for(server):
    assert (await refusal(server.add_dripping("/a"), whole_s=0.2)).reason == "no answer in time"


async def test_those_who_do_not_answer_keep_nobody_else_waiting(server):
    bad = [server.add_silent("/silent"), server.add_dripping("/dripping")]
    good = server.add("/a", PAGE)
    async with fetcher(per_host=1, connections=100) as reading:
        hanging = [
            asyncio.create_task(reading.get(url.replace("127.0.0.1", f"bad{number}.example")))
            for number, url in enumerate(bad * 20)
        ]
        for _ in range(5):
            assert (await reading.get(good)).body == PAGE.encode()
        assert not any(task.done() for task in hanging)
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)
        assert (await reading.get(good)).body == PAGE.encode()


# --- no server


async def test_where_nobody_listens_the_connection_is_refused():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and not listening
        error = await refusal(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert (error.reason, error.status) == ("refused the connection", None)
    assert isinstance(error, UnreachableError)


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 banana\r\n\r\n", b"\0" * 200_000])
async def test_what_is_no_web_server_is_refused(said):
    with answering(said) as url:
        error = await refusal(url)
    assert error.reason == "does not answer as a web server does"


@pytest.mark.parametrize(
    "url",
    ["", "news", "http://", "http:///a", "ftp://127.0.0.1/", "http://127.0.0.1:99999/", "http://\ud800/", "http://a/\ud800",
     "http://127.0.0.1:0/", "http://0177.0.0.1/", "http://%31%32%37.0.0.1/", "http://a b/", "http://[fe80::1%25eth0]/", "http://exa\nmple/"],
)  # fmt: skip
async def test_what_is_no_address_is_refused(url):
    with pytest.raises(FetchError) as refused:
        await get(url)
    assert refused.value.reason == "is no address that can be opened"
    assert not isinstance(refused.value, RefusedAddress)
