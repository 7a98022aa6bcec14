"""A question to an answer: sentences of articles, verbatim, each with its citation; or a refusal.

Three parts that can be replaced one by one: the retriever finds passages, a `Reader` marks the sentences in
them that answer, a `Judge` says how sure that is. Knows no transport.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from data.models import Article, Filters, Span
from data.passages import width
from embeddings.retriever import Hit, Query, Retriever

_HITS_READ = 8
_MAX_QUOTES = 4
_MAX_WIDTH = 220.0  # of all quotes together: about one phone screen with the sources
_MAX_QUESTION = 500  # characters; a longer text is cut
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: `span` of the body of the hit's article.

    A higher `score` is better, among the candidates of one question; `nearness` (a cosine, -1..1) can be
    compared between questions.
    """

    hit: Hit
    span: Span
    score: float
    nearness: float

    @property
    def quote(self) -> str:
        return self.span.of(self.hit.article.body) or self.hit.article.title


@dataclass(frozen=True, slots=True)
class Citation:
    """Where words of an answer stand: `quote` is verbatim from the article."""

    article: Article
    quote: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What to tell: quotes in the order they are said, best first; none of them in a refusal.

    `nearest`: the articles that come closest, where it is a refusal. `confidence`: what the judge saw.
    """

    citations: tuple[Citation, ...]
    nearest: tuple[Article, ...]
    confidence: float

    @property
    def answered(self) -> bool:
        return bool(self.citations)

    @property
    def articles(self) -> list[Article]:
        """The cited articles in the order of their numbers, [1] first."""
        return list(dict.fromkeys(citation.article for citation in self.citations))

    @property
    def text(self) -> str:
        """The quotes with their numbers, a line each; "" for a refusal."""
        numbers = {article.id: number for number, article in enumerate(self.articles, 1)}
        return "\n".join(f"{each.quote} [{numbers[each.article.id]}]" for each in self.citations)


class Reader(Protocol):
    """Finds the sentences that answer."""

    def read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """Best first; [] when `hits` is empty."""
        ...


class Judge(Protocol):
    """Says whether what was read answers at all."""

    def confidence(self, question: str, candidates: Sequence[Candidate]) -> float:
        """0..1; below 0.5 the question is declined."""
        ...


class Answerer:
    """Answers questions from what the retriever finds; thread-safe as its parts are."""

    def __init__(self, retriever: Retriever, reader: Reader, judge: Judge) -> None:
        self._retriever, self._reader, self._judge = retriever, reader, judge

    def answer(self, question: str, known_at: datetime | None = None) -> Answer:
        """From the news as it was at `known_at` (None: all of it)."""
        asked = " ".join(question.split())[:_MAX_QUESTION]
        filters = Filters(known_at=known_at) if known_at else None
        candidates = self._reader.read(asked, self._retriever.search(Query(asked, filters), _HITS_READ))
        confidence = self._judge.confidence(asked, candidates)
        if confidence < 0.5:
            return Answer((), _nearest(candidates), confidence)
        return Answer(_citations(candidates), (), confidence)


def _nearest(candidates: Sequence[Candidate]) -> tuple[Article, ...]:
    return tuple(dict.fromkeys(candidate.hit.article for candidate in candidates))[:_NEAREST]


def _citations(candidates: Sequence[Candidate]) -> tuple[Citation, ...]:
    """The best sentences, no words twice, together no more than a screen."""
    chosen: dict[str, Citation] = {}
    filled = 0.0
    for candidate in candidates:
        quote = candidate.quote
        room = not chosen or filled + width(quote) <= _MAX_WIDTH
        if room and quote not in chosen:
            chosen[quote] = Citation(candidate.hit.article, quote)
            filled += width(quote)
        if len(chosen) == _MAX_QUOTES:
            break
    return tuple(chosen.values())
