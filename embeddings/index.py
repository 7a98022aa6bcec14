"""Vectors by passage id over FAISS: exact search, kept in one file that says what it was built from."""

from __future__ import annotations

import json
import os
import tempfile
import threading
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from data.errors import IndexMismatch
from embeddings.encoder import FloatArray

_MAGIC = b"newsbot-index 2\n"


@dataclass(frozen=True, slots=True)
class Origin:
    """What an index holds: vectors by `recipe`, of the store as it was at `sequence`."""

    recipe: str
    sequence: int


class PassageIndex:
    """Unit vectors under passage ids; scores are cosines. Threads may search while one adds or removes."""

    def __init__(self, dim: int) -> None:
        self.dim = dim
        self._index: faiss.Index = faiss.IndexIDMap2(faiss.IndexFlatIP(dim))
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def ids(self) -> NDArray[np.int64]:
        """Every id held, in no order."""
        with self._lock:
            return np.array(faiss.vector_to_array(self._index.id_map), np.int64)  # type: ignore[attr-defined]

    def add(self, ids: Sequence[int], vectors: FloatArray) -> None:
        """vectors: float32 (len(ids), dim), unit rows; ids must not be in the index yet."""
        with self._lock:
            self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.asarray(ids, np.int64))

    def remove(self, ids: Sequence[int]) -> int:
        """How many of `ids` were there."""
        with self._lock:
            return int(self._index.remove_ids(faiss.IDSelectorBatch(np.asarray(ids, np.int64))))

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
        head = json.dumps({"recipe": origin.recipe, "sequence": origin.sequence, "dim": self.dim})
        with self._lock:
            content = head.encode() + b"\n" + faiss.serialize_index(self._index).tobytes()
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".index-", delete=False) as file:
            try:
                file.write(_MAGIC + _checksum(content) + b"\n" + content)
                file.flush()
                os.replace(file.name, path)
            except OSError:
                Path(file.name).unlink()
                raise

    @classmethod
    def load(cls, path: Path) -> tuple[PassageIndex, Origin]:
        """The index and what it holds. Raises IndexMismatch for a missing or damaged file."""
        try:
            magic, checksum, content = path.read_bytes().split(b"\n", 2)
        except (OSError, ValueError) as error:
            raise IndexMismatch(f"{path}: no index that can be used") from error
        if magic + b"\n" != _MAGIC or checksum != _checksum(content):  # faiss may crash on what is damaged
            raise IndexMismatch(f"{path}: no index that can be used")
        head, _, serialized = content.partition(b"\n")
        about = json.loads(head)
        index = cls(about["dim"])
        index._index = faiss.deserialize_index(np.frombuffer(serialized, np.uint8))
        return index, Origin(about["recipe"], about["sequence"])


def _checksum(content: bytes) -> bytes:
    return b"%08x" % zlib.crc32(content)


def _only(ids: Sequence[int] | None) -> faiss.SearchParameters | None:
    if ids is None:
        return None
    return faiss.SearchParameters(sel=faiss.IDSelectorBatch(np.asarray(ids, np.int64)))  # type: ignore[call-arg]
