"""The server of the sites: one address of 127.0.1.* for each, one thread for all, and a log of every request."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Self

from tests.support.sites.site import NOW, Address, Answer, Maker, Page, Site

CERTIFICATE = Path(__file__).with_name("selfsigned.pem")
_PIECES = 20  # of a body that drips


@dataclass(slots=True)
class Visit:
    """One request: when it came and was done with (monotonic), at which time of the world, and what was answered."""

    host: str
    path: str
    headers: Mapping[str, str]
    started: float
    clock: datetime
    edition: int
    ended: float | None = None
    status: int | None = None  # None: no HTTP was answered
    answered: Mapping[str, str] = field(default_factory=dict)  # headers, in lower case
    sent: int = 0


class SiteServer:
    """Serves the sites that `makers` make. `edition` says which of a path's answers is given, `now` what time it is.

    A context manager; the log is in `visits`.
    """

    def __init__(self, makers: Sequence[Maker]) -> None:
        self._sockets = _sockets(len(makers))
        self.sites = [
            maker(Address(*sock.getsockname()[:2])) for maker, sock in zip(makers, self._sockets, strict=True)
        ]
        self.visits: list[Visit] = []
        self.edition, self.now = 0, NOW
        self._of_host: dict[str, Site] = {
            sock.getsockname()[0]: site for sock, site in zip(self._sockets, self.sites, strict=True)
        }
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        for sock in self._sockets:
            sock.close()

    def host_of(self, site: Site) -> str:
        """The address that the site has to itself."""
        return str(next(host for host, known in self._of_host.items() if known is site))

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen())
        self._ready.set()
        self._loop.run_forever()
        open_tasks = asyncio.all_tasks(self._loop)
        for task in open_tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*open_tasks, return_exceptions=True))
        self._loop.close()

    async def _listen(self) -> None:
        for sock, site in zip(self._sockets, self.sites, strict=True):
            if site.listens:  # else the port is taken, and refuses
                await asyncio.start_server(self._serve, sock=sock, ssl=_self_signed() if site.tls else None)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host: str = writer.get_extra_info("sockname")[0]
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError):
            try:
                while await self._exchange(host, reader, writer):
                    pass
            finally:
                writer.close()

    async def _exchange(self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether the connection goes on."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = (line.partition(":") for line in head[1:] if line)
        headers = {name.strip().lower(): value.strip() for name, _, value in fields}
        visit = Visit(host, head[0].split(" ")[1], headers, time.monotonic(), self.now, self.edition)
        self.visits.append(visit)
        answer = self._answer(visit)
        try:
            if isinstance(answer, Page):
                await self._send(visit, answer, writer)
                return headers.get("connection", "").lower() != "close"
            sending = asyncio.ensure_future(answer(_Counted(visit, writer)))
            hanging_up = asyncio.ensure_future(reader.read(1))
            await asyncio.wait((sending, hanging_up), return_when=asyncio.FIRST_COMPLETED)
            sending.cancel()
            hanging_up.cancel()
            await asyncio.gather(sending, hanging_up, return_exceptions=True)
            return False
        finally:
            visit.ended = time.monotonic()

    def _answer(self, visit: Visit) -> Answer:
        answers = self._of_host[visit.host].answers
        found = answers.get(visit.path) or answers.get(visit.path.partition("?")[0] + "?*") or answers.get("*")
        return found[min(visit.edition, len(found) - 1)] if found else Page(b"not here", status=404)

    async def _send(self, visit: Visit, page: Page, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(page.wait_s)
        status, body = (304, b"") if _unchanged(page, visit.headers) else (page.status, page.body)
        headers = {"Content-Type": page.kind, "Date": format_datetime(self.now, usegmt=True), **page.headers}
        headers |= {"ETag": page.etag} if page.etag else {}
        headers |= {"Last-Modified": page.modified} if page.modified else {}
        headers |= {} if status == 304 else {"Content-Length": str(len(body))}
        visit.status, visit.answered = status, {name.lower(): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        line = _Counted(visit, writer)
        line.write(f"HTTP/1.1 {status} So\r\n{head}\r\n".encode("latin-1"))
        pieces = _PIECES if page.drip_s else 1
        size = -(-len(body) // pieces) or 1
        for start in range(0, len(body), size):
            line.write(body[start : start + size])
            await line.drain()
            await asyncio.sleep(page.drip_s / pieces)
        await line.drain()


class _Counted:
    """A connection's sending end that counts into a visit."""

    def __init__(self, visit: Visit, writer: asyncio.StreamWriter) -> None:
        self._visit, self._writer = visit, writer

    def write(self, data: bytes) -> None:
        self._visit.sent += len(data)
        self._writer.write(data)

    async def drain(self) -> None:
        await self._writer.drain()


def _unchanged(page: Page, asked: Mapping[str, str]) -> bool:
    if page.status != 200:
        return False
    if page.etag and "if-none-match" in asked:
        return asked["if-none-match"] == page.etag
    return page.modified is not None and asked.get("if-modified-since") == page.modified


def _sockets(count: int) -> list[socket.socket]:
    """Bound to 127.0.1.1, 127.0.1.2, ... and the same port."""
    while True:
        sockets: list[socket.socket] = []
        try:
            for number in range(1, count + 1):
                sock = socket.socket()
                sockets.append(sock)
                port = sockets[0].getsockname()[1] if number > 1 else 0
                sock.bind((f"127.0.{1 + number // 250}.{number % 250}", port))
        except OSError:  # somebody has that port at one of the addresses
            for sock in sockets:
                sock.close()
        else:
            return sockets


def _self_signed() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context
