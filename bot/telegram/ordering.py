"""Which updates wait for each other: those of one chat, in their order; chats never wait for one another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Hashable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_AT_ONCE = 1000  # those that wait count too: one chat full of them must not stop the others


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
