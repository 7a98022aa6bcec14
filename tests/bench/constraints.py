"""How often bot.answers.constraints says "otherwise": `python -m tests.bench.constraints ../shared/reader2`.

Wrongly, of the sentence that answers a question; rightly, of the sentence that answers its twin, which asks something
a small change away. A fifth of the articles is held out; the rest was looked at while the rules were written.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bot.answers.constraints import constraints
from bot.core.answer import Agreement
from data.text.passages import Span, article_spans, split_sentences

_MOST = 1500  # questions of one public set


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the sentence it is held against: its own, or where `change` is given that of its twin."""

    domain: str
    article: str
    question: str
    sentence: str
    passage: str
    title: str = ""
    published: datetime | None = None
    change: str = ""

    @property
    def is_held_out(self) -> bool:
        return int(hashlib.md5(self.article.encode(), usedforsecurity=False).hexdigest(), 16) % 5 == 0


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def around(body: str, start: int) -> tuple[str, str] | None:
    """The sentence and the passage at `start`."""
    passage = next((span for span in article_spans(body) if span.start <= start < span.end), None)
    if passage is None:
        return None
    text, at = passage.of(body), start - passage.start
    sentence = next((span for span in split_sentences(text) if span.start <= at < span.end), Span(0, len(text)))
    return sentence.of(text), text


def written(folder: Path, language: str) -> Iterator[Case]:
    """The contrast questions, and those with a trap, on the news of ../shared/eval."""
    articles = {each["id"]: each for each in lines(folder.parent / "eval" / f"articles_{language}.jsonl.gz")}
    files = [folder / f"contrast_{language}_{part}.jsonl" for part in "ab"]
    asked = {each["id"]: each for file in files for each in lines(file)}
    rows = [(f"contrast_{language}", each, asked.get(each["twin_of"], each)["start"]) for each in asked.values()]
    rows += [(f"kinds_{language}", each, each["start"]) for each in lines(folder / f"kinds_{language}.jsonl")]
    for domain, each, start in rows:
        article = articles[each["article_id"]]
        at = start if start >= 0 or not each.get("trap") else article["body"].find(each["trap"])
        published = datetime.fromisoformat(article["published"]) if article["published"] else None
        change = (each.get("change") or "trap") if each["start"] < 0 else ""
        if at >= 0 and (read := around(article["body"], at)):
            yield Case(domain, article["id"], each["question"], *read, article["title"], published, change)


def public(folder: Path, language: str) -> Iterator[Case]:
    """Answerable questions that nobody here wrote, some of each set."""
    sets = defaultdict(list)
    for each in lines(folder / f"qa_{language}.jsonl.gz"):
        if each["start"] >= 0:
            sets[each["set"]].append(each)
    for domain, rows in sorted(sets.items()):
        for each in random.Random(0).sample(rows, min(_MOST, len(rows))):
            if read := around(each["context"], each["start"]):
                yield Case(domain, each["context"][:100], each["question"], *read)


def judged(case: Case) -> tuple[set[str], bool]:
    """The kinds that are said otherwise, and whether anything is unsaid."""
    found = constraints(case.question, case.sentence, case.passage, case.title, case.published)
    return (
        {each.kind for each in found if each.verdict is Agreement.OTHERWISE},
        any(each.verdict is Agreement.UNSAID for each in found),
    )


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--held-out", is_flag=True, help="Judge the fifth set aside instead of the rest.")
def main(folder: Path, held_out: bool) -> None:
    asked: Counter[tuple[str, str]] = Counter()
    otherwise: Counter[tuple[str, str]] = Counter()
    unsaid: Counter[tuple[str, str]] = Counter()
    by_kind: Counter[tuple[str, bool]] = Counter()
    for case in (each for language in ("zh", "en") for find in (written, public) for each in find(folder, language)):
        if case.is_held_out == held_out:
            kinds, is_unsaid = judged(case)
            row = case.domain, case.change
            asked[row], otherwise[row], unsaid[row] = (
                asked[row] + 1,
                otherwise[row] + bool(kinds),
                unsaid[row] + is_unsaid,
            )
            by_kind.update((kind, bool(case.change)) for kind in kinds)
    click.echo(f"{'domain':20}{'change':12}{'count':>7}{'otherwise':>11}{'unsaid':>9}")
    for row, count in sorted(asked.items()):
        click.echo(f"{row[0]:20}{row[1] or '-':12}{count:7}{otherwise[row] / count:11.3f}{unsaid[row] / count:9.3f}")
    for kind in sorted({kind for kind, _ in by_kind}):
        click.echo(f"{kind:12} otherwise, of answers: {by_kind[kind, False]}, of twins: {by_kind[kind, True]}")


if __name__ == "__main__":
    main()
