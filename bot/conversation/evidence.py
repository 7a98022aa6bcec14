"""Which way a message goes on with the last turn: the news is asked each way, and the best supported one holds.

A multinomial logistic model over how sure each way's answer is and how much the message says by itself; fitted on
written dialogues, `python -m tests.bench.carry`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

from bot.question.rewrite.entities import names
from data.chats.turns import Turn
from data.text.tokens import split_terms

_SUREST = 0.999


class Way(StrEnum):
    """How a message is asked."""

    ALONE = "alone"  # as typed, of all news
    WHOLE = "whole"  # with what the last question was about, of all news
    INSIDE = "inside"  # as typed, of the articles that answered last and what else tells their story


def likeliest(question: str, turn: Turn, confidences: Mapping[Way, float]) -> Way:
    """How `question` is meant after `turn`, where these ways of asking it were answered so surely (0..1)."""
    signs = features(question, turn, confidences)
    worths = {way: sum(a * b for a, b in zip(_weights()[way], signs, strict=True)) for way in confidences}
    return max(worths, key=lambda way: worths[way])


def features(question: str, turn: Turn, confidences: Mapping[Way, float]) -> Sequence[float]:
    """The log-odds of each way; of the message's words how many, and what share of them the last turn has; whether
    it names something; 1."""
    own = {word for word in split_terms(question).words if len(word) > 1 or word.isdigit()}
    told = set(split_terms(f"{turn.whole}\n{turn.title}\n{turn.answer}").words)
    return (
        *(_log_odds(confidences.get(way, 0.0)) for way in Way),
        math.log1p(len(own)),
        len(own & told) / len(own) if own else 0.5,
        float(any(each.text not in turn.answer + turn.whole + turn.title for each in names(question))),
        1.0,
    )


@cache
def _weights() -> Mapping[Way, Sequence[float]]:
    held = json.loads((files("bot.conversation") / "carrying.json").read_text(encoding="utf-8"))
    return {Way(name): weights for name, weights in held.items()}


def _log_odds(share: float) -> float:
    bounded = min(_SUREST, max(1 - _SUREST, share))
    return math.log(bounded / (1 - bounded))
