"""What reading costs: each form of document, and the slowest of many damaged ones.

    python -m tests.bench.bench_parsing [HOW MANY DAMAGED]

Times are of the processor, so that what else runs on the machine counts less.
"""

from __future__ import annotations

import statistics
import sys
import time
from contextlib import suppress

from data.errors import ParseError
from data.parse.forms import read, recognise
from tests.support.documents import SHANGHAI, SHAPES, TITLES, page
from tests.support.mutations import damaged, documents

BASE = "https://news.example/local/"
REPEATS = 20
DAMAGED = 2000
NESTED = {
    "links in links": '<a href="/a/{0}001.html"><div>{1}',
    "headings in headings": '<h3><a href="/a/{0}001.html">{1}<span>',
    "items in items": '<div><a href="/a/{0}001.html">{1}</a><i>2022-06-24</i>',
    "names in names": '<div class="crumb{0}"><p>{1}',
}


def cost(data: bytes) -> float:
    """Milliseconds of the processor for one reading."""
    started = time.process_time()
    with suppress(ParseError):
        read(data, "input", BASE, SHANGHAI)
    return (time.process_time() - started) * 1000


def main(many: int) -> None:
    listing = page(SHAPES["headings with teasers"], titles=TITLES * 10).encode()
    for data in (*documents(), listing):
        median = statistics.median(cost(data) for _ in range(REPEATS))
        print(f"{recognise(data):34s} {len(data) / 1024:6.1f} KB  {median:6.1f} ms")
    costs = sorted((cost(damaged(seed)), seed) for seed in range(many))
    middle, slowest = costs[many // 2][0], costs[-1]
    print(f"damaged: {many}, median {middle:.1f} ms, slowest {slowest[0]:.0f} ms (document {slowest[1]})")
    for name, piece in NESTED.items():
        data = "".join(piece.format(number, TITLES[number % 6]) for number in range(2000)).encode()
        print(f"2,000 {name:28s} {len(data) / 1024:6.1f} KB  {cost(data):6.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DAMAGED)
