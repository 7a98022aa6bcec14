"""How much slower replies are while news is embedded in the same process, and how much slower that is for the replies.

Blocks of questions, with pauses as people make them: alone, while passages are embedded that yield to questions, and
while others are embedded that do not. The blocks take turns, so that what else the machine does falls on all alike.
"""

from __future__ import annotations

import itertools
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import Parts, open_parts
from bot.config import Config
from bot.conversation.understanding import understand
from bot.core.person import Person
from data.ingest.inputs import read_input
from embeddings.search.priority import Priority
from tests.bench.corpus import questions
from tests.support.paths import EVAL
from tests.support.stored import add, keep

ASKER = Person("en", ZoneInfo("UTC"))
EMBEDDED, WAITING = 100, 2000  # articles
BLOCKS, QUESTIONS_A_BLOCK = 6, 9
PAUSE_S = 0.7  # between an answer and the next question, on the average
BATCHES, TRIED = (1, 2, 4, 8, 16, 32), 64


@dataclass
class Measured:
    """What one way of working has taken."""

    questions_ms: list[float] = field(default_factory=list)
    passages: int = 0
    seconds: float = 0.0

    def told(self, alone: Measured) -> str:
        quantiles = [(_quantile(self.questions_ms, q), _quantile(alone.questions_ms, q)) for q in (0.5, 0.95)]
        words = "".join(f"{mine:7.0f} ms {mine / base:5.2f}x" for mine, base in quantiles)
        return f"{words}   {self.passages / self.seconds:6.1f} passages/s"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, open_parts(Config(home=Path(folder))) as parts:
        _fill(parts)
        _measure_batches(parts)
        _measure_questions(parts)


def _fill(parts: Parts) -> None:
    entries = read_input(str(EVAL / "articles_zh.jsonl.gz"), ZoneInfo("Asia/Shanghai")).entries
    add(parts.store, parts.encoder, entries[:EMBEDDED])
    keep(parts.store, *entries[EMBEDDED : EMBEDDED + WAITING])
    embedded = len(parts.store.vector_ids(parts.embedder.recipe))
    print(f"{parts.store.count_pending()} passages wait, {embedded} are embedded")


def _measure_batches(parts: Parts) -> None:
    passages = parts.store.passages(parts.store.pending_passages(parts.embedder.recipe, TRIED))
    articles = parts.store.articles([each.article_id for each in passages.values()])
    texts = [each.span.of(articles[each.article_id].body) for each in passages.values()]
    for size in BATCHES:
        times = []
        for at in range(0, len(texts), size):
            started = time.perf_counter()
            parts.encoder.encode_passages(texts[at : at + size])
            times.append(time.perf_counter() - started)
        milliseconds, speed = _quantile(times, 0.5) * 1000, len(texts) / sum(times)
        print(f"batches of {size:2}: {speed:5.1f} passages/s, one takes {milliseconds:.0f} ms", flush=True)


def _measure_questions(parts: Parts) -> None:
    asked = iter([each["question"] for each in questions("zh")])
    rng = random.Random(4)
    for question in itertools.islice(asked, 5):  # first uses load what later ones share
        parts.router.respond(understand(question), ASKER)
    ways = {"alone": None, "embedding that yields": parts.priority, "embedding that does not": Priority()}
    measured = {name: Measured() for name in ways}
    for _ in range(BLOCKS):
        for name, priority in ways.items():
            with _embedding(parts, priority, measured[name]):
                for question in itertools.islice(asked, QUESTIONS_A_BLOCK):
                    time.sleep(rng.expovariate(1 / PAUSE_S))
                    started = time.perf_counter()
                    parts.router.respond(understand(question), ASKER)
                    measured[name].questions_ms.append((time.perf_counter() - started) * 1000)
    unhindered = Measured()
    with _embedding(parts, parts.priority, unhindered):
        time.sleep(BLOCKS)
    print("                            question median       p95          embedded meanwhile")
    for name, each in measured.items():
        print(f"{name:24}{each.told(measured['alone'])}")
    print(f"nobody asks: {unhindered.passages / unhindered.seconds:.1f} passages/s")


@contextmanager
def _embedding(parts: Parts, priority: Priority | None, measured: Measured) -> Iterator[None]:
    """While inside, passages are embedded beside; None: nothing is."""
    stop, started = threading.Event(), time.perf_counter()

    def work() -> None:
        while priority and not stop.is_set():
            measured.passages += parts.embedder.embed_pending(8, priority=priority)
            parts.live.refresh()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        stop.set()
        worker.join()
        measured.seconds += time.perf_counter() - started


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[int(share * len(values))] if share != 0.5 else statistics.median(values)


if __name__ == "__main__":
    main()
