"""A question to an answer: sentences of articles, verbatim, each with its citation; or a refusal.

Three parts that can be replaced one by one: a `Finder` (the retriever) finds passages, a `Reader` marks the
sentences in them that answer, a `Judge` says how sure that is. Knows no transport.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.questions import news_topic
from data.models import Article, Filters, Span
from data.passages import split_sentences, width
from data.terms import split_terms
from embeddings.retriever import Hit, Query

_HITS_READ = 8
_HITS_OF_TOPIC = 24
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

    slack: float  # a sentence whose score is lower than the best one's by more adds nothing to an answer

    def read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        """Best first; [] when `hits` is empty."""
        ...


class Judge(Protocol):
    """Says whether what was read answers at all."""

    def confidence(self, question: str, candidates: Sequence[Candidate]) -> float:
        """0..1; below 0.5 the question is declined."""
        ...


class Finder(Protocol):
    """Finds passages: embeddings.retriever.Retriever, or what stands for it."""

    def search(self, query: Query, k: int) -> list[Hit]:
        """The k best, best first."""
        ...


class Answerer:
    """Answers questions from what the retriever finds; thread-safe as its parts are."""

    def __init__(self, finder: Finder, reader: Reader, judge: Judge) -> None:
        self._finder, self._reader, self._judge = finder, reader, judge

    def answer(self, question: str, known_at: datetime | None = None) -> Answer:
        """From the news as it was at `known_at` (None: all of it)."""
        asked = " ".join(question.split())[:_MAX_QUESTION]
        filters = Filters(known_at=known_at) if known_at else None
        topic = news_topic(asked)
        if topic:
            news = _news_on(topic, self._finder.search(Query(topic, filters), _HITS_OF_TOPIC))
            if news:
                return Answer(news, (), 1.0)
        candidates = self._reader.read(asked, self._finder.search(Query(asked, filters), _HITS_READ))
        confidence = self._judge.confidence(asked, candidates)
        if not candidates or confidence < 0.5:
            return Answer((), _nearest(candidates), confidence)
        least = max(candidate.score for candidate in candidates) - self._reader.slack
        return Answer(_citations([each for each in candidates if each.score >= least]), (), confidence)


def _news_on(topic: str, hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """One sentence an article of those that name the topic, the newest first; () when none does."""
    wanted = set(split_terms(topic).words)
    best: dict[int, Hit] = {}
    for hit in hits:
        if wanted <= set(split_terms(f"{hit.article.section}\n{hit.article.title}\n{hit.text}").words):
            best.setdefault(hit.article.id, hit)
    newest = sorted(list(best.values())[:_MAX_QUOTES], key=_published, reverse=True)
    return tuple(Citation(hit.article, _topic_sentence(hit, wanted)) for hit in newest)


def _topic_sentence(hit: Hit, wanted: set[str]) -> str:
    """The first sentence of the hit that names the topic, else its first."""
    sentences = [span.of(hit.text) for span in split_sentences(hit.text)] or [hit.text]
    return max(sentences, key=lambda sentence: len(wanted & set(split_terms(sentence).words)))


def _published(hit: Hit) -> float:
    return hit.article.published_at.timestamp() if hit.article.published_at else float("-inf")


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
