"""Weights fitted on some worlds and judged on another, from candidates made by hand."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from bot.answers.confidence import ConfidenceModel
from tests.bench.calibrate import CONFIDENCE, RANKING, Read, draw, fit, judge_world, left_out, verdicts
from tests.support.hits import article, candidate

RIGHT, WRONG = "全市转移了5480人。", "水位又涨了三厘米。"


def world(seed: int, count: int = 40) -> list[Read]:
    """Half of the questions are answered; where they are, the reader is surer of the words, and of which they are."""
    random = Random(seed)
    return [_read(number, number % 2 == 0, random) for number in range(count)]


def _read(number: int, answered: bool, random: Random) -> Read:
    news = article(RIGHT + WRONG, number)
    sure = random.gauss(4.0 if answered else 0.0, 1.0)
    both = [
        candidate(news, RIGHT, "5480人", span=sure, relevance=sure),
        candidate(news, WRONG, span=random.gauss(0, 1) - 2, relevance=sure),
    ]
    question = {"question": "转移了多少人?", "answers": ["5480人"] if answered else [], "article_id": str(number)}
    return Read(question, question["question"], both, [answered, False])


def test_weights_are_of_the_signs_that_are_fitted() -> None:
    weights = fit({"one": world(1), "two": world(2)}, "reader", 0.05)
    assert (tuple(weights.ranking), tuple(weights.confidence)) == (RANKING["reader"], CONFIDENCE["reader"])
    assert weights.ranking["span"] > 0
    best = ConfidenceModel(weights).ranked(world(3)[0].candidates)[0]
    assert best.text == RIGHT


def test_the_threshold_declines_the_share_that_is_allowed() -> None:
    worlds = {"one": world(1, 400), "two": world(2, 400)}
    for declined in (0.05, 0.2):
        weights = fit(worlds, "reader", declined)
        judged = judge_world(verdicts([*worlds["one"], *worlds["two"]], weights), weights.threshold)
        assert judged.false_reject == pytest.approx(declined, abs=0.02)


def test_a_world_that_was_left_out_is_judged_by_the_others(tmp_path: Path) -> None:
    made = left_out({"one": world(1), "two": world(2), "three": world(3)}, "reader", 0.05)
    assert set(made) == {"one", "two", "three"}
    assert all(each.auc > 0.9 and each.rejected > 0.5 and each.first > 0.9 for _, each in made.values())
    coverage, risk = made["one"][0].curve()
    assert (coverage[-1], risk[-1]) == (1, pytest.approx(0.5, abs=0.05))
    assert risk[len(risk) // 4] < 0.2
    draw(made, tmp_path / "curves.png")
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_a_large_world_counts_no_more_than_a_small_one() -> None:
    one, two = {"small": world(1, 20), "large": world(2, 40)}, {"small": world(1, 20), "large": world(2, 40) * 5}
    first, second = (fit(worlds, "reader", 0.05) for worlds in (one, two))
    assert first.bias == pytest.approx(second.bias, rel=0.35)
