"""The records that pass between the parts: frozen, and every time in them is aware UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in an input that could not be read: `where` is a line, item or file."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser found, in the order of the input: good entries and, beside them, what was bad."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start..end of an article's body."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


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
    """

    after: datetime | None = None
    before: datetime | None = None
    source: str | None = None
    section: str | None = None
    known_at: datetime | None = None

    def __bool__(self) -> bool:
        return any((self.after, self.before, self.source, self.section, self.known_at))


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher whose articles are held; `newest_at` is None when none of them has a time."""

    name: str | None
    articles: int
    newest_at: datetime | None
