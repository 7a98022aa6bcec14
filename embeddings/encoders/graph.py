"""The offline model as an OpenVINO graph, built from its weights: no torch, and the words' vectors come from outside.

BERT (Devlin et al. 2019): layers of attention and feed-forward, each with a residual and a normalisation after it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.errors import ModelError
from embeddings.encoders import quantise
from embeddings.encoders.runtime import openvino
from embeddings.encoders.weights import Header

VECTORS, MASK = "word_vectors", "attention_mask"
Tensors = Mapping[str, NDArray[np.float32]]
GraphHead = Callable[[Any, Any], list[Any]]
"""Outputs, from the last layer (batch, length, hidden) and the mask as float32 (batch, length, 1)."""


def write_graph(header: Header, tensors: Tensors, head: GraphHead, folder: Path) -> None:
    """Writes model.xml and model.bin to `folder`, as integers where that pays (`embeddings.encoders.quantise`)."""
    ops = openvino().opset13
    vectors = ops.parameter([-1, -1, header.hidden], np.float32, name=VECTORS)
    mask = ops.parameter([-1, -1], np.int64, name=MASK)
    for each, name in ((vectors, VECTORS), (mask, MASK)):
        each.output(0).set_names({name})
    bert = _Bert(header, tensors)
    hidden = bert.embedded(vectors)
    seen = ops.convert(ops.unsqueeze(ops.unsqueeze(mask, np.int64(1)), np.int64(1)), "boolean")
    for layer in range(header.layers):
        hidden = bert.layer(f"encoder.layer.{layer}.", hidden, seen)
    shown = ops.convert(ops.unsqueeze(mask, np.int64(2)), "f32")
    openvino().save_model(openvino().Model(head(hidden, shown), [vectors, mask]), folder / "model.xml")
    if quantise.pays():
        quantise.quantise(folder)


def linear(x: Any, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> Any:
    ops = openvino().opset13
    return ops.add(ops.matmul(x, ops.constant(np.ascontiguousarray(weight)), False, True), ops.constant(bias))


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder that is written to and then becomes `folder`; all of it or nothing. Raises ModelError."""
    scratch: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".preparing-"))
        yield scratch
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(scratch, folder)
    except (OSError, RuntimeError) as error:  # OpenVINO's for a disk that is full
        raise ModelError(f"cannot prepare the offline model in {folder}: {error}") from error
    finally:
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)


class _Bert:
    def __init__(self, header: Header, tensors: Tensors) -> None:
        self._header, self._tensors, self._ops = header, tensors, openvino().opset13

    def embedded(self, vectors: Any) -> Any:
        """Words, with where they stand; all of the first token type."""
        ops = self._ops
        places = self._tensors["embeddings.position_embeddings.weight"]
        places = places + self._tensors["embeddings.token_type_embeddings.weight"][0]
        length = ops.gather(ops.shape_of(vectors), np.array([1], np.int64), np.int64(0))
        one = np.array([1], np.int64)
        shown = ops.slice(ops.constant(places), np.array([0], np.int64), length, one, np.array([0], np.int64))
        return self._normal("embeddings.LayerNorm", ops.add(vectors, shown))

    def layer(self, prefix: str, hidden: Any, seen: Any) -> Any:
        attended = self._linear(f"{prefix}attention.output.dense", self._attention(prefix, hidden, seen))
        hidden = self._normal(f"{prefix}attention.output.LayerNorm", self._ops.add(attended, hidden))
        inner = self._ops.gelu(self._linear(f"{prefix}intermediate.dense", hidden), "erf")
        outer = self._linear(f"{prefix}output.dense", inner)
        return self._normal(f"{prefix}output.LayerNorm", self._ops.add(outer, hidden))

    def _attention(self, prefix: str, hidden: Any, seen: Any) -> Any:
        ops = self._ops
        query, key, value = (
            self._heads(self._linear(f"{prefix}attention.self.{part}", hidden)) for part in ("query", "key", "value")
        )
        mixed = ops.scaled_dot_product_attention(query, key, value, seen, causal=False)
        together = np.array([0, 0, self._header.hidden], np.int64)
        return ops.reshape(ops.transpose(mixed, np.array([0, 2, 1, 3])), together, special_zero=True)

    def _heads(self, x: Any) -> Any:
        heads = self._header.heads
        apart = np.array([0, 0, heads, self._header.hidden // heads], np.int64)
        return self._ops.transpose(self._ops.reshape(x, apart, special_zero=True), np.array([0, 2, 1, 3]))

    def _linear(self, name: str, x: Any) -> Any:
        return linear(x, self._tensors[f"{name}.weight"], self._tensors[f"{name}.bias"])

    def _normal(self, name: str, x: Any) -> Any:
        ops = self._ops
        plain = ops.mvn(x, np.array([-1], np.int64), True, self._header.epsilon, "INSIDE_SQRT")
        scaled = ops.multiply(plain, ops.constant(self._tensors[f"{name}.weight"]))
        return ops.add(scaled, ops.constant(self._tensors[f"{name}.bias"]))
