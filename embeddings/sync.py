"""The index as the store says it should be: loaded, topped up or rebuilt, and told apart from it when it drifts."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data.errors import IndexMismatch
from data.store import Store
from embeddings.encoder import FloatArray
from embeddings.index import Origin, PassageIndex

_log = logging.getLogger(__name__)
_ROWS_A_READ = 4096


@dataclass(frozen=True, slots=True)
class Drift:
    """How an index differs from the store: passages it lacks, has too many, or has with another vector."""

    missing: int
    surplus: int
    different: int

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.different)


class LiveIndex:
    """The passage index of `store` for vectors made by `recipe`, followed as the store changes.

    The file at `path` only spares time at the start: what it says is checked, and it may be deleted.
    """

    def __init__(self, store: Store, recipe: str, dim: int, path: Path) -> None:
        self._store, self._recipe, self._path = store, recipe, path
        self._refreshing = threading.Lock()
        self.index, self._sequence = self._loaded(dim)
        if self._sequence != store.sequence():  # perhaps an index of another database: ids alone say nothing
            self.index.remove(self._different())
        self.refresh()

    def _loaded(self, dim: int) -> tuple[PassageIndex, int]:
        try:
            index, origin = PassageIndex.load(self._path)
        except IndexMismatch as error:
            if self._path.exists():
                _log.warning("%s; building it again from the store", error)
            return PassageIndex(dim), -1
        if origin.recipe != self._recipe or index.dim != dim:
            _log.warning("the index was built with another model; building it again from the store")
            return PassageIndex(dim), -1
        return index, origin.sequence

    def refresh(self) -> bool:
        """Follows the store if it has changed, and saves; whether there was anything to do."""
        with self._refreshing:
            sequence = self._store.sequence()  # read first: what is written meanwhile is for the next time
            if sequence == self._sequence:
                return False
            missing, surplus = self._difference()
            self.index.remove(surplus)
            self._add(missing)
            self._sequence = sequence
            try:
                self.index.save(self._path, Origin(self._recipe, sequence))
            except OSError as error:
                _log.warning("the index cannot be saved and will be built again at the next start: %s", error)
            return True

    def drift(self) -> Drift:
        """Compares every passage and vector with the store."""
        missing, surplus = self._difference()
        return Drift(len(missing), len(surplus), len(self._different()))

    def rebuild(self) -> None:
        """Throws the index away and reads all of it from the store."""
        with self._refreshing:
            self.index, self._sequence = PassageIndex(self.index.dim), -1
        self.refresh()

    def _difference(self) -> tuple[list[int], list[int]]:
        held = set(self.index.ids().tolist())
        stored = set(self._store.vector_ids(self._recipe))
        return sorted(stored - held), sorted(held - stored)

    def _different(self) -> list[int]:
        """Passages that the store has too, with another vector."""
        held = sorted(self.index.ids().tolist())
        different: list[int] = []
        for at in range(0, len(held), _ROWS_A_READ):
            ids, stored = self._read(held[at : at + _ROWS_A_READ])
            unlike = np.any(self.index.vectors(ids) != stored, axis=1)
            different += [each for each, differs in zip(ids, unlike, strict=True) if differs]
        return different

    def _add(self, ids: Sequence[int]) -> None:
        for at in range(0, len(ids), _ROWS_A_READ):
            self.index.add(*self._read(ids[at : at + _ROWS_A_READ]))

    def _read(self, ids: Sequence[int]) -> tuple[list[int], FloatArray]:
        rows = sorted(self._store.vectors(self._recipe, ids))
        vectors = np.frombuffer(b"".join(vector for _, vector in rows), np.float16)
        return [passage_id for passage_id, _ in rows], vectors.reshape(len(rows), self.index.dim).astype(np.float32)
