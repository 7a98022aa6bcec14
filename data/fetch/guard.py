"""Which network addresses may be read: the public ones, and those that the operator allows."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from data.errors import RefusedAddress, UnreachableError

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host and port to network addresses; raises OSError where there are none."""

_IP = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network
_EVERYTHING = "all"
_HOST_NAME = re.compile(r"(?=.*[a-z])[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?\.?", re.ASCII | re.IGNORECASE)
_LOOKUPS_AT_ONCE = 64  # one takes a thread, for half a minute where a name service is silent: no other waits for it
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_COMPATIBLE, _NAT64, _6TO4 = IPv6Network("::/96"), IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16")


class Guard:
    """`allowed`: networks, addresses or host names that may be read although private; "all": everything."""

    def __init__(self, allowed: Sequence[str] = (), resolve: Resolver | None = None) -> None:
        self._names = {name.lower().rstrip(".") for name in allowed}
        self._networks = [network for name in allowed if (network := as_network(name))]
        self._threads = ThreadPoolExecutor(_LOOKUPS_AT_ONCE, "lookup")  # starts none before it is used
        self._resolve = resolve or self._look_up

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def addresses(self, host: str, port: int) -> list[str]:
        """All addresses of `host`, every one of them allowed. Raises RefusedAddress or UnreachableError."""
        try:
            found = list(dict.fromkeys(await self._resolve(host, port)))
        except socket.gaierror as error:
            silent = error.errno == socket.EAI_AGAIN
            raise UnreachableError(host, "the name service does not answer" if silent else "no such host") from error
        except (OSError, UnicodeError) as error:
            raise UnreachableError(host, "no such host") from error
        if not found:
            raise UnreachableError(host, "no such host")
        if not all(self._may_be_read(host, address) for address in found):
            raise RefusedAddress(host, "the address is private")
        return found

    def _may_be_read(self, host: str, address: str) -> bool:
        if _EVERYTHING in self._names or host.lower().rstrip(".") in self._names:
            return True
        try:
            ip = ip_address(address)
        except ValueError:
            return False
        meant = [ip, *_wrapped(ip)]
        if any(each in network for each in meant for network in self._networks if each.version == network.version):
            return True
        return all(is_public(each) for each in meant[1:] or meant)

    async def _look_up(self, host: str, port: int) -> list[str]:
        found = await asyncio.get_running_loop().run_in_executor(self._threads, _look_up, host, port)
        return [str(entry[4][0]) for entry in found]


def _look_up(host: str, port: int) -> Sequence[tuple[object, object, int, str, tuple[object, ...]]]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


def is_allowance(name: str) -> bool:
    """Whether `name` can stand in a list of what is allowed."""
    return as_network(name) is not None or _HOST_NAME.fullmatch(name) is not None


def as_network(name: str) -> _Network | None:
    """A network such as 10.0.0.0/8, or a single address; None for a host name."""
    try:
        return ip_network(name.strip("[]"), strict=False)
    except ValueError:
        return None


def is_public(ip: _IP) -> bool:
    """Whether it belongs to the open internet and to one machine."""
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL_UNICAST:
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _wrapped(ip: _IP) -> Iterator[IPv4Address]:
    """The IPv4 address that an IPv6 address stands for: the network or the system sends there."""
    if isinstance(ip, IPv4Address):
        return
    if ip.ipv4_mapped:
        yield ip.ipv4_mapped
    elif ip in _COMPATIBLE or ip in _NAT64:
        yield IPv4Address(int(ip) & 0xFFFFFFFF)
    elif ip in _6TO4:
        yield IPv4Address(int(ip) >> 80 & 0xFFFFFFFF)
