"""Weights as 8-bit integers: the same products within a step, and nothing else of a model changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embeddings.encoders import quantise
from embeddings.encoders.compiled import _SETTINGS
from embeddings.encoders.encoder import load_sentence_transformer
from embeddings.encoders.export import export
from embeddings.encoders.openvino import FastEncoder
from embeddings.encoders.quantise import quantise as quantise_folder
from embeddings.encoders.runtime import openvino
from tests.support.tiny_model import build_tiny_model

WIDE, OUT = 128, 48
CHANCE = np.random.default_rng(3)
WEIGHTS = (CHANCE.normal(0, 0.3, (OUT, WIDE)) * CHANCE.uniform(0.05, 3, (OUT, 1))).astype(np.float32)
WEIGHTS[5] = 0  # a row of nothing has a scale too
CUBE = CHANCE.normal(0, 1, (1, WIDE, OUT)).astype(np.float32)
ADDED = CHANCE.normal(0, 1, (1, WIDE)).astype(np.float32)
X = CHANCE.normal(0, 1, (6, WIDE)).astype(np.float32)
TEXTS = ["电商融资", "a", "The trams run again.", "今年电商融资的江豚坐地铁，去了临江。" * 3, "Q2 4.5%", "ten " * 30]


def build(folder: Path) -> Path:
    """Outputs: x W', x W, x times a constant of three axes, x times itself, and x plus a constant."""
    library = openvino()
    ops = library.opset13
    x = ops.parameter([-1, WIDE], np.float32, name="x")
    x.output(0).set_names({"x"})
    outputs = [
        ops.matmul(x, ops.constant(WEIGHTS), False, True),
        ops.matmul(x, ops.constant(WEIGHTS.T.copy()), False, False),
        ops.matmul(x, ops.constant(CUBE), False, False),
        ops.matmul(x, x, False, True),
        ops.add(x, ops.constant(ADDED)),
    ]
    library.save_model(library.Model(outputs, [x]), folder / "model.xml")
    return folder


def run(folder: Path, settings: dict[str, str]) -> list[np.ndarray[Any, Any]]:
    compiled = openvino().Core().compile_model(folder / "model.xml", "CPU", settings)
    results = compiled(X)
    return [np.asarray(results[at]) for at in range(len(compiled.outputs))]


def constants(folder: Path) -> dict[tuple[str, tuple[int, ...]], np.ndarray[Any, Any]]:
    """Each constant of more than one number, by its type and shape."""
    model = openvino().Core().read_model(folder / "model.xml")
    return {
        (node.get_element_type().get_type_name(), tuple(node.get_output_shape(0))): node.get_data().copy()
        for node in model.get_ordered_ops()
        if node.get_type_name() == "Constant" and node.get_data().size > 1
    }


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def quantised(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quantised")
    shutil.copytree(plain, folder, dirs_exist_ok=True)
    quantise_folder(folder)
    return folder


EXACT = {"INFERENCE_PRECISION_HINT": "f32", "DYNAMIC_QUANTIZATION_GROUP_SIZE": "0"}


def test_a_product_is_numpys_within_the_steps_of_the_weights(quantised):
    across, along, *_ = run(quantised, EXACT)
    step = np.abs(WEIGHTS).max(axis=1) / 127
    bound = np.abs(X).sum(axis=1, keepdims=True) * step * 0.52 + 1e-5  # a half step, and float16
    for product in (across, along):
        assert np.all(np.abs(product - X @ WEIGHTS.T) <= bound)
        assert np.all(product[:, 5] == 0)


def test_integers_throughout_lose_little_more(quantised):
    expected = X @ WEIGHTS.T
    for product in run(quantised, _SETTINGS)[:2]:
        for ours, exact in zip(product, expected, strict=True):
            assert ours @ exact / np.linalg.norm(ours) / np.linalg.norm(exact) > 0.9995


def test_only_matrices_that_are_multiplied_by_are_changed(plain, quantised):
    before, after = constants(plain), constants(quantised)
    assert set(after) == (set(before) - {("f16", WEIGHTS.shape), ("f16", WEIGHTS.T.shape)}) | {
        ("i8", WEIGHTS.shape), ("i8", WEIGHTS.T.shape), *(key for key in after if key[1] in ((OUT, 1), (1, OUT))),
    }  # fmt: skip
    for shape in (CUBE.shape, ADDED.shape):
        assert np.array_equal(before["f16", shape], after["f16", shape])
    for one, other in zip(run(plain, EXACT)[2:], run(quantised, EXACT)[2:], strict=True):
        assert np.array_equal(one, other)


def test_integers_use_all_their_steps(quantised):
    held = constants(quantised)["i8", WEIGHTS.shape]
    largest = np.abs(held.astype(np.int16)).max(axis=1)
    assert largest[5] == 0
    assert set(np.delete(largest, 5)) == {127}


def test_the_files_are_changed_in_their_place_and_no_scrap_is_left(plain, quantised):
    assert {path.name for path in quantised.iterdir()} == {"model.xml", "model.bin"}
    assert (quantised / "model.bin").stat().st_size < (plain / "model.bin").stat().st_size


@pytest.mark.parametrize("pays", [False, True])
def test_an_encoder_keeps_its_vectors_on_either_kind_of_processor(pays, tmp_path, monkeypatch):
    monkeypatch.setattr(quantise, "pays", lambda: pays)  # as on the other kind
    model = build_tiny_model(tmp_path / "tiny")
    export(str(model), tmp_path / "fast")
    kinds = {kind for kind, _ in constants(tmp_path / "fast")}
    assert ("i8" in kinds) == pays
    slow = load_sentence_transformer(str(model), "cpu").encode(TEXTS, normalize_embeddings=True)
    fast = FastEncoder(tmp_path / "fast", "tiny").encode_passages(TEXTS)
    assert np.min(np.sum(np.asarray(slow) * fast, axis=1)) >= 0.999
