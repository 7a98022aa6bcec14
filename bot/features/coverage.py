"""How much was written on something, day by day or week by week, and when most: counted, not drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import rjieba

from data.models import Filters
from data.store.database import Database, Row
from data.store.filters import where
from data.store.keyword_index import matching
from data.text.highlights import find_marks
from data.text.query_syntax import SearchQuery

MOST = 3  # compared with one another
_DEFAULT, _LONGEST = 30, 366 * 2  # days
_DAILY = 62  # days: longer times are counted by the week
_UNIT = r"天|日|d|days?|周|星期|w|weeks?|个?月|m|months?|年|y|years?"
_LENGTH = re.compile(rf"(?:^|\s)(?:最近|last )?(\d{{1,3}})\s?({_UNIT})$", re.IGNORECASE)
_DAYS = {"天": 1, "日": 1, "d": 1, "周": 7, "星": 7, "w": 7, "个": 30, "月": 30, "m": 30, "年": 365, "y": 365}
_BETWEEN = re.compile(r"\s+(?:vs\.?|对比|與|与)\s+|[,，、;；]", re.IGNORECASE)
_QUOTED = re.compile('("[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』)')


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


def length_of(words: str) -> tuple[str, int, bool]:
    """`融资 12w` -> (`融资`, 84 days, by the week)."""
    match = _LENGTH.search(words)
    if not match:
        return words, _DEFAULT, False
    days = max(2, min(_LONGEST, int(match[1]) * _DAYS[match[2][0].lower()]))
    return words[: match.start()].strip(), days, _DAYS[match[2][0].lower()] == 7 or days > _DAILY


def compared(words: str) -> list[str]:
    """`特斯拉 vs 比亚迪`, `特斯拉和比亚迪`, `Tesla, BYD` -> what is compared, at most three."""
    parts = [""]
    for number, piece in enumerate(_QUOTED.split(words)):
        inner = [piece] if number % 2 else [part for each in _BETWEEN.split(piece) for part in _parted(each)]
        parts[-1] += inner[0]
        parts += inner[1:]
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))[:MOST]


def _parted(words: str) -> list[str]:
    """At 和 where it is a word of its own: not in 和平."""
    parts = [""]
    for word in rjieba.cut(words):
        if word == "和":
            parts.append("")
        else:
            parts[-1] += word
    return parts


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
