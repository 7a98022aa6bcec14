"""The trained reader as an OpenVINO file: `python -m embeddings.reader.export UPDATES ENCODER FOLDER`.

A program of its own for the reason that `embeddings.encoders.export` gives: torch leaves memory with it.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import torch

from embeddings.encoders import quantise
from embeddings.encoders.runtime import openvino
from embeddings.reader.lowrank import ReaderModel


def export(updates: Path, encoder: Path, folder: Path) -> None:
    """Writes model.xml, model.bin and tokenizer.json; all or none of them."""
    reader = ReaderModel.on(encoder)
    reader.load_updates(updates)
    reader.merge().eval()
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".reader-"))
    try:
        example = {name: torch.ones(2, 8, dtype=torch.long) for name in ("input_ids", "attention_mask")}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            traced = openvino().convert_model(reader, example_input=example)
        openvino().save_model(traced, scratch / "model.xml")
        if quantise.pays():
            quantise.quantise(scratch)
        shutil.copy(encoder / "tokenizer.json", scratch / "tokenizer.json")
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(scratch, folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    export(*map(Path, sys.argv[1:4]))
