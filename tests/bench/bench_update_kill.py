"""SIGKILL at a random moment of `newsbot update`, then the same command again: nothing lost, nothing twice.

Ten times; each time the articles must be those of an update that was left alone. The moments lie between the first
request to a site and the end. A second update follows the kill, as cron would start it, over all sources.
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.crowd import Crowd, start_update

SOURCES, ARTICLES, TIMES = 40, 10, 10

Rows = list[tuple[str, str, str]]


def main() -> None:
    with Crowd(SOURCES, ARTICLES) as crowd, tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        crowd.make_home(whole)
        process = start_update(whole)
        first_s, seconds = _wait_for_requests(crowd, process)
        expected = _articles(whole)
        print(
            f"left alone: {seconds:.1f} s, the first request after {first_s:.1f} s, {len(expected)} articles",
            flush=True,
        )
        rng = random.Random(7)
        same = sum(
            _trial(crowd, Path(folder) / f"killed-{number}", rng.random() * (seconds - first_s), expected)
            for number in range(TIMES)
        )
    print(f"{same} of {TIMES} ended the same as the one left alone")
    sys.exit(0 if same == TIMES and len(expected) == SOURCES * ARTICLES else 1)


def _trial(crowd: Crowd, home: Path, after_s: float, expected: Rows) -> bool:
    """Kills an update `after_s` after its first request, and lets the next one end."""
    crowd.make_home(home)
    crowd.sent()
    process = start_update(home)
    while not crowd.sent()["requests"]:
        time.sleep(0.01)
    try:
        process.wait(after_s)
    except subprocess.TimeoutExpired:
        process.kill()
    process.communicate()
    kept = len(_articles(home))
    start_update(home, "--all").communicate()
    found = _articles(home)
    same = found == expected
    lost, more = len(set(expected) - set(found)), len(found) - len(set(found) & set(expected))
    word = "same" if same else f"DIFFERENT: {lost} lost, {more} too many"
    print(f"killed {after_s:4.1f} s after the first request with {kept:3} articles kept: {word}", flush=True)
    return same


def _wait_for_requests(crowd: Crowd, process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Seconds until the first request, and until the end."""
    started, first_s = time.perf_counter(), 0.0
    while process.poll() is None:
        if not first_s and crowd.sent()["requests"]:
            first_s = time.perf_counter() - started
        time.sleep(0.01)
    process.communicate()
    return first_s, time.perf_counter() - started


def _articles(home: Path) -> Rows:
    try:
        with sqlite3.connect(home / "news.db") as database:
            return sorted(database.execute("SELECT key, title, body FROM articles"))
    except sqlite3.Error:  # killed before the first table
        return []


if __name__ == "__main__":
    main()
