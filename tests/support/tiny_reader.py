"""A real reader, small enough to be made in a test: the offline model's form with two layers of 32 numbers."""

from __future__ import annotations

import string
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.encoders.bundled import Header, Unpacked, write_sentence_transformer
from embeddings.reader.lowrank import ReaderModel

HIDDEN, LAYERS, FEED_FORWARD, POSITIONS = 32, 2, 64, 400
_SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
_CHARACTERS = (
    string.ascii_lowercase + string.digits + "?.|:▁" + "电商融资金额万美元。临江地铁号线通车几谁多少今年的了，"
)
_WORDS = ("▁the", "▁query", "▁ten", "融资", "地铁")


def build_tiny_encoder(folder: Path, seed: int = 0) -> Path:
    """Writes to `folder` what `embeddings.encoders.bundled` writes, of random weights that differ by `seed`."""
    pieces = [(piece, -float(at)) for at, piece in enumerate((*_SPECIALS, *_WORDS, *_CHARACTERS, "<mask>"))]
    header = Header(HIDDEN, LAYERS, 2, FEED_FORWARD, len(pieces), POSITIONS, 2, 1e-12)
    write_sentence_transformer(Unpacked(header, pieces, _tensors(header, seed)), folder)
    return folder


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
