"""Fits bot/answers/calibration.json on questions of several domains: `python -m tests.bench.calibrate --help`.

Ranking: logistic regression on pairs (a sentence that holds an accepted answer, one of the same question that does
not). Confidence: logistic regression, answerable or not, on the signs of the best sentence. Each world of
`tests.bench.worlds` counts the same, and is judged by weights and a threshold that were fitted on the others only.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.answers.candidates import Candidate, NewsReader
from bot.answers.confidence import Calibration, ConfidenceModel, Set
from bot.core.progress import progress
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
from embeddings.training.examples import read_lines
from tests.bench.corpus import CACHE_HOMES
from tests.bench.floors import evenly
from tests.bench.metrics import holds
from tests.bench.shares import area, rejected_at
from tests.bench.worlds import WORLDS

_ZONE = ZoneInfo("Asia/Shanghai")
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_SEARCHED = 24
Matrix = NDArray[np.float64]

RANKING: dict[Set, tuple[str, ...]] = {
    "reader": ("span", "cosine", "lexical", "shared", "covered", "typed", "otherwise"),
    "features": ("cosine", "lexical", "sentence", "shared", "covered", "typed", "asks"),
}
CONFIDENCE: dict[Set, tuple[str, ...]] = {
    "reader": ("span", "relevance", "cosine", "lexical", "typed", "names", "crossed", "otherwise", "unsaid"),
    "features": ("cosine", "lexical", "sentence", "shared", "covered", "typed", "names", "crossed", "latin"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A question with its candidates, and which of them answer."""

    question: dict[str, Any]
    text: str
    candidates: list[Candidate]
    right: list[bool]


def read_world(name: str, cache: Path, reading: Set, most: int | None = None) -> list[Read]:
    """The questions of a world retrieved and read as the answerer does it; no summaries."""
    folder, files = WORLDS[name]
    home = CACHE_HOMES / folder
    store, encoder = Store(home / "news.db"), load_encoder(None, cache)
    live = LiveIndex(store, recipe_of(encoder), encoder.dim, home / "passages.faiss")
    retriever = Retriever(store, encoder, live, AliasLookup(store.database))
    reader = NewsReader(load_reader(cache) if reading == "reader" else None, encoder)
    lines = [line for file in files for line in read_lines(file) if line["kind"] != "summary"]
    lines = evenly(sorted(lines, key=lambda line: not line["answers"]), most or len(lines))
    with progress(name, len(lines)) as advance, closing(store):
        reads = []
        for question in lines:
            reads.append(_read(question, retriever, reader))
            advance(1)
    return reads


def _read(question: dict[str, Any], retriever: Retriever, reader: NewsReader) -> Read:
    at = parse_date(question["asked_at"], _ZONE) if question.get("asked_at") else None
    sought = seek(Asked(question["question"], at or _NOW, within=Filters(known_at=at), zone=_ZONE), (), ())
    searches = (retriever.search(Query(sought.text, filters), _SEARCHED) for filters, _ in sought.tries())
    candidates = reader.read(sought.text, next((hits for hits in searches if hits), []), sought.asked_at)
    return Read(question, sought.text, candidates, [_is_right(question, each) for each in candidates])


def _is_right(question: Mapping[str, Any], candidate: Candidate) -> bool:
    gold = {question["article_id"], *(question.get("also") or ())}
    return candidate.hit.article.external_id in gold and any(holds(candidate.text, a) for a in question["answers"])


def fit_ranking(worlds: Mapping[str, Sequence[Read]], names: Sequence[str]) -> dict[str, float]:
    """Weights of the signs, from pairs of one right and one wrong sentence; each world counts once."""
    rows, weights = list[Matrix](), list[float]()
    for reads in worlds.values():
        asked = [read for read in reads if any(read.right)]
        for read in asked:
            signs = np.array([[getattr(each.signs, name) for name in names] for each in read.candidates])
            wrong = [
                not right and not _may_answer(read, each)
                for right, each in zip(read.right, read.candidates, strict=True)
            ]
            yes, no = np.flatnonzero(read.right), np.flatnonzero(wrong)
            for one, other in product(yes, no):
                rows.append(signs[one] - signs[other])
                weights.append(1000 / (len(yes) * len(no) * len(asked)))
    differences = np.array(rows)
    scale = differences.std(axis=0) + 1e-9
    both = np.vstack([differences, -differences]) / scale
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=3000)
    model.fit(both, np.repeat([1, 0], len(rows)), sample_weight=np.tile(weights, 2))
    return {name: float(weight) for name, weight in zip(names, model.coef_[0] / scale, strict=True)}


def _may_answer(read: Read, candidate: Candidate) -> bool:
    """Whether it holds an accepted answer in an article not known to answer: then it says nothing of either."""
    return any(holds(candidate.text, answer) for answer in read.question["answers"])


def fit(worlds: Mapping[str, Sequence[Read]], reading: Set, declined: float) -> Calibration:
    """All weights, each world counting the same; the threshold declines the share `declined` of the answerable."""
    ranking = fit_ranking(worlds, RANKING[reading])
    judge = ConfidenceModel(Calibration(ranking, {}, 0.0, 0.0))
    names = CONFIDENCE[reading]
    rows, labels, weights = list[list[float]](), list[bool](), list[float]()
    for reads in worlds.values():
        for read in reads:
            signs = judge.signs(read.text, judge.ranked(read.candidates))
            rows.append([signs.get(name, 0.0) for name in names])
            labels.append(bool(read.question["answers"]))
            weights.append(1000 / len(reads))
    table, answerable, weighing = np.array(rows), np.array(labels), np.array(weights)
    scale = table.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.3, max_iter=3000)
    model.fit(table / scale, answerable, sample_weight=weighing * len(rows) / weighing.sum())
    sure = model.predict_proba(table / scale)[:, 1]
    threshold = _quantile(sure[answerable], weighing[answerable], declined)
    confidence = dict(zip(names, map(float, model.coef_[0] / scale), strict=True))
    return Calibration(ranking, confidence, float(model.intercept_[0]), threshold)


def _quantile(values: Matrix, weights: Matrix, share: float) -> float:
    order = np.argsort(values)
    return float(values[order][np.searchsorted(np.cumsum(weights[order]), share * weights.sum())])


@dataclass(frozen=True, slots=True)
class Judged:
    """A world by weights fitted elsewhere: `first`, answerable questions whose right sentence leads; the others by
    the threshold, and by the one that would decline 5 % of the answerable."""

    first: float
    false_reject: float
    rejected: float
    precision: float
    auc: float
    rejected_at_5: float


@dataclass(frozen=True, slots=True)
class Verdicts:
    """A question each: whether it can be answered, how sure the bot was, whether its first line holds an answer."""

    answerable: NDArray[np.bool_]
    sure: Matrix
    right: NDArray[np.bool_]

    def curve(self) -> tuple[Matrix, Matrix]:
        """Coverage, the share of questions answered, the surest first; risk, the share of these that is wrong."""
        order = np.argsort(-self.sure)
        count = np.arange(1, len(order) + 1)
        return count / len(order), 1 - np.cumsum(self.right[order]) / count


def verdicts(reads: Sequence[Read], calibration: Calibration) -> Verdicts:
    judge = ConfidenceModel(calibration)
    sure, right = list[float](), list[bool]()
    for read in reads:
        order = judge.ranked(read.candidates)
        sure.append(judge.confidence(judge.signs(read.text, order)) if order and not order[0].signs.otherwise else 0.0)
        right.append(bool(order) and _may_answer(read, order[0]))
    return Verdicts(np.array([bool(read.question["answers"]) for read in reads]), np.array(sure), np.array(right))


def judge_world(made: Verdicts, threshold: float) -> Judged:
    yes, no = made.sure[made.answerable], made.sure[~made.answerable]
    answered = made.sure >= threshold
    return Judged(
        float(made.right[made.answerable].mean()),
        float((yes < threshold).mean()),
        float((no < threshold).mean()),
        float(made.right[answered].mean()) if answered.any() else 1.0,
        area(yes, no),
        rejected_at(0.05, yes, no),
    )


def left_out(worlds: Mapping[str, Sequence[Read]], reading: Set, declined: float) -> dict[str, tuple[Verdicts, Judged]]:
    """Each world by what was fitted on all others."""
    made = dict[str, tuple[Verdicts, Judged]]()
    for name, reads in worlds.items():
        weights = fit({other: rest for other, rest in worlds.items() if other != name}, reading, declined)
        found = verdicts(reads, weights)
        made[name] = found, judge_world(found, weights.threshold)
    return made


def draw(judged: Mapping[str, tuple[Verdicts, Judged]], file: Path) -> None:
    """The risk-coverage curve of each world, as a picture."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.subplots()
    for name, (made, _) in judged.items():
        axes.plot(*made.curve(), label=name)
    axes.set(xlabel="share of questions answered", ylabel="of these, answered wrongly", xlim=(0, 1), ylim=(0, 1))
    axes.legend(fontsize=8)
    axes.grid(alpha=0.3)
    figure.savefig(file, dpi=110)


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(tuple(WORLDS)), metavar="[WORLD]...")
@click.option("--reading", type=click.Choice(["reader", "features"]), default="reader", show_default=True)
@click.option("--declined", default=0.06, show_default=True, help="share of answerable questions that may be declined")
@click.option("--cache", type=Path, default=Path("~/.cache/newsbot").expanduser(), show_default=True)
@click.option("--kept", type=Path, help="a folder where what was read is kept, to fit again without reading")
@click.option("--most", type=int, help="so many questions of a world, at equal distances")
@click.option("--picture", type=Path, help="where the risk-coverage curves of the worlds go")
@click.option("--out", type=Path, default=Path("bot/answers/calibration.json"), show_default=True)
def main(
    names: tuple[str, ...],
    reading: Set,
    declined: float,
    cache: Path,
    kept: Path | None,
    most: int | None,
    picture: Path | None,
    out: Path,
) -> None:
    """Fits the weights for one way of reading on the worlds (all, if none is named) and writes them into `--out`."""
    worlds = {name: _kept_reads(name, cache, reading, kept, most) for name in names or WORLDS}
    made = left_out(worlds, reading, declined)
    click.echo("left out     " + "".join(f"{each.name:>15}" for each in fields(Judged)))
    for name, (_, judged) in made.items():
        click.echo(f"{name:13}" + "".join(f"{getattr(judged, each.name):15.3f}" for each in fields(Judged)))
    if picture:
        draw(made, picture)
    held = json.loads(out.read_text()) if out.exists() else {}
    out.write_text(json.dumps(held | {reading: asdict(fit(worlds, reading, declined))}, indent=1) + "\n")


def _kept_reads(name: str, cache: Path, reading: Set, kept: Path | None, most: int | None) -> list[Read]:
    file = kept and kept / f"{name}-{reading}.pickle"
    if file and file.exists():
        return list(pickle.loads(file.read_bytes()))
    reads = read_world(name, cache, reading, most)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pickle.dumps(reads))
    return reads


if __name__ == "__main__":
    main()
