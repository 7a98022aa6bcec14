"""Articles put into a store: by hand, with passages and vectors of a test's own, or as `newsbot ingest` does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from data.ingest.decide import Arrival
from data.ingest.intake import ingest
from data.ingest.source_reader import Full
from data.models import Entry
from data.store.articles import Store
from data.store.derived import Draft, prepare
from data.text.passages import Span
from data.text.tokens import split_terms
from embeddings.encoders.encoder import Encoder
from embeddings.search.embedder import Embedder

NOW = datetime(2022, 6, 24, 12, tzinfo=UTC)
Cut = Sequence[tuple[Span, bytes | None]]
"""Passages with their vectors; None: it has none yet."""


def keep(store: Store, *entries: Entry, now: datetime = NOW) -> list[int]:
    """The ids of articles that words find and that wait for vectors."""
    return store.keep([Draft(entry) for entry in entries], None, [], now)


def keep_cut(store: Store, batch: Sequence[tuple[Entry, Cut]], recipe: str, now: datetime = NOW) -> list[int]:
    """The ids of articles with these passages and vectors; those whose words are stored already keep their passages."""
    drafts = [_draft(entry, [span for span, _ in cut]) for entry, cut in batch]
    ids = store.keep(drafts, None, [], now)
    rows: list[tuple[int, bytes]] = []
    for article_id, (_, cut) in zip(ids, batch, strict=True):
        found = store.database.rows("SELECT id FROM passages WHERE article_id = ? ORDER BY id", (article_id,))
        rows += [(row[0], vector) for row, (_, vector) in zip(found, cut, strict=True) if vector is not None]
    store.add_vectors(recipe, rows)
    return ids


def _draft(entry: Entry, spans: Sequence[Span]) -> Draft:
    terms = tuple(split_terms(span.of(entry.body)) for span in spans)
    return Draft(entry, texts=replace(prepare(entry.title, entry.body), spans=tuple(spans), of_spans=terms))


def add(store: Store, encoder: Encoder, entries: Sequence[Entry]) -> Counter[str]:
    """As an operator's file of today: kept and embedded; what became of the entries."""
    verdicts = ingest(store, [Full(entry) for entry in entries], Arrival(datetime.now(UTC)))
    Embedder(store, encoder).embed_pending()
    return verdicts
