"""Questions in a chat: what was asked before makes the next one whole, and what was answered is remembered."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.answer import Answer
from bot.asked import Asked
from bot.followups import Whole, make_whole
from bot.person import Person
from data.turns import Turn, Turns

_TURNS_READ = 4


class Answers(Protocol):
    """Answers a question: bot.answers.Answerer, or what stands for it."""

    def answer(self, question: Asked) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Told:
    """An answer; `understood` is the question made whole, "" where it was taken as typed."""

    answer: Answer
    understood: str
    asked_at: datetime


class Dialogues:
    """The chats of all people; thread-safe as its parts are."""

    def __init__(self, answers: Answers, turns: Turns, clock: Callable[[], datetime]) -> None:
        self._answers, self._turns, self._clock = answers, turns, clock

    def ask(self, question: str, person: Person, known_at: datetime | None = None, instead_of: str = "") -> Told:
        """From the news as it was at `known_at`, which is then the moment of asking; None: all of it, now.

        `instead_of`: the question as it was before it was edited; it leans on what came before that.
        """
        now = known_at or self._clock()
        whole = self._whole(question, person, now, {question, instead_of})
        understood = whole.text if whole.carried else ""
        answer = self._answers.answer(Asked(question, now, understood, known_at, person.zone, person.id))
        if person.chat is not None:
            told = json.dumps(_explained(answer), ensure_ascii=False)
            self._turns.remember(person.chat, question, whole.text, answer.text, told, now)
        return Told(answer, understood, now)

    def last(self, person: Person) -> Turn | None:
        """The last question that was answered or declined in the person's chat."""
        turns = self._turns.last(person.chat, 1) if person.chat is not None else []
        return turns[-1] if turns else None

    def forget(self, person: Person) -> None:
        """The next question in the person's chat stands alone."""
        if person.chat is not None:
            self._turns.clear(person.chat)

    def _whole(self, question: str, person: Person, now: datetime, itself: set[str]) -> Whole:
        """`itself`: what is no turn before it, but the same question asked again."""
        if person.chat is None:
            return Whole(question)
        before = [turn for turn in self._turns.last(person.chat, _TURNS_READ) if turn.question not in itself]
        return make_whole(question, before, now)


def _explained(answer: Answer) -> dict[str, object]:
    """What /why tells about, and the title by which the next question may be understood."""
    explained: dict[str, object] = answer.explanation.json() if answer.explanation else {}
    return explained | ({"title": answer.articles[0].title} if answer.articles else {})
