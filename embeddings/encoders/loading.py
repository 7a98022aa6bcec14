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
from embeddings.encoders.bundled import bundled_folder, bundled_name, ensure_bundled, weights_file
from embeddings.encoders.encoder import Encoder, ScriptBlind, TorchEncoder, load_sentence_transformer, prompts_of
from embeddings.encoders.mending import mended
from embeddings.encoders.openvino import FastEncoder
from embeddings.encoders.prepared import bundled_encoder, numbers

_log = logging.getLogger(__name__)


def load_encoder(setting: str | None, cache: Path, device: str = "auto") -> Encoder:
    """The encoder for `setting` (None: the offline default), made ready under `cache` at its first use.

    `device`: "cpu", "cuda", or "auto" for CUDA where torch finds a GPU. Raises ModelError.
    """
    if setting is not None and setting.startswith(("/", ".", "~")) and not Path(setting).is_dir():
        raise ModelError(f"the model {setting} cannot be loaded: there is no such folder")
    on_gpu = device == "cuda" or (device == "auto" and _has_cuda())
    if setting is not None:
        name = _name(setting)
        return ScriptBlind(_torch_encoder(setting, name, "cuda") if on_gpu else _load(setting, name, cache))
    return ScriptBlind(
        mended(lambda: _bundled_on_gpu(cache), bundled_folder(cache)) if on_gpu else bundled_encoder(cache)
    )


def _bundled_on_gpu(cache: Path) -> Encoder:
    return _torch_encoder(str(ensure_bundled(cache)), bundled_name(weights_file()), "cuda")


def _load(source: str, name: str, cache: Path) -> Encoder:
    exported = cache / f"fast-{numbers()}-{re.sub(r'[^A-Za-z0-9.-]+', '_', name)}"

    def load() -> Encoder:
        if not (exported / "about.json").exists() and not _export(source, exported):
            return _torch_encoder(source, name, "cpu")
        return FastEncoder(exported, f"{name}; int8" if quantise.pays() else name)

    return mended(load, exported)


def _name(setting: str) -> str:
    """Tells one model from another by content where it is a folder; a hub name stands for itself."""
    folder = Path(setting)
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
