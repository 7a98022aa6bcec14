"""The sign that the bot is typing: up while it works, never in the way of the work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.delivery import Destination

_AGAIN_S = 4.5  # Telegram takes the sign down after 5


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
