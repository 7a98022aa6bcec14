"""What the running bot counts of itself: replies by kind, how long they took, and when its loop last turned."""

from __future__ import annotations

import asyncio
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bot.core import systemd

_BEAT_S = 5.0
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds, the upper ends; what took longer stands behind the last."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything up to a moment."""

    kinds: dict[str, int]  # replies
    buckets: list[int]  # replies that took so long, one more than BUCKETS
    seconds: float  # of all replies together
    failures: int  # updates that nothing could serve


class Measures:
    """Any thread may count; `timer` gives seconds that only go on."""

    def __init__(self, timer: Callable[[], float] = time.monotonic) -> None:
        self._timer, self._lock = timer, threading.Lock()
        self._kinds, self._buckets = Counter[str](), [0] * (len(BUCKETS) + 1)
        self._seconds, self._failures = 0.0, 0
        self._beaten_at = timer()

    def started(self) -> float:
        """What `replied` is given."""
        return self._timer()

    def replied(self, kind: str, started: float) -> None:
        took = self._timer() - started
        with self._lock:
            self._kinds[kind] += 1
            self._buckets[bisect_left(BUCKETS, took)] += 1
            self._seconds += took

    def failed(self) -> None:
        with self._lock:
            self._failures += 1

    def beat(self) -> None:
        """The loop that serves updates has turned."""
        self._beaten_at = self._timer()

    @property
    def silent_s(self) -> float:
        """Since the loop last turned."""
        return self._timer() - self._beaten_at

    def counted(self) -> Counted:
        with self._lock:
            return Counted(dict(self._kinds), list(self._buckets), self._seconds, self._failures)


async def beat(measures: Measures) -> None:
    """Signs of life for as long as the loop turns, whether or not Telegram answers. Never returns."""
    systemd.notify(systemd.READY)
    every_s = min(_BEAT_S, systemd.watchdog_s() or _BEAT_S)
    while True:
        measures.beat()
        systemd.notify(systemd.ALIVE)
        await asyncio.sleep(every_s)
