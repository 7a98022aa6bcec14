"""An answer, or a refusal, as a reply: what is said, what must be known beside it, the sources, a button a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from babel.dates import format_timedelta

from bot.answer import Answer, Note, Statement
from bot.messages import local_time
from bot.person import Person
from bot.quotes import quote_action
from bot.replies import Button, Piece, Reply, Style
from bot.views import headline, numbered_buttons, text_buttons, when
from data.models import Article

_FIRST = ("note-widened", "note-scope-widened")
"""Notes that stand before the answer: without them it would be taken for something it is not."""
Line = Sequence[Piece]


def answer_reply(
    person: Person,
    answer: Answer,
    now: datetime,
    understood: str = "",
    reprints: Mapping[int, Sequence[str]] | None = None,
) -> Reply:
    """What answers, then the numbered sources; or a refusal and what is nearest.

    `understood`: the question made whole, where that is not what was typed. `now` tells how old news is.
    `reprints`: who else printed a cited article, by its id.
    """
    if not answer.answered:
        return _refusal(person, answer, now, understood)
    first = [note for note in answer.notes if note.message in _FIRST]
    others = [note for note in answer.notes if note.message not in _FIRST]
    said = [
        *_notes(person, first, now),
        *_said(person, answer),
        *_understood(person, understood),
        *_notes(person, others, now),
    ]
    sources = []
    for number, article in enumerate(answer.articles, 1):
        printed = len((reprints or {}).get(article.id, ()))
        more = person.say("also-sources", count=printed) if printed else ""
        sources.append([Piece(f"[{number}] "), *headline(person, article, more)])
    return Reply(tuple(_joined([*said, [], *sources])), tuple(_quote_buttons(answer)))


def _said(person: Person, answer: Answer) -> Iterator[Line]:
    """The statements, a line each. What answers is bold, in the first and in each value of a disagreement."""
    differ = answer.form == "disagreement"
    if differ:
        yield [Piece(person.say("answer-differ"))]
    for position, statement in enumerate(answer.statements):
        led = [Piece(f"• {_teller(person, statement.articles)}")] if differ else []
        bold = differ or (position == 0 and answer.form != "summary")
        whole = position == 0 and answer.form in ("quotes", "news")
        yield [*led, *_marked(statement, bold, whole), Piece(f" {answer.numbers_of(statement)}")]


def _marked(statement: Statement, bold: bool, whole: bool) -> list[Piece]:
    """Its text, the words that answer in bold; where nothing is marked, all of it if `whole`."""
    text, marked = statement.text.replace("\n", " "), statement.marked
    if not bold or (marked is None and not whole):
        return [Piece(text)]
    if marked is None:
        return [Piece(text, Style.BOLD)]
    pieces = [Piece(text[: marked.start]), Piece(marked.of(text), Style.BOLD), Piece(text[marked.end :])]
    return [piece for piece in pieces if piece.text]


def _teller(person: Person, articles: Sequence[Article]) -> str:
    """Who says so and when; of several who agree, the first says when."""
    names = dict.fromkeys(each.source or person.say("source-unnamed") for each in articles)
    return person.say("answer-teller", when=when(person, articles[0]), who=" / ".join(names))


def _understood(person: Person, question: str) -> list[Line]:
    return [[Piece(person.say("answer-understood", question=question), Style.FAINT)]] if question else []


def _notes(person: Person, notes: Sequence[Note], now: datetime) -> list[Line]:
    return [[Piece(_note(person, note, now), Style.FAINT)] for note in notes]


def _note(person: Person, note: Note, now: datetime) -> str:
    """In words; beside a time stands as `age` how long ago that was."""
    values: dict[str, str | int] = {}
    for name, value in note.values.items():
        if isinstance(value, datetime):
            values["age"] = format_timedelta(now - value, granularity="hour", locale=person.language)
        values[name] = local_time(person.language, value, person.zone) if isinstance(value, datetime) else value
    return person.say(note.message, **values)


def _refusal(person: Person, answer: Answer, now: datetime, understood: str) -> Reply:
    lines: list[Line] = [[Piece(person.say("answer-refusal"))]]
    lines += [*_understood(person, understood), *_notes(person, answer.notes, now)]
    if answer.nearest:
        lines += [[], [Piece(person.say("answer-nearest"))]]
    for number, article in enumerate(answer.nearest, 1):
        lines.append([Piece(f"{number}. "), *headline(person, article)])
    return Reply(tuple(_joined(lines)), tuple(text_buttons(answer.nearest, 1)))


def _quote_buttons(answer: Answer) -> list[tuple[Button, ...]]:
    """One a source, for its first quote; they have the numbers of the sources."""
    first = {citation.article: quote_action(citation) for citation in reversed(answer.citations)}
    return numbered_buttons([first[article] for article in answer.articles], 1)


def _joined(lines: Sequence[Line]) -> Iterator[Piece]:
    for number, line in enumerate(lines):
        if number:
            yield Piece("\n")
        yield from line
