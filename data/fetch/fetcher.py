"""Pages by their address: every hop of a redirect is guarded, allowed by robots.txt, paced and counted."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from data.errors import FetchError, GoneError
from data.fetch.addresses import Address, parse_address
from data.fetch.client import HttpClient, Response
from data.fetch.freshness import fresh_until, retry_at
from data.fetch.guard import Guard, Resolver
from data.fetch.host_limits import HostLimits
from data.fetch.robots import MAX_BYTES as MAX_ROBOTS_BYTES
from data.fetch.robots import Robots, RobotsMemory
from data.fetch.unpacking import Body, read_body, too_large

_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([a-z0-9][a-z0-9._:+-]{0,39})""", re.ASCII | re.IGNORECASE)
_LENGTH = re.compile(r"[0-9]{1,20}", re.ASCII)
_LONGEST_VALIDATOR = 1024

_OK, _NOT_MODIFIED, _GONE = 200, 304, 410
_PERMANENT = {301, 308}
_REDIRECTS = _PERMANENT | {302, 303, 307}
_REASONS = {404: "there is no such page", _GONE: "the page is gone", 403: "the site refuses", 429: "too many requests"}
_SMALL = 64 * 1024  # of a body that nobody wants: read, so that the connection can be used again


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the page it gave: with these it can say that nothing changed."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came."""

    url: str  # where it finally was
    body: bytes  # b"" where not_modified
    charset: str | None  # by the header
    validators: Validators
    not_modified: bool
    moved_to: str | None  # the address to use from now on
    fresh_until: datetime | None  # UTC; None: not said
    received: int  # bytes of bodies over the wire


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How the web is read. The times are seconds."""

    contact: str | None = None  # URL or mail address for complaints, told to every site
    proxy: str | None = None  # None: as the environment says
    allow_private: tuple[str, ...] = ()  # networks, addresses or host names; ("all",): everything
    spacing_s: float = 1.0  # between two requests to a host
    per_host: int = 2  # requests to a host at once
    connections: int = 64  # requests at once, to all hosts together
    max_bytes: int = 16 * 1024 * 1024
    silence_s: float = 20.0  # of a server, at any one moment
    whole_s: float = 60.0  # a server that keeps sending a little is not waited for longer
    max_redirects: int = 5
    respect_robots: bool = True


DEFAULTS = FetchOptions()


@dataclass(frozen=True, slots=True)
class _Order:
    """How one page is to be fetched. `cut`: of one that is too large, the beginning will do."""

    validators: Validators
    max_bytes: int
    robots: bool
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Hop:
    to: Address
    status: int
    received: int


class Fetcher:
    """Reads pages, many at a time. An async context manager, for one event loop.

    `robots` keeps robots.txt files between runs; `clock` gives the time (aware UTC); `rng`, `sleep` and
    `monotonic` decide and measure the waiting between requests.
    """

    def __init__(
        self,
        options: FetchOptions,
        robots: RobotsMemory | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        rng: random.Random | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        resolve: Resolver | None = None,
    ) -> None:
        self._options, self._clock = options, clock
        self._guard = Guard(options.allow_private, resolve)
        self._client = HttpClient(self._guard, options.contact, options.proxy, options.connections, options.silence_s)
        self._pacing = HostLimits(
            options.spacing_s, options.per_host, options.connections, rng or random.Random(), sleep, monotonic
        )
        self._robots = Robots(self._load_robots, robots, clock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._client.close()
        self._guard.close()

    async def get(self, url: str, validators: Validators = Validators(), *, max_bytes: int | None = None) -> Page:
        """The page at `url`. Raises FetchError, whose kind says what to do and whose reason says why.

        `validators`: of the page as it came last; if it has not changed since, only that is said.
        """
        order = _Order(validators, max_bytes or self._options.max_bytes, self._options.respect_robots)
        try:
            return await self._follow(parse_address(url), order)
        except FetchError as error:
            raise error.named(url) from error

    async def _follow(self, here: Address, order: _Order) -> Page:
        moved: Address | None = None
        permanent, received, been = True, 0, {here.url}
        while isinstance(step := await self._step(here, order, moved, received), _Hop):
            here, received = step.to, received + step.received
            permanent = permanent and step.status in _PERMANENT
            moved = here if permanent else moved
            if here.url in been or len(been) > self._options.max_redirects:
                how = "in a circle" if here.url in been else "too often"
                raise FetchError(here.url, f"is redirected {how}", step.status)
            been.add(here.url)
        return step

    async def _step(self, here: Address, order: _Order, moved: Address | None, received: int) -> Page | _Hop:
        delay_s = await self._robots.delay_s(here) if order.robots else 0.0
        async with (
            self._pacing.turn(here.host, delay_s),
            self._client.ask(here, order.validators.headers, self._options.whole_s) as answer,
        ):
            if answer.status in _REDIRECTS and answer.location:
                return _Hop(here.join(answer.location), answer.status, await _drain(answer.pieces()))
            body = await self._body(here, answer, order)
            return Page(
                url=here.url,
                body=body.content,
                charset=charset(answer.headers),
                validators=_validators(answer, order.validators),
                not_modified=answer.status == _NOT_MODIFIED,
                moved_to=moved.with_login if moved else None,
                fresh_until=fresh_until(answer.headers, self._clock()),
                received=received + body.received,
            )

    async def _body(self, here: Address, answer: Response, order: _Order) -> Body:
        if answer.status == _NOT_MODIFIED and order.validators.headers:
            return Body(b"", await _drain(answer.pieces()))
        if answer.status != _OK:
            raise self._refusal(here.url, answer)
        if not order.cut and promised_bytes(answer.headers) > order.max_bytes:
            raise too_large(here.url, order.max_bytes)
        encoding = answer.headers.get("content-encoding", "")
        return await read_body(here.url, answer.pieces(), encoding, order.max_bytes, cut=order.cut)

    def _refusal(self, url: str, answer: Response) -> FetchError:
        status = answer.status
        kind = GoneError if status == _GONE else FetchError
        reason = f"{_REASONS.get(status, 'the server does not give it')} (HTTP {status})"
        return kind(url, reason, status, retry_at(answer.headers, self._clock()))

    async def _load_robots(self, address: Address) -> bytes:
        return (await self._follow(address, _Order(Validators(), MAX_ROBOTS_BYTES, robots=False, cut=True))).body


async def _drain(pieces: AsyncIterator[bytes]) -> int:
    received = 0
    async for piece in pieces:
        received += len(piece)
        if received > _SMALL:
            break
    return received


def _validators(answer: Response, sent: Validators) -> Validators:
    """Those of the answer; a server that says only that nothing changed means those that it was sent."""
    said = Validators(validator(answer.headers, "etag"), validator(answer.headers, "last-modified"))
    return sent if answer.status == _NOT_MODIFIED and not said.headers else said


def charset(headers: Mapping[str, str]) -> str | None:
    """As named in Content-Type, in lower case: it need not exist. `headers`: names in lower case, as everywhere."""
    found = _CHARSET.search(headers.get("content-type", ""))
    return found[1].lower() if found else None


def promised_bytes(headers: Mapping[str, str]) -> int:
    """Content-Length; 0 where it is not said."""
    said = headers.get("content-length", "").strip()
    return int(said) if _LENGTH.fullmatch(said) else 0


def validator(headers: Mapping[str, str], name: str) -> str | None:
    """A header that can be sent back as it came; None for what cannot."""
    value = headers.get(name)
    if value and len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable():
        return value
    return None
