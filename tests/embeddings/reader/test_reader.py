"""The reader on a real tiny model: low-rank updates, its export, and the words it points at."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import ModelError
from data.text.passages import Span
from embeddings.encoders import quantise
from embeddings.encoders.weights import WordMatrix
from embeddings.reader.export import export
from embeddings.reader.loading import UPDATES, load_reader
from embeddings.reader.reader import AnswerSpan, PassageReading, Reader
from embeddings.reader.windows import TokenWindow, WindowTokenizer
from tests.conftest import CACHE
from tests.support.tiny_reader import HIDDEN, LAYERS, WEIGHTS, build_tiny_encoder, build_tiny_reader

LONGEST = 30
QUESTION = "谁融资多少?"
PASSAGES = [
    ("融资", "临江地铁今年融资了4500万美元。地铁几号线?"),
    ("", "the ten. 10 20 30."),
    ("题", ""),
    ("", "融资" * 120),
    ("the", "a"),
]
ROUNDED = 0.05 if quantise.pays() else 0.02  # of logits that lie some units apart: integers, or float16


# -- the likeliest span, against every span tried by hand


def reading(tokens: list[Span], starts: list[float], ends: list[float]) -> PassageReading:
    return PassageReading(TokenWindow([], 0, tokens), np.array(starts, np.float32), np.array(ends, np.float32), 0.0)


def by_hand(read: PassageReading, within: Span | None) -> dict[Span, float]:
    """Every span of at most 30 tokens that begins and ends with tokens of characters inside `within`: its best sum."""
    tokens, found = read.window.tokens, dict[Span, float]()

    def allowed(at: int) -> bool:
        token = tokens[at]
        return token.end > token.start and (within is None or (within.start <= token.start and token.end <= within.end))

    for start in filter(allowed, range(len(tokens))):
        for end in filter(allowed, range(start, min(start + LONGEST, len(tokens)))):
            span = Span(tokens[start].start, tokens[end].end)
            found[span] = max(float(read.starts[start] + read.ends[end]), found.get(span, -np.inf))
    return found


@st.composite
def readings(draw: st.DrawFn) -> PassageReading:
    """Tokens of 0 to 3 characters, with a gap before some, as the tokenizer gives them."""
    sizes = draw(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3)), max_size=60))
    tokens, at = [], 0
    for gap, size in sizes:
        tokens.append(Span(at + gap, at + gap + size))
        at += gap + size
    scores = st.lists(st.floats(-9, 9, width=32), min_size=len(tokens), max_size=len(tokens))
    return reading(tokens, draw(scores), draw(scores))


@settings(max_examples=200, deadline=None)
@given(read=readings(), bounds=st.none() | st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_the_best_span_is_that_of_all_spans(read, bounds):
    within = Span(*bounds) if bounds else None
    found, sums = read.best(within), by_hand(read, within)
    assert (found is None) == (not sums)
    assert found is None or found.score == sums[found.span] == max(sums.values())


def test_an_answer_is_never_longer_than_thirty_tokens_nor_backwards():
    tokens = [Span(at, at + 1) for at in range(40)]
    far, near = [0.0] * 40, [0.0] * 40
    far[0], near[29], near[30], near[39] = 9.0, 1.0, 9.0, 9.0
    assert reading(tokens, far, near).best() == AnswerSpan(Span(0, 30), 10.0)
    assert reading(tokens, near, far).best() != AnswerSpan(Span(0, 40), 18.0)  # its start would come after its end


def test_an_answer_stays_within_its_sentence():
    tokens = [Span(0, 2), Span(2, 4), Span(4, 6)]
    read = reading(tokens, [5.0, 1.0, 0.0], [0.0, 1.0, 5.0])
    assert read.best() == AnswerSpan(Span(0, 6), 10.0)
    assert read.best(Span(2, 6)) == AnswerSpan(Span(2, 6), 6.0)
    assert read.best(Span(0, 4)) == AnswerSpan(Span(0, 4), 6.0)
    assert read.best(Span(3, 5)) is None
    assert reading([], [], []).best() is None


# -- the torch model and what is shipped of it


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_encoder(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def updates(encoder: Path) -> Path:
    file = encoder.parent / "updates.safetensors"
    build_tiny_reader(encoder).save_updates(file)
    return file


@pytest.fixture(scope="module")
def loaded(encoder: Path, updates: Path) -> Any:
    """A torch reader with the updates as they are in the file, float16."""
    reader = build_tiny_reader(encoder, seed=1)
    reader.load_updates(updates)
    return reader


def logits(reader: Any, ids: list[int]) -> np.ndarray[Any, Any]:
    """Starts, ends, and relevance at the end of one row."""
    import torch

    with torch.no_grad():
        spans, relevance = reader(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long))
    return np.concatenate([spans[0].flatten().numpy(), relevance.numpy()])


IDS = [0, 5, 6, 7, 2, 2, 8, 9, 10, 11, 12, 2]


def test_a_new_reader_is_the_encoder_itself(encoder):
    import torch
    from transformers import AutoModel

    from embeddings.reader.lowrank import ReaderModel

    ids = torch.tensor([IDS])
    plain = AutoModel.from_pretrained(encoder, add_pooling_layer=False).eval()
    with torch.no_grad():
        ours = ReaderModel.on(encoder).eval().bert(input_ids=ids).last_hidden_state
        assert torch.allclose(ours, plain(input_ids=ids).last_hidden_state, atol=1e-6)


def test_only_updates_and_heads_are_shipped(updates):
    from safetensors.torch import load_file

    held = load_file(updates)
    assert {name for name in held if not name.endswith((".A", ".B"))} == {
        "qa.weight", "qa.bias", "rel.weight", "rel.bias",
    }  # fmt: skip
    assert len(held) == 4 + LAYERS * 6 * 2
    assert {str(tensor.dtype) for tensor in held.values()} == {"torch.float16"}
    assert held["qa.weight"].shape == (2, HIDDEN)


def test_updates_make_one_reader_of_another(encoder, updates, loaded, tmp_path):
    first, other = build_tiny_reader(encoder), build_tiny_reader(encoder, seed=1)
    assert np.abs(logits(first, IDS) - logits(other, IDS)).max() > 0.5
    assert np.allclose(logits(first, IDS), logits(loaded, IDS), atol=2e-2)  # float16
    loaded.save_updates(tmp_path / "again.safetensors")
    assert (tmp_path / "again.safetensors").read_bytes() == updates.read_bytes()


def test_updates_of_another_model_are_refused(encoder, tmp_path):
    import torch
    from safetensors.torch import save_file

    save_file({"bert.encoder.layer.99.attention.self.query.A": torch.zeros(1)}, tmp_path / "other.safetensors")
    with pytest.raises(ValueError, match=r"layer\.99"):
        build_tiny_reader(encoder).load_updates(tmp_path / "other.safetensors")


def test_a_merged_reader_is_plain_and_gives_the_same(encoder):
    from embeddings.reader.lowrank import LowRankLinear

    reader = build_tiny_reader(encoder)
    before = logits(reader, IDS)
    merged = reader.merge()
    assert not [module for module in merged.modules() if isinstance(module, LowRankLinear)]
    assert np.allclose(logits(merged, IDS), before, atol=1e-4)


def test_the_mean_lies_half_way_back(encoder, tmp_path):
    import torch

    reader = build_tiny_reader(encoder)
    reader.save_updates(tmp_path / "before")
    was = {name: parameter.detach().clone() for name, parameter in reader.trained()}
    with torch.no_grad():
        for _, parameter in reader.trained():
            parameter += 1
    reader.average(tmp_path / "before")
    for name, parameter in reader.trained():
        assert torch.allclose(parameter, was[name] + 0.5, atol=1e-2), name


def test_settled_layers_give_the_same_and_train_no_further(encoder, tmp_path):
    reader = build_tiny_reader(encoder)
    reader.save_updates(tmp_path / "before")
    before = logits(reader, IDS)
    reader.settle(1)
    reader.settle(1)  # a second time adds nothing
    assert np.allclose(logits(reader, IDS), before, atol=1e-4)
    names = [name for name, _ in reader.trained()]
    assert names
    assert not [name for name in names if "layer.0." in name]
    reader.save_updates(tmp_path / "after")
    assert (tmp_path / "after").read_bytes() == (tmp_path / "before").read_bytes()
    assert np.allclose(logits(reader.merge(), IDS), before, atol=1e-4)


# -- exported


@pytest.fixture(scope="module")
def words(encoder: Path) -> WordMatrix:
    return WordMatrix(encoder / WEIGHTS)


@pytest.fixture(scope="module")
def exported(encoder: Path, updates: Path) -> Path:
    folder = encoder.parent / "cache" / "exported"
    export(updates, encoder / WEIGHTS, folder)
    return folder


@pytest.fixture(scope="module")
def reader(exported: Path, words: WordMatrix) -> Reader:
    return Reader(exported, words)


def test_an_export_is_whole_and_leaves_no_scrap(exported):
    assert {path.name for path in exported.iterdir()} == {"model.xml", "model.bin", "tokenizer.json"}
    assert [path.name for path in exported.parent.iterdir()] == ["exported"]


def test_an_export_that_fails_leaves_nothing(encoder, tmp_path):
    (tmp_path / "damaged").write_bytes(b"none")
    with pytest.raises(ModelError, match="cannot be prepared"):
        export(tmp_path / "damaged", encoder / WEIGHTS, tmp_path / "cache" / "exported")
    assert [path.name for path in tmp_path.rglob("*")] == ["damaged"]


def test_an_export_onto_a_full_disk_or_a_file_is_one_line(encoder, updates, tmp_path):
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(ModelError, match="cannot prepare") as refused:
        export(updates, encoder / WEIGHTS, tmp_path / "cache" / "exported")
    assert "\n" not in str(refused.value)


def test_a_reading_is_what_torch_computes_against_none(reader, loaded, encoder):
    windows = WindowTokenizer(encoder / "tokenizer.json").windows(QUESTION, PASSAGES)
    for window, read in zip(windows, reader.read(QUESTION, PASSAGES), strict=True):
        *spans, relevance = logits(loaded, window.ids)
        against = np.reshape(spans, (-1, 2)) - spans[:2]
        inside = slice(window.first, window.first + len(window.tokens))
        assert read.window == window
        assert read.starts.shape == read.ends.shape == (len(window.tokens),)
        scale = ROUNDED * float(np.abs(against).max())
        assert np.allclose(read.starts, against[inside, 0], atol=scale)
        assert np.allclose(read.ends, against[inside, 1], atol=scale)
        assert read.relevance == pytest.approx(float(relevance), abs=scale)


def test_the_words_found_stand_in_the_passage(reader):
    for (_, passage), read in zip(PASSAGES, reader.read(QUESTION, PASSAGES), strict=True):
        found = read.best()
        assert (found is None) == (passage == "")
        assert found is None or found.span.of(passage).strip()


def test_readings_come_in_the_order_of_the_passages(reader):
    there, back = reader.read(QUESTION, PASSAGES), reader.read(QUESTION, PASSAGES[::-1])
    for one, other in zip(there, back[::-1], strict=True):
        assert one.window == other.window
        assert one.relevance == pytest.approx(other.relevance, abs=1e-2)
    assert len({round(read.relevance, 2) for read in there}) > 1
    assert reader.read(QUESTION, []) == []


def test_a_reading_outlives_the_next_one(reader):
    [first] = reader.read(QUESTION, PASSAGES[:1])
    kept = first.starts.copy()
    reader.read("the?", [("", "ten ten the?" * 3)])
    assert np.array_equal(first.starts, kept)


def test_threads_get_what_one_gets_alone(reader):
    questions = [f"{QUESTION}{number}" for number in range(8)]
    expected = [reader.read(question, PASSAGES) for question in questions]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda question: reader.read(question, PASSAGES), questions))
    for alone, together in zip(expected, found, strict=True):
        for one, other in zip(alone, together, strict=True):
            assert np.allclose(one.starts, other.starts, atol=1e-2)


def test_an_export_that_is_not_there_or_damaged_is_named(words, tmp_path):
    (tmp_path / "model.xml").write_text("<net")
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(ModelError, match="delete that folder") as refused:
            Reader(folder, words)
        assert str(folder) in str(refused.value)


# -- over the bundled encoder


def test_without_its_weights_there_is_no_reader(tmp_path):
    with pytest.raises(ModelError, match="weights are not there"):
        load_reader(tmp_path, tmp_path / "none.safetensors")
    assert list(tmp_path.iterdir()) == []


def test_weights_that_are_damaged_are_refused_in_one_line(tmp_path):
    (tmp_path / "reader.safetensors").write_bytes(b"none")
    with pytest.raises(ModelError, match=r"the reader cannot be prepared: .") as refused:
        load_reader(CACHE, tmp_path / "reader.safetensors")
    assert "\n" not in str(refused.value)
    assert list(CACHE.glob(f"reader-*-{sha256(b'none').hexdigest()[:12]}")) == []


@pytest.mark.skipif(not UPDATES.exists(), reason="the reader has not been trained yet")
@pytest.mark.parametrize(
    ("question", "passage", "answer"),
    [
        ("砚微智检这轮融资多少钱?", "砚微智检今天宣布完成A轮融资，金额1.2亿元人民币，由汀岚资本领投。", "1.2亿元"),
        ("How many ferries were ordered?", "The deal closed. Brightwater Lines ordered six electric ferries.", "six"),
    ],
)
def test_the_shipped_reader_finds_the_words_and_misses_what_is_not_there(question, passage, answer):
    there, elsewhere = load_reader(CACHE).read(question, [("", passage), ("", "河水昨晚退了。学校下周一复课。")])
    found, missed = there.best(), elsewhere.best()
    assert found is not None
    assert missed is not None
    assert answer in found.span.of(passage)
    assert found.score > missed.score
    assert there.relevance > elsewhere.relevance
