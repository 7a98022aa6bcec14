"""The shipped reader gives the same verdict whatever numbers a processor calculates with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from bot.answers.confidence import ConfidenceModel, calibration
from embeddings.encoders import quantise
from embeddings.encoders.bundled import ensure_bundled, weights_file
from embeddings.encoders.weights import WordMatrix
from embeddings.reader.export import export
from embeddings.reader.loading import UPDATES
from embeddings.reader.lowrank import ReaderModel
from embeddings.reader.reader import PassageReading, Reader
from embeddings.reader.windows import WindowTokenizer
from tests.conftest import CACHE

ELSEWHERE = {"cosine": 0.86, "lexical": 0.5}  # signs that are not the reader's, of a question that could go either way
Patch = pytest.MonkeyPatch
PASSAGES = (
    ("临江地铁三号线开通", "临江市地铁三号线周六开通，全长31.4公里，设站22座，首日客流26万人次。票价2元起。"),
    ("Harbour bridge reopens", "The harbour bridge reopened on Monday after repairs that cost 12 million dollars."),
    ("台风过境", "台风登陆后，全市转移居民1.2万人，没有人员伤亡。学校停课两天，铁路周三恢复。"),
    (
        "Chip maker's second quarter",
        "Revenue rose 8 per cent to 3.1 billion; the chief executive Lena Ortiz stays.",
    ),
)
QUESTIONS = (
    "三号线有多长?",
    "四号线有多长?",
    "how much did the repairs cost",
    "who built the bridge",
    "转移了多少人",
    "死了几个人",
    "who runs the chip maker",
    "revenue in the third quarter",
)


def confidences(readings: Iterator[PassageReading]) -> list[float]:
    judge = ConfidenceModel(calibration("reader"))
    return [
        judge.confidence({**ELSEWHERE, "relevance": each.relevance, "span": found.score})
        for each in readings
        if (found := each.best())
    ]


def exported(folder: Path, eight_bits: bool, monkeypatch: Patch) -> Iterator[PassageReading]:
    monkeypatch.setattr(quantise, "pays", lambda: eight_bits)
    export(UPDATES, weights_file(), folder)
    reader = Reader(folder, WordMatrix(weights_file()))
    for question in QUESTIONS:
        yield from reader.read(question, PASSAGES)


def in_torch(encoder: Path, dtype: torch.dtype) -> Iterator[PassageReading]:
    model, tokenizer = ReaderModel.on(encoder), WindowTokenizer(encoder / "tokenizer.json")
    model.load_updates(UPDATES)
    model.merge().to(dtype).eval()
    for question in QUESTIONS:
        for window in tokenizer.windows(question, PASSAGES):
            with torch.no_grad():
                logits, relevance = model(torch.tensor([window.ids]))
            against = (logits[0] - logits[0, 0]).float().numpy()
            inside = against[window.first : window.first + len(window.tokens)]
            yield PassageReading(window, inside[:, 0], inside[:, 1], float(relevance))


def test_verdicts_agree_to_two_hundredths(tmp_path: Path, monkeypatch: Patch) -> None:
    encoder = ensure_bundled(CACHE)
    exact = confidences(in_torch(encoder, torch.float32))
    assert min(exact) < calibration("reader").threshold < max(exact)
    others = {
        "bfloat16": confidences(in_torch(encoder, torch.bfloat16)),
        "8 bits": confidences(exported(tmp_path / "int8", True, monkeypatch)),
        "float": confidences(exported(tmp_path / "float", False, monkeypatch)),
    }
    for name, found in others.items():
        assert found == pytest.approx(exact, abs=0.02), name
