"""How much there is and how it grows, and how much was written on something, day by day or week by week: counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from data.models import Filters
from data.store.articles import Store
from data.store.database import Database, Row
from data.store.filters import where
from data.store.keyword_index import count_passages, matching
from data.store.sources import DayCount, Sources
from data.store.stories import Stories
from data.text.highlights import find_marks
from data.text.query_syntax import SearchQuery

_WEEK, _MONTH = 7, 30


@dataclass(frozen=True, slots=True)
class Stats:
    """What is held; times are aware UTC, None where there is none yet; sizes are bytes on disk."""

    articles: int
    stories: int
    passages: int
    waiting: int  # passages without a vector
    sources: int  # that are read and go well
    failing: int
    paused: int
    a_day_last_7: float  # articles, by when they were published
    a_day_last_30: float
    newest: datetime | None
    updated: datetime | None  # the last reading of a source that went well
    database_bytes: int
    index_bytes: int


def gather(store: Store, index: Path, zone: ZoneInfo, now: datetime) -> Stats:
    """The numbers of `store`, whose vectors are in the file `index`."""
    sources, database = Sources(store.database), store.database
    listed = sources.all()
    month = sources.daily(now - timedelta(days=_MONTH), zone)
    paused = [source for source in listed if source.paused]
    failing = [source for source in listed if source.error and not source.paused]
    newest = store.latest(1)
    return Stats(
        articles=store.count(),
        stories=Stories(database).count(),
        passages=count_passages(database),
        waiting=store.count_pending(),
        sources=len(listed) - len(paused) - len(failing),
        failing=len(failing),
        paused=len(paused),
        a_day_last_7=_a_day(month, _WEEK, zone, now),
        a_day_last_30=_a_day(month, _MONTH, zone, now),
        newest=newest[0].published_at if newest else None,
        updated=max((source.succeeded_at for source in listed if source.succeeded_at), default=None),
        database_bytes=sum(_size(database.path.with_name(database.path.name + end)) for end in ("", "-wal")),
        index_bytes=_size(index),
    )


def _a_day(counts: Sequence[DayCount], days: int, zone: ZoneInfo, now: datetime) -> float:
    """Of today and the days before it."""
    today = now.astimezone(zone).date()
    articles = sum(each.articles for each in counts if today - timedelta(days=days) < each.day <= today)
    return round(articles / days, 2)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


@dataclass(frozen=True, slots=True)
class Window:
    """Some days in a row, counted by `step` days: 1 or 7."""

    first: date
    last: date
    step: int = 1

    @property
    def places(self) -> int:
        return ((self.last - self.first).days + 1) // self.step

    @property
    def starts(self) -> list[date]:
        """The first day of each place."""
        return [self.first + timedelta(days=place * self.step) for place in range(self.places)]

    def before(self) -> Window:
        """As many days, right before."""
        days = (self.last - self.first).days + 1
        return replace(self, first=self.first - timedelta(days), last=self.last - timedelta(days))

    def filters(self, filters: Filters, zone: ZoneInfo) -> Filters:
        """`filters`, in this time."""
        begin, end = (datetime.combine(day, time.min, zone) for day in (self.first, self.last + timedelta(days=1)))
        after = max(filter(None, (filters.after, begin.astimezone(UTC))))
        return replace(filters, after=after, before=min(filter(None, (filters.before, end.astimezone(UTC)))))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Articles at each place of a window; `peak` is the first of those with most, `article_id` tells what was then."""

    counts: tuple[int, ...]
    article_id: int | None = None

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def peak(self) -> int:
        return self.counts.index(max(self.counts))


def window_of(days: int, weekly: bool, today: date, newest: date | None) -> Window:
    """The days up to today, or where all news is older up to the newest; whole weeks from Monday on."""
    last = newest if newest and newest < today - timedelta(days=days - 1) else today
    if not weekly:
        return Window(last - timedelta(days=days - 1), last)
    weeks = -(-days // 7)
    monday = last - timedelta(days=last.weekday())
    return Window(monday - timedelta(weeks=weeks - 1), monday + timedelta(days=6), 7)


def newest_day(database: Database, zone: ZoneInfo, now: datetime) -> date | None:
    """Of the news there is; what is dated in the future does not count."""
    query = "SELECT max(published_at) FROM articles WHERE published_at <= ?"
    moment = database.value(query, (int(now.timestamp()),))
    return datetime.fromtimestamp(moment, zone).date() if moment is not None else None


def oldest_day(database: Database, zone: ZoneInfo) -> date | None:
    moment = database.value("SELECT min(published_at) FROM articles")
    return datetime.fromtimestamp(moment, zone).date() if moment is not None else None


def coverage(database: Database, query: SearchQuery, filters: Filters, window: Window, zone: ZoneInfo) -> Coverage:
    """Of the articles that are as `query` asks."""
    inside = window.filters(filters, zone)
    ids = matching(database, query, inside)
    condition, values = where(inside)
    columns = "a.id, a.published_at, coalesce(a.story_id, -a.id), a.copy_of IS NULL, a.title"
    stored = database.rows(f"SELECT {columns} FROM articles a WHERE {condition}", values)
    rows = [row for row in stored if row[0] in ids]
    at = [(datetime.fromtimestamp(row[1], zone).date() - window.first).days // window.step for row in rows]
    counts = Counter(at)
    counted = Coverage(tuple(counts[place] for place in range(window.places)))
    if not rows:
        return counted
    then = [row for row, place in zip(rows, at, strict=True) if place == counted.peak]
    return replace(counted, article_id=_telling(then, query))


def _telling(rows: Sequence[Row], query: SearchQuery) -> int:
    """Of the story that most of them tell the first that is no copy; rather one with the words in its title."""
    told = Counter(row[2] for row in rows)

    def worth(row: Row) -> tuple[int, bool, bool, int, int]:
        article_id, published, story, original, title = row
        return -told[story], not find_marks(title, query), not original, published, article_id

    return int(min(rows, key=worth)[0])
