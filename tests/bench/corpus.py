"""Where the evaluation files lie, for every script in this folder."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from tests.bench.metrics import Question
from tests.support.paths import EVAL, ROOT

CACHE_HOMES = ROOT / ".eval"


def articles(language: str) -> list[dict[str, Any]]:
    """The lines of articles_zh or articles_en."""
    with gzip.open(_existing(f"articles_{language}.jsonl.gz"), "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def questions(language: str) -> list[Question]:
    return [json.loads(line) for line in _existing(f"questions_{language}.jsonl").read_text("utf-8").splitlines()]


def _existing(name: str) -> Path:
    path = EVAL / name
    if not path.exists():
        sys.exit(f"{path} is not there: these measurements need the evaluation files beside the checkout")
    return path
