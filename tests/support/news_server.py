"""A small real web server on 127.0.0.1 and its like for feeds and pages, with the moods that servers have."""

from __future__ import annotations

import gzip
import selectors
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

_PIECE = b"x" * 65536
_DRIP_S = 0.02


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked for: `path` with its query, header names in lower case, `at` on the monotonic clock.

    `peer_port` tells one connection from another; `at_host` is the address of ours that it came to.
    """

    path: str
    headers: Mapping[str, str]
    at: float = 0.0
    method: str = "GET"
    peer_port: int = 0
    at_host: str = "127.0.0.1"

    @property
    def host(self) -> str:
        """The Host header, without its port."""
        return self.headers.get("host", "").rpartition(":")[0] or self.headers.get("host", "")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a path answers; `body` is sent piece by piece, and may wait or never end."""

    status: int
    headers: Mapping[str, str]
    body: Callable[[], Iterator[bytes]] = field(default=lambda: iter(()))


Handler = Callable[[Request], Reply]


class NewsServer:
    """Serves what was added, 404 for the rest, and logs every request in `requests`. A context manager.

    `keep_alive`: HTTP/1.1, several requests on a connection; each answer must say its length then.
    `certificate`: a file with key and certificate; the server speaks HTTPS then.
    """

    def __init__(self, *, keep_alive: bool = False, certificate: str | None = None) -> None:
        self.requests: list[Request] = []
        self._scheme = "https" if certificate else "http"
        self._handlers: dict[str, Handler] = {}
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self._handler("HTTP/1.1" if keep_alive else "HTTP/1.0"))
        if certificate:
            self._server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._server.tls.load_cert_chain(certificate)
        self._sockets = [self._server.socket]
        self._waker, self._wake = socket.socketpair()
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._closing.set()
        self._wake.send(b"x")
        self._thread.join()
        for each in (*self._sockets, self._waker, self._wake):
            each.close()

    def listen(self, host: str) -> None:
        """At the same port of a further address, 127.0.0.2 for instance; to be called before the server starts."""
        self._sockets.append(socket.create_server((host, self.port), backlog=64))

    @property
    def port(self) -> int:
        return self._server.server_port

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self._scheme}://{host}:{self.port}{path}"

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

    def add_handler(self, path: str, handler: Handler) -> str:
        """Answers `path` with whatever `handler` makes of the request."""
        self._handlers[path] = handler
        return self.url(path)

    def add_conditional(
        self, path: str, body: bytes | str, etag: str | None = None, last_modified: str | None = None
    ) -> str:
        """304 for who comes with the validators of `body`."""
        content = body.encode() if isinstance(body, str) else body
        said = {name: value for name, value in (("ETag", etag), ("Last-Modified", last_modified)) if value}

        def answer(request: Request) -> Reply:
            if (etag and request.headers.get("if-none-match") == etag) or (
                last_modified and request.headers.get("if-modified-since") == last_modified
            ):
                return Reply(304, said)
            return Reply(200, said | {"Content-Length": str(len(content))}, lambda: iter([content]))

        return self.add_handler(path, answer)

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
        reply = Reply(status, headers, (lambda: iter(body)) if isinstance(body, list) else body)
        return self.add_handler(path, lambda request: reply)

    def _accept(self) -> None:
        with selectors.DefaultSelector() as selector:
            for each in (*self._sockets, self._waker):
                selector.register(each, selectors.EVENT_READ)
            while not self._closing.is_set():
                for key, _ in selector.select():
                    if key.fileobj in self._sockets:
                        self._server.process_request(*key.fileobj.accept())

    def _handler(self, protocol: str) -> type[BaseHTTPRequestHandler]:
        news = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = protocol

            def do_GET(self) -> None:
                came = time.monotonic()
                headers = {name.lower(): value for name, value in self.headers.items()}
                host, peer_port = self.connection.getsockname()[0], self.client_address[1]
                request = Request(self.path, headers, came, self.command, peer_port, host)
                news.requests.append(request)
                handler = news._handlers.get(self.path)
                reply = handler(request) if handler else Reply(404, {"Content-Length": "0"})
                if reply.status:
                    self.send_response(reply.status)
                    for name, value in reply.headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                for piece in reply.body() if self.command == "GET" else ():
                    self.wfile.write(piece)
                    self.wfile.flush()

            do_HEAD = do_GET

            def log_message(self, *details: Any) -> None:
                pass

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    tls: ssl.SSLContext | None = None

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.tls is None:
            super().finish_request(request, client_address)
        else:  # in the thread of the connection: a client that does not shake hands holds up nobody else
            with self.tls.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # a client may hang up or not trust us; anything else is our mistake
        if not isinstance(sys.exc_info()[1], ConnectionError | ssl.SSLError):
            super().handle_error(request, client_address)
