"""A connection to Telegram, through every failure that may pass, until it is told to stop.

The library's own ways end without a word when Telegram refuses the token, and show nothing of a start that fails
again and again; this one says what is wrong once, waits longer each time, and gives up only on the token.
"""

from __future__ import annotations

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.rate_limits import flood_s
from bot.telegram.updates.inbox import App, Inbox
from data.errors import ConfigError

TOKEN = "TELEGRAM_BOT_TOKEN"
UPDATES = [*("message", "edited_message", "channel_post", "callback_query"), *("inline_query", "my_chat_member")]
_log = logging.getLogger(__name__)
_LONGEST_PAUSE_S = 30.0
_REFUSALS = 3  # in a row: a server that is just starting may refuse once


async def serve(receiver: Receiver, stop: asyncio.Event) -> None:
    """Runs the bot until `stop` is set. Raises ConfigError when Telegram refuses the token."""
    receiving, stopping = asyncio.create_task(receiver.run()), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((receiving, stopping), return_when=asyncio.FIRST_COMPLETED)
    finally:
        receiving.cancel()
        stopping.cancel()
        await asyncio.wait((receiving, stopping))
        await receiver.close()
    if not receiving.cancelled():
        receiving.result()


class Receiver(ABC):
    """From the first getMe to the end; how updates come is its subclasses' matter."""

    answer_s = 20.0

    def __init__(self, application: App, inbox: Inbox) -> None:
        self._application, self.bot, self.inbox = application, application.bot, inbox
        self.troubles = Backoff()
        self._welcoming: asyncio.Task[None] | None = None

    @abstractmethod
    async def open(self) -> None:
        """Tells Telegram how updates are to come. Raises TelegramError where that must be tried again."""

    @abstractmethod
    async def receive(self) -> None:
        """Hands updates to the inbox; never returns."""

    @abstractmethod
    async def leave(self) -> None:
        """The last word to Telegram."""

    async def run(self) -> None:
        """Never returns."""
        await self._insist(self._application.initialize)
        await self._application.start()
        await self.inbox.restore()
        await self._insist(self.open)
        _log.info("answering as @%s", self.bot.username)
        if self._application.post_init:  # beside the receiving: no answer has to wait for it
            self._welcoming = asyncio.create_task(self._application.post_init(self._application))
        await self.receive()

    async def _insist(self, act: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await act()
                break
            except TelegramError as error:
                await asyncio.sleep(self.troubles.pause_s(error))
        self.troubles.over()

    async def close(self) -> None:
        """What waits stays kept, and the replies under way are finished."""
        if self._welcoming:
            self._welcoming.cancel()
        await self.leave()
        if self._application.post_stop:
            await self._application.post_stop(self._application)
        await self.inbox.close()
        if self._application.running:
            await self._application.stop()
        await self._application.shutdown()
        await self.bot.shutdown()  # the application leaves it open when it never got through to Telegram


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
        return max(pause, flood_s(error) if isinstance(error, RetryAfter) else 0.0)

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
    if not isinstance(error, TelegramError):
        return f"Telegram sends what cannot be read, trying again: {error!r}"
    return f"Telegram cannot be reached, trying again: {error}"
