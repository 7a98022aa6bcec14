"""An answer, or a refusal, as a reply: what is said, what must be known beside it, the sources with their paragraphs.

Under it a button a source and the judging, and a row of what else can be done: follow its story, read more of the kind,
copy the quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from babel.dates import format_timedelta

from bot.answers.lengths import at_length
from bot.core.answer import Answer, Citation, Note, Statement
from bot.core.catalogue import local_time
from bot.core.person import Person
from bot.core.reply import About, Button, Piece, Reply, ReplyKind, Style, timed
from bot.replies.articles import dated, headline, numbered_buttons, text_buttons, when
from bot.replies.quotes import QuotedParagraph, copied_quote, quote_action, quoted_paragraph, text_action
from data.models import Article
from data.text.passages import Span

_FIRST = ("note-respelled", "note-scoped", "note-scoped-widened", "note-widened", "note-scope-widened")
"""Notes that stand before the answer: without them it would be taken for something it is not."""
_LIKE = 3  # articles that more are looked for of: their numbers fit into the 64 bytes of a button
_QUOTED = 2  # of what is nearest
_PARAGRAPHS = 3  # sources under an answer whose paragraphs are shown
_NARROW_A_ROW = 5  # buttons of a sign and a number
ReplyLine = Sequence[Piece]


def answer_reply(
    person: Person, answer: Answer, now: datetime, reprints: Mapping[int, Sequence[str]] | None = None
) -> Reply:
    """What answers, then the numbered sources; or a refusal and what is nearest.

    `now` tells how old news is. `reprints`: who else printed a cited article, by its id.
    """
    if not answer.answered:
        return _refusal(person, answer, now)
    answer = at_length(answer, person.length)
    first = [note for note in answer.notes if note.message in _FIRST]
    others = [note for note in answer.notes if note.message not in _FIRST]
    said = [
        *_notes(person, first, now),
        *_said(person, answer),
        *_understood(person, answer),
        *_notes(person, others, now),
    ]
    paragraphs = _paragraphs(answer)
    sources = [line for each in enumerate(answer.articles, 1) for line in _source(person, *each, paragraphs, reprints)]
    ids = tuple(article.id for article in answer.articles)
    onward = (*_following(person, ids[0]), _more(person, ids), _copy(person, answer.citations[0]))
    rows = [*_beside(_quote_buttons(person, answer, paragraphs), _judging(person, answer)), onward]
    about = About(ids, turn_id=answer.turn_id)
    return Reply(tuple(_joined([*said, [], *sources])), tuple(rows), about, kind=ReplyKind.ANSWER, answer=answer)


def _paragraphs(answer: Answer) -> dict[int, QuotedParagraph]:
    """What is shown of the first sources, by article id. Of lists of news nothing: their lines are enough to read."""
    if answer.form in ("summary", "news"):
        return {}
    of = {article.id: [each for each in answer.citations if each.article == article] for article in answer.articles}
    shown = {id: quoted_paragraph(of[id], answer.form != "written") for id in list(of)[:_PARAGRAPHS]}
    return {id: paragraph for id, paragraph in shown.items() if paragraph}


def _source(
    person: Person,
    number: int,
    article: Article,
    paragraphs: Mapping[int, QuotedParagraph],
    reprints: Mapping[int, Sequence[str]] | None,
) -> Iterator[ReplyLine]:
    printed = len((reprints or {}).get(article.id, ()))
    more = person.say("also-sources", count=printed) if printed else ""
    yield [Piece(f"[{number}] "), *headline(person, article, more)]
    if article.id in paragraphs:
        yield paragraphs[article.id].pieces


def _said(person: Person, answer: Answer) -> Iterator[ReplyLine]:
    """The statements, a line each. What answers is bold, in the first and in each value of a disagreement."""
    differ = answer.form == "disagreement"
    if differ:
        yield [Piece(person.say("answer-differ"))]
    for position, statement in enumerate(answer.statements):
        led = dated(person, f"• {_teller(person, statement.articles)}", statement.articles[0]) if differ else []
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


def _understood(person: Person, answer: Answer) -> list[ReplyLine]:
    question = answer.understood
    return [[Piece(person.say("answer-understood", question=question), Style.FAINT)]] if question else []


def _notes(person: Person, notes: Sequence[Note], now: datetime) -> list[ReplyLine]:
    return [_note(person, note, now) for note in notes]


def _note(person: Person, note: Note, now: datetime) -> ReplyLine:
    """In words; beside a time stands as `age` how long ago that was."""
    values: dict[str, str | int] = {}
    moments: dict[str, datetime] = {}
    for name, value in note.values.items():
        if isinstance(value, datetime):
            values["age"] = format_timedelta(now - value, granularity="hour", locale=person.language)
            values[name] = printed = local_time(person.language, value, person.zone)
            moments[printed] = value
        else:
            values[name] = value
    return timed(person.say(note.message, **values), moments.items(), Style.FAINT)


def _refusal(person: Person, answer: Answer, now: datetime) -> Reply:
    quotes = [_quoted(each, number) for number, each in enumerate(answer.nearest, 1) if each.words][:_QUOTED]
    lines: list[ReplyLine] = [[Piece(person.say("answer-nearest" if quotes else "answer-refusal"))]]
    lines += [*_understood(person, answer), *_notes(person, answer.notes, now)]
    lines += [[], *quotes] if quotes else []
    if answer.nearest:
        lines += [[]] if quotes else [[], [Piece(person.say("answer-listed"))]]
    lines += [[Piece(f"[{number}] "), *headline(person, article)] for number, article in enumerate(answer.closest, 1)]
    judging, watching = _judging(person, answer)[1:], _watching(person, answer)
    near = text_buttons(person, answer.closest, 1)
    rows = [*_beside(near, judging), watching] if near else [(*watching, *judging)]
    about = About(tuple(article.id for article in answer.closest), turn_id=answer.turn_id)
    kind = ReplyKind.NEAREST if answer.nearest else ReplyKind.NOTHING
    return Reply(tuple(_joined(lines)), tuple(tuple(row) for row in rows if row), about, kind=kind, answer=answer)


def _quoted(citation: Citation, number: int) -> ReplyLine:
    """What an article does say, the words nearest to an answer in bold."""
    words = citation.words or citation.span
    marked = Span(words.start - citation.span.start, words.end - citation.span.start)
    return [Piece("“"), *_marked(Statement(citation.quote, (), marked), bold=True, whole=False), Piece(f"” [{number}]")]


def _beside(rows: Sequence[tuple[Button, ...]], judging: Sequence[Button]) -> list[tuple[Button, ...]]:
    """Thumbs in the last of `rows` where there is room: words in a row of four are cut off on a phone."""
    if rows and len(rows[-1]) + len(judging) <= _NARROW_A_ROW:
        return [*rows[:-1], (*rows[-1], *judging)]
    return [*rows, *([tuple(judging)] if judging else [])]


def _judging(person: Person, answer: Answer) -> list[Button]:
    """Good and bad, for somebody whose opinion can be told from others'."""
    turn_id = answer.turn_id
    return [Button("👍", f"good:{turn_id}"), Button("👎", f"bad:{turn_id}")] if turn_id and person.id else []


def _following(person: Person, article_id: int) -> list[Button]:
    return [Button(person.say("button-follow"), f"follow:{article_id}")] if _manages(person) else []


def _watching(person: Person, answer: Answer) -> list[Button]:
    turn_id = answer.turn_id
    return [Button(person.say("button-watch"), f"watch:{turn_id}")] if turn_id and _manages(person) else []


def _manages(person: Person) -> bool:
    return bool(person.id and person.chat and person.chat.manages)


def _more(person: Person, article_ids: Sequence[int]) -> Button:
    return Button(person.say("button-alike"), ":".join(["alike", *map(str, article_ids[:_LIKE])]))


def _copy(person: Person, citation: Citation) -> Button:
    return Button(person.say("button-copy"), "", copy=copied_quote(person, citation))


def _quote_buttons(
    person: Person, answer: Answer, paragraphs: Mapping[int, QuotedParagraph]
) -> list[tuple[Button, ...]]:
    """One a source, for its first quote; they have the numbers of the sources.

    Where its paragraph is shown it opens the text, and is none where the paragraph is all of that.
    """
    first = {citation.article.id: citation for citation in reversed(answer.citations)}

    def fitted(button: Button, article: Article) -> Button:
        if article.id not in paragraphs:
            return button
        there = "" if paragraphs[article.id].whole else text_action(article, first[article.id].span)
        return replace(button, action=there, unquoted=button.action)

    rows = numbered_buttons(person, [quote_action(first[article.id]) for article in answer.articles], 1)
    articles = iter(answer.articles)
    return [tuple(fitted(button, next(articles)) for button in row) for row in rows]


def _joined(lines: Sequence[ReplyLine]) -> Iterator[Piece]:
    for number, line in enumerate(lines):
        if number:
            yield Piece("\n")
        yield from line
