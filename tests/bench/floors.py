"""The part of the evaluation that every test run affords, and the floors that its figures must hold.

A floor lies one question, or 0.04, below what was measured when it was recorded: the same code may differ by so much on
another processor, where vectors are not rounded alike. `python -m tests.bench.scoreboard --record-floors` records.
"""

from __future__ import annotations

import json
import math
import re
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from bot.app import open_parts
from bot.cli.batch import told_json
from bot.cli.ingest import ingest_inputs
from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.person import Person
from embeddings.encoders.encoder import Encoder
from tests.bench.corpus import articles
from tests.bench.metrics import SHARES, Figures, Question, Reply, bodies_of, measure
from tests.bench.shares import Share
from tests.support.paths import EVAL, SEED

FLOORS = Path(__file__).with_name("floors.toml")
SIZES = {"zh": (45, 120), "en": (20, 60)}  # questions, and articles beside those that the questions are about
QUESTIONS = {
    "zh": EVAL / "questions_zh.jsonl",
    "en": EVAL / "questions_en.jsonl",
    "seed": EVAL / "seed_questions.jsonl",
}
ZONE = ZoneInfo("Asia/Shanghai")

_HELD = (*SHARES, "auc")
_LOWER_IS_BETTER = ("false_reject",)
_MARGIN = 0.04
_MOST = 0.34  # of a figure of one or two questions: more would leave no floor
_HEADER = "# Written by: python -m tests.bench.scoreboard --record-floors\n# The figure of false_reject is a ceiling.\n"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """Questions of all kinds, and articles among which theirs are; None: those of the seed page."""

    questions: Sequence[Question]
    articles: Sequence[Mapping[str, Any]] | None


def choose_part(name: str) -> Part:
    """The same each time. With a near miss go the articles that its note names, or it would be none."""
    if name not in SIZES:
        return Part(questions_of(name), None)
    asked, beside = SIZES[name]
    chosen = evenly(sorted(questions_of(name), key=lambda question: question["kind"]), asked)
    held = articles(name)
    named = {word for question in chosen for word in _named(question)}
    others = evenly([each for each in held if each["id"] not in named], beside)
    return Part(chosen, [each for each in held if each["id"] in named] + others)


def questions_of(name: str) -> list[Question]:
    return [json.loads(line) for line in QUESTIONS[name].read_text("utf-8").splitlines()]


def evenly(items: Sequence[T], count: int) -> list[T]:
    """`count` of them at equal distances; all where there are fewer."""
    count = min(count, len(items))
    return [items[position * len(items) // count] for position in range(count)]


def measure_part(part: Part, home: Path, encoder: Encoder | None = None) -> Figures:
    """What the bot makes of it in an empty `home`; `encoder`: one that is loaded already."""
    given = SEED
    if part.articles is not None:
        given = home / "articles.jsonl"
        home.mkdir(parents=True, exist_ok=True)
        given.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in part.articles), "utf-8")
    ingest_inputs(config := Config(home=home), [str(given)])
    with open_parts(config, encoder) as parts:
        replies = list(_replies(parts.router, part.questions))
    return measure(part.questions, replies, bodies_of(part.articles or ()))


def read_floors(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """By set, then by figure."""
    return tomllib.loads(path.read_text("utf-8"))


def record_floors(measured: Mapping[str, Figures], path: Path = FLOORS) -> None:
    """Replaces those of the sets that were measured."""
    floors = (read_floors(path) if path.exists() else {}) | {name: floors_of(each) for name, each in measured.items()}
    tables = ["\n".join([f"[{name}]", *(f"{key} = {value}" for key, value in floors[name].items())]) for name in floors]
    path.write_text(_HEADER + "\n" + "\n\n".join(tables) + "\n", "utf-8")


def floors_of(figures: Figures) -> dict[str, float]:
    return {name: _floor(name, figures.shares[name]) for name in _HELD if name in figures.shares}


def shortfalls(figures: Figures, floors: Mapping[str, float]) -> list[str]:
    """A line for each figure that does not hold its floor, or is not there to be compared."""
    return [line for name, floor in floors.items() if (line := _shortfall(name, figures.shares.get(name), floor))]


def _shortfall(name: str, share: Share | None, floor: float) -> str:
    if share is None:
        return f"{name}: not measured, floor {floor}"
    lower = name in _LOWER_IS_BETTER
    if (share.value <= floor) if lower else (share.value >= floor):
        return ""
    return f"{name}: {share.value:.4f}, {'above its ceiling' if lower else 'below its floor'} {floor}"


def _floor(name: str, share: Share) -> float:
    margin = 0.0 if name == "verbatim" else min(max(_MARGIN, 1 / share.count), _MOST)
    if name in _LOWER_IS_BETTER:
        return math.ceil(min(1.0, share.value + margin) * 100) / 100
    return math.floor(max(0.0, share.value - margin) * 100) / 100


def _named(question: Question) -> set[str]:
    gold = {question.get("article_id"), *question.get("also", ())}
    return {name for name in gold if name} | set(re.findall(r"\w+", question.get("note", "")))


def _replies(router: Router, asked: Sequence[Question]) -> Iterator[Reply]:
    for question in asked:
        moment = question.get("asked_at")
        person = Person("en", ZONE, known_at=datetime.fromisoformat(moment) if moment else None)
        started = time.perf_counter()
        reply = router.respond(understand(question["question"]), person)
        elapsed = (time.perf_counter() - started) * 1000
        yield cast(Reply, {"id": question["id"], "ms": round(elapsed, 1), **told_json(router, reply, ZONE)})
