"""Weighs the signs: which sentence answers best, and whether any does.

Two logistic models with the weights of `calibration.json`, which `python -m tests.bench.calibrate` fits on written
questions and checks by cross-validation: one ranks the sentences of a question, one gives the confidence that the
best of them answers it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from bot.answers.candidates import Candidate
from data.text.scripts import has_han
from data.text.tokens import fold

Set = Literal["reader", "features"]
_NEAR = 0.3  # of the threshold: what is surer than that may be what was meant
_AS_WELL = 3.0  # of a score: over eight worlds, answers as often right as without it, and a quarter shorter
_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]+")
_NOT_NAMES = frozenset(
    (
        *("i", "the", "a", "an", "what", "which", "who", "whom", "whose", "when", "where", "why", "how"),
        *("do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "in", "on", "at", "of", "for"),
        *("by", "to", "from", "with", "under", "during", "after", "before", "according", "per"),
    )
)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights by sign; `threshold`: the confidence from which a sentence is said to answer."""

    ranking: Mapping[str, float]
    confidence: Mapping[str, float]
    bias: float
    threshold: float


@cache
def calibration(name: Set) -> Calibration:
    """The fitted weights for reading with the trained reader, or with features alone."""
    held = json.loads((files("bot.answers") / "calibration.json").read_text(encoding="utf-8"))
    return Calibration(**held[name])


class ConfidenceModel:
    """Ranks candidates and says how sure it is of the best."""

    def __init__(self, weights: Calibration) -> None:
        self.weights = weights

    def ranked(self, candidates: Sequence[Candidate], nearer: Mapping[int, float] | None = None) -> list[Candidate]:
        """With their scores, best first. `nearer`: what is added for an article, by its id."""
        added = nearer or {}
        scored = [
            replace(each, score=_weighed(self.weights.ranking, each.signs.values()) + added.get(each.hit.article.id, 0))
            for each in candidates
        ]
        return sorted(scored, key=lambda each: -each.score)

    def signs(self, question: str, ranked: Sequence[Candidate], of: Candidate | None = None) -> dict[str, float]:
        """What confidence in `of`, or the first of `ranked`, is computed from; {} where there is none.

        Beside its own signs: `names`, the share of the question's Latin names that it lacks; `crossed`, 1 where
        question and sentence are in different scripts; `latin`, 1 where the question is in another than Chinese.
        """
        if not ranked:
            return {}
        best = of or ranked[0]
        return {
            **best.signs.values(),
            "names": _lacks_names(question, f"{best.hit.article.title}\n{best.hit.text}"),
            "crossed": float(has_han(question) != has_han(best.text)),
            "latin": float(not has_han(question)),
        }

    def answering(self, question: str, ranked: Sequence[Candidate]) -> list[Candidate]:
        """Those that answer by themselves, in their order, and about as well as the best; none that says otherwise than
        the question has it."""
        return [
            each
            for each in ranked
            if each.score >= ranked[0].score - _AS_WELL
            and not each.signs.otherwise
            and self.confidence(self.signs(question, ranked, each)) >= self.weights.threshold
        ]

    def near(self, question: str, ranked: Sequence[Candidate]) -> list[Candidate]:
        """Those worth quoting in a refusal, in their order."""
        least = self.weights.threshold * _NEAR
        return [each for each in ranked if self.confidence(self.signs(question, ranked, each)) >= least]

    def confidence(self, signs: Mapping[str, float]) -> float:
        """0..1, from what `signs` gives."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.weights.bias + _weighed(self.weights.confidence, signs)))))


def _lacks_names(question: str, text: str) -> float:
    """Share of the question's capitalised words that `text` does not hold; 0 for none, and for a Chinese text."""
    names = {name.lower() for name in _NAME.findall(question)} - _NOT_NAMES
    if has_han(text) or not names:
        return 0.0
    return len(names - set(re.findall(r"[a-z0-9]+", fold(text)))) / len(names)


def _weighed(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    return sum(weight * signs.get(name, 0.0) for name, weight in weights.items())
