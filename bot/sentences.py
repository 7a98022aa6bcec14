"""The first reader and judge: sentences by their nearness to the question, in meaning and in words.

Weights and thresholds were chosen on the development questions; the README has the figures.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answers import Candidate
from data.models import Span
from data.passages import split_sentences
from data.terms import has_han, split_terms
from embeddings.encoder import Encoder
from embeddings.indexer import passage_text
from embeddings.retriever import Hit

_EMBEDDED = 10  # sentences; the rest cannot catch up, and each costs a question some 10 ms
_EMBEDDED_TITLED = 5  # of these, the best once more under their titles
_SHARED_WEIGHT = 0.1
_NUMBER_WEIGHT = 0.03
_QUESTION_PENALTY = 0.05
_FIRST_LOOK = 3.0  # before sentences are embedded, shared words must tell more

_ASKS_NUMBER = re.compile(
    r"多少|几|多[大高长远久重快深]|百分之|何时|什么时候|哪[年天日月]"
    r"|\bhow (many|much|long|far|old|big|high|often)\b|\bwhen\b|\bwhat (percent|share|proportion|year|date)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d|[一二三四五六七八九十两百千万]+[个家名人次位天岁年月号日成倍]|percent|per cent")

_LATIN_NAME = re.compile("[A-Za-z]{3,}")
_STEEPNESS = 60.0
_EVEN_HAN, _EVEN_MIXED, _EVEN_OTHER, _EVEN_CROSSED = 0.885, 0.860, 0.836, 0.770
"""Mean cosine from which an answer is given: question and sentence both in Han characters (the question with
a Latin name in it, or not), both in another script, or one of each. The model's cosines lie on a different
level for each; the thresholds let through 97 of 100 answerable development questions."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    hit: Hit
    span: Span
    bonus: float  # what its words are worth, beside meaning

    @property
    def text(self) -> str:
        return self.span.of(self.hit.article.body)


class SentenceReader:
    """Ranks the sentences of the hits.

    A sentence's score: its passage's, its own cosine (the mean of alone and under its title), the share
    of the question's words in it, and a number in it where the question asks for one.
    """

    slack = 0.1

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def read(self, question: str, hits: Sequence[Hit]) -> list[Candidate]:
        sentences = _promising(question, hits)
        alone = self._cosines(question, [each.text or each.hit.article.title for each in sentences])
        candidates = _ranked(_candidate(each, cosine) for each, cosine in zip(sentences, alone, strict=True))
        best, rest = candidates[:_EMBEDDED_TITLED], candidates[_EMBEDDED_TITLED:]
        titled = self._cosines(question, [passage_text(each.hit.article.title, each.quote) for each in best])
        return _ranked([*map(_under_title, best, titled), *rest])

    def _cosines(self, question: str, texts: Sequence[str]) -> list[float]:
        if not texts:
            return []
        return [
            float(each) for each in self._encoder.encode_passages(texts) @ self._encoder.encode_queries([question])[0]
        ]


class CosineJudge:
    """How sure: by how near the best sentence and its passage are, on the scale of the scripts involved."""

    def confidence(self, question: str, candidates: Sequence[Candidate]) -> float:
        if not candidates:
            return 0.0
        best = candidates[0]
        return 1 / (1 + math.exp(-_STEEPNESS * (best.nearness - _even(question, best.quote))))


def _even(question: str, quote: str) -> float:
    if has_han(question) != has_han(quote):
        return _EVEN_CROSSED
    if not has_han(question):
        return _EVEN_OTHER
    return _EVEN_MIXED if _LATIN_NAME.search(question) else _EVEN_HAN


def _candidate(sentence: _Sentence, cosine: float) -> Candidate:
    hit = sentence.hit
    return Candidate(hit, sentence.span, hit.score + cosine + sentence.bonus, (hit.cosine + cosine) / 2)


def _under_title(alone: Candidate, titled: float) -> Candidate:
    """The candidate with the mean of its two cosines in place of the one it was made with."""
    change = (titled - (2 * alone.nearness - alone.hit.cosine)) / 2
    return replace(alone, score=alone.score + change, nearness=alone.nearness + change / 2)


def _ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda each: -each.score)


def _promising(question: str, hits: Sequence[Hit]) -> list[_Sentence]:
    """The sentences that words and passage speak for, as many as there is time to embed."""
    wanted, asks_number = _terms(question), bool(_ASKS_NUMBER.search(question))
    ranked = []
    for hit in hits:
        for span in _sentences(hit):
            text = span.of(hit.article.body)
            shared = _SHARED_WEIGHT * len(wanted & _terms(text)) / max(1, len(wanted))
            number = _NUMBER_WEIGHT * (asks_number and bool(_NUMBER.search(text)))
            asks = _QUESTION_PENALTY * text.rstrip().endswith(("?", "？"))
            ranked.append((hit.score + _FIRST_LOOK * shared + number, _Sentence(hit, span, shared + number - asks)))
    ranked.sort(key=lambda each: -each[0])
    return [sentence for _, sentence in ranked[:_EMBEDDED]]


def _sentences(hit: Hit) -> list[Span]:
    start = hit.passage.span.start
    spans = split_sentences(hit.passage.span.of(hit.article.body))
    return [Span(start + span.start, start + span.end) for span in spans] or [hit.passage.span]


def _terms(text: str) -> set[str]:
    terms = split_terms(text)
    return {*terms.words, *terms.grams}
