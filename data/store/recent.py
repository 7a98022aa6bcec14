"""The news of a time, in brief: what may meet criteria, what its headlines are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from data.models import Filters
from data.store.database import Database
from data.store.filters import where
from data.store.keyword_index import having_words
from data.text.scripts import has_han


@dataclass(frozen=True, slots=True)
class Recent:
    """An article in brief."""

    article_id: int
    story_id: int | None
    is_copy: bool
    source: str | None
    published_at: datetime
    section: str | None = None
    language: str = ""  # "zh", "en", ...: as said, else as the script of the title tells

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
    dated = "a.published_at IS NOT NULL AND a.added_at > ?", [int(added.timestamp()) if added else 0]
    return _recent(database, filters, include, "a.published_at", dated)


def arrived(database: Database, filters: Filters, include: Sequence[str] = (), most: int = 1000) -> list[Recent]:
    """Articles without a time that pass `filters`, by when they were stored, the newest first; `most` at most."""
    return _recent(database, filters, include, "a.added_at", ("a.published_at IS NULL", []), most)


def _recent(
    database: Database,
    filters: Filters,
    include: Sequence[str],
    time: str,
    more: tuple[str, list[int]],
    most: int = -1,
) -> list[Recent]:
    condition, values = where(filters)
    titled = "CASE WHEN a.language IS NULL THEN a.title END"
    query = f"""SELECT a.id, a.story_id, a.copy_of, a.source, {time}, a.section, a.language, {titled} FROM articles a
        WHERE {condition} AND {more[0]} ORDER BY {time} DESC, a.id DESC"""
    rows = database.rows(query, (*values, *more[1]))
    if include:
        having = set[int]().union(*(having_words(database, words, filters) for words in include))
        rows = [row for row in rows if row[0] in having]
    return [
        Recent(each, story, copy_of is not None, source, datetime.fromtimestamp(at, UTC), section, _spoken(*spoken))
        for each, story, copy_of, source, at, section, *spoken in rows[: None if most < 0 else most]
    ]


def _spoken(language: str | None, title: str | None) -> str:
    return language.lower().split("-")[0] if language else "zh" if has_han(title or "") else "en"


def openings(database: Database, article_ids: Sequence[int], characters: int = 200) -> dict[int, tuple[str, str]]:
    """Of those of the articles that are stored: the title, and the beginning of the text."""
    query = "SELECT id, title, substr(body, 1, ?) FROM articles WHERE id IN"
    return {row[0]: (row[1], row[2]) for row in database.rows_by(query, article_ids, (characters,))}


def newest_time(database: Database, filters: Filters) -> datetime | None:
    """Of the articles that pass; None where none of them has a time."""
    condition, values = where(filters)
    newest = database.value(f"SELECT max(a.published_at) FROM articles a WHERE {condition}", values)
    return None if newest is None else datetime.fromtimestamp(newest, UTC)


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
