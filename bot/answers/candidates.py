"""Hits to candidates: sentences of the best passages, the words in them that answer, and all that speaks for them.

The trained reader reads each passage once; the encoder says how near the best sentences are; what the question
asks for and which of its words are covered is counted. `bot.answers.confidence` weighs these signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.answers.constraints import constraints, features
from bot.core.answer import Constraint
from bot.question.answer_type import asked_kind, has_kind
from data.text.passages import Span, split_sentences
from data.text.tokens import split_terms
from embeddings.encoders.encoder import Encoder
from embeddings.reader.reader import PassageReading
from embeddings.search.embedder import passage_text
from embeddings.search.retriever import Hit

_A_YEAR = timedelta(days=366)
_EMBEDDED = 6  # sentences


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a sentence. Log-odds for span and relevance, cosines, shares 0..1; `typed` is 1 where its words
    are of the kind asked for, -1 where they are not, 0 where that cannot be told; `otherwise`, `unsaid` and `said` tell
    of what the question fixes, see `bot.answers.constraints.features`."""

    span: float = 0.0
    relevance: float = 0.0
    cosine: float = 0.0
    lexical: float = 0.0
    sentence: float = 0.0
    shared: float = 0.0
    covered: float = 0.0
    typed: float = 0.0
    asks: float = 0.0
    otherwise: float = 0.0
    unsaid: float = 0.0
    said: float = 0.0

    def values(self) -> dict[str, float]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: `span` of the body of the hit's article, `words` in it the answer itself."""

    hit: Hit
    span: Span
    words: Span | None
    signs: Features
    score: float = 0.0

    @property
    def text(self) -> str:
        return self.span.of(self.hit.article.body) or self.hit.article.title


class PassageReader(Protocol):
    """Reads passages: embeddings.reader.reader.Reader, or what stands for it."""

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[PassageReading]:
        """A reading of each (title, text), in their order."""
        ...


class NewsReader:
    """Makes candidates of hits; thread-safe as its parts are. Without `reader`, by features alone."""

    def __init__(self, reader: PassageReader | None, encoder: Encoder) -> None:
        self._reader, self._encoder = reader, encoder

    def read(self, question: str, hits: Sequence[Hit], asked_at: datetime | None = None) -> list[Candidate]:
        """The sentences of the hits that are worth a closer look, in no order; scores are not set yet."""
        texts = [(hit.article.title, hit.text) for hit in hits]
        readings = self._reader.read(question, texts) if self._reader else [None] * len(hits)
        wanted = _Wanted(question, asked_at)
        candidates = [
            each for hit, reading in zip(hits, readings, strict=True) for each in _candidates(wanted, hit, reading)
        ]
        candidates.sort(key=_first_look, reverse=True)
        if self._reader:
            return candidates
        return [*self._embedded(question, candidates[:_EMBEDDED]), *candidates[_EMBEDDED:]]

    def _embedded(self, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """With the cosine of each sentence under its title."""
        if not candidates:
            return []
        texts = [passage_text(each.hit.article.title, each.text) for each in candidates]
        cosines = self._encoder.encode_passages(texts) @ self._encoder.encode_queries([question])[0]
        return [
            replace(each, signs=replace(each.signs, sentence=float(cosine)))
            for each, cosine in zip(candidates, cosines, strict=True)
        ]


def compared(question: str, sentence: str, hit: Hit, asked_at: datetime | None) -> tuple[Constraint, ...]:
    """What `question` fixes, with what a sentence of `hit` says of it. Of older news nobody asks by today's years."""
    published = hit.article.published_at
    lately = asked_at and published and asked_at - published < _A_YEAR
    return constraints(question, sentence, hit.text, hit.article.title, published, asked_at if lately else None)


class _Wanted:
    """What is counted of a question, once for all its passages."""

    def __init__(self, question: str, asked_at: datetime | None) -> None:
        self.question, self.asked_at = question, asked_at
        self.terms, self.kind = _terms(question), asked_kind(question)

    def share(self, text: str) -> float:
        return len(self.terms & _terms(text)) / max(1, len(self.terms))


def _candidates(wanted: _Wanted, hit: Hit, reading: PassageReading | None) -> Iterator[Candidate]:
    covered = wanted.share(f"{hit.article.title}\n{hit.text}")
    for sentence in split_sentences(hit.text) or [Span(0, len(hit.text))]:
        text, found = sentence.of(hit.text), reading.best(sentence) if reading else None
        typed = has_kind(found.span.of(hit.text) if found else text, wanted.kind)
        signs = Features(
            span=found.score if found else 0.0,
            relevance=reading.relevance if reading else 0.0,
            cosine=hit.cosine,
            lexical=hit.lexical,
            shared=wanted.share(text),
            covered=covered,
            typed=0.0 if typed is None else 1.0 if typed else -1.0,
            asks=float(text.rstrip().endswith(("?", "？"))),
            **features(compared(wanted.question, text, hit, wanted.asked_at)),
        )
        yield _placed(hit, sentence, found.span if found else None, signs)


def _placed(hit: Hit, sentence: Span, words: Span | None, signs: Features) -> Candidate:
    """With spans of the article's body; a headline without text has none."""
    passage = hit.passage.span
    if passage.start == passage.end:
        return Candidate(hit, passage, None, signs)
    return Candidate(hit, _moved(sentence, passage.start), _moved(words, passage.start) if words else None, signs)


def _first_look(candidate: Candidate) -> float:
    """Which sentences are worth embedding; the passage's own score counts where nothing was read."""
    signs = candidate.signs
    return signs.span + 0.7 * signs.relevance + 3.0 * signs.shared + 0.3 * signs.typed + 10 * candidate.hit.score


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _terms(text: str) -> set[str]:
    terms = split_terms(text)
    return {*terms.words, *terms.grams}
