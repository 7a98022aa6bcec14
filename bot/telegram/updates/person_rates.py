"""How much of each kind one person may want within a minute; the bot's admins any amount."""

from __future__ import annotations

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.config import Config
from bot.conversation.understanding import ListItem, Overview, Question, SharedLink, Understood
from bot.core.commands import Command
from bot.core.person import Person

_WITHIN_S = 60.0
_PEOPLE_KEPT = 5000
_SEARCHING = frozenset({"latest", "search", "topics", "trend"})


class Wanted(StrEnum):
    """What costs work."""

    QUESTION = "question"
    LINK = "link"
    FILE = "file"
    SEARCH = "search"


@dataclass(slots=True)
class _Record:
    times: deque[float] = field(default_factory=deque)
    is_told: bool = False  # that it is too much, since something was let through


class PersonRates:
    """Counts what people want. Used from one event loop; `clock` in seconds."""

    def __init__(self, config: Config, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = {
            Wanted.QUESTION: config.questions_a_minute,
            Wanted.LINK: config.links_a_minute,
            Wanted.FILE: config.files_a_minute,
            Wanted.SEARCH: config.searches_a_minute,
        }
        self._clock = clock
        self._records: OrderedDict[tuple[str, Wanted], _Record] = OrderedDict()

    def refusal(self, person: Person, wanted: Wanted | None) -> str | None:
        """None where it may go on, which counts; else why not, in words, and "" where the person was told before."""
        most = self._most[wanted] if wanted else 0
        who = person.id or person.conversation
        if wanted is None or not most or person.operator or who is None:
            return None
        record, now = self._record((who, wanted)), self._clock()
        if len(record.times) < most:
            record.times.append(now)
            record.is_told = False
            return None
        seconds = max(1, math.ceil(record.times[0] + _WITHIN_S - now))
        told, record.is_told = record.is_told, True
        return "" if told else person.say("rate-limit", wanted=wanted, most=most, seconds=seconds)

    def is_told(self, who: str | None, wanted: Wanted | None) -> bool:
        """Whether `who` has too much of it for now and knows that: such a message costs no more than this look."""
        if who is None or wanted is None or (who, wanted) not in self._records:
            return False
        record = self._record((who, wanted))
        return record.is_told and len(record.times) >= self._most[wanted]

    def _record(self, key: tuple[str, Wanted]) -> _Record:
        """With the times of the last minute."""
        record = self._records.setdefault(key, _Record())
        while record.times and record.times[0] <= self._clock() - _WITHIN_S:
            record.times.popleft()
        self._records.move_to_end(key)
        if len(self._records) > _PEOPLE_KEPT:
            self._records.popitem(last=False)
        return record


def wanted_by(said: Understood) -> Wanted | None:
    """None for what costs next to nothing."""
    match said:
        case Question():
            return Wanted.QUESTION
        case SharedLink():
            return Wanted.LINK
        case Overview() | ListItem():
            return Wanted.SEARCH
        case Command(name=name) if name in _SEARCHING:
            return Wanted.SEARCH
        case _:
            return None
