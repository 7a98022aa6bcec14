"""Questions in a chat: each is asked in the ways it may go on with the last turn; what was answered is remembered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
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
_READ = 4  # passages of each way to ask what goes on with the last turn
_SURELY, _HARDLY = (
    0.9,
    0.1,
)  # chances to go on, beyond which a message is taken for nothing else, even where the news answers nothing
_NEARER = 0.2  # of a confidence: so much more is due to the articles that were spoken of
_Meant = tuple[Asked, Answer]
"""A question as it was taken, and what came of that."""


class Dialogues:
    """The chats of all people; thread-safe as its parts are."""

    def __init__(
        self,
        answers: Answers,
        turns: Turns,
        scopes: Scopes,
        clock: Callable[[], datetime],
        feedback: Feedback | None = None,
        phrased: bool = False,
    ) -> None:
        """`phrased`: an LLM may phrase what is answered, once it is known how the message was meant."""
        self._answers, self._turns, self._scopes, self._clock = answers, turns, scopes, clock
        self._scoped, self._feedback, self._phrased = ScopedAnswers(answers), feedback, phrased

    def ask(self, question: Question, person: Person, within: Filters | None = None) -> Answer:
        """From the news as it is known to the person; `within`: from what the question is about, and no other."""
        asked = self._asked(question, person, within)
        if within and question.about:
            asked, answer = self._of_these(asked, self._scopes.before(question.about, asked.asked_at))
        else:
            asked, answer = self._in_chat(asked, self._turn(question, person, asked.asked_at), question)
        return self._remembering(asked, answer, person)

    def answered(self, question: Question, person: Person) -> Answer | None:
        """The answer where the message goes on with the last turn, or asks something by itself, and the news says what;
        else None, and nothing is remembered."""
        asked = self._asked(question, person, None)
        turn = self._turn(question, person, asked.asked_at)
        if turn and question.goes_on:
            asked, answer = self._carried(asked, turn)
        elif question.asks:
            answer = self._answers.answer(asked)
        else:
            return None
        return self._remembering(asked, answer, person) if answer.answered else None

    def _asked(self, question: Question, person: Person, within: Filters | None) -> Asked:
        known = replace(within or ALL_NEWS, known_at=person.known_at)
        now = person.now(self._clock)
        asked = Asked(question.words, now, within=known, zone=person.zone, person=person.id, growing=person.growing)
        return replace(asked, quoting=not person.spends)

    def _of_these(self, asked: Asked, before: Sequence[Turn]) -> tuple[Asked, Answer]:
        """Of the news a message speaks of, as typed, and where that is silent with what the message was about."""
        answer = self._scoped.answer(asked)
        whole = _whole(before[-1], asked.question) if before else ""
        if answer.answered or not whole:
            return asked, answer
        meant = replace(asked, whole=whole)
        return meant, self._scoped.answer(meant)

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
        other = meant if meant[1].answered else second()
        return other if other[1].answered else meant

    def _alone(self, asked: Asked) -> _Meant:
        return asked, self._answers.answer(asked)

    def _carried(self, asked: Asked, turn: Turn) -> _Meant:
        """With what the last turn was about, of all news; or as typed, of the articles that answered it and what else
        tells their story. The surer answer counts."""
        quick = replace(asked, reads=_READ, quoting=True, growing=None)
        whole = replace(quick, whole=_whole(turn, asked.question))
        best, answer = whole, self._answers.answer(whole)
        within = self._scopes.within(About(turn.articles)) if turn.articles else None
        if within:
            inside = replace(quick, within=replace(within, known_at=asked.within.known_at))
            told = self._answers.answer(inside)
            if told.confidence + _NEARER > answer.confidence:
                best, answer = inside, told
        if self._phrased and answer.answered and not asked.quoting:
            answer = self._answers.answer(replace(best, quoting=False, growing=asked.growing))
        return (replace(asked, whole=whole.whole) if answer.answered else asked), answer

    def _remembering(self, asked: Asked, answer: Answer, person: Person) -> Answer:
        answer = replace(answer, understood=asked.whole)
        return replace(answer, turn_id=self._remembered(asked, answer, person))

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
        """The last turn, a short while ago; not the same question, asked again or edited since. Of one that was
        declined only its words count: no articles come with it."""
        if person.conversation is None:
            return None
        itself = (question.words, question.instead_of)
        turns = self._turns.last(person.conversation, _TURNS_READ)
        told = [turn for turn in turns if turn.question not in itself]
        return told[-1] if told and _is_fresh(told[-1], now) else None

    def _remembered(self, asked: Asked, answer: Answer, person: Person) -> int | None:
        if person.conversation is None:
            return None
        told = json.dumps(_explained(answer), ensure_ascii=False)
        chat, who = person.conversation, person.id

        def remember() -> int | None:
            turn_id = self._turns.remember(chat, asked.question, asked.text, answer.text, told, asked.asked_at)
            if self._feedback and who and not answer.answered:
                self._feedback.note_unanswered(turn_id, who, asked.text, asked.asked_at)
            return turn_id

        return where_it_fits(remember, None)


def _explained(answer: Answer) -> dict[str, object]:
    """What /why tells about, the title by which the next question may be understood, and the articles cited."""
    explained: dict[str, object] = answer.explanation.json() if answer.explanation else {}
    articles = answer.articles
    return explained | ({"title": articles[0].title, "articles": [each.id for each in articles]} if articles else {})


def _is_fresh(turn: Turn, now: datetime) -> bool:
    return timedelta(0) <= now - turn.at <= FRESH


def _whole(turn: Turn, question: str) -> str:
    """`question` with what the turn was about before it; "" where that is nothing."""
    about, own = matter(turn.whole), _LEAD.sub("", question, count=1) or question
    return f"{about} {own}" if has_han(own) and about else f"{about}: {own}" if about else ""
