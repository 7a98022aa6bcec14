"""Questions in a chat: each is asked in the ways it may go on with the last turn; what was answered is remembered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.conversation.reply_scope import ScopedAnswers, Scopes
from bot.conversation.understanding import Question
from bot.core.answer import Answer
from bot.core.person import Person
from bot.core.reply import About
from bot.question.asked import ALL_NEWS, Answers, Asked
from bot.question.rewrite.subjects import matter
from data.chats.feedback import Feedback
from data.chats.turns import Turn, Turns
from data.models import Filters
from data.store.upkeep.full_disk import where_it_fits
from data.text.scripts import has_han

_TURNS_READ = 4
FRESH = timedelta(minutes=30)
"""Who comes back later begins anew."""

_LEAD = re.compile(r"^\s*(?:那么?|然后|还有|and\b|but\b|so\b|ok\b|then\b)[,，\s]*", re.IGNORECASE)
_SURELY, _HARDLY = 0.9, 0.1
"""Chances to go on, beyond which a message is taken for nothing else, even where the news answers nothing."""


@dataclass(frozen=True, slots=True)
class _Meant:
    """A question as it was taken, what came of that, and the turn that it was taken to go on with."""

    asked: Asked
    answer: Answer
    turn: Turn | None = None


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
        self._scoped, self._feedback = ScopedAnswers(answers), feedback

    def ask(self, question: Question, person: Person, within: Filters | None = None) -> Answer:
        """From the news as it is known to the person; `within`: from what the question is about, and no other."""
        asked = self._asked(question, person, within)
        if within and question.about:
            meant = self._of_these(asked, self._scopes.before(question.about, asked.asked_at))
        else:
            meant = self._in_chat(asked, self._turn(question, person, asked.asked_at), question)
        return self._remembering(meant, person)

    def answered(self, question: Question, person: Person) -> Answer | None:
        """The answer where the message goes on with the last turn, or asks something by itself, and the news says what;
        else None, and nothing is remembered."""
        asked = self._asked(question, person, None)
        turn = self._turn(question, person, asked.asked_at)
        if turn and question.goes_on:
            meant = self._carried(asked, turn)
        elif question.asks:
            meant = self._alone(asked)
        else:
            return None
        return self._remembering(meant, person) if meant.answer.answered else None

    def _asked(self, question: Question, person: Person, within: Filters | None) -> Asked:
        known = replace(within or ALL_NEWS, known_at=person.known_at)
        now = person.now(self._clock)
        asked = Asked(question.words, now, within=known, zone=person.zone, person=person.id, growing=person.growing)
        return replace(asked, quoting=not person.spends)

    def _of_these(self, asked: Asked, before: Sequence[Turn]) -> _Meant:
        """Of the news a message speaks of, as typed, and where that is silent with what the message was about."""
        answer = self._scoped.answer(asked)
        whole = _whole(before[-1], asked.question) if before else ""
        if answer.answered or not whole:
            return _Meant(asked, answer)
        meant = replace(asked, whole=whole)
        return _Meant(meant, self._scoped.answer(meant), before[-1])

    def _in_chat(self, asked: Asked, turn: Turn | None, question: Question) -> _Meant:
        """As the message seems to be meant, or the other way where only that is answered."""
        alone = partial(self._alone, asked)
        if turn is None or question.leans <= _HARDLY:
            return alone()
        carried = partial(self._carried, asked, turn)
        if question.leans >= _SURELY:
            return carried()
        first, second = (carried, alone) if question.goes_on else (alone, carried)
        meant = first()
        other = meant if meant.answer.answered else second()
        return other if other.answer.answered else meant

    def _alone(self, asked: Asked) -> _Meant:
        return _Meant(asked, self._answers.answer(asked))

    def _carried(self, asked: Asked, turn: Turn) -> _Meant:
        """Of all news by what was talked about, and of the articles that answered and what else tells their story."""
        within = self._scopes.within(About(turn.spoken_of)) if turn.spoken_of else None
        meant = replace(asked, whole=_whole(turn, asked.question), spoken_of=within)
        return _Meant(meant, self._answers.answer(meant), turn)

    def _remembering(self, meant: _Meant, person: Person) -> Answer:
        answer = meant.answer
        answer = replace(answer, understood=meant.asked.whole if answer.answered else "")
        return replace(answer, turn_id=self._remembered(meant, person))

    def last(self, person: Person) -> Turn | None:
        """The last question that was answered or declined in the person's chat."""
        turns = self._turns.last(person.conversation, 1) if person.conversation is not None else []
        return turns[-1] if turns else None

    def is_under_way(self, person: Person) -> bool:
        """Whether something was asked in the person's chat a short while ago."""
        turn = self.last(person)
        return turn is not None and _is_fresh(turn, person.now(self._clock))

    def forget(self, person: Person) -> None:
        """The next question in the person's chat stands alone."""
        if person.conversation is not None:
            self._turns.clear(person.conversation)

    def _turn(self, question: Question, person: Person, now: datetime) -> Turn | None:
        """The last turn, a short while ago; not the same question, asked again or edited since."""
        if person.conversation is None:
            return None
        itself = (question.words, question.instead_of)
        turns = self._turns.last(person.conversation, _TURNS_READ)
        told = [turn for turn in turns if turn.question not in itself]
        return told[-1] if told and _is_fresh(told[-1], now) else None

    def _remembered(self, meant: _Meant, person: Person) -> int | None:
        if person.conversation is None:
            return None
        asked, answer = meant.asked, meant.answer
        told = json.dumps(_explained(answer) | _talked_about(meant), ensure_ascii=False)
        chat, who = person.conversation, person.id

        def remember() -> int | None:
            turn_id = self._turns.remember(chat, asked.question, asked.text, answer.text, told, asked.asked_at)
            if self._feedback and who and not answer.answered:
                self._feedback.note_unanswered(turn_id, who, asked.text, asked.asked_at)
            return turn_id

        return where_it_fits(remember, None)


def _explained(answer: Answer) -> dict[str, object]:
    """What /why tells about, and the articles cited."""
    explained: dict[str, object] = answer.explanation.json() if answer.explanation else {}
    articles = answer.articles
    return explained | ({"title": articles[0].title, "articles": [each.id for each in articles]} if articles else {})


def _talked_about(meant: _Meant) -> dict[str, object]:
    """What the next question may go on with: the one that began the matter, and the articles that answered last."""
    if meant.turn is None:
        return {"topic": meant.asked.question}
    return {"topic": meant.turn.topic, "spoken_of": list(meant.turn.spoken_of)}


def _is_fresh(turn: Turn, now: datetime) -> bool:
    return timedelta(0) <= now - turn.at <= FRESH


def _whole(turn: Turn, question: str) -> str:
    """`question` with what the turn was about before it; "" where that is nothing."""
    about, own = matter(turn.topic), _LEAD.sub("", question, count=1) or question
    return f"{about} {own}" if has_han(own) and about else f"{about}: {own}" if about else ""
