"""Questions in a chat: what was asked before makes the next one whole, and what was answered is remembered."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.answer import Answer
from bot.core.person import Person
from bot.question.asked import Asked
from bot.question.rewrite.followups import Whole, make_whole
from data.chats.feedback import Feedback
from data.chats.turns import Turn, Turns

_TURNS_READ = 4


class Answers(Protocol):
    """Answers a question: bot.answers.answerer.Answerer, or what stands for it."""

    def answer(self, question: Asked) -> Answer: ...


@dataclass(frozen=True, slots=True)
class ReplyScope:
    """What a question is asked of: `before` are the turns that make it whole, instead of those of its chat."""

    before: tuple[Turn, ...] = ()
    article_ids: tuple[int, ...] = ()
    story_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DialogueAnswer:
    """An answer; `understood` is the question made whole, "" where it was taken as typed.

    `turn_id`: what it is remembered as; None where it is not.
    """

    answer: Answer
    understood: str
    asked_at: datetime
    turn_id: int | None = None


class Dialogues:
    """The chats of all people; thread-safe as its parts are."""

    def __init__(
        self, answers: Answers, turns: Turns, clock: Callable[[], datetime], feedback: Feedback | None = None
    ) -> None:
        self._answers, self._turns, self._clock, self._feedback = answers, turns, clock, feedback

    def ask(
        self,
        question: str,
        person: Person,
        known_at: datetime | None = None,
        instead_of: str = "",
        scope: ReplyScope | None = None,
    ) -> DialogueAnswer:
        """From the news as it was at `known_at`, which is then the moment of asking; None: all of it, now.

        `instead_of`: the question as it was before it was edited; it leans on what came before that.
        """
        now = known_at or self._clock()
        whole = self._whole(question, person, now, {question, instead_of}, scope)
        understood = whole.text if whole.carried else ""
        of = scope or ReplyScope()
        asked = Asked(
            question, now, understood, known_at, person.zone, person.id, of.article_ids, of.story_ids, person.growing
        )
        answer = self._answers.answer(asked)
        return DialogueAnswer(answer, understood, now, self._remembered(question, whole, answer, person, now))

    def _remembered(self, question: str, whole: Whole, answer: Answer, person: Person, now: datetime) -> int | None:
        if person.conversation is None:
            return None
        told = json.dumps(_explained(answer), ensure_ascii=False)
        turn_id = self._turns.remember(person.conversation, question, whole.text, answer.text, told, now)
        if self._feedback and person.id and not answer.answered:
            self._feedback.note_unanswered(turn_id, person.id, whole.text, now)
        return turn_id

    def last(self, person: Person) -> Turn | None:
        """The last question that was answered or declined in the person's chat."""
        turns = self._turns.last(person.conversation, 1) if person.conversation is not None else []
        return turns[-1] if turns else None

    def forget(self, person: Person) -> None:
        """The next question in the person's chat stands alone."""
        if person.conversation is not None:
            self._turns.clear(person.conversation)

    def _whole(self, question: str, person: Person, now: datetime, itself: set[str], scope: ReplyScope | None) -> Whole:
        """`itself`: what is no turn before it, but the same question asked again."""
        if scope:
            return make_whole(question, scope.before, now)
        if person.conversation is None:
            return Whole(question)
        before = [turn for turn in self._turns.last(person.conversation, _TURNS_READ) if turn.question not in itself]
        return make_whole(question, before, now)


def _explained(answer: Answer) -> dict[str, object]:
    """What /why tells about, the title by which the next question may be understood, and the articles cited."""
    explained: dict[str, object] = answer.explanation.json() if answer.explanation else {}
    articles = answer.articles
    return explained | ({"title": articles[0].title, "articles": [each.id for each in articles]} if articles else {})
