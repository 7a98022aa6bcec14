"""How fast messages may go: what Telegram allows a bot in one chat, in one group and over all, and no faster.

Chats never wait for one another except for the limit over all; under it replies go before mails, which nobody waits
at. A flood limit that Telegram reports holds its own chat only.
"""

from __future__ import annotations

import asyncio
import time
from bisect import insort
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

PATIENCE_S = 120.0  # of waiting out a flood limit; some are of many hours
_PACED = frozenset({"sendMessage", "sendPhoto", "sendDocument", "editMessageText"})
_CHATS_KEPT = 1000


class Haste(IntEnum):
    """Who goes first."""

    CALLED = -1  # it had its turn already
    REPLY = 0
    MAIL = 1


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What waits for its turn; `comes` is called when it has come, right before the message goes."""

    haste: Haste
    comes: Callable[[], Awaitable[object]] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """At most `most` messages in any `within_s` seconds."""

    most: int
    within_s: float

    def free_at(self, times: deque[float]) -> float:
        """When one more may follow those that went at `times`."""
        return times[-self.most] + self.within_s if len(times) >= self.most else 0.0


ALL = Rule(30, 1.0)
CHAT = Rule(20, 20.0)  # one a second, in short bursts
GROUP = Rule(20, 60.0)
MAILS = Rule(1, 1.0)  # a mail keeps a second from whatever went before it


@dataclass(slots=True)
class _Chat:
    """The newest messages to a chat, and until when it is held."""

    rule: Rule
    times: deque[float] = field(default_factory=lambda: deque(maxlen=max(CHAT.most, GROUP.most)))
    held_until: float = 0.0

    def free_at(self, haste: Haste) -> float:
        mails = MAILS.free_at(self.times) if haste is Haste.MAIL else 0.0
        return max(self.held_until, self.rule.free_at(self.times), mails)


@dataclass(order=True, slots=True)
class _Ticket:
    """A message that waits for its turn."""

    haste: Haste
    number: int
    chat_id: int = field(compare=False)
    turn: asyncio.Future[None] = field(compare=False)


class RateLimits(BaseRateLimiter[Dispatch]):
    """Lets each message wait for its turn. Used from one event loop; `clock` in seconds."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._chats: dict[int, _Chat] = {}
        self._all: deque[float] = deque(maxlen=ALL.most)
        self._waiting: list[_Ticket] = []
        self._number = 0
        self._alarm: asyncio.Task[None] | None = None

    async def initialize(self) -> None:
        """Needs nothing."""

    async def shutdown(self) -> None:
        """Wakes nobody any more."""
        if self._alarm:
            self._alarm.cancel()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Dispatch | None,
    ) -> Any:
        """The request of python-telegram-bot, in its turn."""
        chat_id = data.get("chat_id")
        if endpoint not in _PACED or not isinstance(chat_id, int):
            return await callback(*args, **kwargs)
        slot = rate_limit_args or Dispatch(Haste.REPLY)
        if slot.haste is not Haste.CALLED:
            await self.turn(chat_id, slot.haste)
        if slot.comes:
            await slot.comes()
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as flood:
            self._hold(chat_id, flood_s(flood))
            raise

    async def turn(self, chat_id: int, haste: Haste) -> None:
        """Comes back when a message to the chat may go; it then counts as gone."""
        self._number += 1
        ticket = _Ticket(haste, self._number, chat_id, asyncio.get_running_loop().create_future())
        insort(self._waiting, ticket)
        self._call()
        try:
            await ticket.turn
        finally:
            with suppress(ValueError):  # called already; else whoever wanted it was cancelled
                self._waiting.remove(ticket)

    def _hold(self, chat_id: int, seconds: float) -> None:
        if seconds <= PATIENCE_S:  # a longer one is not waited for: the next message finds out whether it stands
            chat = self._chat(chat_id)
            chat.held_until = max(chat.held_until, self._clock() + seconds)

    def _call(self) -> None:
        """Calls all who may go now, in their order, and comes again when the next may."""
        now, next_at = self._clock(), float("inf")
        left: list[_Ticket] = []
        passed: set[int] = set()  # chats where somebody ahead still waits
        for ticket in self._waiting:
            chat = self._chat(ticket.chat_id)
            free_at = max(chat.free_at(ticket.haste), ALL.free_at(self._all))
            if ticket.chat_id not in passed and free_at <= now:
                chat.times.append(now)
                self._all.append(now)
                if not ticket.turn.done():
                    ticket.turn.set_result(None)
                continue
            if ticket.chat_id not in passed:
                next_at = min(next_at, free_at)
            passed.add(ticket.chat_id)
            left.append(ticket)
        self._waiting = left
        self._set_alarm(next_at - now)

    def _set_alarm(self, seconds: float) -> None:
        if self._alarm:
            self._alarm.cancel()
        self._alarm = asyncio.create_task(self._wake(seconds)) if self._waiting else None

    async def _wake(self, seconds: float) -> None:
        await self._sleep(seconds)
        self._alarm = None
        self._call()

    def _chat(self, chat_id: int) -> _Chat:
        """Groups and channels have negative ids."""
        if chat_id not in self._chats:
            if len(self._chats) >= _CHATS_KEPT:
                self._forget_idle()
            self._chats[chat_id] = _Chat(GROUP if chat_id < 0 else CHAT)
        return self._chats[chat_id]

    def _forget_idle(self) -> None:
        now = self._clock()
        for chat_id, chat in list(self._chats.items()):
            newest = chat.times[-1] if chat.times else 0.0
            if max(newest + chat.rule.within_s, chat.held_until) < now:
                del self._chats[chat_id]


def flood_s(flood: RetryAfter) -> float:
    """How long Telegram wants a chat to be left alone."""
    wait = flood.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
