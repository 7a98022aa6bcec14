"""SIGKILL at a random moment of `newsbot update`, then the same command again: nothing lost, nothing twice.

Ten times; each time the articles must be those of an update that was left alone. A moment is a number of articles
kept, and a few milliseconds: so it falls into the work whatever the machine is busy with. The update that follows reads
all sources, as cron would some hours later.
"""

from __future__ import annotations

import random
import sqlite3
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
        start_update(whole).communicate()
        expected = _articles(whole)
        print(f"left alone: {len(expected)} articles", flush=True)
        rng = random.Random(7)
        same = 0
        for number in range(TIMES):
            home = Path(folder) / f"killed-{number}"
            crowd.make_home(home)
            same += _trial(home, rng.randrange(len(expected)), rng.random() * 0.1, expected)
    print(f"{same} of {TIMES} ended the same as the one left alone")
    sys.exit(0 if same == TIMES and len(expected) == SOURCES * ARTICLES else 1)


def _trial(home: Path, kept: int, after_s: float, expected: Rows) -> bool:
    """Kills an update `after_s` after it kept its article number `kept`, and lets the next one end."""
    process = start_update(home)
    while len(_articles(home)) < kept and process.poll() is None:
        time.sleep(0.01)
    time.sleep(after_s)
    process.kill()
    process.communicate()
    kept = len(_articles(home))
    again = start_update(home, "--all")
    _, said = again.communicate()
    if again.returncode:
        print(said.decode(), end="")
    found = _articles(home)
    same = found == expected
    lost, more = len(set(expected) - set(found)), len(found) - len(set(found) & set(expected))
    print(
        f"killed with {kept:3} articles kept: {'same' if same else f'DIFFERENT: {lost} lost, {more} more'}", flush=True
    )
    return same


def _articles(home: Path) -> Rows:
    try:
        with sqlite3.connect(home / "news.db") as database:
            return sorted(database.execute("SELECT key, title, body FROM articles"))
    except sqlite3.Error:  # killed before the first table
        return []


if __name__ == "__main__":
    main()
