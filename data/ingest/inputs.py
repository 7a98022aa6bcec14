"""What a person named on the command line, a file or an address, to the entries in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from data.errors import FetchError, UnreadableError
from data.fetch.fetcher import DEFAULTS, Fetcher, FetchOptions
from data.ingest.source_reader import SourceReader
from data.ingest.workers import Workers
from data.models import Entry, Parsed, Problem, SourceSpec
from data.parse.forms import read

_MAX_BYTES = 64 * 1024 * 1024  # archives of news as JSON lines are large
Expect = Callable[[int], Callable[[int], None]]  # called with how many pages will be read; gives what counts them


def read_input(what: str, zone: ZoneInfo, options: FetchOptions = DEFAULTS, expect: Expect | None = None) -> Parsed:
    """The entries of the file or address `what`. Raises SourceError when there is none to be had.

    `zone`: of times that are printed without one. Of an address that only teases its articles their pages are read
    too, as politely as a source's; for the address itself robots.txt is not asked: a person wants this one page.
    """
    if what.lower().startswith(("http://", "https://")):
        return asyncio.run(_read_address(what, zone, options, expect or _unseen))
    return read(_read_file(what), what, None, zone, now=datetime.now(UTC))


async def _read_address(url: str, zone: ZoneInfo, options: FetchOptions, expect: Expect) -> Parsed:
    wanted = replace(options, respect_robots=False, max_bytes=max(options.max_bytes, _MAX_BYTES))
    with Workers(0) as workers:
        async with Fetcher(wanted) as first, Fetcher(options) as polite:
            parsed = (await SourceReader(first, workers, zone, _now).front(SourceSpec(url))).parsed
            assert parsed  # it was asked for without validators
            reader, done = (
                SourceReader(polite, workers, zone, _now),
                expect(sum(not e.complete for e in parsed.entries)),
            )
            read = [await _read_full(reader, entry, done) for entry in parsed.entries]
    entries = tuple(entry for entry, _ in read)
    return replace(parsed, entries=entries, problems=(*parsed.problems, *(problem for _, problem in read if problem)))


async def _read_full(reader: SourceReader, entry: Entry, done: Callable[[int], None]) -> tuple[Entry, Problem | None]:
    """The entry with the text of its page; as it is, where that cannot be had."""
    if entry.complete:
        return entry, None
    try:
        return (await reader.full(entry)).entry, None
    except FetchError as error:
        return entry, Problem(entry.url or entry.title, error.reason)
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
