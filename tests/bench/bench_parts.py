"""What each part adds, taken in one run: `python -m tests.bench.bench_parts [zh] [en]` over ingested home folders.

From keywords alone up to all of it, the same questions each time, scored by tests.bench.metrics.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

from rich.progress import track

from bot.answers.answerer import Answerer
from bot.answers.candidates import NewsReader
from bot.answers.confidence import ConfidenceModel, Set, calibration
from bot.app import Parts, open_parts
from bot.cli.json_output import answer_json
from bot.config import Config
from bot.question.asked import Asked
from bot.question.held import HeldNames
from data.models import Filters
from data.store.alias_lookup import AliasLookup
from data.text.dates import parse_date
from embeddings.reader.loading import load_reader
from embeddings.search.retriever import LEXICAL_WEIGHT, Hit, Query, Retriever
from tests.bench.corpus import CACHE_HOMES, articles, questions
from tests.bench.metrics import Figures, Question, Reply, bodies_of, measure

_SHARES = ("hit", "lead", "cite1", "cite3", "facts", "rejected", "false_reject", "auc", "rejected_at_5")
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Setup:
    """Which parts take part; `weight` of the keywords, 0 for none and much for nothing else."""

    name: str
    weight: float
    time: bool
    names: bool
    reading: Set


SETUPS = (
    Setup("keywords", 1000.0, False, False, "features"),
    Setup("meaning", 0.0, False, False, "features"),
    Setup("both, fused", LEXICAL_WEIGHT, False, False, "features"),
    Setup("and times", LEXICAL_WEIGHT, True, False, "features"),
    Setup("and other names", LEXICAL_WEIGHT, True, True, "features"),
    Setup("and the reader", LEXICAL_WEIGHT, True, True, "reader"),
)


class Timeless:
    """A finder that lets every time through, but for what was not known yet."""

    def __init__(self, finder: Retriever) -> None:
        self._finder = finder

    def search(self, query: Query, k: int) -> list[Hit]:
        filters = query.filters and replace(query.filters, after=None, before=None)
        return self._finder.search(Query(query.text, filters or Filters()), k)


def answerer(parts: Parts, config: Config, setup: Setup) -> Answerer:
    names = AliasLookup(parts.store.database) if setup.names else None
    finder = Retriever(parts.store, parts.encoder, parts.live, names, setup.weight)
    reader = load_reader(config.cache) if setup.reading == "reader" else None
    judge = ConfidenceModel(calibration(setup.reading))
    found = finder if setup.time else Timeless(finder)
    return Answerer(found, NewsReader(reader, parts.encoder), judge, HeldNames(parts.store))


def replies(answers: Answerer, config: Config, asked: Sequence[Question], name: str) -> Iterator[Reply]:
    for question in track(asked, name):
        at = parse_date(question["asked_at"], config.zone) if question.get("asked_at") else None
        started = time.perf_counter()
        answer = answers.answer(Asked(question["question"], at or _NOW, within=Filters(known_at=at), zone=config.zone))
        ms = (time.perf_counter() - started) * 1000
        yield cast(Reply, {"id": question["id"], **answer_json(answer, config.zone), "ms": ms})


def main() -> None:
    for language in sys.argv[1:] or ("zh", "en"):
        asked, bodies = questions(language), bodies_of(articles(language))
        config = Config(home=CACHE_HOMES / language)
        print(f"| {language} | {' | '.join(_SHARES)} | p50 |\n|---|{'---|' * len(_SHARES)}---|")
        with open_parts(config) as parts:
            for setup in SETUPS:
                said = list(replies(answerer(parts, config, setup), config, asked, setup.name))
                print(_row(setup.name, measure(asked, said, bodies)), flush=True)


def _row(name: str, figures: Figures) -> str:
    shares = [f"{figures.shares[each].value:.2f}" if each in figures.shares else "" for each in _SHARES]
    return f"| {name} | {' | '.join(shares)} | {figures.whole['p50']:.0f} |"


if __name__ == "__main__":
    main()
