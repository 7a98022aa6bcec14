"""Questions in a chat: what was asked before makes the next one whole, and what was answered is remembered."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.conversation.reply_scope import Scopes
from bot.conversation.understanding import Question
from bot.core.answer import Answer
from bot.core.person import Person
from bot.question.asked import ALL_NEWS, Answers, Asked
from bot.question.rewrite.followups import make_whole
from data.chats.feedback import Feedback
from data.chats.turns import Turn, Turns
from data.models import Filters

_TURNS_READ = 4


class Dialogues:
    """The chats of all people; thread-safe as its parts are."""

    def __init__(
        self,
        answers: Answers,
        turns: Turns,
        scopes: Scopes,
        clock: Callable[[], datetime],
        feedback: Feedback | None = None,
    ) -> None:
        self._answers, self._turns, self._scopes, self._clock = answers, turns, scopes, clock
        self._feedback = feedback

    def ask(self, question: Question, person: Person, within: Filters | None = None) -> Answer:
        """From the news as it is known to the person; `within`: from what the question is about, and no other."""
        now = person.now(self._clock)
        before = (
            self._scopes.before(question.about, now) if within and question.about else self._before(question, person)
        )
        asked = Asked(
            question.words,
            now,
            make_whole(question.words, before, now),
            replace(within or ALL_NEWS, known_at=person.known_at),
            person.zone,
            person.id,
            person.growing,
        )
        answer = replace(self._answers.answer(asked), understood=asked.whole)
        return replace(answer, turn_id=self._remembered(asked, answer, person))

    def last(self, person: Person) -> Turn | None:
        """The last question that was answered or declined in the person's chat."""
        turns = self._turns.last(person.conversation, 1) if person.conversation is not None else []
        return turns[-1] if turns else None

    def forget(self, person: Person) -> None:
        """The next question in the person's chat stands alone."""
        if person.conversation is not None:
            self._turns.clear(person.conversation)

    def _before(self, question: Question, person: Person) -> Sequence[Turn]:
        """The turns of the chat but for the same question, asked again or edited since."""
        if person.conversation is None:
            return ()
        itself = (question.words, question.instead_of)
        return [turn for turn in self._turns.last(person.conversation, _TURNS_READ) if turn.question not in itself]

    def _remembered(self, asked: Asked, answer: Answer, person: Person) -> int | None:
        if person.conversation is None:
            return None
        told = json.dumps(_explained(answer), ensure_ascii=False)
        turn_id = self._turns.remember(
            person.conversation, asked.question, asked.text, answer.text, told, asked.asked_at
        )
        if self._feedback and person.id and not answer.answered:
            self._feedback.note_unanswered(turn_id, person.id, asked.text, asked.asked_at)
        return turn_id


def _explained(answer: Answer) -> dict[str, object]:
    """What /why tells about, the title by which the next question may be understood, and the articles cited."""
    explained: dict[str, object] = answer.explanation.json() if answer.explanation else {}
    articles = answer.articles
    return explained | ({"title": articles[0].title, "articles": [each.id for each in articles]} if articles else {})
