"""When hosts are asked: in a time of our own that stands still until everybody waits, and by a server's log."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import random
from collections.abc import Coroutine

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.fetch.fetcher import Fetcher, FetchOptions
from data.fetch.host_limits import HostLimits
from tests.support.news_server import NewsServer


class Time:
    """Goes on only when nobody can do anything more at its moment."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._alarms: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        alarm = asyncio.get_running_loop().create_future()
        heapq.heappush(self._alarms, (self.now + seconds, next(self._numbers), alarm))
        await alarm

    async def run(self, *work: Coroutine[object, object, object]) -> None:
        tasks = [asyncio.ensure_future(each) for each in work]
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await asyncio.sleep(0)
            if self._alarms:
                at, _, alarm = heapq.heappop(self._alarms)
                self.now = max(self.now, at)
                if not alarm.done():
                    alarm.set_result(None)
        for task in tasks:
            if not task.cancelled():
                task.result()


class Log:
    """Visits to hosts: when each began and ended."""

    def __init__(self, time: Time, pacing: HostLimits) -> None:
        self.time, self.pacing = time, pacing
        self.visits: list[tuple[str, str, float, float]] = []

    async def visit(self, host: str, takes: float = 0.0, name: str = "", spacing_s: float = 0.0) -> None:
        async with self.pacing.turn(host, spacing_s):
            start = self.time.now
            try:
                await self.time.sleep(takes)
            finally:
                self.visits.append((host, name, start, self.time.now))

    def starts(self, host: str) -> list[float]:
        return sorted(start for visited, _, start, _ in self.visits if visited == host)

    def gaps(self, host: str) -> list[float]:
        starts = self.starts(host)
        return [later - earlier for earlier, later in itertools.pairwise(starts)]

    def most_at_once(self, host: str | None = None) -> int:
        spans = [(start, end) for visited, _, start, end in self.visits if host in {None, visited}]
        return max(sum(start <= at < end for start, end in spans) for at, _ in spans)


def made(spacing_s: float = 1.0, at_once: int = 2, in_all: int = 64) -> Log:
    time = Time()
    return Log(time, HostLimits(spacing_s, at_once, in_all, random.Random(7), time.sleep, time))


async def test_requests_to_a_host_are_a_while_apart_and_not_all_the_same():
    log = made()
    await log.time.run(*(log.visit("a") for _ in range(20)))
    gaps = log.gaps("a")
    assert len(gaps) == 19
    assert all(1.0 <= gap <= 1.3 + 1e-6 for gap in gaps)
    assert len({round(gap, 6) for gap in gaps}) > 10


async def test_a_host_that_wants_more_time_gets_it():
    log = made()
    await log.time.run(*(log.visit("a", spacing_s=10) for _ in range(5)))
    assert all(10 <= gap <= 13 + 1e-6 for gap in log.gaps("a"))


async def test_a_slow_host_is_asked_by_a_few_at_once():
    log = made(at_once=2)
    await log.time.run(*(log.visit("a", takes=50) for _ in range(7)))
    assert log.most_at_once("a") == 2
    assert len(log.visits) == 7


async def test_a_request_that_ended_is_a_while_ago_before_the_next():
    log = made(at_once=2)
    await log.time.run(*(log.visit("a", takes=0.8) for _ in range(6)))
    assert all(gap >= 1.8 - 1e-6 for gap in log.gaps("a"))


async def test_one_slow_host_delays_no_other():
    log = made()
    await log.time.run(*(log.visit("slow", takes=1000) for _ in range(10)), log.visit("quick"), log.visit("other"))
    assert log.starts("quick") == log.starts("other") == [1000.0]


async def test_all_hosts_together_have_a_limit():
    log = made(in_all=5)
    await log.time.run(*(log.visit(f"host{number}", takes=3) for number in range(20)))
    assert log.most_at_once() == 5
    assert len(log.visits) == 20


async def test_the_first_who_came_is_the_first_who_goes():
    log = made(at_once=2)
    await log.time.run(*(log.visit("a", takes=2.5, name=str(number)) for number in range(9)))
    assert [name for _, name, start, _ in sorted(log.visits, key=lambda visit: visit[2])] == list("012345678")


async def test_who_gives_up_waiting_takes_nothing_from_the_others():
    log = made(at_once=1)
    waiting: list[asyncio.Task[None]] = []

    async def giving_up() -> None:
        waiting.extend(asyncio.ensure_future(log.visit("a", takes=5, name=str(number))) for number in range(6))
        await log.time.sleep(1)
        for number in (0, 2, 3):  # inside, at the door, behind it
            waiting[number].cancel()
        await asyncio.wait(waiting)

    await log.time.run(giving_up())
    assert [name for _, name, _, _ in log.visits] == ["0", "1", "4", "5"]
    assert all(gap >= 1 for gap in log.gaps("a"))
    assert log.pacing._lines["a"].people == 0


async def test_hosts_of_long_ago_are_forgotten_and_those_of_now_are_not():
    log = made()

    async def many() -> None:
        for number in range(1000):
            await log.visit(f"host{number}", takes=1)

    await log.time.run(many())
    assert len(log.pacing) <= 64
    await log.time.run(log.visit("host999"))
    assert log.gaps("host999") == [pytest.approx(2.15, abs=0.16)]


@settings(max_examples=40, deadline=None)
@given(
    visits=st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 5), st.floats(0, 3)), min_size=1, max_size=25),
    at_once=st.integers(1, 3),
    in_all=st.integers(1, 6),
)
def test_whatever_comes_is_spaced_and_counted(visits, at_once, in_all):
    async def check() -> None:
        log = made(1.0, at_once, in_all)
        await log.time.run(*(log.visit(host, takes, spacing_s=spacing) for host, takes, spacing in visits))
        assert len(log.visits) == len(visits)
        assert log.most_at_once() <= in_all
        for host in {host for host, _, _ in visits}:
            assert log.most_at_once(host) <= at_once
            assert all(gap >= 1 - 1e-6 for gap in log.gaps(host))

    asyncio.run(check())


async def test_a_server_sees_the_spacing_in_its_log():
    with NewsServer() as server:
        for number in range(5):
            server.add(f"/{number}", "news")
        options = FetchOptions(allow_private=("127.0.0.1",), spacing_s=0.05, per_host=1)
        async with Fetcher(options) as fetcher:
            await asyncio.gather(*(fetcher.get(server.url(f"/{number}")) for number in range(5)))
    assert len(server.requests) == 6  # robots.txt is one of them
    times = [request.at for request in server.requests]
    assert all(later - earlier >= 0.05 for earlier, later in itertools.pairwise(times))


async def test_a_host_is_a_host_at_all_its_ports():
    with NewsServer() as one, NewsServer() as other:
        one.add("/", "news")
        other.add("/", "news")
        options = FetchOptions(allow_private=("127.0.0.1",), spacing_s=0.05, per_host=1, respect_robots=False)
        async with Fetcher(options) as fetcher:
            await asyncio.gather(fetcher.get(one.url("/")), fetcher.get(other.url("/")))
    assert abs(one.requests[0].at - other.requests[0].at) >= 0.05
