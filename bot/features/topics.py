"""/topics: what the news of the last days is about: its sections, and what many headlines share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.core.catalogue import local_day
from bot.core.person import Person
from bot.core.reply import About, Button, Piece, Reply, ReplyKind, Style, plain
from bot.features.feature import Feature
from bot.features.lists import Lists
from bot.features.themes import Theme, themes
from bot.question.operators import Search
from data.models import Article, Filters
from data.store.articles import Store
from data.store.recent import frequent_sections, headlines
from data.store.statistics import newest_day
from data.text.query_syntax import quoted
from data.text.tokens import runs

_DAYS = (7, 30)
_ENOUGH, _THEMES, _SECTIONS = 3, 6, 3
_A_ROW = 3


class Topics(Feature):
    """Looks through the headlines of `store`."""

    def __init__(self, store: Store, lists: Lists, clock: Callable[[], datetime]) -> None:
        self._store, self._lists, self._clock = store, lists, clock
        self.commands = {"topics": self.show}

    def show(self, words: str, person: Person) -> Reply:
        """Of the last days, or the last of which there is news; of more of them where these have little in common."""
        now = person.now(self._clock)
        newest = newest_day(self._store.database, person.zone, now)
        if newest is None:
            return plain(person.say("latest-none"), ReplyKind.NOTHING)
        today = now.astimezone(person.zone).date()
        most, shown = -1, plain("")
        for days in _DAYS:
            last = newest if newest <= today - timedelta(days=days) else today
            reply, found = self._of(last - timedelta(days=days - 1), last, person)
            if found > most:
                most, shown = found, reply
            if found >= _ENOUGH:
                break
        return shown

    def _of(self, first: date, last: date, person: Person) -> tuple[Reply, int]:
        """What the news of these days is about, and how much was found."""
        after, before = (datetime.combine(day, time.min, person.zone) for day in (first, last + timedelta(days=1)))
        period = Filters(after, before, known_at=person.known_at)
        found = themes(self._store.database, headlines(self._store.database, period), period, _THEMES)
        articles = self._store.articles([each.article_ids[0] for each in found])
        shown = [(each, articles[each.article_ids[0]]) for each in found if each.article_ids[0] in articles]
        begin, end = (local_day(person.language, day) for day in (first, last))
        said = person.say("topics-period", first=begin, last=end, articles=self._store.count(period))
        return self._reply(said, shown, self._sections(period), person), len(shown)

    def _sections(self, period: Filters) -> list[tuple[str, int]]:
        """Where most articles of the time stand, if they are parted at all."""
        names = frequent_sections(self._store.database, period.after, _SECTIONS) if period.after else []
        counts = [(name, self._store.count(replace(period, section=name))) for name in names]
        return counts if len(counts) > 1 else []

    def _reply(
        self, said: str, shown: Sequence[tuple[Theme, Article]], sections: Sequence[tuple[str, int]], person: Person
    ) -> Reply:
        pieces = [Piece("📰 " + person.say("topics-title"), Style.BOLD), Piece(f"  {said}", Style.FAINT)]
        if sections:
            listed = " · ".join(f"{name} {count}" for name, count in sections)
            pieces.append(Piece("\n" + person.say("topics-sections", sections=listed)))
        for theme, article in shown:
            pieces += [Piece("\n\n"), Piece(theme.words, Style.BOLD), Piece(f" {len(theme.article_ids)}", Style.FAINT)]
            pieces += [Piece("\n"), Piece(article.title, url=article.url)]
        if not shown:
            pieces.append(Piece("\n\n" + person.say("topics-none")))
        topics = [
            (theme.words, Search(quoted(theme.words) if len(runs(theme.words)) > 1 else theme.words))
            for theme, _ in shown
        ]
        places = [(f"# {name}", Search("", Filters(section=name))) for name, _ in sections]
        rows = [*self._rows(topics, _A_ROW, person), *self._rows(places, _A_ROW, person)]
        about = About(tuple(article.id for _, article in shown)) if shown else None
        return Reply(tuple(pieces), tuple(rows), about, kind=ReplyKind.OVERVIEW)

    def _rows(self, named: Sequence[tuple[str, Search]], size: int, person: Person) -> list[tuple[Button, ...]]:
        """A button each for the newest of it."""
        buttons = [Button(name, self._lists.action_of(search, person)) for name, search in named]
        return [tuple(buttons[at : at + size]) for at in range(0, len(buttons), size)]
