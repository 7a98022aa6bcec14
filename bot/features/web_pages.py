"""The web as the bot reads it: sources, and pages that people send links to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from concurrent.futures import CancelledError
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bot.config import Config
from bot.core.background_loop import BackgroundLoop
from data.errors import FetchError, SourceError, UnreachableError, UnreadableError
from data.fetch.fetcher import Fetcher
from data.ingest.preview import Look, preview
from data.ingest.sent import LIMITS, MOST_BYTES, read_sent, ready
from data.ingest.source_reader import SourceReader
from data.ingest.workers import Workers, WorkFailed
from data.models import Parsed, SourceSpec
from data.store.articles import Store
from data.store.robots import StoredRobots

WAIT_S = 10.0
"""As long as somebody who sent a link waits for its page."""
Looking = Callable[[Sequence[SourceSpec]], list[Look]]
"""What sources give now, for who decides whether to read them on."""
_AT_ONCE = 16  # sources
_NICE = 10  # of the process that parses what chats send
_PARSING_S = 30.0  # that somebody who sent a file waits
_IDLE_S = 300.0


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_reader(
    config: Config, store: Store, processes: int = 0, nice: int = 0, clock: Callable[[], datetime] = _now
) -> AsyncIterator[SourceReader]:
    """Reads sources as the configuration says, parsing in `processes` of their own (0: in threads)."""
    with Workers(processes, nice) as workers:
        async with Fetcher(config.fetch_options, StoredRobots(store.database), clock) as fetcher:
            yield SourceReader(fetcher, workers, config.zone, clock)


class WebPages:
    """Pages by their address, under the limits of sources and tighter ones; blocking, and any thread may call.

    What is read is parsed in a process of its own, which ends when there has been nothing to read for a while.
    """

    def __init__(self, config: Config, store: Store, wait_s: float = WAIT_S) -> None:
        self._config, self._store, self._wait_s = config, store, wait_s
        self._options = replace(config.fetch_options, max_bytes=min(MOST_BYTES, config.fetch_options.max_bytes))
        self._loop, self._workers = BackgroundLoop("web pages"), Workers(1, _NICE, LIMITS)
        self._under_way = 0
        self._resting: asyncio.TimerHandle | None = None

    def close(self) -> None:
        """Whoever waits for a page is told that there was no answer in time."""
        self._loop.close()
        self._workers.rest()

    def read(self, url: str) -> Parsed:
        """What stands at `url` now. Raises SourceError, in words, where that is nothing that can be read."""
        try:
            return self._loop.run(self._ready(self._read(url)))
        except (TimeoutError, CancelledError) as error:
            raise FetchError(url, "no answer in time") from error

    def parse(self, name: str, content: bytes) -> Parsed:
        """What a file that was sent holds. Raises SourceError; UnreadableError where it takes too much."""
        try:
            return self._loop.run(self._ready(self._parse(name, content)))
        except (TimeoutError, CancelledError, WorkFailed) as error:
            raise UnreadableError(name, "takes too long to read") from error

    async def _ready(self, work: Coroutine[object, object, Parsed]) -> Parsed:
        """`work` done with a process that is up: nobody's time runs while one starts."""
        self._under_way += 1
        if self._resting:
            self._resting.cancel()
        try:
            await self._workers.run(ready)
            return await work
        finally:
            work.close()
            self._under_way -= 1
            if not self._under_way:
                self._resting = asyncio.get_running_loop().call_later(_IDLE_S, self._workers.rest)

    async def _parse(self, name: str, content: bytes) -> Parsed:
        async with asyncio.timeout(_PARSING_S):
            return await self._workers.run(read_sent, content, name, None, self._config.zone, now=_now())

    async def _read(self, url: str) -> Parsed:
        """By https where no scheme was typed, by http where that leads nowhere."""
        robots = StoredRobots(self._store.database)
        async with asyncio.timeout(self._wait_s), Fetcher(self._options, robots, _now) as fetcher:
            reader = SourceReader(fetcher, self._workers, self._config.zone, _now, read_sent)
            if "://" in url:
                return await _shown(reader, url)
            try:
                return await _shown(reader, f"https://{url}")
            except UnreachableError:
                return await _shown(reader, f"http://{url}")


async def _shown(reader: SourceReader, url: str) -> Parsed:
    parsed = (await reader.front(SourceSpec(url))).parsed
    assert parsed  # it was read without validators
    return parsed


def look(
    config: Config, store: Store, specs: Sequence[SourceSpec], advance: Callable[[int], None] = lambda done: None
) -> list[Look]:
    """What each of `specs` gives now, in their order, under the limits of updates; stores nothing, and blocks."""

    async def look_at(reader: SourceReader, spec: SourceSpec, turn: asyncio.Semaphore) -> Look:
        async with turn:
            try:
                return await preview(reader, spec)
            except SourceError as error:
                return error
            finally:
                advance(1)

    async def look_at_all() -> list[Look]:
        turn = asyncio.Semaphore(_AT_ONCE)
        async with open_reader(config, store, 1) as reader:
            return await asyncio.gather(*(look_at(reader, spec, turn) for spec in specs))

    return asyncio.run(look_at_all())
