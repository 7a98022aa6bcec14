"""A real OpenAI-compatible endpoint on 127.0.0.1: says what a test tells it to, and misbehaves as endpoints do."""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

_DRIP_S = 0.02


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came: header names in lower case, the body as JSON."""

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def text(self) -> str:
        """All messages, one after the other."""
        return "\n".join(str(message["content"]) for message in self.body["messages"])


class Wire:
    """One open connection to the client; `closing` is set when the server goes."""

    def __init__(self, handler: BaseHTTPRequestHandler, closing: threading.Event) -> None:
        self._handler, self.closing = handler, closing

    def status(self, code: int, headers: Mapping[str, str], body: bytes) -> None:
        self._handler.send_response(code)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self._handler.send_header(name, value)
        self._handler.end_headers()
        self._handler.wfile.write(body)

    def begin(self) -> None:
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", "text/event-stream")
        self._handler.send_header("Transfer-Encoding", "chunked")
        self._handler.end_headers()

    def send(self, data: bytes) -> None:
        self._handler.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))
        self._handler.wfile.flush()

    def end(self) -> None:
        self._handler.wfile.write(b"0\r\n\r\n")

    def hang(self) -> None:
        self.closing.wait()

    def hang_up(self) -> None:
        self._handler.connection.shutdown(socket.SHUT_RDWR)


Behaviour = Callable[[Wire], None]


def event(data: object) -> bytes:
    return b"data: %b\n\n" % json.dumps(data, ensure_ascii=False).encode()


def chunk(text: str | None = None, reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": {"content": text} if text is not None else {}, "finish_reason": reason}
    return event({"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]})


def usage(tokens: int) -> bytes:
    counts = {"prompt_tokens": tokens - 1, "completion_tokens": 1, "total_tokens": tokens}
    return event(
        {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [], "usage": counts}
    )


DONE = b"data: [DONE]\n\n"


def pieces(text: str, size: int = 3) -> list[bytes]:
    return [chunk(text[at : at + size]) for at in range(0, len(text), size)]


def says(text: str, tokens: int | None = 321, reason: str = "stop", wait_s: float = 0.0) -> Behaviour:
    """A good answer; `tokens` None: without usage; after `wait_s`."""

    def behave(wire: Wire) -> None:
        wire.closing.wait(wait_s)
        wire.begin()
        for data in [*pieces(text), chunk(reason=reason), *([usage(tokens)] if tokens is not None else []), DONE]:
            wire.send(data)
        wire.end()

    return behave


def sends(*data: bytes) -> Behaviour:
    """A stream of just these bytes, properly ended."""

    def behave(wire: Wire) -> None:
        wire.begin()
        for each in data:
            wire.send(each)
        wire.end()

    return behave


def refuses(code: int, headers: Mapping[str, str] | None = None, message: str = "no") -> Behaviour:
    body = json.dumps({"error": {"message": message, "type": "test"}}).encode()
    return lambda wire: wire.status(code, {"Content-Type": "application/json", **(headers or {})}, body)


def never_answers(wire: Wire) -> None:
    wire.hang()


def hangs_after(text: str) -> Behaviour:
    def behave(wire: Wire) -> None:
        wire.begin()
        for data in pieces(text):
            wire.send(data)
        wire.hang()

    return behave


def hangs_up_after(text: str) -> Behaviour:
    def behave(wire: Wire) -> None:
        wire.begin()
        for data in pieces(text):
            wire.send(data)
        wire.hang_up()

    return behave


def drips(wire: Wire) -> None:
    """A line that never ends, byte by byte: no read ever times out."""
    wire.begin()
    wire.send(b"data: ")
    while not wire.closing.wait(_DRIP_S):
        wire.send(b"x")


def floods(wire: Wire) -> None:
    """Words without end."""
    wire.begin()
    while not wire.closing.is_set():
        wire.send(chunk("没完没了 "))


class Endpoint:
    """Behaves for each request as the next of `turns` says, for all later ones as the last. A context manager."""

    def __init__(self, *turns: Behaviour) -> None:
        self.turns = list(turns)
        self.asked: list[Asked] = []
        self.at_once = 0  # the most requests that were open together
        self._open = 0
        self._lock = threading.Lock()
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

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def _turn(self, asked: Asked) -> Behaviour:
        with self._lock:
            self.asked.append(asked)
            self._open += 1
            self.at_once = max(self.at_once, self._open)
            return self.turns.pop(0) if len(self.turns) > 1 else self.turns[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                headers = {name.lower(): value for name, value in self.headers.items()}
                self.close_connection = True
                behave = endpoint._turn(Asked(self.path, headers, body))
                try:
                    behave(Wire(self, endpoint._closing))
                finally:
                    with endpoint._lock:
                        endpoint._open -= 1

            def log_message(self, *details: Any) -> None:
                pass

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], OSError):  # a client may hang up; anything else is our mistake
            super().handle_error(request, client_address)
