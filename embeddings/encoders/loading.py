"""Which encoder a setting means: the offline default, any sentence-transformers name or folder; on a CPU or a GPU."""

from __future__ import annotations

import hashlib
import logging
import re
import subprocess
import sys
from pathlib import Path

from data.errors import ModelError
from embeddings.encoders import quantise
from embeddings.encoders.bundled import NAME, bundled_folder, ensure_bundled
from embeddings.encoders.encoder import Encoder, ScriptBlind, TorchEncoder, load_sentence_transformer, prompts_of
from embeddings.encoders.mending import mended
from embeddings.encoders.openvino import FastEncoder

_log = logging.getLogger(__name__)


def load_encoder(setting: str | None, cache: Path, device: str = "auto") -> Encoder:
    """The encoder for `setting` (None: the offline default), made ready under `cache` at its first use.

    `device`: "cpu", "cuda", or "auto" for CUDA where torch finds a GPU. Raises ModelError.
    """
    if setting is not None and setting.startswith(("/", ".", "~")) and not Path(setting).is_dir():
        raise ModelError(f"the model {setting} cannot be loaded: there is no such folder")
    if setting is not None:
        return ScriptBlind(_load(setting, _name(setting, setting), cache, device))

    def load() -> Encoder:
        source = str(ensure_bundled(cache))
        return ScriptBlind(_load(source, _name(None, source), cache, device))

    return mended(load, bundled_folder(cache))


def _load(source: str, name: str, cache: Path, device: str) -> Encoder:
    if device == "cuda" or (device == "auto" and _has_cuda()):
        return _torch_encoder(source, name, "cuda")
    numbers = "int8" if quantise.pays() else "float"
    exported = cache / f"fast-{numbers}-{re.sub(r'[^A-Za-z0-9.-]+', '_', name)}"

    def load() -> Encoder:
        if not (exported / "about.json").exists() and not _export(source, exported):
            return _torch_encoder(source, name, "cpu")
        return FastEncoder(exported, f"{name}; int8" if quantise.pays() else name)

    return mended(load, exported)


def _name(setting: str | None, source: str) -> str:
    """Tells one model from another by content where it is a folder; a hub name stands for itself."""
    folder = Path(source)
    if setting is None:
        return f"{NAME}-{_digest([folder / 'origin.json'])}"
    if not folder.is_dir():
        return setting
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return f"{folder.name}-{_digest(files)}"


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]


def _has_cuda() -> bool:
    if not Path("/dev/nvidia0").exists():  # spares everyone else the import of torch
        return False
    import torch

    return torch.cuda.is_available()


def _export(source: str, folder: Path) -> bool:
    _log.info("preparing the model for this processor (once)")
    command = [sys.executable, "-m", "embeddings.encoders.export", source, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return True
    reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    if "cannot be loaded" in reason:
        raise ModelError(reason)
    _log.warning("the model runs without the fast path: %s", reason)
    return False


def _torch_encoder(source: str, name: str, device: str) -> TorchEncoder:
    model = load_sentence_transformer(source, device)
    return TorchEncoder(model, name, prompts_of(source, model.prompts))
