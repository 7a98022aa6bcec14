"""When a host may be asked again: few requests at once, each a while after the one before."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

_JITTER = 0.3  # of the spacing, at most, added: many readers with one schedule do not come at one moment
_ROUNDING_S = 1e-6
_SWEEP_FROM = 64


class _Line:
    """Those who wait for one host, first come first served."""

    def __init__(self, at_once: int) -> None:
        self.places = asyncio.Semaphore(at_once)
        self.door = asyncio.Lock()
        self.next_s = 0.0
        self.people = 0


class HostLimits:
    """At most `at_once` requests at a time to one host, `in_all` to all of them.

    The next request to a host starts `spacing_s` after the start of the one before, and after its end.
    """

    def __init__(
        self,
        spacing_s: float,
        at_once: int,
        in_all: int,
        rng: random.Random,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._spacing_s, self._at_once = spacing_s, at_once
        self._everybody = asyncio.Semaphore(in_all)
        self._rng, self._sleep, self._monotonic = rng, sleep, monotonic
        self._lines: dict[str, _Line] = {}
        self._sweep_at = _SWEEP_FROM

    def __len__(self) -> int:
        """How many hosts are remembered."""
        return len(self._lines)

    @asynccontextmanager
    async def turn(self, host: str, spacing_s: float = 0.0) -> AsyncIterator[None]:
        """Inside, the host may be asked once. `spacing_s`: what the host itself wants, if that is more."""
        line = self._line(host)
        line.people += 1
        try:
            async with line.places:
                await self._pass_door(line, spacing_s)
                try:
                    yield
                finally:
                    self._everybody.release()
                    self._space(line, spacing_s)
        finally:
            line.people -= 1

    async def _pass_door(self, line: _Line, spacing_s: float) -> None:
        async with line.door:
            while (wait_s := line.next_s - self._monotonic()) > _ROUNDING_S:
                await self._sleep(wait_s)
            await self._everybody.acquire()
            self._space(line, spacing_s)

    def _space(self, line: _Line, spacing_s: float) -> None:
        gap_s = max(self._spacing_s, spacing_s) * (1 + self._rng.uniform(0, _JITTER))
        line.next_s = max(line.next_s, self._monotonic() + gap_s)

    def _line(self, host: str) -> _Line:
        if host not in self._lines:
            if len(self._lines) >= self._sweep_at:
                self._forget()
            self._lines[host] = _Line(self._at_once)
        return self._lines[host]

    def _forget(self) -> None:
        """Hosts that nobody waits for and that may be asked at once need not be remembered."""
        now_s = self._monotonic()
        self._lines = {host: line for host, line in self._lines.items() if line.people or line.next_s > now_s}
        self._sweep_at = max(_SWEEP_FROM, 2 * len(self._lines))
