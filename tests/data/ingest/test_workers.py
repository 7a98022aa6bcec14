"""Work in processes of its own: results, errors, and processes that die."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data.ingest.workers import Batches, Workers, WorkFailed, WorkLimits
from tests.support.paths import ROOT


def add(one: int, two: int) -> int:
    return one + two


def fail(words: str) -> None:
    raise ValueError(words)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def where() -> int:
    return os.getpid()


def hang() -> None:
    """Works on without an end; the timer that ends it is set to come soon."""
    signal.setitimer(signal.ITIMER_PROF, 0.1)
    while True:
        pass


def standing_back() -> int:
    return os.nice(0)


@pytest.mark.parametrize("processes", [0, 1])
async def test_the_result_or_the_error_of_the_work_comes_back(processes):
    with Workers(processes) as workers:
        assert await workers.run(add, 2, two=3) == 5
        with pytest.raises(ValueError, match="damaged"):
            await workers.run(fail, "damaged")


async def test_the_work_is_done_elsewhere_and_stands_back():
    with Workers(1, nice=7) as workers:
        assert await workers.run(where) != os.getpid()
        assert await workers.run(standing_back) == os.nice(0) + 7


@pytest.mark.parametrize("deadly", [die, hang])
async def test_work_that_kills_its_process_fails_and_the_next_goes_on(deadly):
    with Workers(1) as workers:
        with pytest.raises(WorkFailed):
            await workers.run(deadly)
        assert await workers.run(add, 1, 1) == 2


async def test_what_dies_takes_nobody_along():
    with Workers(2) as workers:
        deadly = [workers.run(die) for _ in range(4)]
        works = [workers.run(add, number, 1) for number in range(20)]
        results = await asyncio.gather(*deadly, *works, return_exceptions=True)
    assert [type(result) for result in results[:4]] == [WorkFailed] * 4
    assert results[4:] == [number + 1 for number in range(20)]


PARENT = """
import asyncio, os, time
from data.ingest.workers import Workers
with Workers(1) as workers:
    print(asyncio.run(workers.run(os.getpid)), flush=True)
    time.sleep(3600)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for the process in /proc")
def test_no_process_outlives_a_parent_that_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, cwd=ROOT)
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert is_alive(child)
    parent.kill()
    parent.communicate()
    until = time.monotonic() + 60
    while is_alive(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(child)


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that has ended may stand in the list until somebody asks for it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def deadly_or_add(one: int, two: int) -> int:
    if one < 0:
        die()
    if two < 0:
        raise ValueError("below nothing")
    return one + two


@pytest.mark.parametrize("processes", [0, 1])
async def test_pieces_go_together_and_each_gets_its_own_result(processes):
    with Workers(processes) as workers:
        batches = Batches(workers, deadly_or_add, most=4)
        works = [batches.run(number, -1 if number == 3 else 1) for number in range(10)]
        results = await asyncio.gather(*works, return_exceptions=True)
    assert isinstance(results.pop(3), ValueError)
    assert results == [number + 1 for number in range(10) if number != 3]


async def test_a_piece_that_kills_its_process_fails_by_itself():
    with Workers(1) as workers:
        batches = Batches(workers, deadly_or_add, most=4)
        results = await asyncio.gather(*(batches.run(each, 1) for each in (1, -1, 2, 3)), return_exceptions=True)
    assert isinstance(results.pop(1), WorkFailed)
    assert results == [2, 3, 4]


async def test_a_piece_that_nobody_waits_for_harms_no_other():
    with Workers(0) as workers:
        batches = Batches(workers, deadly_or_add, most=2)
        leaving, staying = asyncio.create_task(batches.run(1, 1)), asyncio.create_task(batches.run(2, 2))
        await asyncio.sleep(0)
        leaving.cancel()
        assert await staying == 4


async def test_work_that_takes_too_much_memory_is_given_up_and_the_rest_goes_on():
    with Workers(1, limits=WorkLimits(memory_mb=400)) as workers:
        for size in (2**31, 2**40):
            with pytest.raises(WorkFailed):
                await workers.run(bytearray, size)
        assert await workers.run(where) != os.getpid()


async def test_work_that_takes_too_long_is_given_up():
    with Workers(1, limits=WorkLimits(seconds=0.2)) as workers:
        with pytest.raises(WorkFailed):
            await workers.run(sum, range(2**40))
        assert await workers.run(where) != os.getpid()
