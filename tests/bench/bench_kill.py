"""SIGKILL at a random moment while ingesting 500 articles, then the same command again: nothing lost, nothing twice.

Ten times; each time the store and the index must equal those of a run that was left alone, row by row, vectors to the
last bit. Articles are kept first and embedded then, so that some moments fall before the first vector.
"""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from embeddings.search.faiss_index import PassageIndex
from tests.bench.corpus import articles

ARTICLES = 500
TIMES = 10


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl"
        lines = (json.dumps(article, ensure_ascii=False) for article in articles("zh")[:ARTICLES])
        news.write_text("\n".join(lines), "utf-8")
        started = time.perf_counter()
        subprocess.run(_command(Path(folder) / "whole", news), check=True, capture_output=True)
        seconds = time.perf_counter() - started
        expected = state(Path(folder) / "whole")
        print(f"left alone: {seconds:.0f} s, {expected['counts']}", flush=True)
        rng = random.Random(7)
        moments = [rng.uniform(0.03, 0.97) * seconds for _ in range(TIMES)]
        same = sum(_trial(Path(folder), number, news, after_s, expected) for number, after_s in enumerate(moments))
    print(f"{same} of {TIMES} runs ended the same as the one left alone")
    sys.exit(0 if same == TIMES else 1)


def _trial(folder: Path, number: int, news: Path, after_s: float, expected: dict[str, str]) -> bool:
    home = folder / f"killed-{number}"
    process = subprocess.Popen(_command(home, news), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(after_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    kept, embedded = _count(home, "articles"), _count(home, "vectors")
    subprocess.run(_command(home, news), check=True, capture_output=True)
    same = state(home) == expected
    done = f"{kept:3} articles and {embedded:4} vectors kept"
    print(f"killed after {after_s:5.1f} s with {done}: {'same' if same else 'DIFFERENT'}", flush=True)
    return same


def _command(home: Path, news: Path) -> list[str]:
    return [sys.executable, "-m", "bot", "--home", str(home), "ingest", str(news)]


def _count(home: Path, table: str) -> int:
    try:
        with sqlite3.connect(home / "news.db") as database:
            return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.Error:  # killed before the first table
        return 0


def state(home: Path) -> dict[str, str]:
    """A digest of every table (without the times of storing) and of the index."""
    tables = {
        "articles": "SELECT id, key, title, body, url, external_id, published_at, source FROM articles ORDER BY id",
        "passages": 'SELECT id, article_id, start, "end" FROM passages ORDER BY id',
        "vectors": "SELECT passage_id, vector FROM vectors ORDER BY passage_id",
        "lexicon": "SELECT rowid, title, words, grams FROM lexicon ORDER BY rowid",
    }
    state, counts = {}, []
    with sqlite3.connect(home / "news.db") as database:
        for name, query in tables.items():
            rows = database.execute(query).fetchall()
            counts.append(f"{len(rows)} {name}")
            state[name] = hashlib.sha256(repr(rows).encode()).hexdigest()
    index, _ = PassageIndex.load(home / "passages.faiss")
    ids = sorted(index.ids().tolist())
    state["index"] = hashlib.sha256(repr(ids).encode() + index.vectors(ids).tobytes()).hexdigest()
    return state | {"counts": ", ".join(counts)}


if __name__ == "__main__":
    main()
