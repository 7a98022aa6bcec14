"""Whether two reports tell one event: by meaning, by the rare words and the figures they share, and by time.

Pure: what is compared comes in, a judgement goes out. The weights were fitted to pairs of articles read by hand
(tests/bench/stories_set.py).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from embeddings.encoders.encoder import FloatArray

DAYS = 4  # an event is told in so many days; a story lasts longer when each of its days is told
_SECONDS_A_DAY = 86400
_COMMON = 1.5  # of the logarithm: a word in more than a fifth of the passages says nothing
_MOST_REPLACED = 6
_BASE, _COSINE, _WORDS, _FIGURES, _REPLACED, _A_DAY = -40.53, 43.4, 3.89, 0.96, -0.617, -0.59
SAME = 0.7
"""From which likeness on it is one event: the log-odds by the pairs read, chosen on the half they were fitted to."""
_MEMBERS_ASKED = 2


@dataclass(frozen=True, slots=True)
class EventReport:
    """An article as it is compared."""

    vector: FloatArray  # float32 (dim,), unit, of the first passage
    words: Mapping[str, float]  # of the first passage, title included: unit length, rare words weigh most
    figures: frozenset[str]
    lead_figures: frozenset[str]
    time: int | None  # seconds; None: not known


def report(
    vector: FloatArray, passages: Sequence[Sequence[str]], time: int | None, rarity: Callable[[str], float]
) -> EventReport:
    """`passages`: the words of each, in order; `rarity`: the logarithm of how few passages a word stands in."""
    words = [word for passage in passages for word in passage]
    return EventReport(vector, _weighed(passages[0], rarity), _figures(words), _figures(passages[0]), time)


def likeness(one: EventReport, other: EventReport) -> float:
    """The higher, the surer that it is one event; reports by one template have other figures in the same places."""
    figures = len(one.figures & other.figures) / (min(len(one.figures), len(other.figures)) or 1)
    replaced = min(len(one.lead_figures - other.figures), len(other.lead_figures - one.figures), _MOST_REPLACED)
    return (
        _BASE
        + _COSINE * float(one.vector @ other.vector)
        + _WORDS * _cosine(one.words, other.words)
        + _FIGURES * figures
        + _REPLACED * replaced
        + _A_DAY * _days_apart(one, other)
    )


def best_story(report: EventReport, stories: Mapping[int, Sequence[EventReport]]) -> int | None:
    """The story that the report belongs to, by the members of each that lie near it in time; None: none of them.

    Not the nearest member alone is asked but the nearest two: so a story does not drift from event to event.
    """
    scores = dict[int, float]()
    for story, members in stories.items():
        nearest = sorted((likeness(report, member) for member in members), reverse=True)[:_MEMBERS_ASKED]
        scores[story] = sum(nearest) / len(nearest)
    best = max(scores, key=lambda story: (scores[story], -story), default=None)
    return best if best is not None and scores[best] >= SAME else None


def _days_apart(one: EventReport, other: EventReport) -> float:
    if one.time is None or other.time is None:
        return DAYS / 2
    return abs(one.time - other.time) / _SECONDS_A_DAY


def _figures(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if word[0].isdigit() and len(word) > 1)


def _weighed(words: Sequence[str], rarity: Callable[[str], float]) -> dict[str, float]:
    weights = {
        word: (1 + math.log(count)) * weight
        for word, count in Counter(words).items()
        if (weight := rarity(word) - _COMMON) > 0
    }
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(one[word] * other[word] for word in one.keys() & other.keys())
