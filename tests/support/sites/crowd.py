"""A large and plain world for benches: many hosts with one feed of teasers each, served as cheaply as Python can.

python -m tests.support.sites.crowd SOURCES ARTICLES [FORM]

A process of its own. Its first line of output is its port; then each line of input is answered with one line of JSON
about what was sent since the last one. FORM `full` puts the whole texts into the feeds.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections import Counter
from datetime import UTC, datetime
from typing import ClassVar

from tests.support.sites import feeds, pages
from tests.support.sites.site import FEED, HTML, Address, items, path_of

_ROBOTS = b"User-agent: *\nDisallow: /admin/\n"


def host(number: int) -> str:
    return f"127.1.{number // 250}.{1 + number % 250}"


def url(number: int, port: int) -> str:
    """Of the feed of a source."""
    return f"http://{host(number)}:{port}/rss.xml"


class Server(asyncio.Protocol):
    """One connection: of each request the first line and If-None-Match are looked at, and nothing else."""

    sent: ClassVar[Counter[str]] = Counter()

    def __init__(self, answers: dict[str, dict[bytes, tuple[bytes, bytes, bytes]]]) -> None:
        self._of_host, self._rest = answers, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._answers = self._of_host[transport.get_extra_info("sockname")[0]]

    def data_received(self, data: bytes) -> None:
        *requests, self._rest = (self._rest + data).split(b"\r\n\r\n")
        for request in requests:
            etag, whole, unchanged = self._answers.get(request.split(b" ", 2)[1], (b"", _NOT_FOUND, b""))
            same = etag and etag in request
            answer = unchanged if same else whole
            self._transport.write(answer)
            Server.sent["bytes"] += len(answer)
            Server.sent["requests"] += 1
            Server.sent["not modified"] += bool(same)


def _answer(body: bytes, kind: str, etag: str) -> tuple[bytes, bytes, bytes]:
    head = f"Content-Type: {kind}\r\nETag: {etag}\r\n"
    whole = f"HTTP/1.1 200 OK\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    return etag.encode(), whole, f"HTTP/1.1 304 Not Modified\r\n{head}\r\n".encode()


_NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def _site(number: int, port: int, articles: int, now: datetime, full: bool) -> dict[bytes, tuple[bytes, bytes, bytes]]:
    """What the paths of a host answer; every other host is English."""
    language, page = ("zh", pages.portal) if number % 2 else ("en", pages.magazine)
    at, name = Address(host(number), port), f"第{number}号日报" if number % 2 else f"Daily {number}"
    made = items(at, f"crowd-{number}", articles, language, now=now)
    feed = feeds.rss20(name, at.url("/"), made, extra=feeds.credits if full else lambda item: "")
    answers = {b"/robots.txt": _answer(_ROBOTS, "text/plain", '"robots"')}
    answers[b"/rss.xml"] = _answer(feed.encode(), FEED, f'"feed-{number}"')
    for item in made:
        answers[path_of(item.url).encode()] = _answer(page(item, name).encode(), HTML, f'"{item.guid}"')
    return answers


async def _main(sources: int, articles: int, full: bool) -> None:
    sockets = _sockets(sources)
    port, now = sockets[0].getsockname()[1], datetime.now(UTC)
    answers = {host(number): _site(number, port, articles, now, full) for number in range(sources)}
    loop = asyncio.get_running_loop()
    for sock in sockets:
        await loop.create_server(lambda: Server(answers), sock=sock)
    print(port, flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(Server.sent), flush=True)
        Server.sent.clear()


def _sockets(count: int) -> list[socket.socket]:
    sockets: list[socket.socket] = []
    for number in range(count):
        sock = socket.socket()
        sock.bind((host(number), sockets[0].getsockname()[1] if sockets else 0))
        sockets.append(sock)
    return sockets


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:] == ["full"]))
