"""Milliseconds a question on the homes that scoreboard.py left, in this process, and which part takes them."""

from __future__ import annotations

import statistics
import sys
import time
from functools import partial
from pathlib import Path

from bot.app import open_parts
from bot.config import Config
from embeddings.search.retriever import Query
from tests.bench.corpus import CACHE_HOMES, questions
from tests.support.asking import answer_to

RETRIEVED = 8


def main() -> None:
    for language in ("zh", "en"):
        home = CACHE_HOMES / language
        if not home.exists():
            sys.exit("run scoreboard.py first")
        _measure(language, home)


def _measure(language: str, home: Path) -> None:
    asked = [question["question"] for question in questions(language)]
    with open_parts(Config(home=home)) as parts:
        ask = partial(answer_to, parts.router)
        ask(asked[0])
        steps = {
            "encode the question": lambda text: parts.encoder.encode_queries([text]),
            "retrieve": lambda text: parts.retriever.search(Query(text), RETRIEVED),
            "answer (all of it)": ask,
        }
        for name, step in steps.items():
            times = sorted(_milliseconds(step, text) for text in asked)
            p95 = times[int(len(times) * 0.95)]
            print(f"{language}  {name:20}  median {statistics.median(times):6.1f} ms   p95 {p95:6.1f} ms")


def _milliseconds(step: object, text: str) -> float:
    started = time.perf_counter()
    step(text)  # type: ignore[operator]
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
