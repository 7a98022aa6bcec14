"""The edge to httpx: requests that say who we are, and errors in our words."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager

import httpcore
import httpx

from data.errors import FetchError, UnreachableError
from data.fetch.addresses import Address
from data.fetch.connections import CheckedTransport
from data.fetch.guard import Guard
from data.fetch.unpacking import ACCEPTED

_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, text/html, */*;q=0.5"
_ErrorMap = tuple[tuple[type[BaseException], str], ...]
_CONNECTING: _ErrorMap = (
    (ConnectionRefusedError, "refused the connection"),
    (ssl.SSLCertVerificationError, "the certificate is not valid"),
    (ssl.SSLError, "no secure connection can be made"),
    (TimeoutError, "no answer in time"),
    (OSError, "cannot be reached"),
)


class Response:
    """What a server says: `headers` have their names in lower case; the body has not been read."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.status = response.status_code
        self.headers: Mapping[str, str] = dict(response.headers)

    @property
    def location(self) -> bytes | None:
        """Where a redirect leads, as it was sent."""
        return next((value for name, value in self._response.headers.raw if name.lower() == b"location"), None)

    def pieces(self) -> AsyncIterator[bytes]:
        """The body as it comes over the wire."""
        return self._response.aiter_raw()


class HttpClient:
    """Asks one server at a time for one page; follows nothing, keeps no cookies. An async context manager.

    `contact`: where to complain about us. `proxy`: its URL; None: as the environment says.
    """

    def __init__(self, guard: Guard, contact: str | None, proxy: str | None, connections: int, silence_s: float):
        # the transport itself: httpx.AsyncClient spends a quarter of a request on cookies, redirects and logins,
        # which are not wanted here or done by the fetcher
        self._transport = CheckedTransport(guard, proxy, connections)
        self._headers = {"User-Agent": user_agent(contact), "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}
        self._extensions = {"timeout": httpx.Timeout(silence_s, pool=None).as_dict()}

    async def close(self) -> None:
        await self._transport.aclose()

    @asynccontextmanager
    async def ask(self, address: Address, headers: Mapping[str, str], within_s: float) -> AsyncIterator[Response]:
        """The answer of `address`, to be read inside and `within_s`. Raises FetchError."""
        said = self._headers | dict(headers) | _authorization(address)
        with _errors(address.url, "breaks off before its end"):
            request = httpx.Request("GET", address.parsed, headers=said, extensions=dict(self._extensions))
            async with asyncio.timeout(within_s):
                with _errors(address.url, "does not answer as a web server does"):
                    response = await self._transport.handle_async_request(request)
                try:
                    yield Response(response)
                finally:
                    await response.aclose()


def user_agent(contact: str | None) -> str:
    return f"newsbot/0.1 (+{contact})" if contact else "newsbot/0.1 (news reader)"


def _authorization(address: Address) -> dict[str, str]:
    if address.login is None:
        return {}
    return {"Authorization": "Basic " + base64.b64encode(":".join(address.login).encode()).decode("ascii")}


@contextmanager
def _errors(url: str, broken: str) -> Iterator[None]:
    """`broken`: what it means here that the other side does not keep to the protocol."""
    try:
        yield
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
        raise UnreachableError(url, _first_cause(error)) from error
    except (httpcore.TimeoutException, httpx.TimeoutException, TimeoutError) as error:
        raise FetchError(url, "no answer in time") from error
    except httpcore.ProxyError as error:
        raise FetchError(url, f"the proxy refuses ({error})") from error
    except (httpcore.LocalProtocolError, httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(url, "cannot be asked for") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, httpx.StreamError) as error:
        raise FetchError(url, broken) from error


def _first_cause(error: BaseException) -> str:
    """What kept a connection from being made: the cause of the cause is the system's own word."""
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    for kind, words in _CONNECTING:
        if any(isinstance(cause, kind) for cause in causes):
            return words
    return "no answer in time" if isinstance(error, httpcore.ConnectTimeout) else "cannot be reached"
