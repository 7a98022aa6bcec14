"""Training lines out of a news store: `python -m embeddings.training.mine --help`.

For every written question the passages that retrieval brings are labelled: those that hold an accepted answer in
an article known to answer are right, the rest are the near misses that the reader must learn to decline.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from data.models import Filters
from data.store.articles import Store
from data.text.dates import parse_date
from data.text.passages import Span
from embeddings.encoders.loading import load_encoder
from embeddings.search.embedder import recipe_of
from embeddings.search.live_index import LiveIndex
from embeddings.search.retriever import Hit, Query, Retriever
from embeddings.training.examples import Example, read_lines, set_aside, without_answer

_READ, _SEARCHED = 8, 30  # passages that may be near misses, and among which right ones are looked for
_NEAR_MISSES = 3  # of each question


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """A training line; `start` is -1 where the passage does not answer."""

    question: str
    title: str
    passage: str
    start: int
    answer: str


def mined(question: dict[str, Any], hits: Sequence[Hit]) -> Iterator[TrainingLine]:
    """The lines of one question: right passages first, then near misses, the nearest first."""
    asked, span = str(question["question"]), str(question["span"])
    gold = {question["article_id"], *(question.get("also") or ())}
    wrong: list[TrainingLine] = []
    for rank, hit in enumerate(hits):
        at = hit.text.find(span) if hit.article.external_id in gold else -1
        if at >= 0:
            yield TrainingLine(asked, hit.article.title, hit.text, at, span)
            rest = without_answer(hit.text, Span(at, at + len(span)))
            wrong += (
                [TrainingLine(asked, hit.article.title, rest, -1, "")]
                if rest and not _may_answer(question, rest)
                else []
            )
        elif rank < _READ and not _may_answer(question, hit.text):
            wrong.append(TrainingLine(asked, hit.article.title, hit.text, -1, ""))
    yield from wrong[:_NEAR_MISSES]


def _may_answer(question: dict[str, Any], text: str) -> bool:
    """Whether what is not marked as right holds an accepted answer all the same: then it teaches nothing."""
    squeezed = re.sub(r"\s+", "", text).lower()
    return any(re.sub(r"\s+", "", str(each)).lower() in squeezed for each in question["answers"])


def as_example(line: dict[str, Any]) -> Example:
    answer = Span(line["start"], line["start"] + len(line["answer"])) if line["start"] >= 0 else None
    return Example(line["question"], line["title"], line["passage"], answer)


@click.command()
@click.option("--home", type=Path, required=True, help="a home folder that the articles were ingested into")
@click.option(
    "--questions",
    "files",
    type=Path,
    required=True,
    multiple=True,
    help="written questions: question, article_id, answers, span",
)
@click.option("--out", type=Path, required=True)
@click.option("--cache", type=Path, default=Path("~/.cache/newsbot").expanduser(), show_default=True)
def main(home: Path, files: tuple[Path, ...], out: Path, cache: Path) -> None:
    """Writes training lines for the answered questions whose articles are in `--home` and not set aside."""
    store, encoder = Store(home / "news.db"), load_encoder(None, cache)
    live = LiveIndex(store, recipe_of(encoder), encoder.dim, home / "passages.faiss")
    retriever = Retriever(store, encoder, live)
    with out.open("w", encoding="utf-8") as file:
        for question in (line for each in files for line in read_lines(each)):
            # what no article is known to answer may be answered by another
            if question.get("span") and not set_aside(str(question["article_id"])):
                asked = parse_date(str(question["asked_at"]), ZoneInfo("UTC")) if question.get("asked_at") else None
                hits = retriever.search(Query(str(question["question"]), Filters(known_at=asked)), _SEARCHED)
                for line in mined(question, hits):
                    file.write(json.dumps(asdict(line), ensure_ascii=False) + "\n")
    store.close()


if __name__ == "__main__":
    main()
