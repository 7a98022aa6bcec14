"""What a site is: where it stands, what its paths answer, and what must come of reading it."""

from __future__ import annotations

import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from data.models import SourceKind, TimeNote
from tests.support.sites.texts import Reporter, Text

NOW = datetime(2026, 9, 14, 4, 0, tzinfo=UTC)
"""The world's time at the first reading: a Monday noon in Shanghai."""

FEED, HTML, JSON = "application/xml", "text/html; charset=utf-8", "application/feed+json"


class Line(Protocol):
    """The sending end of a connection."""

    def write(self, data: bytes) -> None: ...

    async def drain(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Address:
    """A host of its own."""

    host: str
    port: int
    scheme: str = "http"

    def url(self, path: str) -> str:
        return f"{self.scheme}://{self.host}:{self.port}{path}"


@dataclass(frozen=True, slots=True)
class Page:
    """An answer of a well-behaved server; `etag` and `modified` make it answer 304 where it can."""

    body: bytes = b""
    kind: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    modified: str | None = None
    wait_s: float = 0.0  # before the first byte
    drip_s: float = 0.0  # over which the body is spread


Rude = Callable[[Line], Awaitable[None]]
"""An answer that is no HTTP, or no good one: it writes what it likes, and the connection ends."""

Answer = Page | Rude


@dataclass(frozen=True, slots=True)
class Told:
    """An article as it must stand in the store; None: not looked at."""

    title: str
    body: str
    url: str
    at: datetime | None  # None: the moment of the reading
    note: TimeNote | None = None
    section: str | None = None
    author: str | None = None
    source: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a site: its words, address, time and section."""

    text: Text
    url: str
    at: datetime
    section: str
    guid: str

    def told(self, **changes: object) -> Told:
        """As it must be stored, but for `changes`."""
        return replace(Told(self.text.title, self.text.body, self.url, self.at), **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Site:
    """A site with one source. `answers`: of each path the first reading's answer, the second's, ...; the last stays."""

    name: str
    url: str
    answers: Mapping[str, tuple[Answer, ...]]
    told: tuple[Told, ...] = ()
    fails: str | None = None  # a pattern of the reason; None: it is read without a failure
    told_later: tuple[Told, ...] | None = None  # after the second reading; None: as before
    fails_later: bool = True  # of a site that fails: at the second reading too
    kind: SourceKind = SourceKind.AUTO
    css: str | None = None
    title: str | None = None
    section: str | None = None
    forbidden: tuple[str, ...] = ()  # how paths begin that robots.txt forbids
    delay_s: float = 0.0  # robots.txt asks for as much between two requests
    at_most: int = 40  # requests in one reading
    maybe: tuple[str, ...] = ()  # titles that may be stored or not
    never: tuple[str, ...] = ()  # words that stand in none of its articles
    reread: tuple[str, ...] = ()  # pages of articles that may be asked for again
    endless: bool = False  # it may tell more than `told`
    may_fail: bool = False  # whether or not it can be read
    copies: tuple[tuple[str, str], ...] = ()  # an article's address, and the end of that of the one it copies
    listens: bool = True
    tls: bool = False


Maker = Callable[[Address], Site]


def items(
    at: Address,
    name: str,
    count: int,
    language: str = "zh",
    path: str = "/news/{day}/{id}.html",
    convert: Callable[[str], str] = str,
    now: datetime = NOW,
) -> tuple[Item, ...]:
    """Articles of the site `name`, the newest first; `convert` rewrites their words."""
    texts = Reporter(name, language).articles(count)
    sections = ("本地", "民生", "文化") if language == "zh" else ("Local", "Business", "Culture")
    made = []
    for number, text in enumerate(texts):
        moment = now - timedelta(hours=2 + 5 * number, minutes=zlib.crc32(name.encode()) % 50 + number)
        key = f"{zlib.crc32(f'{name}/{number}'.encode()):08x}"
        words = Text(convert(text.title), tuple(map(convert, text.paragraphs)), convert(text.author))
        url = at.url(path.format(day=f"{moment:%Y%m%d}", id=key))
        made.append(Item(words, url, moment, convert(sections[number % 3]), f"{name}-{key}"))
    return tuple(made)


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]
