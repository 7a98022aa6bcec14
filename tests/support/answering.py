"""An answerer on what a finder has found and a reader has marked, judged by weights made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answers.answerer import Answerer
from bot.answers.candidates import Candidate
from bot.answers.confidence import Calibration, ConfidenceModel
from bot.core.answer import Answer
from bot.question.asked import Asked
from bot.question.held import Held
from data.models import Article, Filters
from embeddings.search.retriever import Hit, Query
from tests.support.hits import NOW

SHANGHAI = ZoneInfo("Asia/Shanghai")
HELD = Held(("临江日报", "江岸晚报"), ("本地",))


class Found:
    """Finds all that it holds and the filters let through, in its order; remembers what it was asked."""

    def __init__(self, *hits: Hit) -> None:
        self.hits, self.asked = list(hits), list[Query]()

    def search(self, query: Query, k: int) -> list[Hit]:
        self.asked.append(query)
        return [each for each in self.hits if _passes(each.article, query.filters or Filters())][:k]


def _passes(found: Article, filters: Filters) -> bool:
    time = found.published_at
    return (
        (not filters.after or (time is not None and time >= filters.after))
        and (not filters.before or (time is not None and time < filters.before))
        and (not filters.known_at or time is None or time <= filters.known_at)
        and (filters.source or "") in (found.source or "")
        and (filters.section or "") in (found.section or "")
    )


class Marked:
    """Marks these candidates, where their hits were found."""

    def __init__(self, *candidates: Candidate) -> None:
        self.candidates = candidates

    def read(self, question: str, hits: Sequence[Hit], asked_at: datetime | None = None) -> list[Candidate]:
        return [each for each in self.candidates if each.hit in hits]


def answer(
    question: str,
    *marked: Candidate,
    found: Found | None = None,
    asked_at: datetime = NOW,
    known_at: datetime | None = None,
) -> Answer:
    """Ranked by `span`, answered where the best one's `relevance` is at least 0."""
    judge = ConfidenceModel(Calibration({"span": 1.0}, {"relevance": 1.0}, 0.0, 0.5))
    finder = found or Found(*dict.fromkeys(each.hit for each in marked))
    answerer = Answerer(finder, Marked(*marked), judge, lambda: HELD)
    return answerer.answer(Asked(question, asked_at, within=Filters(known_at=known_at), zone=SHANGHAI))
