"""Candidates to an answer: the shortest words that make sense first, then what else is worth knowing.

Every quote is verbatim; a long sentence is cut at its commas around the words that answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.candidates import Candidate
from bot.core.answer import Citation, Statement
from data.text.passages import Span, width
from data.text.quantities import figures
from data.text.tokens import fold

MAX_QUOTES = 4
_MAX_WIDTH = 220.0  # of all quotes together: about one phone screen with the sources
_LONG = 70.0  # a sentence of that width is cut, so that its answer is seen at once
_CLAUSE_END = re.compile(r"[，,；;：:、]\s*|\s[-–—]\s|——")
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation and the line that says it, which may begin or end with an ellipsis."""

    citation: Citation
    statement: Statement


def compose(candidates: Sequence[Candidate]) -> tuple[Quoted, ...]:
    """The first candidate and up to three more, no words twice, one screen."""
    chosen: list[Quoted] = []
    filled, said = 0.0, list[str]()
    for candidate in candidates:
        quoted = quote(candidate)
        size = width(quoted.statement.text)
        if chosen and filled + size > _MAX_WIDTH:
            continue
        if any(_same(quoted.citation.quote, other) for other in said):
            continue
        chosen.append(quoted)
        said.append(quoted.citation.quote)
        filled += size
        if len(chosen) == MAX_QUOTES:
            break
    return tuple(chosen)


def quote(candidate: Candidate) -> Quoted:
    """The candidate's sentence, or the part of it around the answer."""
    article = candidate.hit.article
    if candidate.span.start == candidate.span.end:
        return Quoted(Citation(article, candidate.span), Statement(article.title, (article,)))
    span = shortened(article.body, candidate.span, candidate.words)
    words = candidate.words
    lead = _CUT if span.start > candidate.span.start else ""
    tail = _CUT if span.end < candidate.span.end else ""
    text = lead + span.of(article.body).replace("\n", " ") + tail
    marked = Span(words.start - span.start + len(lead), words.end - span.start + len(lead)) if words else None
    return Quoted(Citation(article, span, words), Statement(text, (article,), marked))


def shortened(body: str, sentence: Span, words: Span | None) -> Span:
    """`sentence` where it is short; else the clauses around `words` that fit, as many before it as after."""
    if words is None or width(sentence.of(body)) <= _LONG:
        return sentence
    clauses = list(_clauses(body, sentence))
    first = next(at for at, clause in enumerate(clauses) if clause.end > words.start)
    last = next(at for at, clause in enumerate(clauses) if clause.end >= words.end)
    while True:
        grown = False
        for back, on in ((1, 0), (0, 1)):
            before, after = first - back, last + on
            inside = before >= 0 and after < len(clauses)
            if inside and width(body[clauses[before].start : clauses[after].end]) <= _LONG:
                first, last, grown = before, after, True
        if not grown:
            start, end = clauses[first].start, clauses[last].end
            whole = len(body[start:end].rstrip("，,；;：:、 —–-"))
            return Span(start, end if end == sentence.end else max(start + whole, words.end))


def _clauses(body: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for match in _CLAUSE_END.finditer(body, sentence.start, sentence.end):
        if match.end() < sentence.end and not _inside_number(body, match):
            yield Span(start, match.end())
            start = match.end()
    yield Span(start, sentence.end)


def _inside_number(body: str, match: re.Match[str]) -> bool:
    """3,000 and 8:30 are not two clauses."""
    return body[match.start() - 1 : match.start()].isdigit() and body[match.end() : match.end() + 1].isdigit()


def _same(one: str, other: str) -> bool:
    """Whether two quotes say the same words and figures, as two outlets of one agency do."""
    first, second = _bare(one), _bare(other)
    return first in second or second in first or (_alike(first, second) and figures(one) == figures(other))


def _alike(first: str, second: str) -> bool:
    pairs_first = {first[at : at + 2] for at in range(len(first) - 1)}
    pairs_second = {second[at : at + 2] for at in range(len(second) - 1)}
    smaller = min(len(pairs_first), len(pairs_second)) or 1
    return len(pairs_first & pairs_second) > 0.9 * smaller and 0.8 < len(first) / max(1, len(second)) < 1.25


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", fold(text))
