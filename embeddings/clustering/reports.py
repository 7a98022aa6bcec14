"""Articles of the store as `embeddings.clustering.same_event` compares them, read as they are needed and kept."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from data.store.database import Queryable
from data.store.keyword_index import count_passages_with, passage_words
from data.store.stories import lead_vectors
from embeddings.clustering.same_event import EventReport, report
from embeddings.encoders.encoder import FloatArray

NEAREST = 12
"""Reports by cosine that are compared closely."""


class Reports:
    """Vectors are those of `recipe`, None: there are none. `database` is the same one at each call, or a transaction of
    it; `passages` is how many it holds."""

    def __init__(self, recipe: str | None, passages: int) -> None:
        self._vectors = _LeadVectors(recipe)
        self._reports = dict[int, EventReport]()
        self._rarities = dict[str, float]()
        self._passages = passages

    def known(self, database: Queryable, article_ids: Sequence[int]) -> list[int]:
        """Those of the articles that have a vector and so can be compared."""
        return self._vectors.read(database, article_ids)

    def vector(self, article_id: int) -> FloatArray:
        """float32 (dim,) of a known article."""
        return self._vectors.of(article_id)

    def nearest(self, database: Queryable, vector: FloatArray, others: Sequence[int]) -> list[int]:
        """Of those of `others` that are known, those with the highest cosines; as many as are compared closely."""
        return self._vectors.nearest(database, vector, others, NEAREST)

    def of(self, database: Queryable, times: Mapping[int, int | None]) -> dict[int, EventReport]:
        """The reports of known articles; `times` are when they came out, by their ids."""
        unread = [each for each in times if each not in self._reports]
        words: dict[int, list[list[str]]] = defaultdict(list)
        for article_id, passage in passage_words(database, unread):
            words[article_id].append(passage)
        for each in unread:
            self._reports[each] = self.made(database, self._vectors.of(each), words[each], times[each])
        return {each: self._reports[each] for each in times}

    def made(
        self, database: Queryable, vector: FloatArray, passages: Sequence[Sequence[str]], time: int | None
    ) -> EventReport:
        """Of a text that need not be stored; `passages`: the words of each, as the lexicon has them."""
        return report(vector, passages, time, partial(self._rarity, database))

    def forget(self, article_id: int) -> None:
        """What was read of a text that has changed."""
        self._reports.pop(article_id, None)
        self._vectors.forget(article_id)

    def _rarity(self, database: Queryable, word: str) -> float:
        """The logarithm of how few passages hold it; 0 for a single character, which is common.

        A common word's count takes milliseconds, so it is kept.
        """
        if len(word) == 1:
            return 0.0
        if word not in self._rarities:
            held = count_passages_with(database, word)
            self._rarities[word] = math.log(max(self._passages, 1) / (held or 1))
        return self._rarities[word]


class _LeadVectors:
    """The vectors of articles' first passages, read as they are needed."""

    def __init__(self, recipe: str | None) -> None:
        self._recipe = recipe
        self._rows = dict[int, int | None]()  # None: looked for and not there
        self._matrix, self._filled = np.empty((0, 0), np.float32), 0  # rows beyond are room for more

    def read(self, database: Queryable, article_ids: Sequence[int]) -> list[int]:
        """Those of the articles that have a vector."""
        unread = [each for each in article_ids if each not in self._rows]
        found = lead_vectors(database, self._recipe, unread) if self._recipe is not None else []
        self._rows |= dict.fromkeys(unread) | {row[0]: self._filled + at for at, row in enumerate(found)}
        if found:
            self._append(np.frombuffer(b"".join(row[1] for row in found), np.float16).reshape(len(found), -1))
        return [each for each in article_ids if self._rows[each] is not None]

    def _append(self, vectors: NDArray[np.float16]) -> None:
        end = self._filled + len(vectors)
        if end > len(self._matrix):
            grown = np.empty((2 * end, vectors.shape[1]), np.float32)
            grown[: self._filled] = self._matrix[: self._filled].reshape(self._filled, vectors.shape[1])
            self._matrix = grown
        self._matrix[self._filled : end] = vectors
        self._filled = end

    def of(self, article_id: int) -> FloatArray:
        """float32 (dim,) of an article that has one."""
        return np.asarray(self._matrix[self._rows[article_id]])

    def nearest(self, database: Queryable, vector: FloatArray, others: Sequence[int], most: int) -> list[int]:
        """Of those of `others` that have a vector, those with the highest cosines."""
        known = np.array(self.read(database, others), np.int64)
        if not len(known):
            return []
        rows = np.array([self._rows[each] for each in known.tolist()], np.int64)
        order = np.argsort(-(self._matrix[rows] @ vector), kind="stable")
        return [int(each) for each in known[order[:most]]]

    def forget(self, article_id: int) -> None:
        self._rows.pop(article_id, None)
