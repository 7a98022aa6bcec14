"""/errors: what went wrong lately, and the sources that cannot be read or are not read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.core.person import Person
from bot.core.reply import Piece, Pressed, Reply, Style
from bot.features.feature import Feature
from bot.replies.articles import paging
from bot.replies.previews import cut
from bot.replies.source_cards import source_buttons
from bot.replies.sources import ago, by_need, wrong_words
from data.chats.error_log import ErrorLog, LoggedError
from data.models import Source
from data.store.articles import Store
from data.store.sources import Sources

_SOURCES, _ERRORS = 4, 4  # on a page
_TITLE_WIDTH, _WIDTH = 20.0, 60.0  # in Han characters


class ErrorReports(Feature):
    """The errors and the sources of `store`."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._sources, self._error_log, self._clock = Sources(store.database, clock), ErrorLog(store.database), clock
        self.commands = {"errors": self._errors}
        self.presses = {"errors": self._press}

    def _errors(self, words: str, person: Person) -> Reply:
        return self._page(0, person)

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        return Pressed(self._page(numbers[0], person), in_place=True) if len(numbers) == 1 else None

    def _page(self, number: int, person: Person) -> Reply:
        """Page `number` (from 0) of the errors, on the first one the sources too."""
        listed = [each for each in by_need(self._sources.all()) if each.error or each.paused]
        sources = listed if number == 0 else []
        count = self._error_log.count()
        errors = self._error_log.last(_ERRORS, number * _ERRORS)
        if not sources and not errors:
            return Reply((Piece(person.say("errors-none")),))
        pieces = _of_sources(person, sources)
        if number == 0 and sources:
            pieces.append(Piece("\n\n"))
        pieces += _of_errors(person, errors, self._clock())
        rows = source_buttons(sources[:_SOURCES], "check")
        return Reply(tuple(pieces), (*rows, *paging(person, "errors", number, -(-count // _ERRORS))))


def _of_sources(person: Person, sources: Sequence[Source]) -> list[Piece]:
    if not sources:
        return []
    pieces = [Piece(person.say("errors-sources", count=len(sources)), Style.BOLD)]
    for source in sources[:_SOURCES]:
        mark = "⏸" if source.paused else "⚠️"
        title = cut(source.title, _TITLE_WIDTH)
        pieces.append(
            Piece("\n" + person.say("errors-source", title=f"{mark} {title}", wrong=wrong_words(person, source)))
        )
    if len(sources) > _SOURCES:
        pieces.append(Piece("\n" + person.say("errors-more", count=len(sources) - _SOURCES), Style.FAINT))
    return pieces


def _of_errors(person: Person, errors: Sequence[LoggedError], now: datetime) -> list[Piece]:
    if not errors:
        return [Piece(person.say("errors-nothing-else"), Style.FAINT)]
    pieces = [Piece(person.say("errors-title"), Style.BOLD)]
    for logged in errors:
        last, first = ago(person, logged.last, now), ago(person, logged.first, now)
        said = person.say("errors-times", count=logged.times, last=last, first=first)
        pieces += [Piece(f"\n• {cut(logged.what, _WIDTH)}"), Piece(f"\n  {said}", Style.FAINT)]
    return pieces
