"""What a person named on the command line, a file or an address, to the entries in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from data.errors import FetchError, UnreadableError
from data.fetch.fetcher import DEFAULTS, Fetcher, FetchOptions
from data.ingest.decide import is_worth_reading
from data.ingest.source_reader import Full, SourceReader
from data.ingest.workers import Workers
from data.models import Entry, Problem, SourceKind, SourceSpec
from data.parse.forms import read

_MAX_BYTES = 64 * 1024 * 1024  # archives of news as JSON lines are large
Expect = Callable[[int], Callable[[int], None]]  # called with how many pages will be read; gives what counts them


@dataclass(frozen=True, slots=True)
class Input:
    """What stands in a file or at an address, in its order, and what of it could not be read."""

    found: tuple[Full, ...]
    problems: tuple[Problem, ...] = ()
    listing: bool = False  # a page of links at an address

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(full.entry for full in self.found)


def read_input(what: str, zone: ZoneInfo, options: FetchOptions = DEFAULTS, expect: Expect | None = None) -> Input:
    """The entries of the file or address `what`. Raises SourceError when there is none to be had.

    `zone`: of times that are printed without one. Of an address that only teases its articles their pages are read
    too, as politely as a source's; for the address itself robots.txt is not asked: a person wants this one page.
    """
    if what.lower().startswith(("http://", "https://")):
        return asyncio.run(_read_address(what, zone, options, expect or _unseen))
    parsed = read(_read_file(what), what, None, zone, now=_now())
    return Input(tuple(map(Full, parsed.entries)), parsed.problems)


async def _read_address(url: str, zone: ZoneInfo, options: FetchOptions, expect: Expect) -> Input:
    wanted = replace(options, respect_robots=False, max_bytes=max(options.max_bytes, _MAX_BYTES))
    with Workers(0) as workers:
        async with Fetcher(wanted) as first, Fetcher(options) as polite:
            front = await SourceReader(first, workers, zone, _now).front(SourceSpec(url))
            assert front.parsed  # it was asked for without validators
            reader, entries = SourceReader(polite, workers, zone, _now), front.parsed.entries
            done = expect(sum(map(_has_page, entries)))
            read = [await _read_full(reader, entry, done) for entry in entries]
    problems = (*front.parsed.problems, *(problem for _, problem in read if problem))
    return Input(tuple(full.public(url) for full, _ in read), problems, front.kind is SourceKind.LISTING)


def _has_page(entry: Entry) -> bool:
    """Whether the text of the entry is to be read on a page of its own."""
    return not entry.complete and not is_worth_reading(entry, None)


async def _read_full(reader: SourceReader, entry: Entry, done: Callable[[int], None]) -> tuple[Full, Problem | None]:
    """The entry with the text of its page; as it is, where that cannot be had."""
    if not _has_page(entry):
        return Full(entry), None
    try:
        return await reader.full(entry), None
    except FetchError as error:
        return Full(entry, found=False), Problem(entry.url or entry.title, error.reason)
    finally:
        done(1)


def _read_file(what: str) -> bytes:
    try:
        return Path(what).expanduser().read_bytes()
    except IsADirectoryError as error:
        raise UnreadableError(what, "is a folder; name the files in it") from error
    except FileNotFoundError as error:
        raise UnreadableError(what, "there is no such file") from error
    except (OSError, ValueError, RuntimeError) as error:  # a name with a NUL character, `~` of an unknown user
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(what, f"cannot be read ({reason})") from error


def _unseen(pages: int) -> Callable[[int], None]:
    return lambda done: None


def _now() -> datetime:
    return datetime.now(UTC)
