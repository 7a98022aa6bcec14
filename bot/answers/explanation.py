"""How an answer came about, kept with it: what `/why` and `ask --explain` show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answers.candidates import Candidate, compared
from bot.core.answer import Answer, ConsideredPassage, Constraint, Explanation
from bot.question.asked import Asked
from bot.question.plan import Plan
from data.models import Filters
from embeddings.search.retriever import Hit

_SHOWN = 10


def explained(
    asked: Asked,
    sought: Plan,
    filters: Filters,
    hits: Sequence[Hit],
    ranked: Sequence[Candidate],
    signs: Mapping[str, float],
    threshold: float,
    answer: Answer,
) -> Explanation:
    best = dict[int, Candidate]()
    for candidate in ranked:
        best.setdefault(candidate.hit.passage.id, candidate)
    return Explanation(
        asked.question,
        sought.text,
        _said(filters),
        tuple(_seen(hit, best.get(hit.passage.id)) for hit in hits[:_SHOWN]),
        {name: round(value, 4) for name, value in signs.items()},
        answer.confidence,
        threshold,
        answer.form if answer.answered else "refused",
        _fixed(sought, ranked),
    )


def _fixed(sought: Plan, ranked: Sequence[Candidate]) -> tuple[Constraint, ...]:
    """What the question fixes, as the best sentence has it."""
    if not ranked:
        return ()
    return compared(sought.read, ranked[0].text, ranked[0].hit, sought.asked_at)


def _seen(hit: Hit, read: Candidate | None) -> ConsideredPassage:
    found = ConsideredPassage(hit.article.id, hit.article.title, hit.cosine, hit.lexical, hit.score)
    if read is None:
        return found
    return ConsideredPassage(
        hit.article.id,
        hit.article.title,
        hit.cosine,
        hit.lexical,
        hit.score,
        read.words.of(hit.article.body) if read.words else None,
        read.signs.span,
        read.signs.relevance,
        read.score,
    )


def _said(filters: Filters) -> dict[str, str]:
    moments = {"after": filters.after, "before": filters.before, "known_at": filters.known_at}
    said = {name: moment.isoformat() for name, moment in moments.items() if moment}
    return said | {name: value for name in ("source", "section") if (value := getattr(filters, name))}
