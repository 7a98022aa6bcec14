"""Vectors for what the store holds: passages that have none yet, and those that another model made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np

from data.store.articles import Store
from data.store.derived import prepare
from data.text.passages import MAX_WIDTH
from embeddings.encoders.encoder import Encoder
from embeddings.search.priority import Priority

_T = TypeVar("_T")
Advance = Callable[[int], None]  # called with how many more are done
_ARTICLES_A_BATCH = 64
_ALONE = 256  # passages a batch, which the encoder sorts by length: some seconds are the most that a kill can cost
_BESIDE_QUESTIONS = 2  # a question waits for one batch at the most; what larger ones gain: bench_priority
_PASSAGES_A_LOOK = 128  # beside questions, between two looks at which are the newest
_LONGEST_WAIT_S = 5.0  # for questions, before each batch: where they never end, a little is done all the same


def recipe_of(encoder: Encoder) -> str:
    """Names all that a vector depends on beside the text: another recipe means other vectors."""
    return f"{encoder.name}; title and passage; width {MAX_WIDTH:g}"


class Embedder:
    """Gives the passages in `store` vectors of `encoder`."""

    def __init__(self, store: Store, encoder: Encoder) -> None:
        self._store, self._encoder = store, encoder
        self.recipe = recipe_of(encoder)

    def embed_pending(
        self, limit: int | None = None, priority: Priority | None = None, advance: Advance = lambda done: None
    ) -> int:
        """Vectors for stored passages that have none, those of the newest articles first; how many it made.

        `priority`: of questions that may come meanwhile, so that batches are small; None: nobody asks. `advance` is
        called with passages. It may be killed at any moment, and run by several processes at once.
        """
        most, size = (_PASSAGES_A_LOOK, _BESIDE_QUESTIONS) if priority else (_ALONE, _ALONE)
        made = 0
        while limit is None or made < limit:
            pending = self._store.pending_passages(self.recipe, most if limit is None else min(most, limit - made))
            if not pending:
                break
            for batch in _batches(pending, size):
                if priority:
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
        if texts:
            self._store.add_vectors(self.recipe, list(zip(texts, self._vectors([*texts.values()]), strict=True)))
        return len(texts)

    def outdated(self) -> list[int]:
        """Ids of articles that have no passage, or vectors that another model made."""
        return self._store.outdated(self.recipe)

    def renew(self, article_ids: Sequence[int], advance: Advance = lambda done: None) -> None:
        """Cuts and embeds stored articles again; a kill leaves whole batches, the rest stays outdated."""
        for batch in _batches(article_ids, _ARTICLES_A_BATCH):
            articles = self._store.articles(batch).values()
            texts = [prepare(each.title, each.body) for each in articles]
            passages = [
                passage_text(article.title, span.of(article.body))
                for article, own in zip(articles, texts, strict=True)
                for span in own.spans
            ]
            rows = iter(self._vectors(passages))
            vectors = [[next(rows) for _ in own.spans] for own in texts]
            self._store.reindex(list(zip(articles, texts, vectors, strict=True)), self.recipe)
            advance(len(batch))

    def _vectors(self, texts: Sequence[str]) -> list[bytes]:
        """float16, as they are stored."""
        return [row.tobytes() for row in self._encoder.encode_passages(texts).astype(np.float16)]


def _batches(items: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]


def passage_text(title: str, passage: str) -> str:
    """What is embedded: a passage knows by its title what it is about (docs/measured.md: what each part adds)."""
    return f"{title}\n{passage}"
