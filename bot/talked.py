"""/topics: what the news of the last days is about: its sections, and what many headlines share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from bot.coverage import newest_day
from bot.desks import Desk, Pressing
from bot.lists import Lists
from bot.messages import local_day
from bot.operators import Search
from bot.person import Person
from bot.replies import About, Button, Piece, Reply, Style, plain
from bot.themes import Theme, headlines, themes
from data.models import Article, Filters
from data.store import Store
from data.terms import runs
from data.wanted import frequent_sections

_DAYS, _THEMES, _SECTIONS = 7, 6, 4
_A_ROW = 3


class Talked(Desk):
    """Looks through the headlines of `store`."""

    def __init__(self, store: Store, lists: Lists, clock: Callable[[], datetime]) -> None:
        self._store, self._lists, self._clock = store, lists, clock
        self.commands = {"topics": self.show}
        self.presses: dict[str, Pressing] = {}

    def show(self, words: str, person: Person) -> Reply:
        """Of the last seven days, or of the last seven of which there is news."""
        now = self._clock()
        newest = newest_day(self._store.database, person.zone, now)
        if newest is None:
            return plain(person.say("latest-none"))
        last = now.astimezone(person.zone).date()
        last = newest if newest <= last - timedelta(days=_DAYS) else last
        first = last - timedelta(days=_DAYS - 1)
        days = (datetime.combine(day, time.min, person.zone) for day in (first, last + timedelta(days=1)))
        after, before = days
        told = headlines(self._store.database, period := Filters(after=after, before=before))
        found = themes(self._store.database, told, period, _THEMES)
        articles = self._store.articles([each.article_ids[0] for each in found])
        shown = [(each, articles[each.article_ids[0]]) for each in found if each.article_ids[0] in articles]
        dates = [local_day(person.language, day) for day in (first, last)]
        said = person.say("topics-period", first=dates[0], last=dates[1], articles=self._store.count(period))
        return self._reply(said, shown, self._sections(period), person)

    def _sections(self, period: Filters) -> list[tuple[str, int]]:
        """Where most articles of the time stand, if they are parted at all."""
        names = frequent_sections(self._store.database, period.after, _SECTIONS) if period.after else []
        counts = Counter(
            {name: self._store.count(Filters(period.after, period.before, section=name)) for name in names}
        )
        return counts.most_common() if len(counts) > 1 else []

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
        topics = [(theme.words, Search(_typed(theme.words))) for theme, _ in shown]
        places = [(f"# {name}", Search("", Filters(section=name))) for name, _ in sections]
        rows = [*self._rows(topics, _A_ROW), *self._rows(places, len(places) or 1)]
        about = About(tuple(article.id for _, article in shown)) if shown else None
        return Reply(tuple(pieces), tuple(rows), about)

    def _rows(self, named: Sequence[tuple[str, Search]], size: int) -> list[tuple[Button, ...]]:
        """A button each for the newest of it."""
        buttons = [Button(name, self._lists.action_of(search)) for name, search in named]
        return [tuple(buttons[at : at + size]) for at in range(0, len(buttons), size)]


def _typed(words: str) -> str:
    return f'"{words}"' if len(runs(words)) > 1 else words
