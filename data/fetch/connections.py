"""Connections: to checked addresses only, straight or through a proxy, HTTP/2 where the server speaks it."""

from __future__ import annotations

import asyncio
import importlib.util
import ssl
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from data.errors import ConfigError, UnreachableError
from data.fetch.guard import Guard

PROXIES = ("http", "https", "socks5", "socks5h")
"""Schemes of proxies; the last two need the package socksio."""
_IDLE_S = 4.0  # a connection is kept: less than servers keep theirs
_NEXT_ADDRESS_S = 5.0  # a host has several: how long the others wait for one that does not answer


_Way = tuple[str | None, str, str, int | None]
"""Proxy, scheme, host and port."""


@dataclass(slots=True)
class _Pool:
    connections: httpcore.AsyncConnectionPool
    users: int = 0


class CheckedTransport(httpx.AsyncBaseTransport):
    """Straight to the server, or through a proxy; the server's addresses are checked in both cases.

    `proxy`: its URL; None: as the environment says.
    """

    def __init__(self, guard: Guard, proxy: str | None, connections: int) -> None:
        self._guard, self._proxy, self._connections = guard, proxy, connections
        self._from_environment = {} if proxy else getproxies()
        self._pools: dict[_Way, _Pool] = {}  # the longest unused first
        self._trusted: ssl.SSLContext | None = None

    def __len__(self) -> int:
        """How many servers connections are kept to."""
        return len(self._pools)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        proxy = self._proxy_for(url)
        if proxy:
            await self._check(url)
        pool = self._taken((proxy, url.scheme, url.host, url.port))
        try:
            await self._tidy()
            response = await pool.connections.handle_async_request(
                httpcore.Request(
                    request.method,
                    httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                    headers=request.headers.raw,
                    extensions=request.extensions,
                )
            )
        except BaseException:
            pool.users -= 1
            raise
        return httpx.Response(
            response.status, headers=response.headers, stream=_Stream(response, pool), extensions=response.extensions
        )

    async def aclose(self) -> None:
        for pool in self._pools.values():
            await pool.connections.aclose()

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

    def _taken(self, way: _Way) -> _Pool:
        """Each server has its own: httpcore looks through all connections of a pool for every request."""
        pool = self._pools.pop(way, None) or _Pool(self._made(way))
        self._pools[way] = pool
        pool.users += 1
        return pool

    async def _tidy(self) -> None:
        """What was not used for the longest time is closed, where there is more than can be in use."""
        if len(self._pools) > self._connections:
            unused = next((way for way, pool in self._pools.items() if not pool.users), None)
            if unused is not None:
                await self._pools.pop(unused).connections.aclose()

    def _made(self, way: _Way) -> httpcore.AsyncConnectionPool:
        proxy, scheme, *_ = way
        return httpcore.AsyncConnectionPool(
            self._certificates() if scheme == "https" else None,
            proxy=_known_good(proxy) if proxy else None,
            max_connections=self._connections,
            keepalive_expiry=_IDLE_S,
            http2=True,
            network_backend=_ProxyNetwork() if proxy else _CheckedNetwork(self._guard),
        )

    def _certificates(self) -> ssl.SSLContext:
        """Read when they are needed: that takes a while."""
        self._trusted = self._trusted or httpx.create_ssl_context()
        return self._trusted


class _Stream(httpx.AsyncByteStream):
    """A body; its pool is in use until it is closed."""

    def __init__(self, response: httpcore.Response, pool: _Pool) -> None:
        self._response, self._pool = response, pool

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._response.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        self._pool.users -= 1
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
        raise ValueError("one of this kind needs one more package: make run EXTRAS=socks")
    return proxy
