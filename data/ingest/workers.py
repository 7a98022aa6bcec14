"""Pure work on pages in processes of its own: it uses the other cores, and a page that hangs or crashes harms no other.

Functions and arguments must be picklable, as they go to another process.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_WAITING = 2  # pieces of work handed to the pool for each process: those, a process that dies takes along
_GATHER_S = 0.02  # that small pieces wait for others to go with
_TASKS_A_PROCESS = 3000  # what libraries leak is given back with the process


class WorkFailed(Exception):
    """The work took too long or too much memory, or crashed the process that it had to itself."""


@dataclass(frozen=True, slots=True)
class WorkLimits:
    """What one piece of work may take; the slowest good page takes a second and 0.3 GB."""

    seconds: float = 30.0  # of a processor
    memory_mb: int = 2048  # of the whole process, where the system counts it


class Workers:
    """A context manager; `processes` 0 does the work in threads instead, unguarded: for one page or a test.

    `nice`: how far the processes stand back for others, 0..19.
    """

    def __init__(self, processes: int, nice: int = 0, limits: WorkLimits = WorkLimits()) -> None:
        self._processes, self._nice, self._limits = processes, nice, limits
        self._pool: ProcessPoolExecutor | None = None
        self._single: ProcessPoolExecutor | None = None  # for one piece of work at a time
        self._places, self._alone = asyncio.Semaphore(max(1, processes * _WAITING)), asyncio.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.rest()

    def rest(self) -> None:
        """Gives the processes back, and the memory they hold; the next work has new ones."""
        for pool in (self._pool, self._single):
            self._end(pool)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` gives, or raises. Raises WorkFailed where no process survives it."""
        if not self._processes:
            return await asyncio.to_thread(work, *args, **kwargs)
        async with self._places:
            self._pool = pool = self._pool or self._started(self._processes)
            try:
                return await asyncio.wrap_future(pool.submit(_limited, self._limits.seconds, work, args, kwargs))
            except BrokenProcessPool:  # by this work, or by that of a neighbour
                self._end(pool)
        async with self._alone:
            self._single = pool = self._single or self._started(1)
            try:
                return await asyncio.wrap_future(pool.submit(_limited, self._limits.seconds, work, args, kwargs))
            except BrokenProcessPool as error:
                self._end(pool)
                raise WorkFailed from error

    def _started(self, processes: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            processes,
            multiprocessing.get_context("spawn"),  # a fork would copy locks that threads hold
            initializer=_begin,
            initargs=(self._nice, self._limits.memory_mb * 2**20),
            max_tasks_per_child=_TASKS_A_PROCESS,
        )

    def _end(self, pool: ProcessPoolExecutor | None) -> None:
        if pool is not None:
            self._pool = None if pool is self._pool else self._pool
            self._single = None if pool is self._single else self._single
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(nice: int, memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's: it ends the pool
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    with suppress(ImportError, ValueError, OSError):  # not on Windows; a lower limit of the system's own stays
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _end_with_parent() -> None:
    """A parent that is killed cannot end its processes, and they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limited(seconds: float, work: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> T:
    """`work` done, or the process ended by the system's own timer: nothing else interrupts a library that hangs.

    The timer goes by the processor time of this process: on a busy machine good work takes long too.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return work(*args, **kwargs)
    except MemoryError:
        raise WorkFailed from None
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_PROF, 0)


class Batches(Generic[T]):
    """Small pieces of one kind of work, sent to `workers` several at a time: each trip costs as much as a short page.

    `most` go together; fewer, when no other comes soon.
    """

    def __init__(self, workers: Workers, work: Callable[..., T], most: int = 8) -> None:
        self._workers, self._work, self._most = workers, work, most
        self._waiting: list[tuple[tuple[object, ...], asyncio.Future[T]]] = []
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self, *args: object) -> T:
        """What the work gives for `args`, or raises. Raises WorkFailed as `Workers.run` does, for this piece alone."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._waiting.append((args, future))
        if len(self._waiting) >= self._most:
            self._send()
        elif len(self._waiting) == 1:
            loop.call_later(_GATHER_S, self._send)
        return await future

    def _send(self) -> None:
        pieces, self._waiting = self._waiting, []
        if pieces:
            task = asyncio.create_task(self._do(pieces))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _do(self, pieces: Sequence[tuple[tuple[object, ...], asyncio.Future[T]]]) -> None:
        results: list[T | Exception]
        try:
            results = await self._workers.run(_each, self._work, [args for args, _ in pieces])
        except WorkFailed:  # one of them did it: by itself each tells
            results = [await self._alone(args) for args, _ in pieces]
        for (_, future), result in zip(pieces, results, strict=True):
            if future.done():  # nobody waits any more
                continue
            if isinstance(result, Exception):
                future.set_exception(result)
            else:
                future.set_result(result)

    async def _alone(self, args: tuple[object, ...]) -> T | Exception:
        try:
            return await self._workers.run(self._work, *args)
        except Exception as error:  # noqa: BLE001 whoever asked for it gets it
            return error


def _each(work: Callable[..., T], pieces: Sequence[tuple[object, ...]]) -> list[T | Exception]:
    """What the work gives for each piece, or what it raised."""
    results: list[T | Exception] = []
    for args in pieces:
        try:
            results.append(work(*args))
        except MemoryError:
            results.append(WorkFailed())
        except Exception as error:  # noqa: BLE001 raised again where it was asked for
            results.append(error)
    return results
