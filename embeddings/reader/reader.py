"""Reads passages for the words that answer a question: where they stand, and how sure it is that they do.

The trained updates lie beside this file; they are merged into the bundled encoder once and run like it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.text.passages import Span
from embeddings.encoders.compiled import CompiledModel, Outputs
from embeddings.encoders.prepared import PAD
from embeddings.encoders.weights import WordMatrix
from embeddings.reader.windows import TokenWindow, WindowTokenizer

_LONGEST_ANSWER = 30  # tokens


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """Words of a passage that may answer. `score`: log-odds of these words against "not in this passage"."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class PassageReading:
    """One passage read: `starts` and `ends` are log-odds against "none", one for each of the window's tokens;
    `relevance` is the log-odds that the passage answers at all."""

    window: TokenWindow
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]
    relevance: float

    def best(self, within: Span | None = None) -> AnswerSpan | None:
        """The likeliest answer that lies inside `within` (None: anywhere); None where no token does."""
        tokens = self.window.tokens
        inside = np.array(
            [
                at
                for at, token in enumerate(tokens)
                if token.end > token.start
                and (within is None or (within.start <= token.start and token.end <= within.end))
            ],
            np.intp,
        )
        if not len(inside):
            return None
        sums = self.starts[inside, None] + self.ends[None, inside]
        lengths = inside[None, :] - inside[:, None]
        reachable = (lengths >= 0) & (lengths < _LONGEST_ANSWER)
        start, end = np.unravel_index(int(np.where(reachable, sums, -np.inf).argmax()), sums.shape)
        span = Span(tokens[inside[start]].start, tokens[inside[end]].end)
        return AnswerSpan(span, float(sums[start, end]))


class Reader:
    """The exported reader in `folder`, over the words of the encoder; thread-safe. Raises ModelError."""

    def __init__(self, folder: Path, words: WordMatrix) -> None:
        self._model = CompiledModel(folder, PAD, words)
        self._tokenizer = WindowTokenizer(folder / "tokenizer.json")

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[PassageReading]:
        """A reading of each (title, text), in their order."""
        windows = self._tokenizer.windows(question, passages)
        readings: dict[int, PassageReading] = {}

        def receive(rows: list[int], outputs: Outputs) -> None:
            for position, row in enumerate(rows):
                readings[row] = _reading(windows[row], outputs[0][position], float(outputs[1][position]))

        self._model.run([window.ids for window in windows], receive)
        return [readings[row] for row in range(len(windows))]


def _reading(window: TokenWindow, logits: NDArray[np.float32], relevance: float) -> PassageReading:
    against = np.asarray(logits, np.float32) - np.asarray(logits[0], np.float32)
    inside = against[window.first : window.first + len(window.tokens)]
    return PassageReading(window, inside[:, 0].copy(), inside[:, 1].copy(), relevance)
