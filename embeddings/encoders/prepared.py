"""The offline model made ready for a processor, out of the package's file: seconds, once, and without torch."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.encoders import quantise
from embeddings.encoders.bundled import PROMPTS, bundled_name, tokenizer_of, weights_file
from embeddings.encoders.graph import whole_folder, write_graph
from embeddings.encoders.mending import mended
from embeddings.encoders.openvino import FastEncoder
from embeddings.encoders.runtime import openvino
from embeddings.encoders.weights import Unpacked, WordMatrix, read_weights

PAD = 1
"""Of the XLM-R vocabulary, which the whole E5 family has."""

_log = logging.getLogger(__name__)


def bundled_encoder(cache: Path) -> FastEncoder:
    """The offline model, prepared under `cache` where it is not yet. Raises ModelError."""
    weights = weights_file()
    name = bundled_name(weights)
    folder = cache / f"bundled-{numbers()}-{name}"

    def load() -> FastEncoder:
        if not (folder / "about.json").exists():
            _log.info("preparing the model for this processor (once)")
            prepare(read_weights(weights.read_bytes(), words=False), folder)
        return FastEncoder(folder, f"{name}; int8" if quantise.pays() else name, WordMatrix(weights))

    return mended(load, folder)


def numbers() -> str:
    """What the matrices consist of on this processor, for the name of a folder."""
    return "int8" if quantise.pays() else "float"


def prepare(model: Unpacked, folder: Path) -> None:
    """Writes model.xml, model.bin, tokenizer.json and about.json; all or none of them. Raises ModelError."""
    with whole_folder(folder) as scratch:
        write_graph(model.header, model.tensors, _mean, scratch)
        tokenizer = tokenizer_of(model.pieces)
        tokenizer.enable_truncation(model.header.positions)
        tokenizer.save(str(scratch / "tokenizer.json"))
        about = {
            "dim": model.header.hidden,
            "query_prompt": PROMPTS["query"],
            "passage_prompt": PROMPTS["passage"],
            "pad_id": PAD,
        }
        (scratch / "about.json").write_text(json.dumps(about))


def _mean(hidden: Any, shown: Any) -> list[Any]:
    """The mean of all tokens that are shown, as a unit vector; "embeddings" of sentence-transformers' pooling."""
    ops = openvino().opset13
    along = np.array([1], np.int64)
    total = ops.reduce_sum(ops.multiply(hidden, shown), along, keep_dims=False)
    mean = ops.divide(total, ops.reduce_sum(shown, along, keep_dims=False))
    return [ops.normalize_l2(mean, along, 1e-12, "max")]
