"""Weighs the signs: which sentence answers best, and whether any does.

Two logistic models with the weights of `calibration.json`, which `python -m tests.bench.calibrate` fits on written
questions and checks by cross-validation: one ranks the sentences of a question, one gives the confidence that the
best of them answers it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

from bot.coverage import lacking_weight, lacks_codes, lacks_day, lacks_names, named_in
from bot.reading import Candidate
from data.terms import has_han, split_terms

Rarity = Callable[[Iterable[str]], Mapping[str, float]]  # of terms: the rarer in the news held, the heavier
Set = Literal["reader", "features"]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights by sign; `threshold`: the confidence from which an answer is given; `slack`: how far below the best
    sentence's score another is still worth saying."""

    ranking: Mapping[str, float]
    confidence: Mapping[str, float]
    bias: float
    threshold: float
    slack: float


@cache
def calibration(name: Set) -> Calibration:
    """The fitted weights for reading with the trained reader, or with features alone."""
    held = json.loads((files("bot") / "calibration.json").read_text(encoding="utf-8"))
    return Calibration(**held[name])


class Judge:
    """Ranks candidates and says how sure it is of the best."""

    def __init__(self, weights: Calibration, rarity: Rarity) -> None:
        self.weights, self._rarity = weights, rarity

    def ranked(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """With their scores, best first."""
        scored = [replace(each, score=_weighed(self.weights.ranking, each.signs.values())) for each in candidates]
        return sorted(scored, key=lambda each: -each.score)

    def confidence(self, signs: Mapping[str, float]) -> float:
        """0..1, from what `signs` gives."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.weights.bias + _weighed(self.weights.confidence, signs)))))

    def signs(self, question: str, asked_at: datetime, zone: ZoneInfo, ranked: Sequence[Candidate]) -> dict[str, float]:
        """What confidence in the first of `ranked` is computed from; {} where there is none."""
        if not ranked:
            return {}
        best = ranked[0]
        text = f"{best.hit.article.title}\n{best.hit.text}"
        named = named_in(question, asked_at, zone)
        crossed = has_han(question) != has_han(best.text)
        terms = split_terms(question)
        lacking = lacking_weight(question, text, self._rarity({*terms.words, *terms.grams}))
        return {
            **best.signs.values(),
            "codes": lacks_codes(named, text),
            "names": lacks_names(named, text),
            "day": lacks_day(named, text, best.hit.article.published_at, zone),
            "lacking": 0.0 if crossed else lacking,
            "crossed": float(crossed),
            "latin": float(not has_han(question)),
        }


def _weighed(weights: Mapping[str, float], signs: Mapping[str, float]) -> float:
    return sum(weight * signs.get(name, 0.0) for name, weight in weights.items())
