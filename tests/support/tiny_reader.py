"""A real reader, small enough to be made in a test: the offline model's form with two layers of 32 numbers."""

from __future__ import annotations

import string
import struct
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoders.bundled import write_sentence_transformer
from embeddings.encoders.weights import Header, Unpacked, _bert_name
from embeddings.reader.lowrank import ReaderModel

WEIGHTS = "weights.bin"
HIDDEN, LAYERS, FEED_FORWARD, POSITIONS = 32, 2, 64, 400
_SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
_CHARACTERS = (
    string.ascii_lowercase + string.digits + "?.|:▁" + "电商融资金额万美元。临江地铁号线通车几谁多少今年的了，"
)
_WORDS = ("▁the", "▁query", "▁ten", "融资", "地铁")


def build_tiny_encoder(folder: Path, seed: int = 0) -> Path:
    """Writes to `folder` what `embeddings.encoders.bundled` writes, of random weights by `seed`; and WEIGHTS."""
    pieces = [(piece, -float(at)) for at, piece in enumerate((*_SPECIALS, *_WORDS, *_CHARACTERS, "<mask>"))]
    header = Header(HIDDEN, LAYERS, 2, FEED_FORWARD, len(pieces), POSITIONS, 2, 1e-12)
    model = Unpacked(header, pieces, _tensors(header, seed))
    write_sentence_transformer(model, folder)
    write_weights(model, folder / WEIGHTS)
    return folder


def write_weights(model: Unpacked, file: Path) -> None:
    """The same model in the form of the package's file, all numbers as float32."""
    size, blobs = model.header, [piece.encode() for piece, _ in model.pieces]
    ends = np.cumsum([0, *map(len, blobs)])
    head = b"E5S1" + struct.pack("<i7ifi", 1, *astuple(size), 0)
    head += struct.pack("<5iQ", len(blobs), 0, 1, 2, 3, ends[-1]) + ends.astype("<u4").tobytes()
    head += np.array([score for _, score in model.pieces], "<f4").tobytes() + b"".join(blobs)
    head += struct.pack("<iIi", 0, 0, len(model.tensors))
    names = [name for name in _short_names(size.layers) if _bert_name(name) in model.tensors]
    offset, content = len(head) + sum(2 + len(name) + 21 for name in names), b""
    for name in names:
        stored = model.tensors[_bert_name(name)].astype("<f4").tobytes()
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", 0, len(stored) // 4, offset + len(content), len(stored))
        content += stored
    file.write_bytes(head + content)


def _short_names(layers: int) -> list[str]:
    parts = [f"{part}.{kind}" for part in ("q", "k", "v", "ao", "aln", "fi", "fo", "oln") for kind in "wb"]
    words = ["emb.word", "emb.pos", "emb.type", "emb.ln.w", "emb.ln.b"]
    return words + [f"l{layer}.{part}" for layer in range(layers) for part in parts]


def build_tiny_reader(encoder: Path, seed: int = 0) -> ReaderModel:
    """A reader on `encoder` as a training leaves it: no update of it is zero."""
    import torch

    with torch.random.fork_rng():
        torch.manual_seed(seed)
        reader = ReaderModel.on(encoder)
        for name, parameter in reader.trained():
            torch.nn.init.normal_(parameter, std=0.05 if name.endswith((".A", ".B")) else 0.5)
    return reader.eval()


def _tensors(header: Header, seed: int) -> dict[str, NDArray[np.float32]]:
    chance, wide, inner = np.random.default_rng(seed), header.hidden, header.feed_forward
    shapes = {
        "embeddings.word_embeddings": (header.vocabulary, wide),
        "embeddings.position_embeddings": (header.positions, wide),
        "embeddings.token_type_embeddings": (header.token_types, wide),
    }
    tensors = {f"{name}.weight": _random(chance, shape) for name, shape in shapes.items()}
    tensors |= _norm("embeddings.LayerNorm", wide)
    for layer in range(header.layers):
        prefix = f"encoder.layer.{layer}."
        for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            tensors |= _linear(chance, prefix + part, wide, wide)
        tensors |= _linear(chance, f"{prefix}intermediate.dense", inner, wide)
        tensors |= _linear(chance, f"{prefix}output.dense", wide, inner)
        tensors |= _norm(f"{prefix}attention.output.LayerNorm", wide) | _norm(f"{prefix}output.LayerNorm", wide)
    return tensors


def _linear(chance: np.random.Generator, name: str, out: int, into: int) -> dict[str, NDArray[np.float32]]:
    return {f"{name}.weight": _random(chance, (out, into)), f"{name}.bias": _random(chance, (out,))}


def _norm(name: str, width: int) -> dict[str, NDArray[np.float32]]:
    return {f"{name}.weight": np.ones(width, np.float32), f"{name}.bias": np.zeros(width, np.float32)}


def _random(chance: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float32]:
    return chance.normal(0, 0.2, shape).astype(np.float32)
