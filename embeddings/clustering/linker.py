"""The linker: new articles are looked at one by one, for the text they copy, then for the event they tell.

What it decides stands in the store (data.store.stories). A batch is one transaction that first asks what is pending, so
a kill loses nothing, a second process finds nothing twice, and the same store is always linked the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from data.store.articles import Store
from data.store.database import Transaction
from data.store.keyword_index import count_passages
from data.store.stories import Linked, Stories, StoryPlace, assign, has_sketch, put_sketch
from data.text.shingles import Wording, is_copy, sketch, wording
from embeddings.clustering.reports import Reports
from embeddings.clustering.same_event import DAYS, EventReport, best_story

_ARTICLES_A_BATCH = 16  # a tenth of a second in which nobody else writes
_TEXTS_COMPARED = 10
_FULL = 0.8  # of the longest text: as good as all of it


class StoryLinker:
    """Links the articles of `store`; events by vectors of `recipe`, None: copies alone."""

    def __init__(self, store: Store, recipe: str | None) -> None:
        self._store, self._recipe = store, recipe
        self._stories = Stories(store.database)

    def link(self, limit: int = 1000) -> int:
        """Looks at no more than `limit` articles that wait for it; how many those were."""
        pending = self._stories.pending(limit, self._recipe)
        run = _Run(self._store, self._recipe)
        for at in range(0, len(pending), _ARTICLES_A_BATCH):
            with self._store.database.transaction() as transaction:
                for article_id in pending[at : at + _ARTICLES_A_BATCH]:
                    run.place(transaction, article_id)
        return len(pending)


class _Run:
    """What one call has read and need not read again."""

    def __init__(self, store: Store, recipe: str | None) -> None:
        self._reports = Reports(recipe, count_passages(store.database))
        self._wordings = dict[int, Wording]()

    def place(self, transaction: Transaction, article_id: int) -> None:
        """Puts one article where it belongs, if it still waits for that."""
        place = Stories(transaction).place(article_id)
        if place is None or place.linked == Linked.DONE:  # removed, or looked at by another process meanwhile
            return
        if place.linked == Linked.NOT:
            self._forget(article_id)
            _put_missing_sketch(transaction, article_id)
            if self._place_copy(transaction, article_id):
                return
        known = self._reports.known(transaction, [article_id])
        story = self._event(transaction, article_id) if known else None
        assign(transaction, article_id, StoryPlace(story, None, Linked.DONE if known else Linked.FOR_COPIES))

    def _forget(self, article_id: int) -> None:
        """What was read of the text that it had before."""
        self._wordings.pop(article_id, None)
        self._reports.forget(article_id)

    # -- copies

    def _place_copy(self, transaction: Transaction, article_id: int) -> bool:
        """Puts the article under the one it copies, or over those that copy it; False where there is neither."""
        stories = Stories(transaction)
        candidates = stories.heads([*stories.candidates(article_id)], article_id)[:_TEXTS_COMPARED]
        own = self._wording(stories, article_id)
        heads = [each for each in candidates if is_copy(own, self._wording(stories, each))]
        if not heads:
            return False
        told = stories.place(heads[0]) or StoryPlace(None, None, Linked.FOR_COPIES)
        head = self._fullest(stories, [*heads, article_id])
        for each in (*heads, article_id):
            copied, linked = (None, told.linked) if each == head else (head, Linked.DONE)
            assign(transaction, each, StoryPlace(told.story_id, copied, linked))
        return True

    def _fullest(self, stories: Stories, article_ids: Sequence[int]) -> int:
        """The earliest of those that hold most of the text."""
        lengths = {each: len(self._wording(stories, each).units) for each in article_ids}
        return stories.earliest([each for each in article_ids if lengths[each] >= _FULL * max(lengths.values())])

    def _wording(self, stories: Stories, article_id: int) -> Wording:
        if article_id not in self._wordings:
            self._wordings[article_id] = wording(*stories.text(article_id))
        return self._wordings[article_id]

    # -- events

    def _event(self, transaction: Transaction, article_id: int) -> int | None:
        """The story that the article belongs to, of those told at its time."""
        time, told = Stories(transaction).told_near(article_id, timedelta(days=DAYS))
        nearest = self._reports.nearest(transaction, self._reports.vector(article_id), [*told])
        reports = self._reports.of(transaction, {article_id: time} | {each: told[each][1] for each in nearest})
        stories: dict[int, list[EventReport]] = defaultdict(list)
        for each in nearest:
            stories[told[each][0]].append(reports[each])
        return best_story(reports[article_id], stories)


def _put_missing_sketch(transaction: Transaction, article_id: int) -> None:
    """Of an article that was stored before there were sketches."""
    if not has_sketch(transaction, article_id):
        put_sketch(transaction, article_id, sketch(*Stories(transaction).text(article_id)))
