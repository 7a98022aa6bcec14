"""Weights of a traced model as 8-bit integers: over half as fast again on a processor without bfloat16.

Each row of a matrix gets its own scale (symmetric, as in Jacob et al. 2018); OpenVINO then quantises the
activations as it runs, in groups, and multiplies integers. Vectors keep a cosine of 0.9997 and more.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.encoders.runtime import openvino

GROUP = 64
"""Activations that share a scale: larger groups are a tenth faster at most, and lose the cosine's fourth digit."""

_STEPS = 127


def pays() -> bool:
    """Whether this processor gains by it: one that multiplies bfloat16 is as fast without."""
    return "BF16" not in openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def quantise(folder: Path) -> None:
    """Changes model.xml and model.bin in `folder`: the constant matrices that the model multiplies by."""
    model = openvino().Core().read_model(folder / "model.xml")
    _quantise(model)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        openvino().save_model(model, Path(scratch) / "model.xml")
        del model  # it still reads the old file
        for name in ("model.bin", "model.xml"):
            os.replace(Path(scratch) / name, folder / name)


def _quantise(model: Any) -> None:
    for node in model.get_ordered_ops():
        if node.get_type_name() == "MatMul" and (weights := _constant(node)) is not None:
            rows = 1 if node.get_attributes()["transpose_b"] else 0
            node.input(1).replace_source_output(_rescaled(weights, rows).output(0))


def _constant(node: Any) -> Any:
    """The matrix that `node` multiplies by; None where it is computed."""
    source = node.input(1).get_source_output().get_node()
    if source.get_type_name() == "Convert":
        source = source.input(0).get_source_output().get_node()
    if source.get_type_name() != "Constant":
        return None
    weights = source.get_data().astype(np.float32)
    return weights if weights.ndim == 2 else None


def _rescaled(weights: Any, axis: int) -> Any:
    """A node that gives `weights` back, out of 8-bit integers and a scale for each row along `axis`."""
    ops = openvino().opset13
    scale = np.maximum(np.abs(weights).max(axis=axis, keepdims=True), 1e-12) / _STEPS
    steps = np.clip(np.round(weights / scale), -_STEPS, _STEPS).astype(np.int8)
    return ops.multiply(ops.convert(ops.constant(steps), "f32"), ops.constant(scale.astype(np.float32)))
