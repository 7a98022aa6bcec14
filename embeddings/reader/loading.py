"""The trained reader, made ready under the cache at its first use."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
from pathlib import Path

from data.errors import ModelError
from embeddings.encoders import quantise
from embeddings.encoders.bundled import bundled_folder, ensure_bundled
from embeddings.encoders.mending import mended
from embeddings.reader.reader import Reader

UPDATES = Path(__file__).with_name("reader.safetensors")
"""What training added to the bundled encoder: low-rank updates and heads, float16."""

_log = logging.getLogger(__name__)


def load_reader(cache: Path, updates: Path = UPDATES) -> Reader:
    """The reader with `updates` over the bundled encoder. Raises ModelError where that is not there."""
    if not updates.exists():
        raise ModelError(f"the reader's weights are not there: {updates}")
    numbers = "int8" if quantise.pays() else "float"
    folder = cache / f"reader-{numbers}-{hashlib.sha256(updates.read_bytes()).hexdigest()[:12]}"
    return mended(lambda: _load(cache, updates, folder), folder, bundled_folder(cache))


def _load(cache: Path, updates: Path, folder: Path) -> Reader:
    encoder = ensure_bundled(cache)
    if not (folder / "tokenizer.json").exists():
        _log.info("preparing the reader for this processor (once)")
        command = [sys.executable, "-m", "embeddings.reader.export", str(updates), str(encoder), str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise ModelError(f"the reader cannot be prepared: {reason}")
    return Reader(folder)
