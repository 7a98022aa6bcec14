"""The table of docs/measured.md: what was measured, set by set, and nothing else."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from tests.bench.metrics import Figures
from tests.bench.scoreboard import PAGE, Run, homes_of, read_runs, render, write
from tests.bench.shares import Share

FIGURES = Figures(
    shares={"hit": Share(0.9, 0.84, 0.95, 140), "auc": Share(0.75, 0.7, 0.8, 170)},
    whole={"length": 81, "p50": 208.6, "p95": 315.2},
    kinds={"fact": (70, 84), "summary": (3, 7)},
    missed={"fact": ["B001"], "summary": []},
)
CHINESE = Run("python -m tests.bench.scoreboard zh", "2025-01-02", 2, 475.4, FIGURES)
SEED = Run("python -m tests.bench.scoreboard seed", "2025-01-03", 2, None, FIGURES)


def test_the_page_shows_what_was_measured() -> None:
    assert f"<!-- scoreboard -->\n{render(read_runs())}<!-- /scoreboard -->" in PAGE.read_text("utf-8")


def test_a_table_has_a_row_for_each_set_and_intervals_under_it() -> None:
    lines = render({"seed": SEED, "zh": CHINESE}).splitlines()
    chinese = next(number for number, line in enumerate(lines) if line.startswith("| Chinese | 0.90 |"))
    assert lines[chinese + 1].startswith("|  | 0.84–0.95 |")
    assert "| Chinese | 70/84 | 3/7 |" in lines
    assert (
        "| Chinese | 81 | 209 ms | 315 ms | 475 s | 2 | 2025-01-02 | `python -m tests.bench.scoreboard zh` |" in lines
    )
    assert [line[:7] for line in lines if line.startswith(("| Chin", "| seed"))] == ["| Chine", "| seed "] * 4


def test_a_run_of_one_set_keeps_the_others(tmp_path: Path) -> None:
    measured, page = tmp_path / "measured.json", tmp_path / "measured.md"
    page.write_text("before\n<!-- scoreboard -->\n<!-- /scoreboard -->\nafter\n", "utf-8")
    write({"seed": SEED}, measured, page)
    write({"zh": CHINESE}, measured, page)
    assert read_runs(measured) == {"seed": SEED, "zh": CHINESE}
    block = render({"zh": CHINESE, "seed": SEED})
    assert page.read_text("utf-8") == f"before\n<!-- scoreboard -->\n{block}<!-- /scoreboard -->\nafter\n"


def test_a_page_without_the_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "measured.md"
    page.write_text("before\n", "utf-8")
    with pytest.raises(click.ClickException, match="<!-- scoreboard -->"):
        write({"zh": CHINESE}, tmp_path / "measured.json", page)
    assert page.read_text("utf-8") == "before\n"
    assert not (tmp_path / "measured.json").exists()


def test_a_folder_has_a_home_for_each_set_or_is_the_home_of_one(tmp_path: Path) -> None:
    assert homes_of(("zh", "en"), tmp_path) == {"zh": tmp_path / "zh", "en": tmp_path / "en"}
    (tmp_path / "news.db").touch()
    assert homes_of(("zh",), tmp_path) == {"zh": tmp_path}
    with pytest.raises(click.UsageError):
        homes_of(("zh", "en"), tmp_path)
