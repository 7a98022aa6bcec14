"""What is repeated, and what is not.

A send is repeated after a flood limit and where it surely was not done (no connection was made, or the Bot API itself
says that it failed), for a quarter of an hour. A send whose fate is unclear - the connection broke or timed out after
the request left, a gateway answered for the Bot API - is not: the reader would get it twice, and can ask again if it
is lost. Edits do no harm twice and are repeated in all these cases.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.rate_limits import PATIENCE_S, flood_s

PATIENT_S, BRIEF_S, AT_ONCE_S = 900.0, 3.0, 0.0
"""How long it is tried again: where somebody waits for it, where it is only shown meanwhile, where others try again."""
_LONGEST_PAUSE_S = 15.0
T = TypeVar("T")


class Answering(Protocol):
    """Notes whether the answer to something is on its way."""

    async def begins(self) -> bool: ...
    async def undone(self) -> None: ...


class Undelivered(Exception):
    """A message was given up; says why. `again_s`: after how long another try cannot double it; None: it may have
    arrived."""

    def __init__(self, reason: str, again_s: float | None) -> None:
        super().__init__(reason)
        self.again_s = again_s


class AnsweredBefore(Undelivered):
    """An answer began to be sent already, by a program that has ended, or by another one."""


async def insist(
    act: Callable[[], Awaitable[T]],
    *,
    harmless: bool,
    patience_s: float = PATIENT_S,
    once: Answering | None = None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> T:
    """Tries again as the module says; `harmless`: to do it twice. Raises Undelivered when it gives up.

    `once` is told before each pause that it is not done.
    """
    waited, attempt = 0.0, 0
    while True:
        attempt += 1
        try:
            return await act()
        except BadRequest:
            raise
        except (RetryAfter, NetworkError) as error:
            if not (harmless or surely_undone(error)):
                raise Undelivered(f"{error}; it may have arrived, so it is not sent again", None) from error
            if once:
                await once.undone()
            pause = _pause_s(error, attempt)
            waited += pause
            if waited > patience_s or pause > PATIENCE_S:
                raise Undelivered(f"{error}; given up at try {attempt}", pause) from error
            await sleep(pause)


def surely_undone(error: TelegramError) -> bool:
    """Whether what was asked for was not done."""
    if isinstance(error, RetryAfter):
        return True
    if error.__cause__ is None:  # an answer in the form of the Bot API, though a gateway may have given it
        return not isinstance(error, TimedOut) and "gateway" not in error.message.lower()
    return isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


def _pause_s(error: TelegramError, attempt: int) -> float:
    return flood_s(error) if isinstance(error, RetryAfter) else min(float(attempt), _LONGEST_PAUSE_S)
