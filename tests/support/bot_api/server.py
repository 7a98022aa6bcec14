"""The HTTP side of the loopback Bot API: tokens, the method set, ordered faults, the log of requests."""

from __future__ import annotations

import json
import math
import socket
import threading
import traceback
from collections.abc import Set
from contextlib import suppress
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.support.bot_api.methods import METHODS
from tests.support.bot_api.rules import check_known
from tests.support.bot_api.types import ApiError, Json, Request
from tests.support.bot_api.wire import decode, problem_with_request, read_form
from tests.support.bot_api.world import World

Reply = tuple[int, Json]


@dataclass(slots=True)
class Fault:
    """Something a test ordered for the next `times` requests of `method` ("*": any), maybe of one chat only."""

    method: str
    chat_id: int | None
    times: float
    error: ApiError | None = None
    drop: bool = False
    processed: bool = False  # of a drop: after the method has done its work
    delay_s: float = 0.0


class Dropped(Exception):
    """The connection is to be closed without an answer."""


class Exchange:
    """Answers requests and remembers them. What the bot did wrong by the schemas is in `violations`."""

    def __init__(
        self, world: World, token: str, only: set[str] | None, refuse_with: int, lacks: Set[str] = frozenset()
    ) -> None:
        self.world, self.token, self.refuse_with, self.lacks = world, token, refuse_with, lacks
        names = METHODS if only is None else {name: METHODS[name] for name in only}
        self.methods = {name.lower(): (name, method) for name, method in names.items()}
        self.canonical = {name.lower(): name for name in METHODS}
        self.log: list[Request] = []
        self.violations: list[str] = []
        self.faults: list[Fault] = []

    def answer(self, path: str, content_type: str, body: bytes) -> Reply:
        """The reply to one HTTP request. Raises Dropped when there shall be none."""
        parts = urlsplit(path)
        _, _, rest = parts.path.partition("/bot")
        token, _, name = rest.partition("/")
        if token != self.token:
            return _reply(ApiError(401, "Unauthorized") if ":" in token else ApiError(404, "Not Found"))
        method = self.canonical.get(name.lower(), name)
        try:
            fields, files = read_form(content_type, body, parts.query)
            params = decode(method, fields, files)
        except ValueError as error:
            self.violations.append(f"{method}: unreadable body: {error}")
            return _reply(ApiError(400, "Bad Request: can't parse the request body"))
        index = self._note(Request(method, params, files, self.world.started()))
        with self.world.changed:  # who sees what came of a request sees its status too
            try:
                status, payload = self._process(method, params, files)
            except Dropped:
                self._finish(index, 0, "dropped")
                raise
            self._finish(index, status, payload.get("description", ""))
        return status, payload

    def file(self, path: str) -> bytes | None:
        """What `getFile` told the path of; None where there is no such file."""
        with self.world.changed:
            return self.world.files.get(unquote(urlsplit(path).path).partition(f"/file/bot{self.token}/documents/")[2])

    def _note(self, request: Request) -> int:
        with self.world.changed:
            self.log.append(request)
            self.world.changed.notify_all()
            return len(self.log) - 1

    def _finish(self, index: int, status: int, description: str) -> None:
        with self.world.changed:
            self.log[index] = replace(self.log[index], status=status, description=description)
            self.world.changed.notify_all()

    def _process(self, method: str, params: Json, files: dict[str, bytes]) -> Reply:
        problem = problem_with_request(method, params)
        if problem:
            self.violations.append(f"{method}: {problem}")
        fault = self._next_fault(method, params, delay=True)
        if fault:
            self._sit_out(fault)
        fault = self._next_fault(method, params, delay=False)
        if fault and fault.error:
            return _reply(fault.error)
        if fault and not fault.processed:
            raise Dropped
        reply = _reply(ApiError(400, f"Bad Request: {problem}")) if problem else self._call(method, params, files)
        if fault:
            raise Dropped
        return reply

    def _sit_out(self, delay: Fault) -> None:
        """Wait as ordered, no longer than the order stands."""
        with self.world.changed:
            self.world.changed.wait_for(
                lambda: self.world.updates.closed or not any(f is delay for f in self.faults), delay.delay_s
            )

    def _next_fault(self, method: str, params: Json, *, delay: bool) -> Fault | None:
        """The first ordered fault that fits, used up once."""
        with self.world.changed:
            for fault in self.faults:
                fits = fault.method in ("*", method) and fault.chat_id in (None, params.get("chat_id"))
                if fits and bool(fault.delay_s) == delay:
                    fault.times -= 1
                    if fault.times <= 0:
                        self.faults.remove(fault)
                    return fault
        return None

    def _call(self, method: str, params: Json, files: dict[str, bytes]) -> Reply:
        known = self.methods.get(method.lower())
        if known is None:
            unknown = "Not Found: method not found" if self.refuse_with == 404 else "Internal Server Error"
            return _reply(ApiError(self.refuse_with, unknown))
        try:
            check_known(params, self.lacks)
            with self.world.changed:
                return 200, {"ok": True, "result": known[1](self.world, params, files)}
        except ApiError as error:
            return _reply(error)
        except Exception as error:  # noqa: BLE001 - a fault of this server: it must fail the test, not vanish in a thread
            self.violations.append(f"{method}: the test server failed: {error!r}\n{traceback.format_exc()}")
            return _reply(ApiError(500, f"Internal Server Error: {error!r}"))

    def order(self, fault: Fault) -> None:
        with self.world.changed:
            self.faults.append(fault)

    def set_delay(self, method: str, seconds: float, chat_id: int | None) -> None:
        """Replace the delay of the method (of the chat); 0 ends it."""
        with self.world.changed:
            self.faults = [f for f in self.faults if not f.delay_s or (f.method, f.chat_id) != (method, chat_id)]
            if seconds:
                self.faults.append(Fault(method, chat_id, math.inf, delay_s=seconds))
            self.world.changed.notify_all()


def _reply(error: ApiError) -> Reply:
    payload: Json = {"ok": False, "error_code": error.status, "description": error.description}
    return error.status, payload | ({"parameters": error.parameters} if error.parameters else {})


class LoopbackServer(ThreadingHTTPServer):
    """Serves the exchange until closed; then every connection and thread is gone."""

    daemon_threads = False
    request_queue_size = 128

    def __init__(self, exchange: Exchange, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.exchange = exchange
        self._sockets: set[socket.socket] = set()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def process_request(self, request: Any, client_address: Any) -> None:
        self._sockets.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._sockets.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error; anything else is."""
        trace = traceback.format_exc()
        if "ConnectionError" not in trace and "BrokenPipe" not in trace and "ConnectionReset" not in trace:
            self.exchange.violations.append(f"the test server failed: {trace}")

    def close(self) -> None:
        self.shutdown()
        self._thread.join()
        for connection in list(self._sockets):
            with suppress(OSError):  # already gone
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together
    server: LoopbackServer

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:  # the client went away while it spoke
            self.close_connection = True
            return
        try:
            status, payload = self.server.exchange.answer(self.path, self.headers.get("Content-Type") or "", body)
        except Dropped:
            self.close_connection = True
            return
        self._reply(status, json.dumps(payload).encode(), "application/json")

    def do_GET(self) -> None:
        if self.path.startswith("/file/"):
            content = self.server.exchange.file(self.path)
            self._reply(404 if content is None else 200, content or b"", "application/octet-stream")
        else:
            self.do_POST()

    def _reply(self, status: int, data: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the requests are in the log of the exchange."""
