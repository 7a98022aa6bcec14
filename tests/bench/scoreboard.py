"""Every question set from an empty folder, through the command line, into the table of docs/measured.md.

    python -m tests.bench.scoreboard                       all sets: a quarter of an hour on two cores
    python -m tests.bench.scoreboard zh --home .eval       asks the news of .eval/zh; reads in only what it lacks
    python -m tests.bench.scoreboard --record-floors       measures what test_floors.py holds to, and records it

What each set's last run gave is kept in measured.json, so that sets can be run one by one; the table is made from it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click
from pydantic import TypeAdapter

from bot.core.progress import progress
from embeddings.training.examples import read_lines
from tests.bench.corpus import CACHE_HOMES
from tests.bench.floors import QUESTIONS, ZONE, choose_part, measure_part, record_floors
from tests.bench.metrics import REFUSALS, SHARES, Figures, Question, Reply, bodies_of, measure
from tests.bench.worlds import PUBLIC, WRITTEN, write_worlds
from tests.support.paths import EVAL, ROOT, SEED

PAGE = ROOT / "docs" / "measured.md"
MEASURED = Path(__file__).with_name("measured.json")
NEWS = {"zh": EVAL / "articles_zh.jsonl.gz", "en": EVAL / "articles_en.jsonl.gz"}
ARTICLES = {
    **NEWS,
    "seed": SEED,
    **{f"written_{language}": file for language, file in NEWS.items()},
    **{name: CACHE_HOMES / name / "articles.jsonl" for name in PUBLIC},
}
ASKED = QUESTIONS | {name: CACHE_HOMES / name / "questions.jsonl" for name in (*WRITTEN, *PUBLIC)}
LABELS = {
    "zh": "Chinese",
    "en": "English",
    "seed": "seed page",
    "written_zh": "contrast, Chinese",
    "written_en": "contrast, English",
    "wiki_en": "encyclopaedia, English",
    "wiki_zh": "encyclopaedia, Chinese",
    "tweets": "tweets",
    "snippets": "snippets, Chinese",
}

_BLOCK = re.compile(r"(?<=<!-- scoreboard -->\n).*?(?=<!-- /scoreboard -->)", re.DOTALL)
_ABOUT = (
    "Written by the commands below; `tests/bench/metrics.py` defines the columns. Under each figure stands the middle\n"
    "95 % of bootstrap resamples of the questions.\n"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one set gave; `ingest_s` is None where its news was held already."""

    command: str
    date: str
    cores: int
    ingest_s: float | None
    figures: Figures


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(tuple(ASKED)), metavar="[SET]...")
@click.option("--home", type=click.Path(path_type=Path), help="A home to use again, or a folder with one for each set.")
@click.option("--no-write", is_flag=True, help="Only print; leave docs/measured.md as it is.")
@click.option("--record-floors", "floors", is_flag=True, help="Measure the part for every test run, in this process.")
def main(names: tuple[str, ...], home: Path | None, no_write: bool, floors: bool) -> None:
    """Measures question sets (all, if none is named) and writes the table of docs/measured.md."""
    names = names or tuple(QUESTIONS if floors else ASKED)
    if not EVAL.exists():
        raise click.ClickException(f"{EVAL} is not there: these measurements need the evaluation files")
    if floors:
        _record(names)
        return
    command = f"python -m tests.bench.scoreboard {' '.join(names) if len(names) < len(ASKED) else ''}".strip()
    homes = homes_of(names, home)
    for folder in set(homes.values()) if home is None else ():
        shutil.rmtree(folder, ignore_errors=True)
    write_worlds(CACHE_HOMES)
    runs = {name: _run(name, homes[name], command) for name in names}
    click.echo(render(runs))
    for name, run in runs.items():
        click.echo(_misses(name, run.figures))
    if not no_write:
        write(runs)


def homes_of(names: Sequence[str], home: Path | None) -> dict[str, Path]:
    """A home folder for each set: in `home`, or `home` itself where that holds news."""
    if home is None or not (home / "news.db").exists():
        return {name: (home or CACHE_HOMES) / name.removeprefix("written_") for name in names}
    if len(names) > 1:
        raise click.UsageError(f"{home} is the home of one set: name that set")
    return {names[0]: home}


def write(runs: Mapping[str, Run], measured: Path = MEASURED, page: Path = PAGE) -> None:
    """Keeps `runs` beside those of other sets, and makes the table anew from all of them."""
    kept = read_runs(measured) | dict(runs)
    text = page.read_text("utf-8")
    if not _BLOCK.search(text):
        raise click.ClickException(f"{page}: has no lines <!-- scoreboard --> and <!-- /scoreboard -->")
    measured.write_bytes(_runs().dump_json(kept, indent=1) + b"\n")
    page.write_text(_BLOCK.sub(lambda _: render(kept), text), "utf-8")


def read_runs(measured: Path = MEASURED) -> dict[str, Run]:
    return _runs().validate_json(measured.read_bytes()) if measured.exists() else {}


def render(runs: Mapping[str, Run]) -> str:
    """The block of the page, in Markdown; "" where nothing was measured."""
    ordered = {name: runs[name] for name in ASKED if name in runs}
    if not ordered:
        return ""
    rows = ordered.items()
    of_kinds = [(name, run) for name, run in rows if name in QUESTIONS]
    kinds = sorted({kind for _, run in of_kinds for kind in run.figures.kinds})
    tables = (
        _table(SHARES, (line for name, run in rows for line in _share_rows(name, run, SHARES))),
        _table(REFUSALS, (line for name, run in rows for line in _share_rows(name, run, REFUSALS))),
        _table(kinds, ([LABELS[name], *(_good(run, kind) for kind in kinds)] for name, run in of_kinds)),
        _table(("length", "p50", "p95", "ingest", "cores", "date", "command"), (_run_row(*row) for row in rows)),
    )
    return f"{_ABOUT}\n" + "\n".join(tables)


def _table(columns: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    head = ["", *columns]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *rows))


def _share_rows(name: str, run: Run, columns: Iterable[str]) -> tuple[list[str], list[str]]:
    shares = [run.figures.shares.get(column) for column in columns]
    values = [f"{share.value:.2f}" if share else "" for share in shares]
    intervals = [f"{share.low:.2f}–{share.high:.2f}" if share else "" for share in shares]
    return [LABELS[name], *values], ["", *intervals]


def _good(run: Run, kind: str) -> str:
    good, count = run.figures.kinds.get(kind, (0, 0))
    return f"{good}/{count}" if count else ""


def _run_row(name: str, run: Run) -> list[str]:
    whole = run.figures.whole
    times = [f"{whole[each]:.0f} ms" if each in whole else "" for each in ("p50", "p95")]
    ingest = "" if run.ingest_s is None else f"{run.ingest_s:.0f} s"
    length = f"{whole.get('length', 0):.0f}"
    return [LABELS[name], length, *times, ingest, str(run.cores), run.date, f"`{run.command}`"]


def _misses(name: str, figures: Figures) -> str:
    by_kind = (f"{kind} {' '.join(ids)}" for kind, ids in figures.missed.items() if ids)
    return f"{LABELS[name]} missed: {'; '.join(by_kind) or 'none'}"


def _run(name: str, home: Path, command: str) -> Run:
    was_empty = not (home / "news.db").exists()
    started = time.perf_counter()
    home.mkdir(parents=True, exist_ok=True)
    _end("ingest", subprocess.Popen(_newsbot(home, "ingest", str(ARTICLES[name]))))
    ingest_s = time.perf_counter() - started if was_empty else None
    news = read_lines(ARTICLES[name]) if name != "seed" else ()
    figures = measure(_questions(name), _ask(name, home), bodies_of(news))
    return Run(command, f"{datetime.now(ZONE):%Y-%m-%d}", os.cpu_count() or 1, ingest_s, figures)


def _ask(name: str, home: Path) -> list[Reply]:
    """The replies, which are left in the home folder too."""
    batch = subprocess.Popen(
        _newsbot(home, "ask", "--batch", str(ASKED[name])), stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert batch.stdout
    lines = []
    with progress(f"{LABELS[name]}: asking", len(_questions(name))) as advance:
        for line in batch.stdout:
            lines.append(line)
            advance(1)
    _end("ask", batch)
    (home / f"replies_{name}.jsonl").write_text("".join(lines), "utf-8")
    return [json.loads(line) for line in lines]


def _questions(name: str) -> list[Question]:
    return [json.loads(line) for line in ASKED[name].read_text("utf-8").splitlines()]


def _newsbot(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", "--home", str(home), *arguments]


def _end(what: str, process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    if code := process.wait():
        raise click.ClickException(f"newsbot {what} ended with exit code {code}")


def _record(names: Sequence[str]) -> None:
    measured = {}
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            measured[name] = measure_part(choose_part(name), Path(folder))
        shares = measured[name].shares.items()
        click.echo(f"{LABELS[name]}: {', '.join(f'{figure} {share.value:.3f}' for figure, share in shares)}")
    record_floors(measured)


def _runs() -> TypeAdapter[dict[str, Run]]:
    return TypeAdapter(dict[str, Run])


if __name__ == "__main__":
    main()
