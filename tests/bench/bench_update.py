"""`newsbot update` over many sites: articles a second from feed to store, memory along the way, bytes of a second run.

python -m tests.bench.bench_update [SOURCES] [ARTICLES]      (1000 and 20 if not said)

Feeds hold teasers, so each article's page of 2 to 3 KB is fetched and its text extracted. Embedding is off, and
requests to a host need not wait for each other; everything else is as in daily use.
"""

from __future__ import annotations

import resource
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
    """One update: how long it took, what the sites sent, and the memory of its processes from second to second.

    `stored_s`: until the last article was stored; what follows is the folding of copies.
    """

    seconds: float
    stored_s: float
    cpu_s: float
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
    print("run     seconds  until stored  articles/s  requests  not modified       KB")
    for name, run, count in (("first", first, stored), ("second", second, added)):
        sent, speed = run.sent, count / run.stored_s if run.stored_s else 0.0
        print(
            f"{name:7} {run.seconds:7.1f} {run.stored_s:13.1f} {speed:11.1f} {sent['requests']:9} "
            f"{sent['not modified']:13} {sent['bytes'] / 1024:8.0f}"
        )
    print(f"with the folding of copies: {stored / first.seconds:.1f} articles/s")
    print(f"processor time: {1000 * first.cpu_s / stored:.1f} ms an article, all processes and their start included")
    print(f"MB of the main process: {_memory(first.main)}")
    print(f"MB of all processes: {_memory(first.all)}")
    print(f"the second run cost {share:.2%} of the first in bytes")
    sys.exit(0 if stored == sources * articles and not added and share < _MOST_OF_THE_FIRST else 1)


def _run(crowd: Crowd, home: Path, *options: str) -> Run:
    crowd.sent()
    started = time.perf_counter()
    process = start_update(home, *options)
    count, stored_s, cpu_s = _stored(home), 0.0, _cpu_of_children()
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
            if _stored(home) > count:
                count, stored_s = _stored(home), time.perf_counter() - started
    return Run(time.perf_counter() - started, stored_s, _cpu_of_children() - cpu_s, crowd.sent(), main, every)


def _cpu_of_children() -> float:
    """Seconds of processor time of the processes that have ended: what a busy machine does not blur much."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
    try:
        with sqlite3.connect(home / "news.db") as database:
            return int(database.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.Error:  # before the first table
        return 0


if __name__ == "__main__":
    main()
