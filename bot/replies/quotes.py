"""A quote where it stands: its paragraph under an answer, or with those around it; and what a button copies of it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.core.answer import Citation
from bot.core.person import Person
from bot.core.reply import About, Button, Piece, Reply, ReplyKind, Style
from bot.core.splitting import split_text, utf16_length
from bot.replies.articles import PART_UNITS, byline, when
from data.models import Article
from data.text.passages import Span, split_sentences, width

_AROUND = 150.0  # shown on each side: paragraphs may be whole articles
_COPIED, _LEAST = 256, 24  # UTF-16 units that a button can copy, and how many of them are the quote's at least
_NAME = 60  # characters of a publisher that are copied
_GAP = re.compile(r"[^\S\n]{2,}")


def quote_action(citation: Citation) -> str:
    """What its button says to `Router.press`; a headline has no place in a text, it opens the article."""
    span = citation.span
    if span.start == span.end:
        return f"article:{citation.article.id}:0"
    return f"quote:{citation.article.id}:{span.start}:{span.end}:{_check(citation.quote)}"


def text_action(article: Article, span: Span) -> str:
    """The same for the part of the article's text in which `span` stands."""
    return f"article:{article.id}:{_part(article, span)}"


@dataclass(frozen=True, slots=True)
class QuotedParagraph:
    """`pieces` are quoted ones; `whole`: the article says nothing else."""

    pieces: tuple[Piece, ...]
    whole: bool


def quoted_paragraph(citations: Sequence[Citation], verbatim: bool) -> QuotedParagraph | None:
    """The paragraph of the first of `citations`, which are of one article, with the words that answer in bold.

    Where an answer is `verbatim` these are the whole quote if nobody marked any in it. None for a headline, and where
    the paragraph says no more than such an answer.
    """
    article, span = citations[0].article, citations[0].span
    body, quote = article.body, span.of(article.body).strip()
    own = Span(body.rfind("\n", 0, span.start) + 1, _next_break(body, span.end))
    shown = Span(_start(body, span.start, own.start), _end(body, span.end, own.end))
    if not quote or (verbatim and shown.of(body).strip() == quote):
        return None
    marks = [each.words or each.span for each in citations if each.words or verbatim]
    before, after = "…" if own.start < shown.start else "", "…" if shown.end < own.end else ""
    pieces = [Piece(before), *_marked(body, shown, marks), Piece(after)]
    whole = not body[: shown.start].strip() and not body[shown.end :].strip()
    return QuotedParagraph(tuple(_in_one_line(pieces)), whole)


def copied_quote(person: Person, citation: Citation) -> str:
    """The quote with its source and address, as much of it as a button can copy."""
    article, quote = citation.article, citation.quote.replace("\n", " ")
    values = {"source": (article.source or person.say("source-unnamed"))[:_NAME], "time": when(person, article)}
    frame = utf16_length(person.say("copied-quote", quote="", **values))
    address = f"\n{article.url}" if article.url and frame + 1 + utf16_length(article.url) + _LEAST <= _COPIED else ""
    room = _COPIED - frame - utf16_length(address)
    if utf16_length(quote) > room:
        quote = quote[: split_text(quote, room - 1)[0].end].rstrip("，,；;、 ") + "…"
    return person.say("copied-quote", quote=quote, **values) + address


def quote_reply(person: Person, article: Article, span: Span, check: int) -> Reply | None:
    """The quote among its words, a button for the full text; None where the article no longer has it there."""
    quote = span.of(article.body)
    if not quote or _check(quote) != check:
        return None
    own = article.body.rfind("\n", 0, span.start) + 1
    start = _start(article.body, span.start, article.body.rfind("\n", 0, max(0, own - 1)) + 1)
    end = _end(article.body, span.end, _next_break(article.body, _next_break(article.body, span.end) + 1))
    before = ("…" if _is_cut(article.body[:start]) else "") + article.body[start : span.start]
    after = article.body[span.end : end] + ("…" if _is_cut(article.body[end:], before=False) else "")
    pieces = [
        Piece(article.title, url=article.url),
        Piece("\n"),
        *byline(person, article),
        Piece(f"\n\n{_shown(before)}"),
        Piece(_shown(quote), Style.BOLD),
        Piece(_shown(after)),
    ]
    return Reply(tuple(pieces), (_buttons(person, article, span),), About((article.id,)), kind=ReplyKind.PAGE)


def _check(quote: str) -> int:
    """Tells a changed article: other words at the same place."""
    return zlib.crc32(quote.encode("utf-8", "surrogatepass")) & 0xFFFF


def _next_break(body: str, at: int) -> int:
    """Where the paragraph at `at` ends."""
    found = body.find("\n", at)
    return found if found >= 0 else len(body)


def _start(body: str, at: int, earliest: int) -> int:
    """Of what is shown before `at`: `earliest`, or the first sentence after it that is near enough."""
    if width(body[earliest:at]) <= _AROUND:
        return earliest
    sentences = (earliest + span.start for span in split_sentences(body[earliest:at]))
    return next((each for each in sentences if width(body[each:at]) <= _AROUND), at)


def _end(body: str, at: int, latest: int) -> int:
    """Of what is shown after `at`: `latest`, or the end of the last sentence before it that is near enough."""
    if width(body[at:latest]) <= _AROUND:
        return latest
    ends = [at + span.end for span in split_sentences(body[at:latest])]
    return max((each for each in ends if width(body[at:each]) <= _AROUND), default=at)


def _is_cut(left_out: str, before: bool = True) -> bool:
    """Whether what is not shown belongs to a paragraph that is."""
    return bool(left_out.strip()) and not (left_out.endswith("\n") if before else left_out.startswith("\n"))


def _marked(body: str, shown: Span, marks: Sequence[Span]) -> Iterator[Piece]:
    """What is shown of `body`, with those of `marks` that stand there in bold; of two that overlap the first."""
    at = shown.start
    for mark in sorted(marks, key=lambda mark: mark.start):
        if at <= mark.start and mark.end <= shown.end:
            yield Piece(body[at : mark.start])
            yield Piece(mark.of(body), Style.BOLD)
            at = mark.end
    yield Piece(body[at : shown.end])


def _in_one_line(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Quoted, without line breaks and runs of spaces."""
    quoted = [replace(piece, text=_GAP.sub(" ", piece.text.replace("\n", " ")), quoted=True) for piece in pieces]
    return (piece for piece in quoted if piece.text)


def _shown(text: str) -> str:
    return _GAP.sub(" ", text).replace("\n", "\n\n")


def _part(article: Article, span: Span) -> int:
    parts = split_text(article.body, PART_UNITS)
    return next((number for number, each in enumerate(parts) if span.start < each.end), 0)


def _buttons(person: Person, article: Article, span: Span) -> tuple[Button, ...]:
    """To the part of the text that holds the quote; where that is not the first, to the beginning too."""
    here = Button(person.say("button-text"), text_action(article, span))
    start = Button(person.say("button-beginning"), f"article:{article.id}:0")
    return (here, start) if _part(article, span) else (here,)
