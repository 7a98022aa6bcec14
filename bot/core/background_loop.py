"""An event loop in a thread of its own, for work that many threads hand over and wait for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import TypeVar

T = TypeVar("T")


class BackgroundLoop:
    """Begins with the first work; any thread may call."""

    def __init__(self, name: str) -> None:
        self._name, self._lock = name, threading.Lock()
        self._started: tuple[asyncio.AbstractEventLoop, threading.Thread] | None = None

    def run(self, work: Coroutine[object, object, T]) -> T:
        """What `work` gives, or raises; concurrent.futures.CancelledError where it is closed meanwhile."""
        with self._lock:
            loop, _ = self._started = self._started or self._start()
        return asyncio.run_coroutine_threadsafe(work, loop).result()

    def close(self) -> None:
        """Cancels what is under way; later work begins anew."""
        with self._lock:
            started, self._started = self._started, None
        if started:
            loop, thread = started
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    def _start(self) -> tuple[asyncio.AbstractEventLoop, threading.Thread]:
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=_run, args=(loop,), name=self._name, daemon=True)
        thread.start()
        return loop, thread


def _run(loop: asyncio.AbstractEventLoop) -> None:
    with asyncio.Runner(loop_factory=lambda: loop) as runner:  # cancels and closes all there is at its end
        runner.get_loop().run_forever()
