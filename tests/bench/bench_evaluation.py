"""Every question set from an empty folder, through the command line, scored by the evaluation's own scorer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.corpus import CACHE_HOMES, EVAL, SEED

SETS = {
    "zh": (EVAL / "articles_zh.jsonl.gz", EVAL / "questions_zh.jsonl"),
    "en": (EVAL / "articles_en.jsonl.gz", EVAL / "questions_en.jsonl"),
    "seed": (SEED, EVAL / "seed_questions.jsonl"),
}
FIGURES = ("hit", "lead", "cite1", "cite3", "facts", "rejected", "false_reject", "verbatim", "length", "p50", "p95")


def main() -> None:
    wanted = sys.argv[1:] or list(SETS)
    rows = {name: _measure(name, *SETS[name]) for name in wanted}
    print(f"| |{'|'.join(FIGURES)}|ingest s|\n|---|{'---|' * (len(FIGURES) + 1)}")
    for name, figures in rows.items():
        print(f"|{name}|{'|'.join(str(figures.get(figure, '')) for figure in FIGURES)}|{figures['ingest']}|")
    for name, figures in rows.items():
        print(name, json.dumps(figures["kinds"]))


def _measure(name: str, articles: Path, questions: Path) -> dict[str, Any]:
    home = CACHE_HOMES / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    started = time.perf_counter()
    _newsbot(home, "ingest", str(articles))
    ingest = round(time.perf_counter() - started)
    replies = home / "replies.jsonl"
    with replies.open("w", encoding="utf-8") as file:
        _newsbot(home, "ask", "--batch", str(questions), output=file)
    given = ["--articles", str(articles)] if articles.suffix == ".gz" else []
    command = ["--questions", str(questions), "--replies", str(replies), *given, "--json", "--misses"]
    scored = subprocess.run([sys.executable, EVAL / "score.py", *command], check=True, stdout=subprocess.PIPE)
    return {**json.loads(scored.stdout), "ingest": ingest}


def _newsbot(home: Path, *arguments: str, output: Any = None) -> None:
    subprocess.run([sys.executable, "-m", "bot", "--home", str(home), *arguments], check=True, stdout=output)


if __name__ == "__main__":
    main()
