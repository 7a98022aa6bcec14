"""A text that is not stored, held against what is: who printed it, who tells its event, what is near it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.models import Article
from data.store.articles import Store
from data.store.keyword_index import count_passages
from data.store.stories import Stories, copies_of
from data.text.passages import article_spans
from data.text.tokens import split_terms
from embeddings.clustering.reports import Reports
from embeddings.clustering.same_event import DAYS, EventReport, best_story
from embeddings.encoders.encoder import Encoder, FloatArray
from embeddings.search.embedder import passage_text, recipe_of
from embeddings.search.live_index import LiveIndex
from embeddings.search.similar import Similar

_CANDIDATES = 200  # passages
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Others:
    """Stored articles, by what they have to do with the text."""

    copies: tuple[int, ...] = ()  # that print it, the oldest first
    story: tuple[int, ...] = ()  # that tell its event in other words, the oldest first
    near: tuple[int, ...] = ()  # of other events, one each, the nearest first


class Unstored:
    """Compares with the articles of `store`; thread-safe as its parts are."""

    def __init__(self, store: Store, encoder: Encoder, live: LiveIndex) -> None:
        self._store, self._encoder, self._live = store, encoder, live
        self._stories, self._similar = Stories(store.database), Similar(store, live)

    def __call__(self, title: str, body: str, published_at: datetime | None) -> Others:
        """`published_at` aware UTC; None: not known, and then an event of any time may be meant."""
        spans = article_spans(body)
        leads = [span.of(body) for span in spans]
        vector = self._encoder.encode_passages([passage_text(title, leads[0])])[0]
        copies = copies_of(self._store.database, title, body)
        told = self._stories.tellings(copies)
        story = told[copies[0]].story_id if told else self._event(title, leads, vector, published_at)
        story_ids = [each for each in self._stories.timeline(story) if each not in copies] if story else []
        near = self._similar.near(vector[None], _NEAR, [*copies, *story_ids])
        return Others(tuple(copies), tuple(story_ids), tuple(near))

    def _event(self, title: str, texts: Sequence[str], vector: FloatArray, at: datetime | None) -> int | None:
        """The story that the text would belong to."""
        database = self._store.database
        reports = Reports(recipe_of(self._encoder), count_passages(database))
        told = {each.id: each for each in self._around(vector, at)}
        times = {each: _seconds(article.published_at) for each, article in told.items()}
        known = reports.nearest(database, vector, list(told))
        read = reports.of(database, {each: times[each] for each in known})
        tellings = self._stories.tellings(known)
        stories: dict[int, list[EventReport]] = defaultdict(list)
        for each in known:
            if each in tellings:
                stories[tellings[each].story_id].append(read[each])
        words = [split_terms(title).words + split_terms(text).words for text in texts]
        return best_story(reports.made(database, vector, words, _seconds(at)), stories)

    def _around(self, vector: FloatArray, at: datetime | None) -> list[Article]:
        """Articles with a passage near `vector`, told within so many days."""
        passages = self._store.passages([each for each, _ in self._live.index.search(vector, _CANDIDATES)])
        articles = self._store.articles(list({each.article_id for each in passages.values()}))
        within = timedelta(days=DAYS)
        return [
            each
            for each in articles.values()
            if at is None or each.published_at is None or abs(each.published_at - at) <= within
        ]


def _seconds(time: datetime | None) -> int | None:
    return int(time.timestamp()) if time else None
