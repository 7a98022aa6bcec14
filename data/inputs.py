"""What a person named on the command line, a file or an address, to the entries in it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from data.errors import UnreadableError
from data.fetching.fetcher import DEFAULTS, Fetcher, FetchOptions, Page
from data.models import Parsed
from data.parsing.forms import read

_MAX_BYTES = 64 * 1024 * 1024  # archives of news as JSON lines are large


def read_input(what: str, zone: ZoneInfo, options: FetchOptions = DEFAULTS) -> Parsed:
    """The entries of the file or address `what`. Raises SourceError when there is none to be had.

    `zone`: of times that are printed without one. robots.txt is not asked: a person wants this one page.
    """
    if what.lower().startswith(("http://", "https://")):
        page = asyncio.run(_fetch_one(what, options))
        return read(page.body, what, page.url, zone, page.charset)
    return read(_read_file(what), what, None, zone)


async def _fetch_one(url: str, options: FetchOptions) -> Page:
    async with Fetcher(replace(options, respect_robots=False)) as fetcher:
        return await fetcher.get(url, max_bytes=_MAX_BYTES)


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
