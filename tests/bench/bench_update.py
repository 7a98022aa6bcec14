"""`newsbot update` over many sites: articles a second from feed to store, memory along the way, bytes of a second run.

python -m tests.bench.bench_update [SOURCES] [ARTICLES]      (1000 and 20 if not said)

Feeds hold teasers, so each article's page of 2 to 3 KB is fetched and its text extracted. Embedding is off, and
requests to a host need not wait for each other; everything else is as in daily use.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.crowd import Crowd, start_update

_LOOK_EVERY_S = 1.0
_MB = 1024 * 1024
_PAGE_SIZE = 4096
_MOST_OF_THE_FIRST = 0.05  # bytes that the second run may cost


@dataclass(frozen=True, slots=True)
class Run:
    """One update: how long it took, what the sites sent, and the memory of its processes from second to second."""

    seconds: float
    sent: dict[str, int]
    main: Sequence[int]
    all: Sequence[int]


def main() -> None:
    sources, articles = int(sys.argv[1]) if sys.argv[1:] else 1000, int(sys.argv[2]) if sys.argv[2:] else 20
    with Crowd(sources, articles) as crowd, tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        crowd.make_home(home)
        first = _run(crowd, home)
        stored = _stored(home)
        second = _run(crowd, home, "--all")
        added = _stored(home) - stored
    share = second.sent["bytes"] / first.sent["bytes"]
    print(f"{sources} sources x {articles} articles, {stored} stored, {added} by the second run")
    print("run      seconds  articles/s  requests  not modified      MB   memory of the main process, of all (MB)")
    for name, run, count in (("first", first, stored), ("second", second, added)):
        sent = run.sent
        print(
            f"{name:8} {run.seconds:7.1f} {count / run.seconds:11.1f} {sent['requests']:9} {sent['not modified']:13} "
            f"{sent['bytes'] / _MB:7.2f}   {_memory(run.main)}; {_memory(run.all)}"
        )
    print(f"the second run cost {share:.2%} of the first in bytes")
    sys.exit(0 if stored == sources * articles and not added and share < _MOST_OF_THE_FIRST else 1)


def _run(crowd: Crowd, home: Path, *options: str) -> Run:
    crowd.sent()
    started = time.perf_counter()
    process = start_update(home, *options)
    main: list[int] = []
    every: list[int] = []
    while True:
        try:
            process.communicate(timeout=_LOOK_EVERY_S)
            break
        except subprocess.TimeoutExpired:
            family = _family(process.pid)
            main.append(_resident(process.pid))
            every.append(sum(map(_resident, family)))
    return Run(time.perf_counter() - started, crowd.sent(), main, every)


def _family(pid: int) -> list[int]:
    """The process and those that it started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in _family(int(child)))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_SIZE
    except OSError:  # it has ended
        return 0


def _memory(sizes: Sequence[int]) -> str:
    """The median of the second quarter of the run, when all is loaded, of the last one, and the peak."""
    if len(sizes) < 4:
        return "too short to say"
    quarter = len(sizes) // 4
    early, late = (median(part) / _MB for part in (sizes[quarter : 2 * quarter], sizes[-quarter:]))
    return f"{early:.0f} in the second quarter, {late:.0f} in the last, {max(sizes) / _MB:.0f} at most"


def _stored(home: Path) -> int:
    with sqlite3.connect(home / "news.db") as database:
        return int(database.execute("SELECT count(*) FROM articles").fetchone()[0])


if __name__ == "__main__":
    main()
