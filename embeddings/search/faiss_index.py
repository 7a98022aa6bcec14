"""Vectors by passage id over FAISS: exact search, kept in one file that says what it was built from."""

from __future__ import annotations

import json
import os
import tempfile
import threading
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from data.errors import IndexMismatch
from embeddings.encoders.encoder import FloatArray

_MAGIC = b"newsbot-index 2\n"
_ROOMY = 0.5  # of the memory once needed: with less in use than that, it is given back


@dataclass(frozen=True, slots=True)
class Origin:
    """What an index holds: vectors by `recipe`, of the store as it was at `sequence`."""

    recipe: str
    sequence: int


class PassageIndex:
    """Unit vectors under passage ids; scores are cosines. Threads may search while one adds, removes or saves."""

    def __init__(self, dim: int) -> None:
        self._hold(faiss.IndexIDMap2(faiss.IndexFlatIP(dim)))
        self._changing = threading.Lock()  # adding, removing and saving: one at a time
        self._lock = threading.Lock()  # around every touch of the index but saving, which only reads it

    def _hold(self, index: faiss.Index) -> None:
        self._index, self.dim = index, int(index.d)
        self._ids = set(faiss.vector_to_array(index.id_map).tolist())  # type: ignore[attr-defined]
        self._capacity = len(self._ids)  # FAISS never gives back memory that it once had

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def ids(self) -> NDArray[np.int64]:
        """Every id held, in no order."""
        with self._lock:
            return np.fromiter(self._ids, np.int64, len(self._ids))

    def held(self, ids: Iterable[int]) -> set[int]:
        """Those of `ids` that are in the index."""
        with self._lock:
            return {each for each in ids if each in self._ids}

    def add(self, ids: Sequence[int], vectors: FloatArray) -> None:
        """vectors: float32 (len(ids), dim), unit rows; ids must not be in the index yet."""
        with self._changing, self._lock:
            self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.asarray(ids, np.int64))
            self._ids.update(ids)
            self._capacity = max(self._capacity, len(self._ids))

    def remove(self, ids: Sequence[int]) -> int:
        """How many of `ids` were there. When little is left, so is the memory."""
        with self._changing, self._lock:
            leaving = self._ids.intersection(ids)
            if leaving:
                self._index.remove_ids(faiss.IDSelectorBatch(np.fromiter(leaving, np.int64, len(leaving))))
                self._ids -= leaving
            if len(self._ids) < self._capacity * _ROOMY:
                self._hold(faiss.clone_index(self._index))
        return len(leaving)

    def search(self, vector: FloatArray, k: int, only: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """(id, cosine), best first, at most k, of those in `only` if given; vector: float32 (dim,)."""
        wanted = len(self) if only is None else len(only)
        if not min(k, wanted, len(self)):
            return []
        with self._lock:
            scores, ids = self._index.search(vector[None], min(k, wanted), params=_only(only))
        return [(int(i), float(score)) for i, score in zip(ids[0], scores[0], strict=True) if i != -1]

    def vectors(self, ids: Sequence[int]) -> FloatArray:
        """float32 (len(ids), dim), in the order of `ids`, which must be in the index."""
        with self._lock:
            return np.asarray(self._index.reconstruct_batch(np.asarray(ids, np.int64)), np.float32)

    def save(self, path: Path, origin: Origin) -> None:
        """Replaces the file at `path` in one step."""
        head = json.dumps({"recipe": origin.recipe, "sequence": origin.sequence}).encode() + b"\n"
        with self._changing:
            serialized = faiss.serialize_index(self._index)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".index-", delete=False) as file:
            try:
                file.write(_MAGIC + _checksum(head, serialized.data) + b"\n" + head)
                file.write(serialized.data)
                file.flush()
                os.replace(file.name, path)
            except OSError:
                Path(file.name).unlink()
                raise

    @classmethod
    def load(cls, path: Path) -> tuple[PassageIndex, Origin]:
        """The index and what it holds. Raises IndexMismatch for a missing or damaged file."""
        try:
            magic, checksum, head, serialized = path.read_bytes().split(b"\n", 3)
        except (OSError, ValueError) as error:
            raise IndexMismatch(f"{path}: no index that can be used") from error
        if magic + b"\n" != _MAGIC or checksum != _checksum(head + b"\n", serialized):  # faiss may crash on damage
            raise IndexMismatch(f"{path}: no index that can be used")
        about = json.loads(head)
        held = faiss.deserialize_index(np.frombuffer(serialized, np.uint8))
        index = cls(held.d)
        index._hold(held)
        return index, Origin(about["recipe"], about["sequence"])


def _checksum(head: bytes, serialized: bytes | memoryview) -> bytes:
    return b"%08x" % zlib.crc32(serialized, zlib.crc32(head))


def _only(ids: Sequence[int] | None) -> faiss.SearchParameters | None:
    if ids is None:
        return None
    return faiss.SearchParameters(sel=faiss.IDSelectorBatch(np.asarray(ids, np.int64)))  # type: ignore[call-arg]
