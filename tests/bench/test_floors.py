"""The figures of a part of the evaluation hold their floors (tests/bench/floors.toml)."""

from __future__ import annotations

from pathlib import Path

import pytest

from embeddings.encoders.encoder import Encoder
from tests.bench.floors import (
    SIZES,
    choose_part,
    evenly,
    floors_of,
    measure_part,
    questions_of,
    read_floors,
    record_floors,
    shortfalls,
)
from tests.bench.metrics import Figures
from tests.bench.shares import Share
from tests.support.paths import EVAL

needs_evaluation = pytest.mark.skipif(not EVAL.exists(), reason="needs the evaluation files in ../shared/eval")
SETS = sorted(read_floors())


@needs_evaluation
@pytest.mark.parametrize("name", SETS)
def test_no_figure_is_below_its_floor(name: str, tmp_path: Path, encoder: Encoder) -> None:
    short = shortfalls(measure_part(choose_part(name), tmp_path / "home", encoder), read_floors()[name])
    if short:
        pytest.fail("\n".join(f"{name} {line}" for line in short), pytrace=False)


@needs_evaluation
@pytest.mark.parametrize("name", SIZES)
def test_a_part_has_every_kind_of_question_and_the_articles_they_are_about(name: str) -> None:
    part = choose_part(name)
    held = {article["id"] for article in part.articles or ()}
    asked, beside = SIZES[name]
    assert len(part.questions) == asked
    assert beside < len(held) == len(part.articles or ())
    assert {question["kind"] for question in part.questions} == {question["kind"] for question in questions_of(name)}
    assert {question["article_id"] for question in part.questions if question["answers"]} <= held
    near_misses = [question["note"] for question in part.questions if "near-miss" in question.get("note", "")]
    assert near_misses
    assert all(any(name in note for name in held) for note in near_misses)
    assert part == choose_part(name)


def test_items_are_taken_at_equal_distances() -> None:
    assert evenly(range(10), 5) == [0, 2, 4, 6, 8]
    assert evenly(range(3), 5) == [0, 1, 2]


def test_a_shortfall_names_the_figure_its_value_and_its_floor() -> None:
    measured = figures(hit=0.7, lead=0.8, false_reject=0.1)
    assert shortfalls(measured, {"hit": 0.75, "lead": 0.75, "false_reject": 0.05, "facts": 0.5}) == [
        "hit: 0.7000, below its floor 0.75",
        "false_reject: 0.1000, above its ceiling 0.05",
        "facts: not measured, floor 0.5",
    ]


def test_a_recorded_floor_is_a_little_below_and_holds_for_what_was_measured(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    measured = figures(hit=0.875, lead=0.01, false_reject=0.025, verbatim=1.0)
    record_floors({"zh": measured}, path)
    record_floors({"en": figures(hit=1.0)}, path)
    recorded = read_floors(path)
    assert recorded["zh"] == {"hit": 0.83, "lead": 0.0, "false_reject": 0.07, "verbatim": 1.0}
    assert recorded["en"] == {"hit": 0.96}
    assert shortfalls(measured, recorded["zh"]) == []


def test_a_figure_of_one_question_still_has_a_floor() -> None:
    assert floors_of(Figures({"facts": Share(1.0, 1.0, 1.0, 1)}, {}, {}, {})) == {"facts": 0.65}


def figures(**values: float) -> Figures:
    """Each of forty questions."""
    return Figures({name: Share(value, value, value, 40) for name, value in values.items()}, {}, {}, {})
