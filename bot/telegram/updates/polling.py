"""Fetches updates by long polling. They are asked for as they come: the library would read all of them or none."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from telegram.error import TelegramError

from bot.telegram.updates.inbox import App, Inbox, number_of
from bot.telegram.updates.receiving import UPDATES, Receiver

_POLL_S = 20


class Poller(Receiver):
    """Acknowledges with each request what came before and is kept."""

    def __init__(self, application: App, inbox: Inbox) -> None:
        super().__init__(application, inbox)
        self._offset: int | None = None  # all updates before it are kept

    async def open(self) -> None:
        with suppress(TelegramError):  # if there is a webhook nevertheless, polling will say so
            await self.bot.delete_webhook(drop_pending_updates=False)

    async def receive(self) -> None:
        while True:
            await self._poll()
            await self.inbox.room()

    async def _poll(self) -> None:
        try:
            updates = await self._updates(_POLL_S)
            numbers = [number for number in map(number_of, updates) if number is not None]
            if updates and not numbers:  # they would come again at once
                raise ValueError("updates without numbers")
        except (TelegramError, KeyError, TypeError, ValueError) as error:
            await asyncio.sleep(self.troubles.pause_s(error))
            return
        self.troubles.over()
        await self.inbox.take(updates)
        self._offset = max([number + 1 for number in numbers], default=self._offset)

    async def _updates(self, wait_s: int) -> list[Any]:
        request = {"timeout": wait_s, "allowed_updates": UPDATES}
        if self._offset is not None:
            request["offset"] = self._offset
        updates: list[Any] = await self.bot._post("getUpdates", request, read_timeout=self.answer_s + wait_s)
        return updates

    async def leave(self) -> None:
        """Acknowledges what was fetched."""
        if self._offset is not None:
            with suppress(TelegramError):  # then some updates come again at the next start
                await self._updates(0)
