"""The index as the store says it should be: loaded, topped up or rebuilt, and told apart from it when it drifts."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.errors import IndexMismatch, StorageError
from data.store.articles import Store
from data.store.vector_log import Moment, VectorLog
from embeddings.encoders.encoder import FloatArray
from embeddings.search.faiss_index import Origin, PassageIndex

_log = logging.getLogger(__name__)
_ROWS_A_READ = 1024  # a question may wait while so many are added: about a millisecond


_WENT_BACK = (
    "the database is older than its index: what was written last is gone. "
    "Was news.db-wal deleted, or an old copy put back?"
)


@dataclass(frozen=True, slots=True)
class Drift:
    """How an index differs from the store: passages it lacks, has too many, or has with another vector."""

    missing: int
    surplus: int
    different: int

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.different)


class LiveIndex:
    """The passage index of `store` for vectors made by `recipe`, followed as the store changes; thread-safe.

    The file at `path` only spares time at the start: what it says is checked, and it may be deleted.
    """

    def __init__(self, store: Store, recipe: str, dim: int, path: Path) -> None:
        self._store, self._recipe, self._path = store, recipe, path
        self._vector_log = VectorLog(store.database)
        self._changing = threading.Lock()
        self.store_went_back = False
        """Whether the file was made of a later state of the store than there is now: what was written last is gone."""
        self.index, self._moment = self._loaded(dim)
        self._saved = self._moment is not None
        self.refresh()

    def _loaded(self, dim: int) -> tuple[PassageIndex, Moment | None]:
        """And what it was made of; None where that is not known to be an earlier state of this store."""
        try:
            index, origin = PassageIndex.load(self._path)
        except IndexMismatch as error:
            if self._path.exists():
                _log.warning("%s; building it again from the store", error)
            return PassageIndex(dim), None
        if origin.recipe != self._recipe or index.dim != dim:
            _log.warning("the index was built with another model; building it again from the store")
            return PassageIndex(dim), None
        self.store_went_back = origin.sequence > self._vector_log.now().sequence
        if self.store_went_back:
            _log.warning("%s", _WENT_BACK)
        return index, self._vector_log.saved(origin.sequence)

    def refresh(self, wait: bool = True) -> bool:
        """Follows the store if it has changed; whether there was anything to do.

        `wait` false: not behind another thread that is at it, or saving; what it has not yet done is left to it.
        """
        if not self._changing.acquire(blocking=wait):
            return False
        try:
            return self._follow()
        finally:
            self._changing.release()

    def _follow(self) -> bool:
        now = self._vector_log.now()  # read first: what is written meanwhile is for the next time
        if now == self._moment:
            return False
        changed = None if self._moment is None else self._vector_log.since(self._moment)
        if changed is None:
            changed = [*{*self.index.ids().tolist(), *self._store.vector_ids(self._recipe)}]
        self._match(changed)
        self._moment, self._saved = now, self._saved and not changed
        return bool(changed)

    def save(self) -> None:
        """Keeps the index in its file if it has changed since; where that fails, the next start takes longer."""
        with self._changing:
            if self._saved or self._moment is None:
                return
            self._saved = True
            try:
                self._vector_log.note_saved(self._moment)
                self.index.save(self._path, Origin(self._recipe, self._moment.sequence))
            except (OSError, StorageError) as error:
                _log.warning("the index cannot be saved and will be built again at the next start: %s", error)

    def drift(self) -> Drift:
        """Compares every passage and vector with the store; what has just come or gone there is no difference."""
        with self._changing:
            held = set(self.index.ids().tolist())
            stored = set(self._store.vector_ids(self._recipe))
            unlike = set(self._unlike(sorted(held)))
            recent = set((self._moment and self._vector_log.since(self._moment)) or ())
        missing, surplus = stored - held - recent, held - stored - recent
        return Drift(len(missing), len(surplus), len((unlike & stored) - recent))

    def rebuild(self) -> None:
        """Throws the index away, reads all of it from the store, and saves."""
        with self._changing:
            self.index, self._moment = PassageIndex(self.index.dim), None
            self._follow()
            self._saved = False
        self.save()

    def _match(self, passage_ids: Sequence[int]) -> None:
        """Makes the index hold of these passages what the store does."""
        self.index.remove(self._unlike(sorted(self.index.held(passage_ids))))
        missing = sorted(set(passage_ids) - self.index.held(passage_ids))
        for at in range(0, len(missing), _ROWS_A_READ):
            self.index.add(*self._read(missing[at : at + _ROWS_A_READ]))

    def _unlike(self, held: Sequence[int]) -> list[int]:
        """Those of passages in the index that the store has with another vector, or not at all."""
        unlike: list[int] = []
        for at in range(0, len(held), _ROWS_A_READ):
            some = held[at : at + _ROWS_A_READ]
            ids, stored = self._read(some)
            differ = np.any(self.index.vectors(ids) != stored, axis=1)
            unlike += {*some} - {*ids}
            unlike += [each for each, differs in zip(ids, differ, strict=True) if differs]
        return unlike

    def _read(self, ids: Iterable[int]) -> tuple[list[int], FloatArray]:
        rows = sorted(self._store.vectors(self._recipe, list(ids)))
        vectors = np.frombuffer(b"".join(vector for _, vector in rows), np.float16)
        return [passage_id for passage_id, _ in rows], vectors.reshape(len(rows), self.index.dim).astype(np.float32)
