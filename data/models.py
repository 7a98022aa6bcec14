"""The records that pass between the parts: frozen, and every time in them is aware UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from data.secrets import shown_address, without_secrets
from data.text.passages import Span

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed, a page or a file gives it, before it is stored."""

    title: str
    body: str  # plain text; paragraphs separated by "\n"
    url: str | None = None  # as given; the store keeps its canonical form
    external_id: str | None = None  # guid, or `id` in a JSON-lines file
    published_at: datetime | None = None  # UTC; None when the source does not say
    source: str | None = None  # the publisher's name as printed
    section: str | None = None
    language: str | None = None  # "zh", "en", ...; None when neither said nor seen
    author: str | None = None  # as printed, several parted by ", "
    image: str | None = None  # absolute address of the lead image
    updated_at: datetime | None = None  # UTC; when the source says that it was changed
    complete: bool = True  # false: `body` is a teaser, the text stands on the article's own page
    live: bool = False  # a page that is written on while its event goes on


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in an input that could not be read: `where` is a line, item or file."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{shown_address(self.where)}: {without_secrets(self.reason)}"


class Form(StrEnum):
    """What an input is, judged by its content."""

    FEED = "feed"
    SITEMAP = "news sitemap"
    JSON_LINES = "JSON lines"
    LISTING_TEXT = "listing page saved as text"
    LISTING = "listing page"
    ARTICLE = "article"
    OPML = "OPML list of feeds"
    MAIL = "saved mail"
    HTML = "HTML page"
    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed or page says of itself and of where else to look."""

    title: str | None = None
    language: str | None = None
    ttl: timedelta | None = None  # how long the feed asks not to be read again
    next_url: str | None = None  # the next page of a listing or feed: older entries
    feeds: tuple[str, ...] = ()  # feeds that a page announces, the best first
    children: tuple[str, ...] = ()  # sitemaps that a sitemap index names, the newest first


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser found, in the order of the input: good entries and, beside them, what was bad."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    form: Form = Form.UNKNOWN
    channel: Channel = Channel()


class TimeNote(StrEnum):
    """Why an article's time is that of the moment it was first seen."""

    SEEN = "seen"  # the source gives none
    FUTURE = "future"  # the source gives one that had not come yet


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article; `id` is never used twice."""

    id: int
    title: str
    body: str
    url: str | None  # canonical: no fragment, no tracking parameters
    external_id: str | None
    published_at: datetime | None
    source: str | None
    section: str | None
    language: str | None
    author: str | None = None
    image: str | None = None
    time_note: TimeNote | None = None  # set where `published_at` is not what the source says
    changes: int = 0  # how often its publisher has changed it since it was stored


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said until its publisher changed it."""

    replaced_at: datetime
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of an article that is embedded and searched; `span.of(article.body)` is its text."""

    id: int
    article_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search may return; None lets everything through.

    Times are UTC, `after` inclusive and `before` exclusive; an article without a time passes only
    where neither is set. Source and section compare without case, and by part of the name. `known_at`
    hides what was published later: the news as it was at that moment, undated articles included.
    Of `article_ids` and `story_ids` an article passes that is one of these or tells one of those.
    """

    after: datetime | None = None
    before: datetime | None = None
    source: str | None = None
    section: str | None = None
    known_at: datetime | None = None
    article_ids: tuple[int, ...] = ()
    story_ids: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        said = (self.after, self.before, self.source, self.section, self.known_at)
        return any((*said, self.article_ids, self.story_ids))


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose articles are held; `newest_at` is None when none of them has a time."""

    name: str | None
    articles: int
    newest_at: datetime | None


class SourceKind(StrEnum):
    """How a source is read; AUTO: as its content says."""

    AUTO = "auto"
    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source as an operator names it."""

    url: str = field(repr=False)  # may hold a login or a key: people and logs see `shown`
    kind: SourceKind = SourceKind.AUTO
    title: str | None = None  # shown, and the publisher of articles that name none; else what the source says
    section: str | None = None  # of articles that name none: an OPML folder
    css: str | None = None  # which links of a listing page lead to articles; None: found by structure

    @property
    def shown(self) -> str:
        """Its address without login and secret parameters."""
        return shown_address(self.url)


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, page or sitemap that is read again and again, and how that goes."""

    id: int
    spec: SourceSpec
    title: str  # the operator's, else the source's own, else its address
    in_config: bool  # named in newsbot.toml: changed there, not by command
    added_at: datetime
    due_at: datetime  # not read before
    interval: timedelta  # between two readings, by how often it publishes
    paused: str | None = None  # why it is not read, in words; None: it is
    tried_at: datetime | None = None
    succeeded_at: datetime | None = None
    failures: int = 0  # in a row
    error: str | None = None  # the last failure in words; None after a success
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None  # of what came last: the same bytes need no parsing
