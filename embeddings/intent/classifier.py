"""What a message wants, which command serves it and what it is about, by weights learnt from examples.

Logistic regression over the bundled encoder's vector and hashed features (`embeddings.intent.features`); one more of
its kind picks the words that say what it is about. `python -m embeddings.training.intents` makes the weights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from embeddings.encoders.encoder import Encoder, FloatArray
from embeddings.intent.features import (
    CHARACTER_SPACE,
    TOPIC_SPACE,
    WORD_SPACE,
    Token,
    character_features,
    hashed,
    message_features,
    plain_message,
    tokens,
    topic_features,
)

WORD_WEIGHT, CHARACTER_WEIGHT, VECTOR_WEIGHT, TOPIC_WEIGHT = 2.0, 2.0, 3.0, 3.0
"""Lengths of the parts of a message's features; compared on messages set aside."""

_IN_TOPIC, _BESIDE = 0.5, 0.25  # of a word's chance, alone, and for a rare word next to one that is in the topic
_BEST = 0.7  # of the best word's chance, where a topic there must be


class Want(StrEnum):
    """What people want of a news bot."""

    OVERVIEW = "overview"
    TOPIC_NEWS = "topic_news"
    SOURCE_NEWS = "source_news"
    LOOKUP = "lookup"  # bare names and key words
    QUESTION = "question"
    HOW_TO = "howto"
    WISH = "set"  # to be carried out
    SMALL_TALK = "smalltalk"
    FEEDBACK = "feedback"
    OUTSIDE = "outside"  # what a news bot does not do
    GARBLED = "garbled"


_OF_A_TOPIC = frozenset({Want.TOPIC_NEWS, Want.LOOKUP})


@dataclass(frozen=True, slots=True)
class Intent:
    """`chances` of each want, together 1; `command`: its name where one serves, as it would be for a how-to or a wish;
    `topic`: the words the message is about, as typed but in plain script, "" for none."""

    chances: Mapping[Want, float]
    command: str
    topic: str
    leans: float = 0.0  # chance that it goes on with what was said before, if it is a question

    @property
    def want(self) -> Want:
        """The likeliest."""
        return max(self.chances, key=lambda each: self.chances[each])


@dataclass(frozen=True, slots=True)
class IntentWeights:
    """Rows of `wants` and `commands`, and the row `leans`, are float32 over words, characters and vector, behind them
    the bias; `topic` is one such row over topic features."""

    common: frozenset[str]  # words that are features themselves
    want_names: Sequence[str]
    command_names: Sequence[str]
    wants: FloatArray
    commands: FloatArray
    leans: FloatArray
    topic: FloatArray
    mean: FloatArray  # of the examples' vectors


class IntentClassifier:
    """Reads messages; thread-safe as the encoder is. Without `encoder`, by words alone: right less often."""

    def __init__(self, weights: IntentWeights, encoder: Encoder | None) -> None:
        self._weights, self._encoder = weights, encoder

    def read(self, text: str) -> Intent:
        """What `text` wants; of a message that is not empty."""
        weights, plain = self._weights, plain_message(text)
        words = tokens(plain, weights.common)
        vector = self._encoder.encode_queries([text])[0] - weights.mean if self._encoder else None
        design = message_row(words, plain, vector, weights.common)
        chances = _softmax(weights.wants[:, :-1] @ design + weights.wants[:, -1])
        by_want = {Want(name): float(chance) for name, chance in zip(weights.want_names, chances, strict=True)}
        command = weights.command_names[int(np.argmax(weights.commands[:, :-1] @ design + weights.commands[:, -1]))]
        want = max(by_want, key=lambda each: by_want[each])
        leans = 1 / (1 + float(np.exp(-(weights.leans[:-1] @ design + weights.leans[-1]))))
        return Intent(by_want, command, self._topic(words, plain, want), leans)

    def _topic(self, words: Sequence[Token], plain: str, want: Want) -> str:
        if not words:
            return ""
        row, common = self._weights.topic, self._weights.common
        logits = [_sum(row, topic_features(words, at, want, common)) + float(row[-1]) for at in range(len(words))]
        chances = 1 / (1 + np.exp(-np.array(logits)))
        least = min(_IN_TOPIC, _BEST * float(chances.max())) if want in _OF_A_TOPIC else _IN_TOPIC
        likely = [chance >= _BESIDE and word.text not in common for word, chance in zip(words, chances, strict=True)]
        return _joined(plain, words, _grown([bool(chance >= least) for chance in chances], likely))


def message_row(
    words: Sequence[Token], plain: str, vector: FloatArray | None, common: frozenset[str]
) -> NDArray[np.float32]:
    """float32 (words + characters + vector): each part of one length; `vector` None leaves zeros."""
    parts = [
        _unit(hashed(message_features(words, common), WORD_SPACE), WORD_SPACE) * WORD_WEIGHT,
        _unit(hashed(character_features(plain), CHARACTER_SPACE), CHARACTER_SPACE) * CHARACTER_WEIGHT,
    ]
    if vector is None:
        vector = np.zeros(VECTOR_SIZE, np.float32)
    length = float(np.linalg.norm(vector)) or 1.0
    return np.concatenate([*parts, vector * (VECTOR_WEIGHT / length)]).astype(np.float32)


VECTOR_SIZE = 384
"""Of the bundled encoder."""


@cache
def shipped_weights() -> IntentWeights:
    """Those in the package."""
    with as_file(files("embeddings.intent") / "weights.safetensors") as path, safe_open(path, "np") as held:
        named = json.loads(held.metadata()["names"])
        arrays = {name: held.get_tensor(name) for name in held.keys()}  # noqa: SIM118 it is no mapping
    rows = {
        name: arrays[name].astype(np.float32) * arrays[f"{name}.scale"].astype(np.float32)[..., None]
        for name in ("wants", "commands", "leans", "topic")
    }
    return IntentWeights(
        frozenset(named["common"]), named["wants"], named["commands"], rows["wants"], rows["commands"],
        rows["leans"][0], rows["topic"][0], arrays["mean"].astype(np.float32),
    )  # fmt: skip


def _unit(indices: NDArray[np.int64], space: int) -> NDArray[np.float32]:
    row = np.zeros(space, np.float32)
    if len(indices):
        row[indices] = 1 / np.sqrt(len(indices))
    return row


def _sum(row: FloatArray, features: Sequence[str]) -> float:
    indices = hashed(features, TOPIC_SPACE)
    return float(row[indices].sum()) * TOPIC_WEIGHT / float(np.sqrt(len(indices)))


def _grown(chosen: list[bool], likely: Sequence[bool]) -> list[bool]:
    """With the likely words beside those that are chosen."""
    for order, before in ((range(1, len(chosen)), -1), (range(len(chosen) - 2, -1, -1), 1)):
        for at in order:
            chosen[at] = chosen[at] or (chosen[at + before] and likely[at])
    return chosen


def _joined(plain: str, words: Sequence[Token], chosen: Sequence[bool]) -> str:
    """Neighbours as they stand in the message, others with a space between."""
    runs = list[list[Token]]()
    for number, (word, is_chosen) in enumerate(zip(words, chosen, strict=True)):
        if is_chosen and number and chosen[number - 1]:
            runs[-1].append(word)
        elif is_chosen:
            runs.append([word])
    return " ".join(plain[run[0].start : run[-1].end].strip() for run in runs)


def _softmax(logits: FloatArray) -> FloatArray:
    shares = np.exp(logits - logits.max())
    return np.asarray(shares / shares.sum(), np.float32)
