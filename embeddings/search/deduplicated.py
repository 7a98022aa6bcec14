"""Copies of one text found as one: an answer rests on different texts, not on one text printed often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from embeddings.search.retriever import Finder, Hit, Query

_MORE = 4  # as many hits are looked at, so that enough are left


class Heads(Protocol):
    """Knows what is a copy of what: data.store.stories.Stories."""

    def copies(self, article_ids: Sequence[int]) -> Mapping[int, int]:
        """Each article -> the one whose text it has."""
        ...


class DeduplicatedFinder:
    """Finds what `finder` finds, and of articles that are copies of one text only the best one."""

    def __init__(self, finder: Finder, heads: Heads) -> None:
        self._finder, self._heads = finder, heads

    def search(self, query: Query, k: int) -> list[Hit]:
        """The k best, best first."""
        hits = self._finder.search(query, k * _MORE)
        heads = self._heads.copies(list({hit.article.id for hit in hits}))
        best: dict[int, int] = {}
        for hit in hits:
            best.setdefault(heads.get(hit.article.id, hit.article.id), hit.article.id)
        shown = set(best.values())
        return [hit for hit in hits if hit.article.id in shown][:k]
