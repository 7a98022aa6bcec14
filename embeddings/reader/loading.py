"""The trained reader, made ready under the cache at its first use."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from data.errors import ModelError
from embeddings.encoders.bundled import weights_file
from embeddings.encoders.mending import mended
from embeddings.encoders.prepared import numbers
from embeddings.encoders.weights import WordMatrix
from embeddings.reader.export import export
from embeddings.reader.reader import Reader

UPDATES = Path(__file__).with_name("reader.safetensors")
"""What training added to the bundled encoder: low-rank updates and heads, float16."""

_log = logging.getLogger(__name__)


def load_reader(cache: Path, updates: Path = UPDATES) -> Reader:
    """The reader with `updates` over the bundled encoder. Raises ModelError where that is not there."""
    if not updates.exists():
        raise ModelError(f"the reader's weights are not there: {updates}")
    folder = cache / f"bundled-reader-{numbers()}-{hashlib.sha256(updates.read_bytes()).hexdigest()[:12]}"
    return mended(lambda: _load(updates, folder), folder)


def _load(updates: Path, folder: Path) -> Reader:
    weights = weights_file()
    if not (folder / "tokenizer.json").exists():
        _log.info("preparing the reader for this processor (once)")
        export(updates, weights, folder)
    return Reader(folder, WordMatrix(weights))
