"""What limits a search, as people type it: `source:新华社 topic:体育 after:2023-08-01 before:昨天 降雨`.

The grammar is data.text.query_syntax's; days are in any words that `bot.question.dates` reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.catalogue import Language, say
from bot.question.dates import find_days
from data.errors import NewsError
from data.models import Filters
from data.text.calendar import unit_days
from data.text.dates import parse_date
from data.text.query_syntax import (
    QueryField,
    SearchQuery,
    SearchTerm,
    find_fields,
    parse_query,
    query_text,
    without_fields,
)

_KNOWN = ("source", "topic", "after", "before")
_BACK = re.compile(r"(\d{1,2})\s?([hdwmy])", re.IGNORECASE)


class UnreadableOperator(NewsError):
    """A field of a query has a `value` that it cannot take, which may be "", or is not `known` where it was typed."""

    def __init__(self, field: QueryField, known: Sequence[str]) -> None:
        self.operator, self.value, self._field, self._known = field.name, field.value, field, known
        super().__init__(self.told("en"))

    def told(self, language: Language) -> str:
        """The same line in the language of a person."""
        if self._field.excluded or self.operator not in self._known:
            typed = f"{'-' * self._field.excluded}{self.operator}:{self.value}"
            return say(language, "operator-not-here", typed=typed, known=" ".join(f"{name}:" for name in self._known))
        if not self.value:
            return say(language, "operator-empty", operator=self.operator)
        return say(language, "operator-unreadable", operator=self.operator, value=self.value)


@dataclass(frozen=True, slots=True)
class Search:
    """`words` to look for, "" where only the limits were given."""

    words: str
    filters: Filters = field(default_factory=Filters)

    @property
    def query(self) -> SearchQuery:
        """What `words` mean."""
        return parse_query(self.words)

    def written(self, zone: ZoneInfo) -> str:
        """The search as it can be typed again on another day: what was said from today is a date."""
        after, before = (moment and _written(moment, zone) for moment in (self.filters.after, self.filters.before))
        values = {"source": self.filters.source, "topic": self.filters.section, "after": after, "before": before}
        limits = tuple(QueryField(name, value) for name, value in values.items() if value)
        return " ".join(filter(None, (query_text(SearchQuery(fields=limits)), self.words)))


def parse_search(text: str, now: datetime, zone: ZoneInfo) -> Search:
    """`text` after /search. UnreadableOperator for a value that makes no sense."""
    fields, filters = list(find_fields(text)), Filters()
    for each in fields:
        filters = _with(filters, each, now, zone)
    return Search(without_fields(text, fields), filters)


def from_question(question: str, now: datetime, zone: ZoneInfo) -> tuple[Filters, str]:
    """The limits typed inside a question, and the question without them; what cannot be read stays in it."""
    filters, taken = Filters(), list[QueryField]()
    for each in find_fields(question):
        if each.apart:
            continue
        try:
            filters = _with(filters, each, now, zone)
        except UnreadableOperator:
            continue
        taken.append(each)
    return filters, without_fields(question, taken) if taken else question


def filter_words(filters: Filters, language: Language, zone: ZoneInfo) -> str:
    """The limits as a person reads them: `来源 新华社，2023-08-01 起`; "" where there are none."""
    said = [
        say(language, "filter-source", name=filters.source) if filters.source else "",
        say(language, "filter-section", name=filters.section) if filters.section else "",
        say(language, "filter-after", time=_shown(filters.after, zone)) if filters.after else "",
        say(language, "filter-before", time=_shown(filters.before, zone)) if filters.before else "",
    ]
    return say(language, "criteria-comma").join(filter(None, said))


def query_words(query: SearchQuery, language: Language) -> str:
    """What is looked for as a person reads it: `电商 且 (“A轮融资” 或 上市)，不含 传闻`."""
    groups = [_either(group, language) for group in query.groups]
    several = len(groups) > 1
    shown = [
        f"({each})" if several and len(group) > 1 else each for each, group in zip(groups, query.groups, strict=True)
    ]
    words = say(language, "query-and").join(shown)
    if not query.without:
        return words
    without = _either(query.without, language)
    return say(language, "query-without", words=words or say(language, "criteria-anything"), without=without)


def _either(sought: Sequence[SearchTerm], language: Language) -> str:
    return say(language, "query-or").join(
        f"“{each.text}”" if len(each.text.split()) > 1 else each.text for each in sought
    )


def _with(filters: Filters, limit: QueryField, now: datetime, zone: ZoneInfo) -> Filters:
    if limit.excluded or not limit.value:
        raise UnreadableOperator(limit, _KNOWN)
    if limit.name == "source":
        return replace(filters, source=limit.value)
    if limit.name == "topic":
        return replace(filters, section=limit.value)
    moment = _moment(limit.value, now, zone)
    if moment is None:
        raise UnreadableOperator(limit, _KNOWN)
    return replace(filters, after=moment) if limit.name == "after" else replace(filters, before=moment)


def _moment(value: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """12h or 3d back, a year, a date with or without its time, or words for days: the first moment of them."""
    if back := _BACK.fullmatch(value):
        return _moment_back(int(back[1]), back[2].lower(), now, zone)
    if re.fullmatch(r"(?:199|20\d)\d年?", value):
        return _midnight(date(int(value[:4]), 1, 1), zone)
    return parse_date(value, zone) or _named_day(value, now.astimezone(zone).date(), zone)


def _moment_back(count: int, unit: str, now: datetime, zone: ZoneInfo) -> datetime:
    if unit == "h":
        return now.astimezone(UTC).replace(microsecond=0) - timedelta(hours=count)
    return _midnight(now.astimezone(zone).date() - timedelta(count * unit_days("month" if unit == "m" else unit)), zone)


def _named_day(value: str, today: date, zone: ZoneInfo) -> datetime | None:
    for text in (value, f"on {value}", f"in {value}"):  # Friday, July: in a sentence they need their preposition
        named = find_days(text, today)
        if len(named) == 1 and named[0].end - named[0].start >= len(value):
            return _midnight(named[0].first, zone)
    return None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _written(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return local.date().isoformat() if local.time() == time.min else local.isoformat(timespec="seconds")


def _shown(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return local.strftime("%Y-%m-%d" if local.time() == time.min else "%Y-%m-%d %H:%M")
