"""/unanswered: what was asked in vain, and answers that people called bad; to be read, and to learn from."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.core.person import Person
from bot.core.reply import Button, File, Piece, Pressed, Reply, Style
from bot.features.feature import Feature
from bot.replies.articles import paging
from bot.replies.previews import cut
from bot.replies.sources import ago
from data.chats.feedback import Feedback, Opinion
from data.store.articles import Store
from data.text.tokens import fold

FILE_NAME = "unanswered.jsonl"
_MOST = 1000
_A_PAGE = 5
_WIDTH = 60.0  # of a question or an answer, in Han characters
_SPARE = re.compile(r"[\W_]+")


def lessons(feedback: Feedback, most: int = _MOST) -> list[Opinion]:
    """Questions that people were badly served with, the newest first; those that differ in case, script or signs only
    are one."""
    opinions = [*feedback.unanswered(most), *feedback.bad(most)]
    found: dict[tuple[str, bool], Opinion] = {}
    for each in sorted(opinions, key=lambda opinion: (opinion.asked_at, opinion.turn_id), reverse=True):
        key = (_SPARE.sub("", fold(each.question)), bool(each.answer))
        known = found.get(key)
        found[key] = replace(known, times=known.times + each.times) if known else each
    return list(found.values())[:most]


def lesson_lines(listed: Iterable[Opinion]) -> Iterator[str]:
    """JSON lines in the form of the questions of an evaluation, the answers still to be filled in; names nobody."""
    for each in listed:
        times = f"{each.times} times" if each.times > 1 else "once"
        what = f"judged bad; the answer was: {each.answer}" if each.answer else "declined"
        line: dict[str, object] = {
            "id": f"U{each.turn_id}",
            "kind": "fact" if each.answer else "unanswerable",
            "question": each.question,
            "answers": [],
            "article_id": None,
            "asked_at": each.asked_at.astimezone(UTC).isoformat(),
            "note": f"asked {times}; {what}",
        }
        yield json.dumps(line, ensure_ascii=False)


class Unanswered(Feature):
    """The lessons of `store`."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._feedback, self._clock = Feedback(store.database, clock), clock
        self.commands = {"unanswered": self._list}
        self.presses = {"unanswered": self._press, "lessons": self._press_export}

    def _list(self, words: str, person: Person) -> Reply:
        return self._page(0, person)

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        return Pressed(self._page(numbers[0], person), in_place=True) if len(numbers) == 1 else None

    def _press_export(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        lines = list(lesson_lines(lessons(self._feedback)))
        said = Piece(person.say("unanswered-exported", count=len(lines)))
        content = "".join(f"{line}\n" for line in lines).encode()
        return Pressed(Reply((said,), file=File(FILE_NAME, content)), in_place=False) if lines else None

    def _page(self, number: int, person: Person) -> Reply:
        listed, now = lessons(self._feedback), self._clock()
        pages = -(-len(listed) // _A_PAGE)
        if not listed:
            return Reply((Piece(person.say("unanswered-none")),))
        number = min(number, pages - 1)
        shown = listed[number * _A_PAGE : (number + 1) * _A_PAGE]
        declined = sum(not each.answer for each in listed)
        title = person.say("unanswered-title", declined=declined, bad=len(listed) - declined)
        pieces = [Piece(title, Style.BOLD)]
        if pages > 1:
            pieces.append(Piece("  " + person.say("page", page=number + 1, pages=pages), Style.FAINT))
        for each in shown:
            pieces += _pieces(person, each, now)
        export = Button(person.say("button-export", count=len(listed)), "lessons")
        return Reply(tuple(pieces), (*paging(person, "unanswered", number, pages), (export,)))


def _pieces(person: Person, lesson: Opinion, now: datetime) -> Iterator[Piece]:
    yield Piece(f"\n{'👎' if lesson.answer else '❓'} {cut(lesson.question, _WIDTH)}")
    times = f" ×{lesson.times}" if lesson.times > 1 else ""
    yield Piece(f"{times} · {ago(person, lesson.asked_at, now)}", Style.FAINT)
    if lesson.answer:
        yield Piece(f"\n   → {cut(lesson.answer, _WIDTH)}", Style.FAINT)
