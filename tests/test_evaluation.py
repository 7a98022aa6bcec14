"""A part of the evaluation small enough for every run, with floors under its figures: a drop is a failure."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.assembly import open_parts
from bot.cli import answer_batch
from bot.config import Config
from bot.ingesting import ingest_inputs
from embeddings.encoder import Encoder
from tests.conftest import SHANGHAI

SHARED = Path(__file__).parents[2] / "shared"
EVAL = SHARED / "eval"
DISTRACTORS = 120  # articles beside those that hold the answers

pytestmark = pytest.mark.skipif(not EVAL.exists(), reason="needs the evaluation files of ../shared")


def test_the_seed_page_answers_its_questions(tmp_path: Path, encoder: Encoder) -> None:
    figures = measure(tmp_path, encoder, SHARED / "seed" / "industry_news_page.txt", "seed_questions.jsonl")
    assert figures["hit"] >= 20 / 23  # 22 when written; the issue asks for 17
    assert figures["cite1"] >= 20 / 23


def test_chinese_questions_on_a_part_of_the_articles(tmp_path: Path, encoder: Encoder) -> None:
    part = tmp_path / "part.jsonl"
    asked = cut_down("zh", part, questions=50)
    figures = measure(tmp_path, encoder, part, asked)
    assert figures["verbatim"] == 1.0
    assert figures["hit"] >= 0.80
    assert figures["lead"] >= 0.70
    assert figures["cite1"] >= 0.90
    assert figures["cite3"] >= 0.94
    assert figures["false_reject"] <= 0.05


def cut_down(language: str, articles: Path, questions: int) -> str:
    """Writes the articles that the first answerable questions need, among others, and these questions beside."""
    lines = (EVAL / f"questions_{language}.jsonl").read_text("utf-8").splitlines()
    asked = [question for question in map(json.loads, lines) if question["answers"]][:questions]
    needed = {each for question in asked for each in (question["article_id"], *question.get("also", []))}
    with gzip.open(EVAL / f"articles_{language}.jsonl.gz", "rt", encoding="utf-8") as file:
        held = [json.loads(line) for line in file]
    kept = [each for each in held if each["id"] in needed]
    kept += [each for each in held if each["id"] not in needed][:DISTRACTORS]
    articles.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in kept), "utf-8")
    chosen = articles.with_name("questions.jsonl")
    chosen.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in asked), "utf-8")
    return str(chosen)


def measure(folder: Path, encoder: Encoder, articles: Path, questions: str) -> dict[str, Any]:
    replies = folder / "replies.jsonl"
    with open_parts(Config(home=folder / "home"), encoder) as parts, (EVAL / questions).open(encoding="utf-8") as file:
        assert ingest_inputs(parts, [str(articles)], SHANGHAI)
        answers = answer_batch(parts.newsroom, SHANGHAI, file, None)
        replies.write_text("\n".join(json.dumps(answer, ensure_ascii=False) for answer in answers), "utf-8")
    given = ["--articles", str(articles)] if articles.suffix == ".jsonl" else []
    command = [
        sys.executable,
        EVAL / "score.py",
        "--questions",
        EVAL / questions,
        "--replies",
        replies,
        *given,
        "--json",
    ]
    scored = subprocess.run(command, check=True, capture_output=True)
    figures: dict[str, Any] = json.loads(scored.stdout)
    return figures
