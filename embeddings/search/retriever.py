"""A query to the passages that are nearest to it: by meaning and by words, those of other names included, fused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from data.models import Article, Filters, Passage
from data.store.alias_lookup import AliasLookup, expanded
from data.store.articles import Store
from data.store.keyword_index import score_passages
from embeddings.encoders.encoder import Encoder, FloatArray
from embeddings.search.embedder import passage_text
from embeddings.search.live_index import LiveIndex

_CANDIDATES = 100  # of each retriever
_MORE = 4  # as many hits are looked at where copies are left out, so that enough are left
_EMBEDDED_WHILE_ASKED = 4  # passages; each takes a question some 20 ms
LEXICAL_WEIGHT = 0.05
"""What the best keyword score adds to a cosine; chosen on the development questions (docs/measured.md)."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a retriever is asked: the question made whole, and what its answer may come from."""

    text: str
    filters: Filters | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `cosine` -1..1; `lexical` 0..1, BM25 as a share of the best passage's; `score` fuses them."""

    article: Article
    passage: Passage
    score: float
    cosine: float
    lexical: float

    @property
    def text(self) -> str:
        """The passage as it stands in the article; the title of an article that is a headline only."""
        return self.passage.span.of(self.article.body) or self.article.title


class Retriever:
    """Searches what `store` holds; thread-safe, and sees what another process stored since the last call."""

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        live: LiveIndex,
        names: AliasLookup | None = None,
        lexical_weight: float = LEXICAL_WEIGHT,
    ) -> None:
        self._store, self._encoder, self._live = store, encoder, live
        self._names, self._lexical_weight = names, lexical_weight

    def search(self, query: Query, k: int) -> list[Hit]:
        """The k best passages, best first; filters apply inside both searches, before anything is ranked."""
        self._live.refresh(wait=False)
        vector = self._encoder.encode_queries([query.text])[0]
        cosines = self._cosines(vector, query.filters)
        lexical = self._lexical(query)
        only_lexical = sorted(lexical.keys() - cosines.keys(), key=lambda each: (-lexical[each], each))
        cosines |= self._cosines_of(vector, only_lexical)
        cosines |= self._cosines_of_new(vector, [each for each in only_lexical if each not in cosines])
        scores = {each: cosine + self._lexical_weight * lexical.get(each, 0.0) for each, cosine in cosines.items()}
        best = sorted(scores, key=lambda each: (-scores[each], each))[:k]
        return self._hits(best, scores, cosines, lexical)

    def _lexical(self, query: Query) -> dict[int, float]:
        """By the words of the query and, where other names are known, by those too; the better share counts."""
        shares = _shares(score_passages(self._store.database, query.text, _CANDIDATES, query.filters))
        others = self._names.others(query.text) if self._names else {}
        if others:
            more = score_passages(self._store.database, expanded(query.text, others), _CANDIDATES, query.filters)
            for passage_id, share in _shares(more).items():
                shares[passage_id] = max(share, shares.get(passage_id, 0.0))
        return shares

    def _cosines(self, vector: FloatArray, filters: Filters | None) -> dict[int, float]:
        only = self._store.passage_ids(filters) if filters else None
        return dict(self._live.index.search(vector, _CANDIDATES, only))

    def _cosines_of(self, vector: FloatArray, ids: Sequence[int]) -> dict[int, float]:
        """Of passages that the words found and the meaning did not."""
        return dict(self._live.index.search(vector, len(ids), ids)) if ids else {}

    def _cosines_of_new(self, vector: FloatArray, ids: Sequence[int]) -> dict[int, float]:
        """Of the first of `ids`, which are stored and not embedded yet: words find news as soon as it is there."""
        passages = self._store.passages(ids[:_EMBEDDED_WHILE_ASKED])
        articles = self._store.articles([passage.article_id for passage in passages.values()])
        texts = {
            each.id: passage_text(article.title, each.span.of(article.body))
            for each in passages.values()
            if (article := articles.get(each.article_id))
        }
        if not texts:
            return {}
        return dict(zip(texts, (self._encoder.encode_passages([*texts.values()]) @ vector).tolist(), strict=True))

    def _hits(
        self, ids: Sequence[int], scores: dict[int, float], cosines: dict[int, float], lexical: dict[int, float]
    ) -> list[Hit]:
        passages = self._store.passages(ids)
        articles = self._store.articles([passage.article_id for passage in passages.values()])
        return [
            Hit(articles[passage.article_id], passage, scores[each], cosines[each], lexical.get(each, 0.0))
            for each in ids
            if (passage := passages.get(each)) and passage.article_id in articles  # not removed meanwhile
        ]


def _shares(ranked: Sequence[tuple[int, float]]) -> dict[int, float]:
    """Each score as a share of the best one."""
    return {passage_id: score / ranked[0][1] for passage_id, score in ranked}


class Finder(Protocol):
    """Finds passages: embeddings.search.retriever.Retriever, or what stands for it."""

    def search(self, query: Query, k: int) -> list[Hit]:
        """The k best, best first."""
        ...


class DeduplicatedFinder:
    """Finds what `finder` finds, and of articles that are copies of one text only the best one: an answer rests on
    different texts. `heads`: each article -> the one whose text it has."""

    def __init__(self, finder: Finder, heads: Callable[[Sequence[int]], Mapping[int, int]]) -> None:
        self._finder, self._heads = finder, heads

    def search(self, query: Query, k: int) -> list[Hit]:
        """The k best, best first."""
        hits = self._finder.search(query, k * _MORE)
        heads = self._heads(list({hit.article.id for hit in hits}))
        best: dict[int, int] = {}
        for hit in hits:
            best.setdefault(heads.get(hit.article.id, hit.article.id), hit.article.id)
        shown = set(best.values())
        return [hit for hit in hits if hit.article.id in shown][:k]
