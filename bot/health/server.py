"""/healthz and /metrics on a port of this machine, in threads of their own: they answer when the loop does not."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bot.config import Config
from bot.conversation.router import Router
from bot.core.measures import Measures
from data.chats.outbox import Outbox
from data.errors import ConfigError, NewsError
from data.store.database import Database

_HOST = "127.0.0.1"
_SILENT_S = 60.0  # of the loop, after which the bot does not do well
PlainPage = tuple[int, str, bytes]
"""Status, kind and content."""


@contextmanager
def watched(config: Config, router: Router) -> Iterator[int | None]:
    """Serves while the block runs, where a port is set; which one, any free one for 0. Raises ConfigError where that is
    taken."""
    if config.health_port is None:
        yield None
        return
    from bot.health.numbers import Numbers  # a library that nobody else waits for

    measures, database = router.measures, router.store.database
    numbers = Numbers(router.store, measures, router.clock, config.backup)
    pages: dict[str, Callable[[], PlainPage]] = {
        "/healthz": lambda: health(measures, database),
        "/metrics": lambda: (200, "text/plain; version=0.0.4; charset=utf-8", numbers.text()),
    }
    try:
        server = ThreadingHTTPServer((_HOST, config.health_port), _handler(pages))
    except OSError as error:
        raise ConfigError("NEWSBOT_HEALTH_PORT", f"cannot be listened on: {error.strerror}") from error
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="health", daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def health(measures: Measures, database: Database) -> PlainPage:
    """200 where the loop turns and the store can be read; else 503, with what is wrong."""
    wrong = []
    if measures.silent_s > _SILENT_S:
        wrong.append(f"the loop has not turned for {measures.silent_s:.0f} s")
    try:
        Outbox(database).next_due()
    except NewsError as error:
        wrong.append(str(error))
    told = {"status": "failing" if wrong else "ok", "wrong": wrong}
    return 503 if wrong else 200, "application/json", json.dumps(told).encode()


def _handler(pages: dict[str, Callable[[], PlainPage]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Knows these pages only."""

        timeout = 10

        def do_GET(self) -> None:
            page = pages.get(self.path.partition("?")[0])
            try:
                status, kind, content = page() if page else (404, "text/plain", b"/healthz, /metrics\n")
            except NewsError as error:
                status, kind, content = 503, "text/plain; charset=utf-8", str(error).encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: it is asked every few seconds."""

    return Handler
