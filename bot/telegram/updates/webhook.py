"""Updates brought by Telegram itself, through a proxy that ends HTTPS: each is kept before it is acknowledged.

The library's own webhook acknowledges an update that is in memory only, and refuses one that it cannot read, which then
comes again for ever.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import socket
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeAlias

import uvicorn
from telegram import WebhookInfo
from telegram.error import BadRequest, TelegramError

from bot.telegram.updates.inbox import App, Inbox
from bot.telegram.updates.receiving import UPDATES, Receiver
from data.errors import ConfigError

Message: TypeAlias = MutableMapping[str, Any]
_log = logging.getLogger(__name__)
_SECRET = b"x-telegram-bot-api-secret-token"
_LARGEST = 1 << 20  # bytes
_LOOK_S = 300.0
_AT_ONCE = 100  # connections; Telegram makes 40 at most
_STOP_S = 2


class Webhook(Receiver):
    """Listens on `listen`, host:port, for what Telegram sends to `url`. Its secret is made anew at each start."""

    def __init__(self, application: App, inbox: Inbox, url: str, listen: str) -> None:
        super().__init__(application, inbox)
        self._url, self._listen, self._secret = url, listen, secrets.token_urlsafe(32)
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None
        self._last_trouble: datetime | None = None

    async def open(self) -> None:
        if self._serving is None:
            listening = _listening(self._listen)
            settings = uvicorn.Config(
                self._answer, interface="asgi3", http="h11", ws="none", lifespan="off", log_config=None,
                access_log=False, proxy_headers=False, server_header=False, limit_concurrency=_AT_ONCE,
                timeout_graceful_shutdown=_STOP_S,
            )  # fmt: skip
            self._server = _Server(settings)
            self._serving = asyncio.create_task(self._server.serve([listening]))
        await self._set()

    async def _set(self) -> None:
        try:
            await self.bot.set_webhook(self._url, allowed_updates=UPDATES, secret_token=self._secret)
        except BadRequest as refusal:
            raise ConfigError("NEWSBOT_WEBHOOK", f"Telegram says: {refusal.message}") from refusal

    async def receive(self) -> None:
        assert self._serving
        while not self._serving.done():
            await asyncio.wait((self._serving,), timeout=_LOOK_S)
            try:
                await self._look(await self.bot.get_webhook_info())
            except TelegramError as error:
                _log.info("nothing is known of the webhook: %s", error)
        self._serving.result()

    async def _look(self, info: WebhookInfo) -> None:
        """Whether Telegram still knows where to, and gets through."""
        if info.url != self._url:
            _log.warning("another program has changed the webhook of this token; it is set again")
            await self._set()
        elif info.last_error_date and info.last_error_date != self._last_trouble:
            self._last_trouble = info.last_error_date
            _log.warning("Telegram cannot reach the webhook: %s", info.last_error_message)

    async def leave(self) -> None:
        """Takes no more; Telegram keeps what comes meanwhile, and brings it after the next start."""
        if self._server and self._serving:
            self._server.should_exit = True
            await asyncio.wait((self._serving,), timeout=2 * _STOP_S)

    async def _answer(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        status = await self._status(scope, receive)
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    async def _status(self, scope: Message, receive: Callable[[], Awaitable[Message]]) -> int:
        given = dict(scope["headers"]).get(_SECRET, b"")
        if not secrets.compare_digest(given, self._secret.encode()):
            return 403
        if scope["method"] != "POST":
            return 405
        if self.inbox.is_full:
            return 503  # Telegram brings it again
        body = await _body(receive)
        if body is None:
            return 413
        try:
            update = json.loads(body)
        except ValueError:
            update = None  # is passed: Telegram would bring it for ever
        await self.inbox.take([update])
        return 200


class _Server(uvicorn.Server):
    """Leaves the signals to the bot."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listening(where: str) -> socket.socket:
    """Raises ConfigError."""
    host, _, port = where.rpartition(":")
    family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
    try:
        if not 0 < int(port) < 1 << 16:
            raise ValueError("no such port")
        return socket.create_server((host.strip("[]"), int(port)), family=family)
    except (OSError, ValueError) as error:
        raise ConfigError("NEWSBOT_WEBHOOK_LISTEN", f"cannot listen on {where or 'nothing'}: {error}") from error


async def _body(receive: Callable[[], Awaitable[Message]]) -> bytes | None:
    """None where it is too large."""
    body, more = b"", True
    while more:
        part = await receive()
        body += part.get("body", b"")
        more = part.get("more_body", False)
        if len(body) > _LARGEST:
            return None
    return body
