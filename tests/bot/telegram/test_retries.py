"""What is repeated for how long."""

from __future__ import annotations

import pytest
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.telegram.retries import AT_ONCE_S, Undelivered, insist


class Telegram:
    """Fails until its clock says `until`."""

    def __init__(self, until: float, error: Exception) -> None:
        self.now, self.tries, self.notes = 0.0, 0, [""]
        self._until, self._error = until, error

    async def sleep(self, seconds: float) -> None:
        assert self.notes[-1] == "undone"
        self.now += seconds

    async def act(self) -> str:
        self.notes.append("begun")
        self.tries += 1
        if self.now < self._until:
            raise self._error
        return "sent"

    async def begins(self) -> bool:
        return True

    async def undone(self) -> None:
        self.notes.append("undone")


@pytest.mark.parametrize("until", [60.0, 600.0])
async def test_minutes_of_failures_that_telegram_admits_lose_no_reply(until: float) -> None:
    telegram = Telegram(until, NetworkError("Internal Server Error"))
    assert await insist(telegram.act, harmless=False, once=telegram, sleep=telegram.sleep) == "sent"
    assert until <= telegram.now < until + 16


async def test_an_unclear_fate_ends_it_and_stays_noted() -> None:
    telegram = Telegram(60.0, TimedOut())
    with pytest.raises(Undelivered) as refusal:
        await insist(telegram.act, harmless=False, once=telegram, sleep=telegram.sleep)
    assert (refusal.value.again_s, telegram.notes) == (None, ["", "begun"])


@pytest.mark.parametrize(
    ("error", "patience_s"), [(NetworkError("Internal Server Error"), AT_ONCE_S), (RetryAfter(40000), 900.0)]
)
async def test_what_is_not_waited_for_may_be_tried_later(error: Exception, patience_s: float) -> None:
    telegram = Telegram(60.0, error)
    with pytest.raises(Undelivered) as refusal:
        await insist(telegram.act, harmless=False, patience_s=patience_s, once=telegram, sleep=telegram.sleep)
    assert refusal.value.again_s
    assert telegram.tries == 1
