"""`newsbot doctor`: what the store and the index hold, and every difference between them."""

from __future__ import annotations

from pathlib import Path

from bot.app import Parts
from data.errors import IndexMismatch
from embeddings.search.faiss_index import PassageIndex


def examine(parts: Parts, index_file: Path, repair: bool) -> dict[str, int]:
    """Counts by name; those that begin with `stored` say how much there is, all others should be 0."""
    if repair:
        parts.live.rebuild()
    parts.live.save()
    drift = parts.live.drift()
    return {
        "stored articles": parts.store.count(),
        "stored passages": len(parts.store.passage_ids()),
        "stored publishers": len(parts.store.publishers()),
        "stored passages waiting for vectors": parts.store.count_pending(),
        "articles without current vectors": len(parts.indexer.outdated()),
        "passages missing in the index": drift.missing,
        "passages in the index that are gone": drift.surplus,
        "passages in the index with another vector": drift.different,
        "index file unusable": int(not _is_usable(index_file)),
        **parts.store.faults(),
    }


def _is_usable(index_file: Path) -> bool:
    try:
        PassageIndex.load(index_file)
    except IndexMismatch:
        return False
    return True
