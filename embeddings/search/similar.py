"""Stories like one that was read: by the meaning of how articles begin, without asking the model anything."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.models import Article, Filters
from data.store.articles import Store
from data.store.stories import Stories
from data.text.scripts import has_han
from embeddings.encoders.encoder import FloatArray
from embeddings.search.live_index import LiveIndex

_CANDIDATES = 200  # passages
_LEAST, _LEAST_CHINESE = 0.835, 0.89
"""Cosines from which articles are of a kind; any two Chinese ones have more in common than any two English ones."""


class Similar:
    """Looks in `live` for articles like others of `store`; thread-safe."""

    def __init__(self, store: Store, live: LiveIndex) -> None:
        self._store, self._live, self._stories = store, live, Stories(store.database)

    def __call__(self, article_ids: Sequence[int], most: int) -> list[int]:
        """Articles of other stories that are near one of `article_ids`, one a story, the nearest first."""
        leads = self._leads(article_ids)
        return self.near(leads, most, article_ids) if len(leads) else []

    def near(self, vectors: FloatArray, most: int, besides: Sequence[int] = ()) -> list[int]:
        """The same for texts given as vectors, float32 (n, dim), unit rows; `besides`: whose stories do not count."""
        cosines = dict[int, float]()
        for vector in vectors:
            for passage_id, cosine in self._live.index.search(vector, _CANDIDATES):
                cosines[passage_id] = max(cosine, cosines.get(passage_id, -1.0))
        near = sorted((each for each in cosines if cosines[each] >= _LEAST), key=lambda each: -cosines[each])
        passages = self._store.passages(near)
        best = dict[int, float]()
        for each in near:
            if each in passages:
                best.setdefault(passages[each].article_id, cosines[each])
        articles = self._store.articles([each for each in best if each not in set(besides)])
        alike = [each for each in best if each in articles and best[each] >= _least(articles[each])]
        return self._one_a_story(alike, besides)[:most]

    def _leads(self, article_ids: Sequence[int]) -> FloatArray:
        """The vectors of the first passages of those that are in the index."""
        firsts: dict[int, int] = {}
        if article_ids:
            passages = self._store.passages(self._store.passage_ids(Filters(article_ids=tuple(article_ids))))
            for passage in passages.values():
                firsts[passage.article_id] = min(passage.id, firsts.get(passage.article_id, passage.id))
        held = sorted(self._live.index.held(firsts.values()))
        return self._live.index.vectors(held) if held else np.empty((0, self._live.index.dim), np.float32)

    def _one_a_story(self, found: Sequence[int], besides: Sequence[int]) -> list[int]:
        tellings = self._stories.tellings([*found, *besides])
        seen = {tellings[each].story_id for each in besides if each in tellings}
        shown = list[int]()
        for each in found:
            story = tellings[each].story_id if each in tellings else -each
            if story not in seen:
                seen.add(story)
                shown.append(each)
        return shown


def _least(article: Article) -> float:
    return _LEAST_CHINESE if has_han(article.title + article.body) else _LEAST
