"""Worlds of other kinds than news, to judge refusals by: what the reader's training sets aside, and questions on it.

    python -m tests.bench.worlds      writes .eval/<world>/{articles,questions}.jsonl for scoreboard and calibrate

A world holds some hundred texts. Its unanswerable questions are people's own near misses beside a text that is held
(wiki), questions whose text is left out (tweets), or whose text was cut where it does not answer (snippets). On news,
the contrast and kinds questions of the articles set aside; a miss is one only within its own article, so those that
another article answers are struck out (struck_out.txt).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import click

from data.text.scripts import has_han
from embeddings.training.examples import read_lines, set_aside
from tests.bench.corpus import CACHE_HOMES
from tests.support.paths import EVAL

_SETS = EVAL.parent / "reader2"
_OLDER = EVAL.parent / "reader"
_TEXTS, _ASKED = 200, 120  # texts of a world; questions with an answer, and as many without
_CUT = 220  # characters of a snippet
_SET_OF = {"wiki_en": "squad2_dev", "tweets": "tweetqa", "snippets": "cmrc2018_train"}
PUBLIC = ("wiki_en", "wiki_zh", "tweets", "snippets")
WRITTEN = ("written_zh", "written_en")

_OURS = Path(__file__).parent / "questions"
WORLDS: Mapping[str, tuple[str, tuple[Path, ...]]] = {
    "news_zh": ("zh", (_OURS / "zh_calibration.jsonl", EVAL / "questions_zh.jsonl")),
    "news_en": ("en", (_OURS / "en_calibration.jsonl", EVAL / "questions_en.jsonl")),
    "written_zh": ("zh", (CACHE_HOMES / "written_zh" / "questions.jsonl",)),
    "written_en": ("en", (CACHE_HOMES / "written_en" / "questions.jsonl",)),
} | {name: (name, (CACHE_HOMES / name / "questions.jsonl",)) for name in PUBLIC}
"""By name: the home in `.eval`, and the files of questions asked of it."""

Line = Mapping[str, Any]


def public_world(name: str, random: Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Articles and questions of one of `PUBLIC`; the same each time for the same seed."""
    lines = _lines(name)
    texts = sorted({str(line["context"]) for line in lines})
    random.shuffle(texts)
    held, absent = texts[:_TEXTS], set(texts[_TEXTS:])
    answered = {str(line["question"]) for line in lines if int(line["start"]) >= 0}
    near = [x for x in lines if int(x["start"]) < 0 and x["question"] not in answered and x["context"] in set(held)]
    left_out = [line for line in lines if int(line["start"]) >= 0 and line["context"] in absent]
    ids = {text: f"{name}{number:03}" for number, text in enumerate(held)}
    right = [line for line in lines if int(line["start"]) >= 0 and line["context"] in ids]
    wrong = near if len(near) >= _ASKED else near + left_out
    asked = [*_sample(right, _ASKED, random), *_sample(wrong, _ASKED, random)]
    return [_article(ids[text], text, name, random) for text in held], [
        _question(f"{name}-{number}", line, ids) for number, line in enumerate(asked)
    ]


def _lines(name: str) -> list[dict[str, Any]]:
    """Those of the world's sets whose contexts are set aside."""
    files = [_SETS / "qa_zh.jsonl.gz"] if name == "snippets" else [_SETS / "qa_en.jsonl.gz"]
    files = [_OLDER / "qa_train.jsonl.gz"] if name == "wiki_zh" else files
    lines = [line for file in files for line in read_lines(file) if set_aside(str(line["context"]))]
    if name == "wiki_zh":
        return [line for line in lines if has_han(str(line["context"])) and has_han(str(line["question"]))]
    lines = [line for line in lines if line["set"] == _SET_OF[name]]
    return [_snippet(line) for line in lines] if name == "snippets" else lines


def _snippet(line: dict[str, Any]) -> dict[str, Any]:
    """The middle of the context, cut off within sentences as a search engine cuts; many an answer stands outside."""
    context = str(line["context"])
    cut = context[max(0, len(context) // 2 - _CUT // 2) :][:_CUT]
    return line | {"context": cut, "start": cut.find(str(line["answer"]))}


def _article(article_id: str, text: str, world: str, random: Random) -> dict[str, Any]:
    title = text.split("\n")[0][: random.randint(12, 24) if has_han(text) else random.randint(30, 60)]
    return {
        "id": article_id,
        "url": f"https://{world.replace('_', '-')}.example/{article_id}",
        "title": title,
        "published": None,
        "source": world,
        "language": "zh" if has_han(text) else "en",
        "body": text,
    }


def _question(question_id: str, line: Line, ids: Mapping[str, str]) -> dict[str, Any]:
    held = int(line["start"]) >= 0 and line["context"] in ids
    return {
        "id": question_id,
        "kind": "fact" if held else "unanswerable",
        "question": line["question"],
        "answers": [line["answer"]] if held else [],
        "article_id": ids.get(str(line["context"])),
    }


def written_world(language: str) -> list[dict[str, Any]]:
    """Contrast and kinds questions on the news articles set aside, asked against all news of the language."""
    files = [*sorted(_SETS.glob(f"contrast_{language}_*.jsonl")), _SETS / f"kinds_{language}.jsonl"]
    struck = set((Path(__file__).parent / "struck_out.txt").read_text("utf-8").split())
    lines = [line for file in files for line in read_lines(file)]
    kept = [line for line in lines if set_aside(str(line["article_id"])) and line["id"] not in struck]
    return [
        {key: line[key] for key in ("id", "question", "answers", "article_id")}
        | {"kind": line["kind"] if line["answers"] else "unanswerable"}
        for line in kept
    ]


def _sample(lines: Sequence[Line], most: int, random: Random) -> list[Line]:
    """One of each context first, so that no text counts more than the others."""
    shuffled = random.sample(list(lines), len(lines))
    first = {line["context"]: line for line in shuffled}
    rest = [line for line in shuffled if first[line["context"]] is not line]
    return list(islice([*first.values(), *rest], most))


def write(file: Path, rows: Iterable[Line]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def write_worlds(out: Path) -> None:
    """Articles and questions of every world, a folder each."""
    for name in PUBLIC:
        articles, questions = public_world(name, Random(1))
        write(out / name / "articles.jsonl", articles)
        write(out / name / "questions.jsonl", questions)
    for name in WRITTEN:
        write(out / name / "questions.jsonl", written_world(name.rpartition("_")[2]))


@click.command()
@click.option("--out", type=Path, default=CACHE_HOMES, show_default=True)
def main(out: Path) -> None:
    """Writes articles and questions of every world."""
    write_worlds(out)


if __name__ == "__main__":
    main()
