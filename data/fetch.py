"""One address to its bytes, bounded in time and size. Politeness towards many sources comes with the schedule."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from data.errors import FetchError

MAX_BYTES = 64 * 1024 * 1024
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
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


async def fetch(client: httpx.AsyncClient, url: str) -> Fetched:
    """Raises FetchError: no connection, a status other than 200, too large, too slow, too many redirects."""
    with _fetch_errors(url):
        async with client.stream("GET", url) as response:
            if response.status_code != httpx.codes.OK:
                status = response.status_code
                raise FetchError(url, f"{_REASONS.get(status, 'the server does not give it')} (HTTP {status})", status)
            body = bytearray()
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > MAX_BYTES:
                    raise FetchError(url, f"is larger than {MAX_BYTES // 2**20} MB")
            return Fetched(str(response.url), bytes(body), response.charset_encoding)


def make_client() -> httpx.AsyncClient:
    return httpx.AsyncClient(headers=_HEADERS, timeout=_TIMEOUT, follow_redirects=True, max_redirects=5)


@contextmanager
def _fetch_errors(url: str) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise FetchError(url, "no answer in time") from error
    except httpx.TooManyRedirects as error:
        raise FetchError(url, "is redirected in a circle") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise FetchError(url, "is no address that can be opened") from error
    except httpx.HTTPError as error:
        raise FetchError(url, f"cannot be reached ({str(error) or type(error).__name__})") from error
