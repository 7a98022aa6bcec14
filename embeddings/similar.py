"""Stories like one that was read: by the meaning of how articles begin, without asking the model anything."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data.models import Filters
from data.store import Store
from data.stories import Stories
from embeddings.encoder import FloatArray
from embeddings.sync import LiveIndex

_CANDIDATES = 200  # passages
LEAST_COSINE = 0.86
"""Below, articles have no more in common than any two of a newspaper; see README, how far meaning reaches."""


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
        near = sorted((each for each in cosines if cosines[each] >= LEAST_COSINE), key=lambda each: -cosines[each])
        passages = self._store.passages(near)
        found = list(dict.fromkeys(passages[each].article_id for each in near if each in passages))
        return self._one_a_story([each for each in found if each not in set(besides)], besides)[:most]

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
