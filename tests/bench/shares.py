"""A share with the interval it may as well have had; and what a threshold on the confidence trades for what.

A threshold declines every question whose confidence is lower. Raised from nothing, it declines more and more of the
unanswerable questions, as it should, and of the answerable ones, as it should not: the refusal curve.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Share:
    """A share, 0..1, with the middle 95 % of bootstrap resamples; `count`: of how many questions (or quotes).

    Where all are alike the interval has no width, which says little when they are few.
    """

    value: float
    low: float
    high: float
    count: int


def share(values: Sequence[float]) -> Share:
    """Their mean with its interval; the same each time for the same values."""
    array = np.asarray(values, dtype=float)
    means = np.random.default_rng(0).choice(array, (_RESAMPLES, len(array))).mean(axis=1)
    return _between(float(array.mean()), means, len(array))


def curve_share(statistic: Callable[[Floats, Floats], float], answerable: Floats, unanswerable: Floats) -> Share:
    """`statistic` of a refusal curve with its interval; each class is drawn from anew by itself."""
    rng = np.random.default_rng(0)
    pairs = ([rng.choice(each, len(each)) for each in (answerable, unanswerable)] for _ in range(_RESAMPLES))
    drawn = np.array([statistic(*pair) for pair in pairs])
    return _between(statistic(answerable, unanswerable), drawn, len(answerable) + len(unanswerable))


def _between(value: float, drawn: Floats, count: int) -> Share:
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Share(value, float(low), float(high), count)


def refusal_curve(answerable: Floats, unanswerable: Floats) -> tuple[Floats, Floats]:
    """The shares declined, of each, as the threshold on the confidence rises: both from 0 to 1."""
    thresholds = np.append(np.unique(np.concatenate((answerable, unanswerable))), np.inf)
    false_reject = (answerable[:, None] < thresholds).mean(axis=0)
    return false_reject, (unanswerable[:, None] < thresholds).mean(axis=0)


def area(answerable: Floats, unanswerable: Floats) -> float:
    """Under the refusal curve: 0.5 where confidence tells nothing, 1 where a threshold parts them wholly."""
    false_reject, rejected = refusal_curve(answerable, unanswerable)
    return float(np.trapezoid(rejected, false_reject))


def rejected_at(false_reject: float, answerable: Floats, unanswerable: Floats) -> float:
    """The height of the refusal curve there; straight lines between the thresholds that exist."""
    return float(np.interp(false_reject, *refusal_curve(answerable, unanswerable)))
