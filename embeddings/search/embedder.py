"""Entries into the store with their passages and vectors, in batches that are kept whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import numpy as np

from data.models import Article, Entry
from data.store.article_rows import IndexedSpan
from data.store.articles import Store
from data.store.identity import Change, article_key, decide
from data.text.passages import MAX_WIDTH, Span, article_spans
from embeddings.encoders.encoder import Encoder
from embeddings.search.priority import Priority

_T = TypeVar("_T")
Advance = Callable[[int], None]  # called with how many more articles are done
_ARTICLES_A_BATCH = 64  # one transaction: a few seconds of embedding are the most that a kill can cost
_PASSAGES_A_BATCH = 2  # a question waits for one batch at the most; what larger ones gain: bench_priority
_PASSAGES_A_LOOK = 128  # between two looks at which are the newest
_LONGEST_WAIT_S = 5.0  # for questions, before each batch: where they never end, a little is done all the same


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a run of entries."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged)


def recipe_of(encoder: Encoder) -> str:
    """Names all that a vector depends on beside the text: another recipe means other vectors."""
    return f"{encoder.name}; title and passage; width {MAX_WIDTH:g}"


class Indexer:
    """Writes articles to `store` with vectors of `encoder`."""

    def __init__(self, store: Store, encoder: Encoder, clock: Callable[[], datetime] = lambda: datetime.now(UTC)):
        self._store, self._encoder, self._clock = store, encoder, clock
        self.recipe = recipe_of(encoder)

    def add(self, entries: Sequence[Entry], advance: Advance = lambda done: None) -> Tally:
        """Stores what is new or changed.

        The batches depend on the input alone: a run that was killed and is started again cuts the rest
        as before, and so ends with the same vectors to the last bit.
        """
        total = Tally()
        for batch in _batches(entries):
            total += self._add_batch(batch)
            advance(len(batch))
        return total

    def _add_batch(self, entries: Sequence[Entry]) -> Tally:
        latest = {article_key(entry): entry for entry in entries}  # twice in one batch: the later one counts
        stored = self._store.fingerprints(list(latest))
        changes = {key: decide(entry, stored.get(key)) for key, entry in latest.items()}
        wanted = [entry for key, entry in latest.items() if changes[key] is not Change.UNCHANGED]
        if wanted:
            spans = [article_spans(entry.body) for entry in wanted]
            vectors = self._vectors([(e.title, e.body) for e in wanted], spans)
            self._store.write(list(zip(wanted, vectors, strict=True)), self.recipe, self._clock())
        kinds = list(changes.values())
        twice = len(entries) - len(latest)
        return Tally(kinds.count(Change.NEW), kinds.count(Change.CHANGED), kinds.count(Change.UNCHANGED) + twice)

    def outdated(self) -> list[int]:
        """Ids of articles whose vectors another model made, or that lack some."""
        return self._store.outdated(self.recipe)

    def renew(self, article_ids: Sequence[int], advance: Advance = lambda done: None) -> None:
        """Cuts and embeds stored articles again; a kill leaves whole batches, the rest stays outdated."""
        for batch in _batches(article_ids):
            articles: list[Article] = list(self._store.articles(batch).values())
            spans = [article_spans(article.body) for article in articles]
            vectors = self._vectors([(a.title, a.body) for a in articles], spans)
            self._store.reindex(list(zip(articles, vectors, strict=True)), self.recipe)
            advance(len(batch))

    def embed_pending(
        self, limit: int | None = None, priority: Priority | None = None, advance: Advance = lambda done: None
    ) -> int:
        """Vectors for stored passages that have none, those of the newest articles first; how many it made.

        `advance` is called with passages. It may be killed at any moment, and run by several processes at once.
        """
        priority, made = priority or Priority(), 0
        while limit is None or made < limit:
            look = _PASSAGES_A_LOOK if limit is None else min(_PASSAGES_A_LOOK, limit - made)
            pending = self._store.pending_passages(self.recipe, look)
            if not pending:
                break
            for batch in _batches(pending, _PASSAGES_A_BATCH):
                priority.wait(_LONGEST_WAIT_S)
                made += self._embed(batch)
                advance(len(batch))
        return made

    def _embed(self, passage_ids: Sequence[int]) -> int:
        """Of those that are still there and have not been embedded by another process meanwhile."""
        done = dict(self._store.vectors(self.recipe, passage_ids))
        found = self._store.passages(passage_ids)
        passages = [found[each] for each in passage_ids if each in found and each not in done]
        articles = self._store.articles([each.article_id for each in passages])
        texts = {
            each.id: passage_text(article.title, each.span.of(article.body))
            for each in passages
            if (article := articles.get(each.article_id))
        }
        if not texts:
            return 0
        rows = self._encoder.encode_passages([*texts.values()]).astype(np.float16)
        self._store.add_vectors(self.recipe, [(each, row.tobytes()) for each, row in zip(texts, rows, strict=True)])
        return len(texts)

    def _vectors(self, texts: Sequence[tuple[str, str]], spans: Sequence[Sequence[Span]]) -> list[list[IndexedSpan]]:
        """A list an article: its spans with their vectors."""
        flat = [
            passage_text(title, span.of(body)) for (title, body), own in zip(texts, spans, strict=True) for span in own
        ]
        rows = iter(self._encoder.encode_passages(flat).astype(np.float16))
        return [[IndexedSpan(span, next(rows).tobytes()) for span in own] for own in spans]


def _batches(items: Sequence[_T], size: int = _ARTICLES_A_BATCH) -> Iterator[Sequence[_T]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]


def passage_text(title: str, passage: str) -> str:
    """What is embedded: a passage knows by its title what it is about (docs/measured.md: what each part adds)."""
    return f"{title}\n{passage}"
