"""What sources give now, read without storing any of it: for who decides whether to read them on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from bot.config import Config
from bot.features.web_pages import open_reader
from data.errors import SourceError
from data.ingest.preview import Look, preview
from data.ingest.source_reader import SourceReader
from data.models import SourceSpec
from data.store.articles import Store

Looking = Callable[[Sequence[SourceSpec]], list[Look]]
_AT_ONCE = 16


def look(
    config: Config, store: Store, specs: Sequence[SourceSpec], advance: Callable[[int], None] = lambda done: None
) -> list[Look]:
    """At each of `specs`, in their order, under the limits of updates; blocks."""

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
