"""/stats: how much news there is, how its sources go, how much the bot is used; with a picture of the month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from babel.numbers import format_decimal, format_percent

from bot.core.catalogue import Language, local_time
from bot.core.person import Person
from bot.core.reply import File, Piece, Reply, Style
from bot.features.feature import Feature
from bot.replies.charts.published import daily_chart
from bot.replies.sources import ago
from data.chats.activity import Activity, activity
from data.chats.llm_budget import LLMBudget
from data.chats.outbox import Outbox, State
from data.store.articles import Store
from data.store.sources import Sources
from data.store.statistics import Stats, gather

_WEEK, _MONTH = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AdminStatistics:
    """All that /stats tells."""

    news: Stats
    used: Activity  # in the last seven days
    mails: dict[State, int]
    tokens: int  # of the language model, today


class Counting(Feature):
    """The numbers of `store`, whose vectors are in the file `index`."""

    def __init__(self, store: Store, index: Path, clock: Callable[[], datetime]) -> None:
        self._store, self._index, self._clock = store, index, clock
        self.commands = {"stats": self._stats}

    def _stats(self, words: str, person: Person) -> Reply:
        now, database = self._clock(), self._store.database
        numbers = AdminStatistics(
            gather(self._store, self._index, person.zone, now),
            activity(database, now - _WEEK),
            Outbox(database).counts(),
            LLMBudget(database).spent(now),
        )
        lines = "".join(f"\n{line}" for line in numbers_lines(person, numbers, now))
        pieces = (Piece(person.say("numbers-title"), Style.BOLD), Piece(lines))
        return Reply(pieces, file=File("stats.png", self._picture(person, now)))

    def _picture(self, person: Person, now: datetime) -> bytes:
        last = now.astimezone(person.zone).date()
        counts = Sources(self._store.database).daily(now - _MONTH, person.zone)
        title = person.say("stats-chart")
        return daily_chart(counts, last - _MONTH + timedelta(days=1), last, title, person.language)


def numbers_lines(person: Person, numbers: AdminStatistics, now: datetime) -> Iterator[str]:
    """A screen of them; what is nought and would be bad is left out."""
    news, used, mails, language = numbers.news, numbers.used, numbers.mails, person.language
    day = _number(language, news.a_day_last_7)
    yield person.say("numbers-articles", count=_number(language, news.articles), day=day)
    if news.newest:
        newest = local_time(language, news.newest, person.zone)
        yield person.say("numbers-newest", time=newest, ago=ago(person, news.newest, now))
    yield person.say("numbers-sources", well=news.sources, failing=news.failing, paused=news.paused)
    if news.waiting:
        yield person.say("numbers-waiting", count=_number(language, news.waiting))
    yield ""
    yield person.say("numbers-people", people=_number(language, used.people), chats=_number(language, used.chats))
    yield person.say(
        "numbers-questions",
        count=_number(language, used.questions),
        day=_number(language, round(used.questions / _WEEK.days, 1)),
        share=str(format_percent(used.declined / max(1, used.questions), locale=language)),
    )
    yield person.say("numbers-subscriptions", count=used.subscriptions, paused=used.paused)
    yield person.say(
        "numbers-mails",
        waiting=mails[State.WAITING] + mails[State.SENDING],
        lost=mails[State.GIVEN_UP],
        unclear=mails[State.UNCLEAR],
    )
    yield person.say("numbers-tokens", count=_number(language, numbers.tokens))
    megabytes = _number(language, round((news.database_bytes + news.index_bytes) / 2**20, 1))
    yield person.say("numbers-disk", size=megabytes)


def _number(language: Language, value: float) -> str:
    return str(format_decimal(value, locale=language))
