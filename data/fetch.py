"""One address to its bytes, bounded in time and size. Politeness towards many sources comes with the schedule."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from data.errors import FetchError

MAX_BYTES = 64 * 1024 * 1024
_SILENCE_S = 20.0  # of a server, at any one moment
_WHOLE_S = 120.0  # a server that keeps sending a little is not waited for longer
_HEADERS = {
    "User-Agent": "newsbot/0.1 (news reader)",
    "Accept": "application/rss+xml, application/atom+xml, application/feed+json, text/html, */*;q=0.5",
}
_REASONS = {404: "there is no such page", 410: "the page is gone", 403: "the site refuses", 429: "too many requests"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: `url` is where it finally was, `charset` what its header says of the text."""

    url: str
    body: bytes
    charset: str | None


async def fetch(
    client: httpx.AsyncClient, url: str, *, max_bytes: int = MAX_BYTES, within_s: float = _WHOLE_S
) -> Fetched:
    """Raises FetchError: no connection, a status other than 200, too large, too slow, too many redirects."""
    with _fetch_errors(url):
        async with asyncio.timeout(within_s), client.stream("GET", url) as response:
            if response.status_code != httpx.codes.OK:
                status = response.status_code
                raise FetchError(url, f"{_REASONS.get(status, 'the server does not give it')} (HTTP {status})", status)
            body = bytearray()
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > max_bytes:
                    raise FetchError(url, f"is larger than {max_bytes / 2**20:g} MB")
            return Fetched(str(response.url), bytes(body), response.charset_encoding)


def make_client(timeout_s: float = _SILENCE_S) -> httpx.AsyncClient:
    return httpx.AsyncClient(headers=_HEADERS, timeout=timeout_s, follow_redirects=True, max_redirects=5)


@contextmanager
def _fetch_errors(url: str) -> Iterator[None]:
    try:
        yield
    except (httpx.TimeoutException, TimeoutError) as error:
        raise FetchError(url, "no answer in time") from error
    except httpx.TooManyRedirects as error:
        raise FetchError(url, "is redirected in a circle") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ExceptionGroup) as error:  # the last: a port above 65535
        raise FetchError(url, "is no address that can be opened") from error
    except httpx.HTTPError as error:
        raise FetchError(url, f"cannot be reached ({str(error) or type(error).__name__})") from error
