"""The web as the bot reads it: sources, and pages that people send links to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.config import Config
from data.errors import FetchError, SourceError, UnreachableError
from data.fetch.fetcher import Fetcher
from data.ingest.preview import Look, preview
from data.ingest.source_reader import SourceReader
from data.ingest.workers import Workers
from data.models import Parsed, SourceSpec
from data.parse.forms import read
from data.store.articles import Store
from data.store.robots import StoredRobots

WAIT_S = 10.0
"""As long as somebody who sent a link waits for its page."""
Looking = Callable[[Sequence[SourceSpec]], list[Look]]
"""What sources give now, for who decides whether to read them on."""
_AT_ONCE = 16  # sources


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
    """Pages by their address, under the same limits as sources; blocking, and any thread may call."""

    def __init__(self, config: Config, store: Store, wait_s: float = WAIT_S) -> None:
        self._config, self._store, self._wait_s = config, store, wait_s

    def read(self, url: str) -> Parsed:
        """What stands at `url` now. Raises SourceError, in words, where that is nothing that can be read."""
        return asyncio.run(self._read(url))

    def parse(self, name: str, content: bytes) -> Parsed:
        """What a file that was sent holds. Raises SourceError."""
        return read(content, name, None, self._config.zone, now=_now())

    async def _read(self, url: str) -> Parsed:
        """By https where no scheme was typed, by http where that leads nowhere."""
        try:
            async with asyncio.timeout(self._wait_s), open_reader(self._config, self._store) as reader:
                if "://" in url:
                    return await _shown(reader, url)
                try:
                    return await _shown(reader, f"https://{url}")
                except UnreachableError:
                    return await _shown(reader, f"http://{url}")
        except TimeoutError as error:
            raise FetchError(url, "no answer in time") from error


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
