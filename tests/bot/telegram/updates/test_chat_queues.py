"""One after another in a lane, all lanes beside each other, and no more of a chat than may wait."""

from __future__ import annotations

import asyncio

from bot.telegram.updates.chat_queues import ChatQueues, Lane

HERE, BESIDE, ELSEWHERE = Lane(1, 1), Lane(1, (1, "press")), Lane(2, 2)


class Served:
    """Notes what was begun; goes on when it is told to."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go = asyncio.Event()

    async def __call__(self, item: str) -> None:
        self.begun.append(item)
        if item == "bad":
            raise RuntimeError("bad")
        await self.go.wait()


async def turns() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_a_lane_is_served_in_order_and_lanes_beside_each_other() -> None:
    queues = ChatQueues(served := Served(), 10)
    for lane, item in ((HERE, "a"), (HERE, "b"), (BESIDE, "c"), (ELSEWHERE, "d")):
        queues.put(lane, item)
    await turns()
    assert served.begun == ["a", "c", "d"]
    served.go.set()
    await turns()
    assert served.begun == ["a", "c", "d", "b"]
    assert queues.waiting == 0


async def test_one_that_fails_keeps_no_other_waiting() -> None:
    queues = ChatQueues(served := Served(), 10)
    served.go.set()
    for item in ("bad", "good"):
        queues.put(HERE, item)
    await turns()
    assert served.begun == ["bad", "good"]
    assert queues.waiting == 0


async def test_a_full_chat_is_told_once_in_a_while() -> None:
    queues = ChatQueues(served := Served(), 2)
    for item in "abc":
        assert queues.has_room(1)
        queues.put(HERE, item)
    assert not queues.has_room(1)
    assert queues.has_room(2)
    assert [queues.is_first_refused(1) for _ in range(3)] == [True, False, False]
    served.go.set()
    await turns()
    assert queues.has_room(1)
    assert not queues.is_first_refused(1)


async def test_of_what_is_typed_only_the_newest_waits() -> None:
    typing = Lane("typing", "typing", newest_only=True)
    queues = ChatQueues(served := Served(), 10)
    queues.put(typing, "a")
    await turns()
    for item in "bcd":
        queues.put(typing, item)
    assert queues.waiting == 2
    served.go.set()
    await turns()
    assert served.begun == ["a", "d"]


async def test_a_stop_begins_nothing_more() -> None:
    queues = ChatQueues(served := Served(), 10)
    for item in "ab":
        queues.put(HERE, item)
    await turns()
    assert not await queues.stop(0.01)
    assert served.begun == ["a"]
    assert await queues.stop(0.01)
