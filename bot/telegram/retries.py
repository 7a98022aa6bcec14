"""What is repeated, and what is not.

A send is repeated after a flood limit and where it surely was not done (no connection was made, or the Bot API itself
says that it failed). A send whose fate is unclear - the connection broke or timed out after the request left, a
gateway answered for the Bot API - is not: the reader would get it twice, and can ask again if it is lost. Edits do no
harm twice and are repeated in all these cases.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.rate_limits import PATIENCE_S, flood_s

TRIES = 3
T = TypeVar("T")


class Undelivered(Exception):
    """A message was given up; says why. `again_s`: after how long another try cannot double it; None: it may have
    arrived."""

    def __init__(self, reason: str, again_s: float | None) -> None:
        super().__init__(reason)
        self.again_s = again_s


async def insist(act: Callable[[], Awaitable[T]], *, harmless: bool, tries: int = TRIES) -> T:
    """Tries again as the module says; `harmless`: to do it twice. Raises Undelivered when it gives up."""
    waited = 0.0
    for attempt in range(1, tries + 1):
        try:
            return await act()
        except BadRequest:
            raise
        except (RetryAfter, NetworkError) as error:
            if not (harmless or surely_undone(error)):
                raise Undelivered(f"{error}; it may have arrived, so it is not sent again", None) from error
            pause = _pause_s(error, attempt)
            waited += pause
            if attempt == tries or waited > PATIENCE_S:
                raise Undelivered(f"{error}; given up at try {attempt}", pause) from error
            await asyncio.sleep(pause)
    raise AssertionError("the last try returns or raises")


def surely_undone(error: TelegramError) -> bool:
    """Whether what was asked for was not done."""
    if isinstance(error, RetryAfter):
        return True
    if error.__cause__ is None:  # an answer in the form of the Bot API, though a gateway may have given it
        return not isinstance(error, TimedOut) and "gateway" not in error.message.lower()
    return isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


def _pause_s(error: TelegramError, attempt: int) -> float:
    return flood_s(error) if isinstance(error, RetryAfter) else float(attempt)
