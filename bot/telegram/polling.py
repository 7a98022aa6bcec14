"""Fetches updates by long polling, through every failure that may pass, until it is told to stop.

The library's own polling ends without a word when Telegram refuses the token, and shows nothing of a start that
fails again and again; this one says what is wrong once, waits longer each time, and gives up only on the token.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Hashable
from contextlib import suppress
from datetime import timedelta
from typing import Any, TypeAlias
from weakref import WeakValueDictionary

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, BaseUpdateProcessor

from data.errors import ConfigError

_AT_ONCE = 1000  # those that wait count too: one chat full of them must not stop the others

App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
TOKEN = "TELEGRAM_BOT_TOKEN"
UPDATES = (*("message", "edited_message", "channel_post", "callback_query"), *("inline_query", "my_chat_member"))
_log = logging.getLogger(__name__)
_POLL_S = 20
_LONGEST_PAUSE_S = 30.0
_REFUSALS = 3  # in a row: a server that is just starting may refuse once
_STOP_S = 5.0  # for replies under way when the bot is told to stop
_UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)  # by the library for an update it does not understand


async def serve(application: App, stop: asyncio.Event) -> None:
    """Runs the application until `stop` is set. Raises ConfigError when Telegram refuses the token."""
    poller = Poller(application)
    polling, stopping = asyncio.create_task(poller.run()), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((polling, stopping), return_when=asyncio.FIRST_COMPLETED)
    finally:
        polling.cancel()
        stopping.cancel()
        await asyncio.wait((polling, stopping))
        await poller.close()
    if not polling.cancelled():
        polling.result()


class Poller:
    """One connection to Telegram, from the first getMe to the last acknowledgement."""

    def __init__(self, application: App) -> None:
        self._application, self._bot = application, application.bot
        self._troubles = Backoff()
        self._offset: int | None = None  # all updates before it are in the queue of the application
        self._welcoming: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Never returns."""
        await self._connect()
        await self._application.start()
        if self._application.post_init:  # beside the polling: no answer has to wait for it
            self._welcoming = asyncio.create_task(self._application.post_init(self._application))
        while True:
            await self._poll()

    async def _connect(self) -> None:
        while True:
            try:
                await self._application.initialize()
                break
            except TelegramError as error:
                await asyncio.sleep(self._troubles.pause_s(error))
        self._troubles.over()
        with suppress(TelegramError):  # if there is a webhook nevertheless, polling will say so
            await self._bot.delete_webhook(drop_pending_updates=False)
        _log.info("answering as @%s", self._bot.username)

    async def _poll(self) -> None:
        try:
            updates = await self._bot.get_updates(self._offset, timeout=_POLL_S, allowed_updates=UPDATES)
        except (TelegramError, *_UNREADABLE) as error:
            await asyncio.sleep(self._troubles.pause_s(error))
            return
        self._troubles.over()
        for update in updates:
            self._application.update_queue.put_nowait(update)
            self._offset = update.update_id + 1

    async def close(self) -> None:
        """Acknowledges what was fetched, and lets the replies under way be finished."""
        if self._welcoming:
            self._welcoming.cancel()
        if self._offset is not None:
            with suppress(TelegramError):  # then some updates come again at the next start
                await self._bot.get_updates(self._offset, timeout=0, allowed_updates=UPDATES)
        if self._application.post_stop:
            await self._application.post_stop(self._application)
        if self._application.running:
            try:
                await asyncio.wait_for(self._application.stop(), _STOP_S)
            except TimeoutError:
                _log.warning("stopped before all replies were sent")
        await self._application.shutdown()
        await self._bot.shutdown()  # the application leaves it open when it never got through to Telegram


class Backoff:
    """Failures in a row: how long to wait after each, and a log line where another one begins."""

    def __init__(self) -> None:
        self._count = self._refusals = 0
        self._said = ""

    def pause_s(self, error: Exception) -> float:
        """Logs. Raises ConfigError when Telegram insists that the token is wrong."""
        self._refusals = self._refusals + 1 if isinstance(error, InvalidToken) else 0
        if self._refusals == _REFUSALS:  # the library's error has the token in it
            raise ConfigError(TOKEN, "refused by Telegram; copy it again from @BotFather") from None
        self._say(_described(error))
        self._count += 1
        pause = min(_LONGEST_PAUSE_S, 2.0 ** (self._count - 1))
        return max(pause, _flood_s(error))

    def over(self) -> None:
        if self._said:
            _log.warning("Telegram answers again")
        self._count = self._refusals = 0
        self._said = ""

    def _say(self, line: str) -> None:
        if line != self._said:
            _log.warning("%s", line)
            self._said = line


def _described(error: Exception) -> str:
    if isinstance(error, InvalidToken):
        return "Telegram refuses the token; asking again"
    if isinstance(error, Conflict):
        return f"another program uses this token, so this bot may get no messages; stop one of them ({error})"
    if isinstance(error, _UNREADABLE):
        return f"Telegram sends what cannot be read, trying again: {error!r}"
    return f"Telegram cannot be reached, trying again: {error}"


def _flood_s(error: Exception) -> float:
    wait = error.retry_after if isinstance(error, RetryAfter) else 0
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


class ChatOrder(BaseUpdateProcessor):
    """Messages of a chat are answered one after another, and so are its buttons: a press waits for no question."""

    def __init__(self) -> None:
        super().__init__(_AT_ONCE)
        self._turns: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    async def initialize(self) -> None:
        """Needs nothing."""

    async def shutdown(self) -> None:
        """Keeps nothing."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        turn = self._turns.setdefault(_queue(update), asyncio.Lock())
        try:
            async with turn:  # served in the order of arrival
                await coroutine
        finally:
            if asyncio.iscoroutine(coroutine):
                coroutine.close()  # cancelled while it waited: it never began


def _queue(update: object) -> Hashable:
    """What the update waits in; one without a chat waits for nobody."""
    if not isinstance(update, Update) or update.effective_chat is None:
        return object()
    return update.effective_chat.id, update.callback_query is not None
