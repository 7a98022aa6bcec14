"""Models run by OpenVINO, tried on one whose output can be reckoned: sums of token ids."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import ModelError
from embeddings.encoders.compiled import CompiledModel, Outputs, _batches
from embeddings.encoders.runtime import openvino

PAD = 7


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of two outputs for each row: the sum of its ids without padding, and the sum of all with it."""
    library, folder = openvino(), tmp_path_factory.mktemp("sums")
    ops = library.opset13
    ids, mask = (ops.parameter([-1, -1], np.int64, name=name) for name in ("input_ids", "attention_mask"))
    for each, name in ((ids, "input_ids"), (mask, "attention_mask")):
        each.output(0).set_names({name})
    numbers, shown = ops.convert(ids, "f32"), ops.convert(mask, "f32")
    own = ops.reduce_sum(ops.multiply(numbers, shown), np.array([1]), keep_dims=True)
    padded = ops.reduce_sum(numbers, np.array([1]), keep_dims=False)
    library.save_model(library.Model([own, padded], [ids, mask]), folder / "model.xml")
    return folder


@pytest.fixture(scope="module")
def model(folder: Path) -> CompiledModel:
    return CompiledModel(folder, PAD)


def sums(model: CompiledModel, token_ids: list[list[int]]) -> list[float]:
    found: dict[int, float] = {}

    def receive(rows: list[int], outputs: Outputs) -> None:
        assert not found.keys() & set(rows)
        longest = max(len(token_ids[row]) for row in rows)
        for at, row in enumerate(rows):
            found[row] = float(outputs[0][at, 0])
            assert outputs[1][at] == found[row] + PAD * (longest - len(token_ids[row]))

    model.run(token_ids, receive)
    return [found[row] for row in range(len(token_ids))]


texts = st.lists(st.lists(st.integers(0, 50), min_size=1, max_size=60), max_size=80)


@settings(deadline=None, max_examples=50)
@given(token_ids=texts)
def test_each_row_gets_its_own_output_whatever_batch_it_is_in(model, token_ids):
    assert sums(model, token_ids) == [sum(ids) for ids in token_ids]


def test_threads_get_their_own_outputs(model):
    jobs = [[[job] * length for length in range(1, 40)] for job in range(40)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda job: sums(model, job), jobs))
    assert found == [[float(sum(ids)) for ids in job] for job in jobs]


def test_what_the_receiver_raises_is_raised_and_the_model_still_runs(model):
    def fail(rows: list[int], outputs: Outputs) -> None:
        raise LookupError("no room")

    with pytest.raises(LookupError, match="no room"):
        model.run([[1], [2, 3]], fail)
    assert sums(model, [[1], [2, 3]]) == [1, 5]


def test_outputs_of_one_run_are_received_one_at_a_time(model):
    inside: list[int] = []

    def receive(rows: list[int], outputs: Outputs) -> None:
        inside.append(1)
        assert len(inside) == 1
        np.sort(np.random.default_rng(0).random(50_000))  # long enough for another batch to be done
        inside.pop()

    model.run([[1] * 300] * 20, receive)


def test_a_folder_without_a_whole_model_says_what_to_delete(folder, tmp_path):
    (tmp_path / "model.xml").write_bytes((folder / "model.xml").read_bytes()[:-40])
    for broken in (tmp_path, tmp_path / "none"):
        with pytest.raises(ModelError, match="delete that folder") as refused:
            CompiledModel(broken, PAD)
        assert str(broken) in str(refused.value)


@given(lengths=st.lists(st.integers(1, 500), max_size=100))
def test_batches_hold_every_row_once_and_little_padding(lengths):
    batches = list(_batches(lengths))
    assert sorted(row for batch in batches for row in batch) == list(range(len(lengths)))
    in_turn = [lengths[row] for batch in batches for row in batch]
    assert in_turn == sorted(lengths, reverse=True)
    assert all(len(batch) == 1 or len(batch) * lengths[batch[0]] <= 800 for batch in batches)


def test_a_short_job_is_shared_out():
    assert [len(batch) for batch in _batches([20] * 8)] == [4, 4]
    assert list(_batches([20])) == [[0]]
    assert list(_batches([])) == []
