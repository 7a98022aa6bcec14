"""From a sentence-transformers model to an OpenVINO file beside its tokenizer, which `openvino` runs.

The whole model is traced, pooling, dense layers and normalisation included, so nothing of it is written
twice. Run as a program (`python -m embeddings.encoders.export MODEL FOLDER`) because torch then leaves memory with
the process, and never shares one with FAISS, whose OpenMP does not bear a second beside it everywhere.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from data.errors import ModelError, NewsError
from embeddings.encoders import quantise
from embeddings.encoders.encoder import load_sentence_transformer, model_errors, prompts_of
from embeddings.encoders.runtime import openvino

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

INPUTS = ("input_ids", "attention_mask")
_PROBES = ("新能源车销量同比增长61%,创下新高。", "How much did the firm raise in its latest round?", "a")
_ALIKE = 0.999


def export(model_name: str, folder: Path) -> None:
    """Writes model.xml, model.bin, tokenizer.json and about.json; all or none of them.

    Raises ModelError when the model is none that a trace can hold (no fast tokenizer, more inputs, or
    other vectors than the original's).
    """
    model = load_sentence_transformer(model_name, device="cpu")
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".export-"))
    try:
        with model_errors(model_name, "be traced"):
            _write(model, model_name, scratch)
        _check(model, scratch)
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(scratch, folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write(model: SentenceTransformer, name: str, folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        traced = openvino().convert_model(_Whole.of(model), example_input=_example())
    openvino().save_model(traced, folder / "model.xml")  # weights as float16
    if quantise.pays():
        quantise.quantise(folder)
    tokenizer = model.tokenizer.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.enable_truncation(int(model.max_seq_length or 512))
    tokenizer.save(str(folder / "tokenizer.json"))
    query_prompt, passage_prompt = prompts_of(name, model.prompts)
    about = {
        "model": name,
        "dim": int(model.get_embedding_dimension() or 0),
        "query_prompt": query_prompt,
        "passage_prompt": passage_prompt,
        "pad_id": int(model.tokenizer.pad_token_id or 0),
    }
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False))


class _Whole:
    """The model as one torch module of two inputs; made late, because torch is imported late."""

    @staticmethod
    def of(model: SentenceTransformer) -> Any:
        import torch

        class Whole(torch.nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.model = model

            def forward(self, input_ids: Any, attention_mask: Any) -> Any:
                features = {"input_ids": input_ids, "attention_mask": attention_mask}
                return torch.nn.functional.normalize(self.model(features)["sentence_embedding"], dim=-1)

        return Whole().eval()


def _example() -> dict[str, Any]:
    import torch

    return {name: torch.ones(2, 8, dtype=torch.long) for name in INPUTS}


def _check(model: SentenceTransformer, folder: Path) -> None:
    from embeddings.encoders.openvino import FastEncoder

    fast = FastEncoder(folder, name="probe")
    prompt = json.loads((folder / "about.json").read_text())["passage_prompt"]
    slow = model.encode(list(_PROBES), prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
    cosine = float(np.min(np.sum(np.asarray(slow) * fast.encode_passages(_PROBES), axis=1)))
    if cosine < _ALIKE:
        raise ModelError(f"the traced model differs from the original (cosine {cosine:.4f})")


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    try:
        export(sys.argv[1], Path(sys.argv[2]))
    except NewsError as error:
        sys.exit(str(error))
