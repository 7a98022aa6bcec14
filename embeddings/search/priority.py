"""Questions go first: work in the background asks here whether it may go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_QUIET_S = 0.2  # a question seldom comes alone: a list and its filters, an answer and its retry
Pause = Callable[[float], object]  # waits so many seconds, or until a question comes or ends


class Priority:
    """Shared by those who answer and those who work in the background; thread-safe.

    `clock` and `pause` stand for time.monotonic and a wait.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, pause: Pause | None = None) -> None:
        self._changed = threading.Condition()
        self._clock, self._pause = clock, pause or self._changed.wait
        self._under_way = 0
        self._last = float("-inf")  # when the last question ended

    @contextmanager
    def question(self) -> Iterator[None]:
        """Around the answering of a question; one inside another is the same question."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def wait(self, at_most_s: float) -> None:
        """Returns when no question is under way nor has just been, and after `at_most_s` in any case."""
        with self._changed:
            deadline = self._clock() + at_most_s
            while (left := min(deadline, self._quiet_at()) - self._clock()) > 0:
                self._pause(left)

    def _count(self, step: int) -> None:
        with self._changed:
            self._under_way += step
            self._last = self._clock()
            self._changed.notify_all()

    def _quiet_at(self) -> float:
        return float("inf") if self._under_way else self._last + _QUIET_S
