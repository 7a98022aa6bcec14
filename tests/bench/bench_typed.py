"""Questions as they are typed on a phone, 150 in six ways, and the same written plainly; on the homes of scoreboard.py.

    python -m tests.bench.bench_typed [zh] [en] [--plain]

Prints, by way of typing, the share of questions whose answer is said from the right article, and of those that the news
does not answer the share that is declined. Nothing was fitted on them; they were written for the mends to be judged by.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import cast

import click

from tests.bench.bench_conversation import is_answered, play, read, share
from tests.bench.metrics import Question

_QUESTIONS = Path(__file__).parent / "questions"
LANGUAGES = ("zh", "en")


@click.command(help=__doc__)
@click.argument("languages", nargs=-1, type=click.Choice(LANGUAGES))
@click.option("--plain", is_flag=True, help="The same questions, written plainly.")
def main(languages: tuple[str, ...], plain: bool) -> None:
    for language in languages or LANGUAGES:
        click.echo(f"{language}: {measured(language, 'plain' if plain else 'question')}")


def measured(language: str, form: str) -> str:
    lines = read(_QUESTIONS / f"typed_{language}.jsonl")
    times = [{"asked_at": line["asked_at"]} if line.get("asked_at") else {} for line in lines]
    told = play(
        language, [{"id": line["id"], "question": line[form], **at} for line, at in zip(lines, times, strict=True)]
    )
    shares = defaultdict[str, list[bool]](list)
    for line in lines:
        reply = told[line["id"]]
        if line["kind"] == "unanswerable":
            shares["declined"].append(not reply["answered"])
            continue
        for name in ("all", line["way"]):
            shares[name].append(is_answered(cast(Question, line), reply))
    return ", ".join(f"{name} {share(held)}" for name, held in shares.items())


if __name__ == "__main__":
    main()
