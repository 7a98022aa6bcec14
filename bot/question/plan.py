"""What to look for and read for: texts, the filters they imply, and the wider ones to fall back on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.answer import Note
from bot.question.asked import Asked
from bot.question.news_request import news_topic
from bot.question.operators import from_question
from bot.question.source_filter import find_scope, stored_section, stored_source
from bot.question.time_filter import Period, find_period, prefers_new
from data.models import Filters
from data.text.scripts import HAN

_LONGEST = 500  # characters of a question; a longer text is cut
_SIGNS = re.compile(r"^[^\w\s《“‘「『\"'(（\[【$£€¥#@]+\s*|[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]+")
"""An emoji is not part of what is asked."""
_APART = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
"""Chinese is written without blanks; what stands between them would be read as parts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`text` to search for and `read` to read for, which differ where a question is made whole from turns before: what
    it means is found by all of it, and said by its own words. `filters` with all that it asks to be limited to.

    `topic`: what `text` asks for news on, "" for any news, None where it asks for one thing: without its source, or
    made whole, it may be another than that of the question as typed.
    """

    text: str
    read: str
    filters: Filters
    period: Period | None
    newest_first: bool
    topic: str | None = None
    asked_at: datetime | None = None
    spoken_of: Filters | None = None

    def tries(self) -> Iterator[tuple[Filters, tuple[Note, ...]]]:
        """The filters to try one after the other, each wider, with what to tell where one of them finds something."""
        wide, told = self.filters, tuple[Note, ...]()
        yield wide, told
        if self.period:
            wide, told = replace(wide, after=None, before=None), (Note("note-widened", {"period": self.period.words}),)
            yield wide, told
        if name := wide.source or wide.section:
            note = Note("note-scope-widened", {"source": name})
            yield replace(wide, source=None, section=None), (*told, note)


def seek(asked: Asked, sources: Sequence[str], sections: Sequence[str]) -> Plan:
    """What `asked` means, where these sources and sections are held."""
    question = _APART.sub("", _plain(asked.question))
    typed, text = from_question(_plain(asked.whole) or question, asked.asked_at, asked.zone)
    scope = find_scope(text, sources, sections)
    # in the whole text: 昨天 goes with the source in 新华社昨天怎么说
    period = None if typed.after or typed.before else find_period(text, asked.asked_at, asked.zone)
    newest_first = prefers_new(text)
    filters = replace(
        asked.within,
        after=period.after if period else typed.after,
        before=period.before if period else typed.before,
        source=_held(typed.source, sources, stored_source) or (scope.source if scope else None),
        section=_held(typed.section, sections, stored_section) or (scope.section if scope else None),
    )
    searched = scope.rest if scope and scope.rest else text
    read = question if asked.whole else searched
    return Plan(searched, read, filters, period, newest_first, news_topic(searched), asked.asked_at, asked.spoken_of)


def _plain(text: str) -> str:
    return _SIGNS.sub("", " ".join(text.split()))[:_LONGEST]


def _held(typed: str | None, held: Sequence[str], find: object) -> str | None:
    """The stored name for what was typed; what was typed where none is like it, so that nothing is found."""
    assert callable(find)
    return (find(typed, held) or typed) if typed else None
