"""Fits bot/answers/calibration.json on written questions: `python -m tests.bench.calibrate --help`.

Ranking: logistic regression on pairs (a sentence that holds an accepted answer, one of the same question that does
not). Confidence: logistic regression, answerable or not, on the signs of the best sentence; its threshold is the
highest that declines at most the allowed share of answerable questions, on confidences that ten-fold
cross-validation gave to questions it had not seen.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from bot.answers.candidates import Candidate, NewsReader
from bot.answers.confidence import Calibration, ConfidenceModel, Set
from bot.question.asked import Asked
from bot.question.plan import seek
from data.models import Filters
from data.store.alias_lookup import AliasLookup
from data.store.articles import Store
from data.text.dates import parse_date
from embeddings.encoders.loading import load_encoder
from embeddings.reader.loading import load_reader
from embeddings.search.embedder import recipe_of
from embeddings.search.live_index import LiveIndex
from embeddings.search.retriever import Query, Retriever
from tests.bench.metrics import holds

_ZONE = ZoneInfo("Asia/Shanghai")
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_SEARCHED, _SLACK = 24, 3.0
Matrix = NDArray[np.float64]

RANKING: dict[Set, tuple[str, ...]] = {
    "reader": ("span", "relevance", "cosine", "lexical", "shared", "covered", "typed", "asks"),
    "features": ("cosine", "lexical", "sentence", "shared", "covered", "typed", "asks"),
}
CONFIDENCE: dict[Set, tuple[str, ...]] = {
    "reader": ("span", "relevance", "cosine", "lexical", "names", "crossed", "latin"),
    "features": ("cosine", "lexical", "sentence", "shared", "covered", "typed", "names", "crossed", "latin"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A question with its candidates, and which of them answer."""

    question: dict[str, Any]
    text: str
    candidates: list[Candidate]
    right: list[bool]


def read_all(home: Path, cache: Path, questions: Sequence[Path], reading: Set) -> Iterator[Read]:
    """Every question retrieved and read over `home`, as the answerer does it; no summaries."""
    store, encoder = Store(home / "news.db"), load_encoder(None, cache)
    live = LiveIndex(store, recipe_of(encoder), encoder.dim, home / "passages.faiss")
    retriever = Retriever(store, encoder, live, AliasLookup(store.database))
    reader = NewsReader(load_reader(cache) if reading == "reader" else None, encoder)
    for question in (json.loads(line) for file in questions for line in file.open(encoding="utf-8")):
        if question["kind"] == "summary":
            continue
        at = parse_date(question["asked_at"], _ZONE) if question.get("asked_at") else None
        sought = seek(Asked(question["question"], at or _NOW, within=Filters(known_at=at), zone=_ZONE), (), ())
        searches = (retriever.search(Query(sought.text, filters), _SEARCHED) for filters, _ in sought.tries())
        candidates = reader.read(sought.text, next((hits for hits in searches if hits), []))
        right = [_is_right(question, each) for each in candidates]
        yield Read(question, sought.text, candidates, right)
    store.close()


def _is_right(question: Mapping[str, Any], candidate: Candidate) -> bool:
    gold = {question["article_id"], *(question.get("also") or ())}
    return candidate.hit.article.external_id in gold and any(holds(candidate.text, a) for a in question["answers"])


def fit_ranking(reads: Sequence[Read], names: Sequence[str]) -> dict[str, float]:
    """Weights of the signs, from pairs of one right and one wrong sentence; each question counts once."""
    rows, weights = list[Matrix](), list[float]()
    for read in reads:
        signs = np.array([[getattr(each.signs, name) for name in names] for each in read.candidates])
        yes, no = np.flatnonzero(read.right), np.flatnonzero(~np.array(read.right, bool))
        for one, other in product(yes, no):
            rows.append(signs[one] - signs[other])
            weights.append(1 / (len(yes) * len(no)))
    differences = np.array(rows)
    scale = differences.std(axis=0) + 1e-9
    both = np.vstack([differences, -differences]) / scale
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=3000)
    model.fit(both, np.repeat([1, 0], len(rows)), sample_weight=np.tile(weights, 2))
    return {name: float(weight) for name, weight in zip(names, model.coef_[0] / scale, strict=True)}


@dataclass(frozen=True, slots=True)
class Confidence:
    """`seen`: the confidence that cross-validation gave to each question while it was not in the training part."""

    weights: dict[str, float]
    bias: float
    seen: Matrix


def fit_confidence(
    signs: Sequence[Mapping[str, float]], answerable: Sequence[bool], names: Sequence[str]
) -> Confidence:
    table = np.array([[row.get(name, 0.0) for name in names] for row in signs])
    middle, scale = table.mean(axis=0), table.std(axis=0) + 1e-9
    standard = (table - middle) / scale
    model = LogisticRegression(C=0.3, max_iter=3000)
    folds = StratifiedKFold(10, shuffle=True, random_state=1)
    seen = cross_val_predict(model, standard, np.array(answerable), cv=folds, method="predict_proba")[:, 1]
    model.fit(standard, np.array(answerable))
    weights = model.coef_[0] / scale
    bias = float(model.intercept_[0] - weights @ middle)
    return Confidence(dict(zip(names, map(float, weights), strict=True)), bias, seen)


def threshold_at(seen: Matrix, answerable: Sequence[bool], declined: float) -> float:
    """The highest threshold under which at most the share `declined` of answerable questions falls."""
    return float(np.quantile(seen[np.array(answerable)], declined))


@click.command()
@click.option("--home", "homes", type=Path, multiple=True, help="folders with the articles ingested")
@click.option("--questions", type=Path, multiple=True, help="a file of written questions for each home, in their order")
@click.option("--reading", type=click.Choice(["reader", "features"]), default="reader", show_default=True)
@click.option("--declined", default=0.04, show_default=True, help="share of answerable questions that may be declined")
@click.option("--cache", type=Path, default=Path("~/.cache/newsbot").expanduser(), show_default=True)
@click.option("--kept", type=Path, help="where what was read is kept, to fit again without reading")
@click.option("--out", type=Path, default=Path("bot/answers/calibration.json"), show_default=True)
def main(
    homes: tuple[Path, ...],
    questions: tuple[Path, ...],
    reading: Set,
    declined: float,
    cache: Path,
    kept: Path | None,
    out: Path,
) -> None:
    """Fits the weights for one way of reading and writes them into `--out`."""
    if kept and kept.exists():
        reads = pickle.loads(kept.read_bytes())
    else:
        pairs = zip(homes, questions, strict=True)
        reads = [read for home, file in pairs for read in read_all(home, cache, [file], reading)]
        if kept:
            kept.write_bytes(pickle.dumps(reads))
    ranking = fit_ranking([read for read in reads if any(read.right)], RANKING[reading])
    judge = ConfidenceModel(Calibration(ranking, {}, 0.0, 0.0, _SLACK))
    signs = [judge.signs(read.text, judge.ranked(read.candidates)) for read in reads]
    answerable = [bool(read.question["answers"]) for read in reads]
    found = fit_confidence(signs, answerable, CONFIDENCE[reading])
    threshold = threshold_at(found.seen, answerable, declined)
    rejected = float(np.mean(found.seen[~np.array(answerable)] < threshold))
    click.echo(
        f"{len(reads)} questions; below {threshold:.3f}: {declined:.0%} of the answerable, {rejected:.0%} of the others"
    )
    calibration = Calibration(ranking, found.weights, found.bias, threshold, _SLACK)
    held = json.loads(out.read_text()) if out.exists() else {}
    out.write_text(json.dumps(held | {reading: asdict(calibration)}, indent=1) + "\n")


if __name__ == "__main__":
    main()
