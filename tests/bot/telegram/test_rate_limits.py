"""No order of messages to any chats goes faster than Telegram allows, and none waits for a chat that is not its own."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Coroutine
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.telegram.rate_limits import ALL, CHAT, GROUP, MAILS, PATIENCE_S, Dispatch, Haste, RateLimits, Rule

REPLY, MAIL = Haste.REPLY, Haste.MAIL
T = TypeVar("T")


class Time:
    """Stands still while anything can be done without it, then goes on to the next moment somebody waits for."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        future = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._sleepers, (self.now + seconds, self._count, future))
        await future

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        task = asyncio.ensure_future(work)
        while True:
            for _ in range(50):
                await asyncio.sleep(0)
            if task.done():
                return task.result()
            if not self._sleepers:
                continue
            at, _, future = heapq.heappop(self._sleepers)
            if not future.done():
                self.now = max(self.now, at)
                future.set_result(None)


@dataclass(frozen=True)
class Went:
    """A message that had its turn."""

    number: int
    chat_id: int
    haste: Haste
    asked_at: float
    at: float


Wanted = tuple[float, int, Haste]  # after how many seconds, where, how urgent


def paced(wanted: list[Wanted], holds: dict[int, float] | None = None) -> list[Went]:
    """What became of the messages, in the order they went."""
    time, went = Time(), list[Went]()

    async def one(number: int, after: float, chat_id: int, haste: Haste) -> None:
        await time.sleep(after)
        asked_at = time.now
        await pacing.turn(chat_id, haste)
        went.append(Went(number, chat_id, haste, asked_at, time.now))

    async def flooded(seconds: float) -> None:
        raise RetryAfter(int(seconds))

    async def all_of_them() -> None:
        for chat_id, seconds in (holds or {}).items():
            with pytest.raises(RetryAfter):
                await pacing.process_request(flooded, (seconds,), {}, "sendMessage", {"chat_id": chat_id}, None)
        await asyncio.gather(*(one(number, *each) for number, each in enumerate(wanted)))
        await pacing.shutdown()

    pacing = RateLimits(time.clock, time.sleep)
    asyncio.run(time.run(all_of_them()))
    return went


def most_in(times: list[float], within_s: float) -> int:
    """The most that went in any time so long, by looking at every one of them."""
    return max((sum(1 for at in times if start <= at < start + within_s - 1e-6) for start in times), default=0)


def keeps(times: list[float], rule: Rule) -> bool:
    return most_in(times, rule.within_s) <= rule.most


messages = st.lists(
    st.tuples(
        st.sampled_from([0.0, 0.0, 0.0, 0.3, 1.0, 5.0, 30.0]),
        st.sampled_from([1, 2, -3, -4]),
        st.sampled_from([REPLY, MAIL]),
    ),
    max_size=120,
)


@settings(max_examples=40, deadline=None)
@given(messages)
def test_every_rule_is_kept_and_every_message_goes_once(wanted: list[Wanted]) -> None:
    went = paced(wanted)
    assert sorted(each.number for each in went) == list(range(len(wanted)))
    assert keeps([each.at for each in went], ALL)
    for chat_id in {each.chat_id for each in went}:
        own = [each for each in went if each.chat_id == chat_id]
        assert keeps([each.at for each in own], GROUP if chat_id < 0 else CHAT)
        for before, after in pairwise(own):
            assert after.haste is REPLY or after.at - before.at >= MAILS.within_s - 1e-6


@settings(max_examples=20, deadline=None)
@given(messages)
def test_messages_of_one_haste_to_a_chat_keep_their_order(wanted: list[Wanted]) -> None:
    went = paced(wanted)
    for chat_id in {each.chat_id for each in went}:
        for haste in (REPLY, MAIL):
            asked = [each.asked_at for each in went if (each.chat_id, each.haste) == (chat_id, haste)]
            assert asked == sorted(asked)


def test_a_full_chat_keeps_no_other_waiting() -> None:
    went = paced([(0.0, -3, REPLY)] * 25 + [(0.5, 1, REPLY)])
    [other] = [each for each in went if each.chat_id == 1]
    assert other.at == other.asked_at
    assert max(each.at for each in went) == 1060.0


def test_a_flood_limit_holds_its_own_chat_only() -> None:
    went = paced([(0.0, 1, REPLY), (0.0, 2, REPLY), (0.0, 2, MAIL)], holds={1: 40.0})
    assert [(each.chat_id, each.at - 1000) for each in went] == [(2, 0.0), (2, 1.0), (1, 40.0)]


def test_a_flood_limit_of_hours_is_not_waited_out() -> None:
    [went] = paced([(0.0, 1, REPLY)], holds={1: PATIENCE_S + 1})
    assert went.at == went.asked_at


def test_replies_go_before_mails() -> None:
    mails: list[Wanted] = [(0.0, chat_id, MAIL) for chat_id in range(1, 61)]
    went = paced([*mails, (0.1, 99, REPLY)])
    [reply] = [each for each in went if each.chat_id == 99]
    assert [each.haste for each in went].index(REPLY) == ALL.most  # thirty had gone when it was asked for
    assert reply.at == 1001.0


def test_a_short_burst_is_allowed() -> None:
    went = paced([(0.0, 1, REPLY)] * 10)
    assert {each.at for each in went} == {1000.0}


def test_who_gives_up_waiting_takes_nobody_s_turn() -> None:
    time = Time()

    async def scene() -> float:
        pacing = RateLimits(time.clock, time.sleep)
        await pacing.turn(1, MAIL)
        quitter = asyncio.create_task(pacing.turn(1, MAIL))
        await asyncio.sleep(0)
        quitter.cancel()
        await asyncio.gather(quitter, return_exceptions=True)
        await pacing.turn(1, MAIL)
        await pacing.shutdown()
        return time.now

    assert asyncio.run(time.run(scene())) == 1001.0


def test_other_requests_and_those_that_had_their_turn_are_not_paced() -> None:
    time = Time()

    async def scene() -> None:
        pacing = RateLimits(time.clock, time.sleep)
        await pacing.process_request(asyncio.sleep, (0,), {}, "getMe", {}, None)
        for _ in range(100):
            await pacing.process_request(asyncio.sleep, (0,), {}, "sendChatAction", {"chat_id": 1}, None)
            await pacing.process_request(asyncio.sleep, (0,), {}, "sendMessage", {"chat_id": 1}, Dispatch(Haste.CALLED))

    asyncio.run(time.run(scene()))
    assert time.now == 1000.0
