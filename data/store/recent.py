"""The news of a time, in brief: what may meet criteria, what its headlines are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from data.models import Filters
from data.store.database import Database
from data.store.filters import where
from data.store.keyword_index import having_words


@dataclass(frozen=True, slots=True)
class Recent:
    """An article in brief."""

    article_id: int
    story_id: int | None
    is_copy: bool
    source: str | None
    published_at: datetime

    @property
    def story(self) -> int:
        """A number that its story has to itself; negative for an article without one."""
        return -self.article_id if self.story_id is None else self.story_id


def recent(
    database: Database, filters: Filters, include: Sequence[str] = (), added: datetime | None = None
) -> list[Recent]:
    """Articles with a time that pass `filters`, the newest first; those stored after `added` only.

    `include`: only those that have the words of any of these, though perhaps not as a phrase.
    """
    condition, values = where(filters)
    since = int(added.timestamp()) if added else 0
    query = f"""SELECT a.id, a.story_id, a.copy_of, a.source, a.published_at FROM articles a
        WHERE {condition} AND a.published_at IS NOT NULL AND a.added_at > ? ORDER BY a.published_at DESC, a.id DESC"""
    rows = database.rows(query, (*values, since))
    if include:
        having = set[int]().union(*(having_words(database, words, filters) for words in include))
        rows = [row for row in rows if row[0] in having]
    return [Recent(row[0], row[1], row[2] is not None, row[3], datetime.fromtimestamp(row[4], UTC)) for row in rows]


def frequent_sections(database: Database, after: datetime, most: int) -> list[str]:
    """The sections with most articles since `after`."""
    query = """SELECT section FROM articles WHERE published_at >= ? AND section IS NOT NULL
        GROUP BY section ORDER BY count(*) DESC, section LIMIT ?"""
    return [str(row[0]) for row in database.rows(query, (int(after.timestamp()), most))]


@dataclass(frozen=True, slots=True)
class Headline:
    """Of an article; `story` as that of Recent."""

    article_id: int
    title: str
    source: str | None
    story: int


def headlines(database: Database, time: Filters, most: int = 3000) -> list[Headline]:
    """The newest of a time, the newest first."""
    condition, values = where(time)
    query = f"""SELECT a.id, a.title, a.source, coalesce(a.story_id, -a.id) FROM articles a
        WHERE {condition} ORDER BY a.published_at DESC NULLS LAST, a.id DESC LIMIT ?"""
    return [Headline(*row) for row in database.rows(query, (*values, most))]


def count_before(database: Database, moment: datetime) -> int:
    """Articles that were published before."""
    return int(database.value("SELECT count(*) FROM articles WHERE published_at < ?", (int(moment.timestamp()),)))


@dataclass(frozen=True, slots=True)
class WantedNews:
    """The articles, newest first; `complete` is false where there are more that were not read."""

    articles: tuple[Recent, ...]
    complete: bool

    @property
    def stories(self) -> int:
        return len({each.story for each in self.articles})
