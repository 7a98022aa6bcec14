"""Connections: to checked addresses only, straight or through a proxy, HTTP/2 where the server speaks it."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import AsyncIterator, Iterable
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from data.errors import ConfigError, UnreachableError
from data.fetching.guard import Guard

PROXIES = ("http", "https", "socks5", "socks5h")
"""Schemes of proxies; the last two need the package that `newsbot[socks]` brings."""
_IDLE_S = 4.0  # a connection is kept: less than servers keep theirs
_NEXT_ADDRESS_S = 5.0  # a host has several: how long the others wait for one that does not answer


class CheckedTransport(httpx.AsyncBaseTransport):
    """Straight to the server, or through a proxy; the server's addresses are checked in both cases.

    `proxy`: its URL; None: as the environment says.
    """

    def __init__(self, guard: Guard, proxy: str | None, connections: int) -> None:
        self._guard, self._proxy, self._connections = guard, proxy, connections
        self._from_environment = {} if proxy else getproxies()
        self._pools: dict[tuple[str | None, bool], httpcore.AsyncConnectionPool] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        proxy = self._proxy_for(url)
        if proxy:
            await self._check(url)
        response = await self._pool(proxy, url.scheme == "https").handle_async_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            response.status, headers=response.headers, stream=_Stream(response), extensions=response.extensions
        )

    async def aclose(self) -> None:
        for pool in self._pools.values():
            await pool.aclose()

    def _proxy_for(self, url: httpx.URL) -> str | None:
        if self._proxy:
            return self._proxy
        found = self._from_environment.get(url.scheme) or self._from_environment.get("all")
        if not found or proxy_bypass(url.host):
            return None
        return found if "://" in found else f"http://{found}"

    async def _check(self, url: httpx.URL) -> None:
        """A name that only the proxy knows is the proxy's to judge."""
        try:
            await self._guard.addresses(url.raw_host.decode("ascii"), url.port or 0)
        except UnreachableError:
            return

    def _pool(self, proxy: str | None, secure: bool) -> httpcore.AsyncConnectionPool:
        """Made when it is needed: to read all the certificates that are trusted takes a while."""
        if (proxy, secure) not in self._pools:
            self._pools[proxy, secure] = httpcore.AsyncConnectionPool(
                httpx.create_ssl_context() if secure else None,
                proxy=_known_good(proxy) if proxy else None,
                max_connections=self._connections,
                keepalive_expiry=_IDLE_S,
                http2=True,
                network_backend=_ProxyNetwork() if proxy else _CheckedNetwork(self._guard),
            )
        return self._pools[proxy, secure]


class _Stream(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._response.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._response.aclose()


class _CheckedNetwork(httpcore.AnyIOBackend):
    """Connects to the very address that the guard has seen: the name is looked up once."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - as httpcore calls it
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        *others, last = await self._looked_up(host, port, timeout)
        for address in others:
            brief_s = min(timeout or _NEXT_ADDRESS_S, _NEXT_ADDRESS_S)
            try:
                return await super().connect_tcp(address, port, brief_s, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await super().connect_tcp(last, port, timeout, local_address, socket_options)

    async def _looked_up(self, host: str, port: int, within_s: float | None) -> list[str]:
        try:
            async with asyncio.timeout(within_s):
                return await self._guard.addresses(host, port)
        except TimeoutError as error:
            raise UnreachableError(host, "the name service does not answer") from error


class _ProxyNetwork(httpcore.AnyIOBackend):
    """Connects to a proxy, wherever that is: the operator named it."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - as httpcore calls it
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            return await super().connect_tcp(host, port, timeout, local_address, socket_options)
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            raise UnreachableError(host, "the proxy cannot be reached") from error


def _known_good(proxy: str) -> httpcore.Proxy:
    try:
        return as_proxy(proxy)
    except ValueError as error:
        raise ConfigError("proxy", str(error)) from error


def as_proxy(address: str) -> httpcore.Proxy:
    """Raises ValueError that says what is wrong with it."""
    try:
        url = httpx.URL(address)
        login = (url.username, url.password) if url.userinfo else None
        proxy = httpcore.Proxy(str(url.copy_with(userinfo=b"")), login)
    except (httpx.InvalidURL, ValueError) as error:
        raise ValueError("is no address of a proxy") from error
    if url.scheme not in PROXIES or not url.host:
        raise ValueError(f"must start with {', '.join(f'{scheme}://' for scheme in PROXIES)} and name a host")
    if url.scheme.startswith("socks") and importlib.util.find_spec("socksio") is None:
        raise ValueError("one of this kind needs: pip install 'newsbot[socks]'")
    return proxy
