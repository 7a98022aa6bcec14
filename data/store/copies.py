"""Which stored articles are the text of one that is not stored."""

from __future__ import annotations

from collections import Counter

from data.store.database import Database
from data.text.shingles import is_copy, sketch, wording

_CANDIDATES = 10
_COMMON = 1000  # articles: a shingle of so many is somebody's footer


def copies_of(database: Database, title: str, body: str) -> list[int]:
    """Those that are copies by data.text.shingles, the oldest first, those without a time last."""
    shared = Counter[int]()
    for hashed in sketch(title, body):
        rows = database.rows("SELECT article_id FROM sketches WHERE hash = ? LIMIT ?", (hashed, _COMMON + 1))
        if len(rows) <= _COMMON:
            shared.update(row[0] for row in rows)
    own, candidates = wording(title, body), [article_id for article_id, _ in shared.most_common(_CANDIDATES)]
    query = "SELECT published_at IS NULL, published_at, id, title, body FROM articles WHERE id IN"
    rows = sorted(database.rows_by(query, candidates))
    return [row[2] for row in rows if is_copy(own, wording(row[3], row[4]))]
