"""/trend: how much was written on something over time, in words and as a picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import rjieba

from bot.core.catalogue import local_day
from bot.core.person import Person
from bot.core.reply import About, Button, File, Piece, Reply, ReplyKind, Style, plain
from bot.features.feature import Feature
from bot.features.lists import Lists
from bot.question.operators import Search, UnreadableOperator, filter_words, parse_search, query_words
from bot.replies.articles import numbered_buttons
from bot.replies.charts.trend import Series, trend_chart
from data.models import Article
from data.store.articles import Store
from data.store.statistics import Coverage, Window, coverage, newest_day, oldest_day, window_of
from data.text.calendar import LONG_UNIT, unit_days
from data.text.query_syntax import QUOTED, parse_query

MOST = 3  # compared with one another
_DEFAULT = 30  # days
_LONGEST = 366 * 2
_DAILY = 62  # days: longer times are counted by the week
_LENGTH = re.compile(rf"(?:^|\s)(?:最近|last )?(\d{{1,3}})\s?个?(?P<unit>{LONG_UNIT}|m)$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:vs\.?|对比|與|与)\s+|[,，、;；]", re.IGNORECASE)
_QUOTED = re.compile(f"({QUOTED})")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is compared with others: its words, how it goes, the article that tells what was when it was most."""

    words: str
    name: str
    coverage: Coverage
    article: Article | None


class Trend(Feature):
    """Counts the news of `store`."""

    def __init__(self, store: Store, lists: Lists, clock: Callable[[], datetime]) -> None:
        self._store, self._lists, self._clock = store, lists, clock
        self.commands = {"trend": self.show}

    def show(self, words: str, person: Person) -> Reply:
        """`融资 30d`, `特斯拉 vs 比亚迪 12w`"""
        rest, days, weekly = length_of(words)
        now = person.now(self._clock)
        try:
            search = parse_search(rest, now, person.zone)
        except UnreadableOperator as error:
            return plain(error.told(person.language))
        parts = [each for each in compared(search.words) if parse_query(each).groups]
        if not parts:
            return plain(person.say("trend-usage"))
        today, newest = now.astimezone(person.zone).date(), newest_day(self._store.database, person.zone, now)
        if newest is None:
            return plain(person.say("latest-none"), ReplyKind.NOTHING)
        window = window_of(days, weekly, today, newest)
        told = [self._told(each, search, window, person) for each in parts]
        if not any(each.coverage.total for each in told):
            return self._none(told, window, person)
        return self._reply(told, search, window, person, newest if window.last < today else None)

    def _told(self, words: str, search: Search, window: Window, person: Person) -> _Told:
        query = parse_query(words)
        counted = coverage(self._store.database, query, search.filters, window, person.zone)
        article = self._store.article(counted.article_id) if counted.article_id else None
        return _Told(
            words,
            words if query.is_plain and len(query.groups) > 1 else query_words(query, person.language),
            counted,
            article,
        )

    def _none(self, told: Sequence[_Told], window: Window, person: Person) -> Reply:
        names = person.say("query-or").join(each.name for each in told)
        return plain(person.say("trend-none", words=names, period=_period(window, person)), ReplyKind.NOTHING)

    def _reply(
        self, told: Sequence[_Told], search: Search, window: Window, person: Person, newest: date | None
    ) -> Reply:
        """`newest`: the day of the newest news, where that is why the window ends before today."""
        names = " / ".join(each.name for each in told)
        filters = filter_words(search.filters, person.language, person.zone)
        pieces = [Piece(f"📈 {names}", Style.BOLD)]
        length = _length(window, person)
        pieces.append(Piece(f"  {' · '.join(filter(None, (length, filters)))}", Style.FAINT))
        for each in told:
            pieces += self._line(each, window, search, person, alone=len(told) == 1)
        if newest:
            day = local_day(person.language, newest, year=True)
            pieces.append(Piece("\n" + person.say("trend-ended", day=day), Style.FAINT))
        articles = list({each.article.id: each.article for each in told if each.article}.values())
        lines = [Series(each.name, each.coverage, each.article.title if each.article else "") for each in told]
        picture = trend_chart(lines, window, f"{names} · {length}", person.language)
        buttons = [
            *numbered_buttons(person, [f"article:{each.id}:0" for each in articles], 1),
            self._lists_row(told, search, person),
        ]
        about = About(tuple(each.id for each in articles))
        return Reply(tuple(pieces), tuple(filter(None, buttons)), about, File("trend.png", picture), ReplyKind.OVERVIEW)

    def _line(self, told: _Told, window: Window, search: Search, person: Person, alone: bool) -> list[Piece]:
        """How many in all, when most, and what was told then."""
        counted = told.coverage
        pieces = [Piece("\n") if alone else Piece(f"\n\n{told.name}\n")]
        if not counted.total or told.article is None:
            return [*pieces, Piece(person.say("trend-nothing"))]
        earlier = self._earlier(told, window, search, person)
        before, change = -1 if earlier is None else earlier, _change(counted.total, earlier or 0)
        said = person.say("trend-total", total=counted.total, earlier=before, change=change)
        day = local_day(person.language, window.starts[counted.peak])
        most = person.say("trend-peak", when=day, count=counted.counts[counted.peak], step=window.step)
        title = told.article.title
        return [*pieces, Piece(f"{said}\n{most}\n"), Piece(title, url=told.article.url)]

    def _earlier(self, told: _Told, window: Window, search: Search, person: Person) -> int | None:
        """How many there were as long before; None where the news does not reach back so far."""
        before, oldest = window.before(), oldest_day(self._store.database, person.zone)
        if search.filters.after or oldest is None or oldest > before.first:
            return None
        return coverage(self._store.database, parse_query(told.words), search.filters, before, person.zone).total

    def _lists_row(self, told: Sequence[_Told], search: Search, person: Person) -> tuple[Button, ...]:
        """To the articles that were counted."""
        found = [(each.name, Search(each.words, search.filters)) for each in told if each.coverage.total]
        return tuple(Button(f"📰 {_short(name)}", self._lists.action_of(each, person)) for name, each in found)


def _change(total: int, earlier: int) -> str:
    return "more" if total > earlier else "fewer" if total < earlier else "same"


def _short(name: str) -> str:
    return name if len(name) <= 16 else f"{name[:15]}…"


def _length(window: Window, person: Person) -> str:
    days = (window.last - window.first).days + 1
    return person.say("trend-length", count=days // window.step, step=window.step)


def _period(window: Window, person: Person) -> str:
    return f"{local_day(person.language, window.first)} – {local_day(person.language, window.last)}"


def length_of(words: str) -> tuple[str, int, bool]:
    """`融资 12w` -> (`融资`, 84 days, by the week)."""
    match = _LENGTH.search(words)
    if not match:
        return words, _DEFAULT, False
    unit = unit_days("month" if match["unit"].lower() == "m" else match["unit"])
    days = max(2, min(_LONGEST, int(match[1]) * unit))
    return words[: match.start()].strip(), days, unit == 7 or days > _DAILY


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
