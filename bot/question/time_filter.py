"""The time a question speaks of, as a window in which the news that answers it was published.

A time in a question is seldom the time of publication: `截至8月6号赔了多少` was reported on the seventh, last year's
harvest this summer. What holds is that news follows what it tells of. So the window of an event begins with the
event and ends long after it, a year leaves it open, and only a question for news itself means the days it names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.question.date_arithmetic import Unit
from bot.question.dates import Days, find_days
from bot.question.news_request import news_topic
from data.text.tokens import simplify

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
"""Where a window begins that has no beginning."""

_LATEST = datetime(2200, 1, 1, tzinfo=UTC)
_LEAD = timedelta(hours=12)  # an announcement of the evening before
_LAG = timedelta(days=90)  # figures as of a day still come a quarter later; those of a month, at any time
_SINCE_BEFORE = re.compile(r"(?:since|after|from)(?:\s+the)?\s*$|自从?$|从$", re.IGNORECASE)
_SINCE_WITHIN = re.compile(r"(?:since|after|from)\b", re.IGNORECASE)
_SINCE_BEHIND = re.compile(r"以来|以后|之后|过后|后(?=\W|$|的)|起(?=\W|$|的)")
_UNTIL_BEFORE = re.compile(r"before(?:\s+the)?\s*$", re.IGNORECASE)
_UNTIL_WITHIN = re.compile(r"before\b", re.IGNORECASE)
_UNTIL_BEHIND = re.compile(r"之前|以前|前(?=\W|$|的|一?共|总共|有)")
_ASKS_FOR_NEWS = re.compile(
    r"(?:有|出了|发生了?)(?:过|些)?(?:什么|哪些|啥)(?:大|重要|新)?(?:的)?(?:新闻|消息|事|报道|头条)|新闻(?:吗|呢)?\W*$"
    r"|^what happened\W*$|\b(?:news|headlines|stories)\b",
    re.IGNORECASE,
)
_PREFERS_NEW = re.compile(
    r"最新|最近|近日|近来|近期|这几天|这两天|刚刚|刚才|现在|现时|目前|眼下|如今|当前|截至目前|至今|迄今"
    r"|\b(?:latest|newest|most recent|recent(?:ly)?|lately|current(?:ly)?(?!\s+account)|right now|just now|so far"
    r"|at the moment|at present|presently|up to now|by now|as of now|these days|nowadays|now(?!\s+that))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """When the news that is asked for was published: `after` inclusive, `before` exclusive, UTC.

    `question[start:end]` are the `words` that say it, `first` and `last` the days they name where the reader is.
    `about`: "published" where news of those days is asked for, "event" where something that happened in them is.
    """

    after: datetime
    before: datetime
    words: str
    start: int
    end: int
    first: date
    last: date
    about: Literal["published", "event"]


def find_period(question: str, asked_at: datetime, zone: ZoneInfo) -> Period | None:
    """The window for the most exact of the times in `question`, as meant at `asked_at` (aware) in `zone`.

    None where it names none, or one that says nothing about publication: a year, a day that lies ahead.
    """
    days = _named_days(question, asked_at, zone)
    return None if days is None else _period(question, days, _asks_for_news(question, days), asked_at, zone)


def find_published(question: str, asked_at: datetime, zone: ZoneInfo) -> Period | None:
    """As find_period, of words that are known to ask for news: the very days that they name."""
    days = _named_days(question, asked_at, zone)
    return None if days is None else _period(question, days, True, asked_at, zone)


def _named_days(question: str, asked_at: datetime, zone: ZoneInfo) -> Days | None:
    """The most exact of those that do not lie ahead."""
    today = asked_at.astimezone(zone).date()
    named = [days for days in find_days(question, today) if days.first <= today]
    return min(named, key=lambda each: (each.unit, -each.last.toordinal()), default=None)


def _period(question: str, days: Days, published: bool, asked_at: datetime, zone: ZoneInfo) -> Period | None:
    about: Literal["published", "event"] = "published" if published else "event"
    window = _window(question, days, published, zone)
    if window is None:
        return None
    after, before = window[0], min(window[1], asked_at.astimezone(UTC) + timedelta(seconds=1))
    words = question[days.start : days.end]
    return Period(after, before, words, days.start, days.end, days.first, days.last, about)


def prefers_new(question: str) -> bool:
    """Whether new articles answer better than old ones: 最新, 目前, latest, now."""
    return bool(_PREFERS_NEW.search(simplify(question)))


def _asks_for_news(question: str, days: Days) -> bool:
    rest = question[: days.start] + question[days.end :]
    return any(news_topic(text) is not None for text in (question, rest)) or bool(_ASKS_FOR_NEWS.search(simplify(rest)))


def _window(question: str, days: Days, published: bool, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    lead, lag = (timedelta(0), timedelta(0)) if published else (_LEAD, _LAG)
    first, behind = _midnight(days.first, zone) - lead, _midnight(days.last + timedelta(1), zone) + lag
    bound = _bound(question, days)
    if bound == "until":
        return EARLIEST, _midnight(days.first, zone) + lag
    if bound == "since":
        return first, _LATEST
    if days.unit is Unit.YEAR and not published:
        return None
    return first, _LATEST if days.unit is Unit.MONTH and not published else behind


def _bound(question: str, days: Days) -> Literal["since", "until"] | None:
    """Whether the words around say that the time begins or ends with the days named."""
    plain = simplify(question)
    head, words, tail = plain[: days.start], plain[days.start : days.end], plain[days.end :].lstrip()
    if _UNTIL_BEFORE.search(head) or _UNTIL_WITHIN.match(words) or _UNTIL_BEHIND.match(tail):
        return "until"
    if days.unit is Unit.SPAN:  # from one day to another
        return None
    if _SINCE_BEFORE.search(head) or _SINCE_WITHIN.match(words) or _SINCE_BEHIND.match(tail):
        return "since"
    return None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)
