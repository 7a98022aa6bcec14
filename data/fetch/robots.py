"""robots.txt: what a site allows programs to read and how often, asked for once a day (RFC 9309)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from protego import Protego

from data.errors import FetchError, RefusedAddress, RobotsDenied, UnreachableError
from data.fetch.addresses import Address

PRODUCT = "newsbot"
"""The name that sites may address us by."""
MAX_BYTES = 512 * 1024  # what is more is not read, as RFC 9309 2.5 allows
_KEPT = timedelta(hours=24)
_TRIED_AGAIN = timedelta(minutes=5)  # where it could not be read
_MOST_DELAY_S = 30.0  # a Crawl-delay of hours would be a ban, which is said in another way
_REMEMBERED = 4096  # sites
_REMEMBERED_TEXT = 8 * 1024 * 1024  # of all their files together
_QUICK = 16 * 1024  # characters
_TOO_MANY_REQUESTS = 429

Load = Callable[[Address], Awaitable[bytes]]
"""Gives the robots.txt at an address; raises FetchError."""


class RobotsMemory(Protocol):
    """Keeps robots.txt files between runs; may be called from any thread."""

    def get(self, origin: str) -> tuple[str, datetime] | None:
        """Its text ("" where there is none) and when it was fetched (aware UTC)."""

    def put(self, origin: str, body: str, fetched_at: datetime) -> None: ...


class Rules:
    """What one robots.txt says to us; an empty one allows everything."""

    def __init__(self, text: str) -> None:
        self.size = len(text)
        self._parsed = Protego.parse(text.removeprefix("\ufeff"))
        self.delay_s = min(self._parsed.crawl_delay(PRODUCT) or 0.0, _MOST_DELAY_S)

    def allow(self, url: str) -> bool:
        return self._parsed.can_fetch(url, PRODUCT)


@dataclass(slots=True)
class _Queue:
    """Where those wait who want the same file."""

    lock: asyncio.Lock
    people: int = 0


class Robots:
    """The rules of every site that is read; each file is asked for once, by however many at once."""

    def __init__(self, load: Load, memory: RobotsMemory | None, clock: Callable[[], datetime]) -> None:
        self._load, self._memory, self._clock = load, memory, clock
        self._known: dict[str, tuple[Rules | FetchError, datetime]] = {}  # until when that holds; oldest first
        self._size = 0
        self._queues: dict[str, _Queue] = {}

    async def delay_s(self, address: Address) -> float:
        """How long the site wants us to wait between requests. Raises RobotsDenied, or FetchError if it cannot say."""
        async with self._turn(address.origin):
            rules = await self._rules(address)
        if isinstance(rules, FetchError):
            raise rules.named(address.url) from rules
        if not rules.allow(address.url):
            raise RobotsDenied(address.url, "robots.txt does not allow it")
        return rules.delay_s

    @asynccontextmanager
    async def _turn(self, origin: str) -> AsyncIterator[None]:
        queue = self._queues.setdefault(origin, _Queue(asyncio.Lock()))
        queue.people += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.people -= 1
            if not queue.people:
                del self._queues[origin]

    async def _rules(self, address: Address) -> Rules | FetchError:
        now = self._clock()
        if address.origin in self._known:
            rules, until = self._known[address.origin]
            if now < until:
                return rules
            self._forget(address.origin)
        rules, until = await self._read(address, now)
        self._known[address.origin] = rules, until
        self._size += _size(rules)
        while len(self._known) > _REMEMBERED or (self._size > _REMEMBERED_TEXT and len(self._known) > 1):
            self._forget(next(iter(self._known)))
        return rules

    def _forget(self, origin: str) -> None:
        self._size -= _size(self._known.pop(origin)[0])

    async def _read(self, address: Address, now: datetime) -> tuple[Rules | FetchError, datetime]:
        kept = await asyncio.to_thread(self._memory.get, address.origin) if self._memory else None
        if kept and now < kept[1] + _KEPT:
            return await _parsed(kept[0]), kept[1] + _KEPT
        try:
            text = await self._text(address)
        except FetchError as error:
            return await _parsed(kept[0]) if kept else _blamed(error), now + _TRIED_AGAIN
        if self._memory:
            await asyncio.to_thread(self._memory.put, address.origin, text, now)
        return await _parsed(text), now + _KEPT

    async def _text(self, address: Address) -> str:
        """ "" where there is none: a site that refuses the file forbids nothing (RFC 9309 2.3.1.3)."""
        try:
            return (await self._load(address.join(b"/robots.txt"))).decode("utf-8", "replace")
        except FetchError as error:
            if error.status is None or error.status >= 500 or error.status == _TOO_MANY_REQUESTS:
                raise
            return ""


async def _parsed(text: str) -> Rules:
    """In a thread: a file of half a megabyte takes long enough to be felt by everybody else."""
    return await asyncio.to_thread(Rules, text) if len(text) > _QUICK else Rules(text)


def _size(rules: Rules | FetchError) -> int:
    return rules.size if isinstance(rules, Rules) else 0


def _blamed(error: FetchError) -> FetchError:
    """Says that it was robots.txt, unless no page of this host can be had anyway."""
    if isinstance(error, UnreachableError | RefusedAddress):
        return error
    return FetchError(error.where, f"robots.txt could not be read: {error.reason}", error.status, error.retry_at)
