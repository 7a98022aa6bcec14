"""What may be asked next: questions that the cited articles raise, each really answered before it is offered.

Rules make them of sentences (next_zh, next_en), each with the words that answer it there; then each is asked,
and one whose answer does not hold those words is dropped. So there are few, often none, and each of them works.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import rjieba

from bot.answering import next_en, next_zh
from bot.answering.answer import Answer
from bot.answering.wondering import Wondered
from bot.desks.desk import Answering, Desk
from bot.person import Person
from bot.understanding.asked import Asked
from bot.understanding.dialogues import Answers
from bot.understanding.entities import names
from bot.understanding.questions import news_topic
from bot.views.replies import Button, Piece, Pressed, Reply, Style
from data.models import Article
from data.passages import width
from data.store import Store
from data.terms import fold, has_han, simplify
from data.turns import Turn, Turns

_MOST = 3
_ASKED = 4  # candidates: each costs as much as a question
_OF_AN_ARTICLE = 3
_FEWEST_NEW = 2  # articles that were not cited, for a question for other news
_ALIKE = 0.6  # of the pairs of characters of the shorter question
Asking = Callable[[str, Person], Reply]


class Suggesting(Desk):
    """Questions on top of answered turns; pressing one asks it with `ask`."""

    def __init__(
        self, store: Store, turns: Turns, answers: Answers, ask: Asking, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._turns, self._answers, self._ask, self._clock = store, turns, answers, ask, clock
        self.commands: dict[str, Answering] = {}
        self.presses = {"ask": self._press}

    def rows(self, turn_id: int, person: Person) -> list[tuple[Button, ...]]:
        """A button a question, the best first; [] for a refusal, and where nothing good comes to mind.

        Takes up to so many questions' time as it tries: for after the answer was sent.
        """
        turn = self._turns.turn(turn_id)
        if turn is None or not turn.answer:
            return []
        articles = self._store.articles(turn.articles)
        found = self._answered(turn, [articles[each] for each in turn.articles if each in articles], person)
        return [(Button(question, f"ask:{self._number(question)}"),) for question in found]

    def _answered(self, turn: Turn, articles: Sequence[Article], person: Person) -> list[str]:
        """Last of them one for other news: the others are nearer to what was asked."""
        more = _more_on(turn, articles)
        good = [more] if more and self._is_told_more(more, turn, person) else []
        for wondered in list(_new(turn, articles))[:_ASKED]:
            if len(good) == _MOST:
                break
            if _holds(self._answer(wondered.question, person), wondered):
                good.insert(len(good) - bool(more in good), wondered.question)
        return good

    def _is_told_more(self, question: str, turn: Turn, person: Person) -> bool:
        """Whether there are other articles, and one with the name in its headline: so it is no word in passing."""
        answer, name = self._answer(question, person), simplify(_name_in(question))
        new = [each for each in answer.articles if each.id not in turn.articles]
        told = answer.answered and answer.form == "news" and len(new) >= _FEWEST_NEW
        return told and any(name.split()[-1] in simplify(each.title) for each in new)

    def _answer(self, question: str, person: Person) -> Answer:
        return self._answers.answer(Asked(question, self._clock(), zone=person.zone, in_own_words=True))

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        content = self._store.view(numbers[0]) if len(numbers) == 1 else None
        question = json.loads(content).get("ask") if content else None
        if not isinstance(question, str):
            return None
        reply = self._ask(question, person)
        head = Piece(f"💬 {question}\n\n", Style.FAINT)
        return Pressed(Reply((head, *reply.pieces), reply.buttons, reply.about, reply.file), in_place=False)

    def _number(self, question: str) -> int:
        return self._store.view_id(json.dumps({"ask": question}, ensure_ascii=False), self._clock())


def _new(turn: Turn, articles: Sequence[Article]) -> Iterator[Wondered]:
    """What the articles raise and the turn has neither asked nor told, one article after the other."""
    known, told = [turn.whole, turn.question], fold(turn.answer)
    for article in articles:
        wondered = next_zh.wondered if has_han(article.body) else next_en.wondered
        taken = 0
        for each in wondered(article.body):
            if taken == _OF_AN_ARTICLE:
                break
            if fold(each.answer) not in told and not any(_alike(each.question, other) for other in known):
                known.append(each.question)
                taken += 1
                yield each


def _more_on(turn: Turn, articles: Sequence[Article]) -> str:
    """A question for other news of whom the turn is about; "" where that is nobody with a name."""
    if news_topic(turn.whole) is not None:
        return ""
    told = "\n".join(each.body for each in articles)
    named = [each.text for each in names(turn.whole) if _is_known(each.text, turn.whole) and each.text in told]
    name = max(named, key=width, default="")
    if not name:
        return ""
    return f"关于{name}有什么新闻？" if has_han(turn.whole) else f"Any news about {name}?"


def _name_in(question: str) -> str:
    """Of a question for news that `_more_on` made."""
    return (news_topic(question) or "").strip()


def _is_known(name: str, question: str) -> bool:
    """Whether it is surely a name: a person's in Chinese, or whole words of a question with capitals."""
    if has_han(name):
        tags = [tag for _, tag in rjieba.tag(simplify(name))]
        return len(name) > 2 and (tags in (["nr"], ["nrt"], ["nrfg"]) or "·" in name)
    whole = rf"(?<![\w&]){re.escape(name)}(?!\w| [A-Z&])"
    return len(name.split()) > 1 and " and " not in name and bool(re.search(whole, question))


def _holds(answer: Answer, wondered: Wondered) -> bool:
    """Whether the first thing that is said is what the article says."""
    if not answer.answered or answer.form == "disagreement":
        return False
    return fold(wondered.answer) in fold(answer.statements[0].text)


def _alike(one: str, other: str) -> bool:
    first, second = _pairs(one), _pairs(other)
    return len(first & second) > _ALIKE * (min(len(first), len(second)) or 1)


def _pairs(text: str) -> set[str]:
    plain = fold(text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
