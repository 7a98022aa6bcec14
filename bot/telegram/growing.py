"""An answer shown while it is made, where that takes a moment: a draft in a private chat, in a group a message that
is edited. Only what may stand is shown: words that were quoted or checked.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from telegram.constants import ChatAction
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.core.reply import plain
from bot.telegram.delivery import Bot, Delivery, Destination
from bot.telegram.rendering import TEXT_LIMIT, render
from bot.telegram.retries import BRIEF_S

_AGAIN_S = 4.5  # Telegram takes the sign down after 5

_log = logging.getLogger(__name__)
_AFTER_S = 0.7  # an answer that is there sooner needs no other sign of life
_DRAFTS_EVERY_S, _EDITS_EVERY_S = 0.4, 3.0
_GOES_ON = " …"


class Growth:
    """An answer on its way."""

    def __init__(self) -> None:
        self.text = ""
        self.ids: list[int] = []  # of the message that shows it in a group
        self._loop = asyncio.get_running_loop()
        self._grown, self._done = asyncio.Event(), asyncio.Event()

    def say(self, text: str) -> None:
        """The answer so far. From any thread, also when nobody listens any more."""
        with suppress(RuntimeError):  # the bot has ended
            self._loop.call_soon_threadsafe(self._take, text)

    def _take(self, text: str) -> None:
        self.text = text[: TEXT_LIMIT // 2]
        self._grown.set()

    def end(self) -> None:
        self._done.set()
        self._grown.set()

    async def ended_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._done.wait(), seconds)
        return self._done.is_set()

    async def changed(self) -> bool:
        """Waits for other words; False where none come any more."""
        await self._grown.wait()
        self._grown.clear()
        return not self._done.is_set()


class Growing:
    """Shows answers in any number of chats."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery
        self._drafts = True  # until the server shows that it has none

    @asynccontextmanager
    async def shown(
        self, place: Destination, number: int, may_begin: Callable[[], Awaitable[bool]]
    ) -> AsyncIterator[Growth]:
        """Inside, what the growth is told is shown; after it, `ids` are what the whole answer takes the place of.

        `number`: of the draft, not 0. `may_begin` is asked before the first message of a group.
        """
        growth = Growth()
        showing = self._draft(place, number, growth) if place.chat_id > 0 else self._edit(place, growth, may_begin)
        task = asyncio.create_task(showing)
        try:
            yield growth
        finally:
            growth.end()
            await task  # a draft that came after the answer would stand there half a minute

    async def _draft(self, place: Destination, number: int, growth: Growth) -> None:
        """First that it is thinking, then the words so far."""
        if await growth.ended_within(_AFTER_S):
            return
        going_on = True
        while going_on and self._drafts:
            text = growth.text + _GOES_ON if growth.text else None
            try:
                await self._delivery.bot.send_message_draft(
                    place.chat_id, number, text, place.thread_id, read_timeout=2, connect_timeout=2
                )
            except TimedOut:
                return  # the answer itself does not wait for its drafts
            except (BadRequest, InvalidToken, NetworkError) as refusal:
                _log.info("answers come without drafts: %s", refusal)
                self._drafts = False
            except TelegramError:  # a flood limit, or a person who left: there will be an answer or not
                return
            going_on = not await growth.ended_within(_DRAFTS_EVERY_S) and await growth.changed()

    async def _edit(self, place: Destination, growth: Growth, may_begin: Callable[[], Awaitable[bool]]) -> None:
        going_on = not await growth.ended_within(_AFTER_S) and (bool(growth.text) or await growth.changed())
        if not going_on or not await may_begin():
            return
        place = replace(place, patience_s=BRIEF_S)
        while going_on:
            text = growth.text + _GOES_ON
            try:
                growth.ids = await self._delivery.change(place, growth.ids, render(plain(text)))
            except TelegramError as refusal:
                _log.warning("an answer to chat %s cannot be shown growing: %s", place.chat_id, refusal)
                return
            going_on = bool(growth.ids) and not await growth.ended_within(_EDITS_EVERY_S) and await growth.changed()


class TypingSign:
    """Shows the sign in any number of chats."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()  # the event loop alone would not keep them

    @asynccontextmanager
    async def up(self, bot: Bot, place: Destination) -> AsyncIterator[None]:
        """Put up at once; a request still under way at the end is not waited for, nor broken off."""
        done = asyncio.Event()
        task = asyncio.create_task(_show(bot, place, done))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            yield
        finally:
            done.set()


async def _show(bot: Bot, place: Destination, done: asyncio.Event) -> None:
    with suppress(TelegramError):  # not every server has the sign, and no answer depends on it
        while not done.is_set():
            await bot.send_chat_action(place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id)
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _AGAIN_S)
