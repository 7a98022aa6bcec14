"""A small real web server on 127.0.0.1 for feeds and pages, with the moods that servers have."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

_PIECE = b"x" * 65536
_DRIP_S = 0.02


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked for: `path` with its query, header names in lower case."""

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a path answers; `body` is sent piece by piece, and may wait or never end."""

    status: int
    headers: Mapping[str, str]
    body: Callable[[], Iterator[bytes]] = field(default=lambda: iter(()))


class NewsServer:
    """Serves what was added, 404 for the rest, and logs every request in `requests`. A context manager."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._replies: dict[str, Reply] = {}
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.path for request in self.requests]

    def add(
        self, path: str, body: bytes | str = b"", status: int = 200, headers: Mapping[str, str] | None = None
    ) -> str:
        """Answers `path` with `body` (text as UTF-8); returns its URL."""
        content = body.encode() if isinstance(body, str) else body
        return self._answer(path, status, {"Content-Length": str(len(content))} | dict(headers or {}), [content])

    def add_gzip(self, path: str, body: bytes, headers: Mapping[str, str] | None = None) -> str:
        """Compressed on the way, as `Content-Encoding` says."""
        return self.add(path, gzip.compress(body), headers={"Content-Encoding": "gzip"} | dict(headers or {}))

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        return self.add(path, status=status, headers={"Location": to})

    def add_huge(self, path: str, size: int) -> str:
        """A page of `size` bytes, streamed, without saying its length before."""
        return self._answer(
            path, 200, {"Content-Type": "text/html"}, lambda: (_PIECE for _ in range(0, size, len(_PIECE)))
        )

    def add_silent(self, path: str) -> str:
        """Takes the request and says nothing until the server is closed."""

        def wait() -> Iterator[bytes]:
            self._closing.wait()
            yield b""

        return self._answer(path, 0, {}, wait)

    def add_dripping(self, path: str) -> str:
        """A body that comes byte by byte and never ends."""

        def drip() -> Iterator[bytes]:
            while not self._closing.wait(_DRIP_S):
                yield b"x"

        return self._answer(path, 200, {"Content-Type": "text/html"}, drip)

    def add_broken(self, path: str) -> str:
        """Promises more than it sends, and hangs up."""
        return self._answer(path, 200, {"Content-Length": "1000"}, [b"<html>"])

    def _answer(
        self, path: str, status: int, headers: Mapping[str, str], body: list[bytes] | Callable[[], Iterator[bytes]]
    ) -> str:
        self._replies[path] = Reply(status, headers, (lambda: iter(body)) if isinstance(body, list) else body)
        return self.url(path)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        news = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                news.requests.append(Request(self.path, headers))
                reply = news._replies.get(self.path, Reply(404, {"Content-Length": "0"}))
                if reply.status:
                    self.send_response(reply.status)
                    for name, value in reply.headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                for piece in reply.body():
                    self.wfile.write(piece)
                    self.wfile.flush()

            def log_message(self, *details: Any) -> None:
                pass

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # a client may hang up; anything else is our mistake
            super().handle_error(request, client_address)
