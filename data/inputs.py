"""What a person named on the command line, a file or an address, to the entries in it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from zoneinfo import ZoneInfo

from data.errors import UnreadableError
from data.fetch import Fetched, fetch, make_client
from data.models import Parsed
from data.parsing.forms import read


def read_input(what: str, zone: ZoneInfo) -> Parsed:
    """The entries of the file or address `what`. Raises SourceError when there is none to be had.

    `zone`: of times that are printed without one.
    """
    if what.lower().startswith(("http://", "https://")):
        page = asyncio.run(_fetch_one(what))
        return read(page.body, what, page.url, zone, page.charset)
    return read(_read_file(what), what, None, zone)


async def _fetch_one(url: str) -> Fetched:
    async with make_client() as client:
        return await fetch(client, url)


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
