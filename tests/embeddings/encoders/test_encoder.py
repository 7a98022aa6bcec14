"""Encoders on a real tiny model: torch and the fast path give the same vectors, in the same order, from any thread."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.errors import ModelError
from embeddings.encoders import quantise
from embeddings.encoders.encoder import Encoder, ScriptBlind, TorchEncoder, load_sentence_transformer, prompts_of
from embeddings.encoders.export import export
from embeddings.encoders.loading import _name, load_encoder
from embeddings.encoders.openvino import FastEncoder
from tests.support.tiny_model import HIDDEN, build_static_model, build_tiny_model

PROMPTS = {"query": "find: ", "document": "text: "}
TEXTS = [
    "电商融资",
    "a",
    "",
    "The trams run again.",
    "今年电商融资的江豚坐地铁，去了临江。" * 3,
    "!",
    "ten thousand river porpoises " * 20,  # longer than the model reads
    "😀 emoji and ünknown",
    "Q2 4.5%",
]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_model(tmp_path_factory.mktemp("models") / "tiny", PROMPTS)


@pytest.fixture(scope="module")
def torch_encoder(model: Path) -> TorchEncoder:
    loaded = load_sentence_transformer(str(model), "cpu")
    return TorchEncoder(loaded, "tiny", prompts_of(str(model), loaded.prompts))


@pytest.fixture(scope="module")
def exported(model: Path) -> Path:
    export(str(model), model.parent / "fast")
    return model.parent / "fast"


@pytest.fixture(scope="module")
def fast_encoder(exported: Path) -> FastEncoder:
    return FastEncoder(exported, "tiny")


@pytest.fixture(params=["torch_encoder", "fast_encoder"])
def either(request: pytest.FixtureRequest) -> Iterator[Encoder]:
    return request.getfixturevalue(request.param)


def cosines(one: Any, other: Any) -> Any:
    return np.sum(np.asarray(one, np.float64) * other, axis=1)


def test_both_ways_agree_on_texts_of_all_lengths(torch_encoder, fast_encoder):
    for encode in ("encode_queries", "encode_passages"):
        slow, fast = getattr(torch_encoder, encode)(TEXTS), getattr(fast_encoder, encode)(TEXTS)
        assert slow.shape == fast.shape == (len(TEXTS), HIDDEN)
        assert np.min(cosines(slow, fast)) >= 0.999
    others = slow @ slow.T
    assert np.min(others) < 0.9  # the model does tell texts apart


def test_vectors_are_float32_unit_rows(either):
    assert either.dim == HIDDEN
    vectors = either.encode_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=2e-3)


def test_no_text_gives_no_row(either):
    assert either.encode_queries([]).shape == either.encode_passages([]).shape == (0, HIDDEN)


def test_rows_are_in_the_order_of_the_texts(either):
    together = either.encode_passages(TEXTS)
    alone = np.concatenate([either.encode_passages([text]) for text in TEXTS])
    assert np.min(cosines(together, alone)) >= 0.999
    assert np.min(cosines(together[::-1], either.encode_passages(TEXTS[::-1]))) >= 0.999


def test_the_prompts_of_the_model_come_before_question_and_passage(either, model):
    plain = load_sentence_transformer(str(model), "cpu")
    for encode, prompt in ((either.encode_queries, "find: "), (either.encode_passages, "text: ")):
        expected = plain.encode([prompt + text for text in TEXTS], prompt="", normalize_embeddings=True)
        assert np.min(cosines(encode(TEXTS), expected)) >= 0.999
    assert np.min(cosines(either.encode_queries(TEXTS), either.encode_passages(TEXTS))) < 0.999


def test_lone_surrogates_are_encoded_as_question_marks(either):
    assert np.array_equal(either.encode_queries(["a\ud800b"]), either.encode_queries(["a?b"]))


def test_traditional_and_simplified_text_get_one_vector(either):
    blind = ScriptBlind(either)
    assert blind.name != either.name
    for encode, plain in (
        (blind.encode_queries, either.encode_queries),
        (blind.encode_passages, either.encode_passages),
    ):
        assert np.array_equal(encode(["電商去年融資"]), plain(["电商去年融资"]))
        assert not np.array_equal(plain(["電商去年融資"]), plain(["电商去年融资"]))
        assert encode([]).shape == (0, HIDDEN)


def test_threads_get_what_one_gets_alone(either):
    jobs = [TEXTS[number:] + TEXTS[:number] for number in range(len(TEXTS))] * 3
    expected = [either.encode_passages(job) for job in jobs]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(either.encode_passages, jobs))
    for one, other in zip(expected, found, strict=True):
        assert np.min(cosines(one, other)) >= 0.9999


@pytest.mark.parametrize(
    ("name", "stored", "prompts"),
    [
        ("org/model", {"query": "Q: ", "passage": "P: "}, ("Q: ", "P: ")),
        ("org/model", {"query": "Q: ", "document": "D: "}, ("Q: ", "D: ")),
        ("org/model", {"query": "Q: ", "document": None}, ("Q: ", "")),
        ("org/model", {}, ("", "")),
        ("intfloat/multilingual-e5-small", {}, ("query: ", "passage: ")),
        ("intfloat/E5-base-v2", {"query": "", "document": ""}, ("query: ", "passage: ")),
        ("intfloat/multilingual-e5-large-instruct", {}, ("", "")),
        ("intfloat/e5-small", {"query": "Q: "}, ("Q: ", "")),
    ],
)
def test_prompts_come_from_the_model_or_for_e5_from_its_name(name, stored, prompts):
    assert prompts_of(name, stored) == prompts


def test_an_export_is_whole_and_leaves_no_scrap(exported, model):
    assert {path.name for path in exported.iterdir()} == {"model.xml", "model.bin", "tokenizer.json", "about.json"}
    assert {path.name for path in exported.parent.iterdir()} == {"fast", "tiny"}


def test_a_damaged_export_says_what_to_delete(exported, tmp_path):
    shutil.copytree(exported, tmp_path / "fast")
    (tmp_path / "fast" / "model.xml").write_text("<net")
    with pytest.raises(ModelError, match="delete that folder") as refused:
        FastEncoder(tmp_path / "fast", "tiny")
    assert str(tmp_path / "fast") in str(refused.value)


def test_an_empty_folder_is_no_model(tmp_path):
    with pytest.raises(ModelError, match="cannot be loaded") as refused:
        load_sentence_transformer(str(tmp_path))
    assert "\n" not in str(refused.value)


def test_a_folder_that_is_not_there_is_refused_at_once(tmp_path):
    with pytest.raises(ModelError, match="there is no such folder"):
        load_encoder(str(tmp_path / "none"), tmp_path)


def test_a_name_that_no_model_has_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match=r"the model no-such/model cannot be loaded") as refused:
        load_encoder("no-such/model", tmp_path, "cpu")
    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_the_fast_path_cannot_take_runs_by_torch(tmp_path, caplog):
    static = build_static_model(tmp_path / "static")
    encoder = load_encoder(str(static), tmp_path / "cache", "cpu")
    expected = TorchEncoder(load_sentence_transformer(str(static), "cpu"), "static", ("", ""))
    assert np.array_equal(encoder.encode_queries(TEXTS), expected.encode_queries(TEXTS))
    warnings = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warnings) == 1
    assert "without the fast path" in warnings[0]


def test_integers_and_floats_are_kept_apart_in_the_cache_and_by_name(model, tmp_path):
    name, integers = _name(str(model)), quantise.pays()
    assert load_encoder(str(model), tmp_path, "cpu").name == f"{name}{'; int8' if integers else ''}; simplified"
    assert [path.name for path in tmp_path.iterdir()] == [f"fast-{'int8' if integers else 'float'}-{name}"]


def test_another_content_of_a_folder_is_another_model(model, tmp_path):
    def name(folder: Path) -> str:
        return _name(str(folder))

    shutil.copytree(model, tmp_path / "tiny")
    assert name(tmp_path / "tiny") == name(model)
    weights = next((tmp_path / "tiny").rglob("*.safetensors"))
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    assert name(tmp_path / "tiny") != name(model)
    assert name(model).startswith("tiny-")
    assert _name("org/model") == "org/model"
