"""Several articles on one fact that do not agree: a toll that rose, two outlets with two figures.

Said as a disagreement, the newest first, each value with its source and date; never averaged, never chosen between.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.candidates import Candidate
from bot.answers.compose import Quoted, quote
from bot.question.answer_type import AnswerType, asked_kind
from data.text.quantities import Figure, figures
from data.text.tokens import split_terms

_COUNTABLE: frozenset[AnswerType] = frozenset(("money", "share", "number"))
_ALIKE = 0.45  # of the shorter sentence's words, figures aside, that two reports of one fact share
_MOST = 3


def disagreement(question: str, answering: Sequence[Candidate]) -> tuple[Quoted, ...]:
    """One line for each value that is reported, the newest first; () where the reports agree or there is only one.

    Two reports are of one fact where each reads a single figure of the same unit as the answer, in sentences of
    mostly the same words; `answering` are those that answer by themselves, the best first.
    """
    if asked_kind(question) not in _COUNTABLE or not answering:
        return ()
    best = answering[0]
    wanted = _figure(best)
    if wanted is None:
        return ()
    reports = {best.hit.article.id: best}
    for other in answering[1:]:
        figure = _figure(other)
        if figure and figure.unit == wanted.unit and _same_fact(best, other):
            reports.setdefault(other.hit.article.id, other)
    values: dict[Figure, Candidate] = {}
    for report in sorted(reports.values(), key=_published, reverse=True):
        figure = _figure(report)
        if figure:
            values.setdefault(figure, report)
    return tuple(quote(each) for each in list(values.values())[:_MOST]) if len(values) > 1 else ()


def _figure(candidate: Candidate) -> Figure | None:
    """The one figure of the words that answer; None where they hold none, or several."""
    found = figures(candidate.words.of(candidate.hit.article.body)) if candidate.words else frozenset[Figure]()
    return next(iter(found)) if len(found) == 1 else None


def _same_fact(one: Candidate, other: Candidate) -> bool:
    first, second = _words(one), _words(other)
    return len(first & second) >= _ALIKE * max(1, min(len(first), len(second)))


def _words(candidate: Candidate) -> set[str]:
    return {word for word in split_terms(candidate.text).words if not word[0].isdigit()}


def _published(candidate: Candidate) -> float:
    published = candidate.hit.article.published_at
    return published.timestamp() if published else float("-inf")
