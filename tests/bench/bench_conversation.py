"""How people are understood: first messages, and dialogues played end to end, on the homes that scoreboard.py left.

    python -m tests.bench.bench_conversation [--every 5]

Prints the share of first messages that get the kind of reply they want, and of the turns of dialogues those that are
answered right (by relation to the turn before), declined where the news does not say, or mixed with the turn before
though they are new; and milliseconds of later turns as a multiple of first ones. `--every 5`: each fifth dialogue, the
part that no weights were fitted on.
"""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import click

from bot.app import open_parts
from bot.cli.batch import answer_batch
from bot.config import Config
from tests.bench.corpus import CACHE_HOMES
from tests.bench.floors import ZONE
from tests.bench.metrics import Question, holds, is_right
from tests.support.paths import EVAL

Line = dict[str, Any]
FITS = {  # the kinds of reply that serve a want
    "overview": {"overview"},
    "topic_news": {"list", "overview", "answer"},
    "source_news": {"list", "overview", "answer", "nothing"},
    "question": {"answer", "nearest", "nothing"},
    "lookup": {"list", "answer", "nearest", "nothing"},
    "howto": {"help"},
    "set": {"done", "help"},
    "smalltalk": {"talk"},
    "outside": {"talk"},
    "feedback": {"talk"},
    "link": {"page"},
    "garbled": {"talk", "nothing"},
}
_ASKED = "2023-08-18T20:00:00+08:00"  # the last day of the Chinese articles


@click.command(help=__doc__)
@click.option("--every", default=1, show_default=True, help="Each so many-eth dialogue.")
def main(every: int) -> None:
    messages = read(EVAL / "first_messages.jsonl")
    told = play("zh", [{"id": each["id"], "question": each["message"], "asked_at": _ASKED} for each in messages])
    fitting = [fits(line, told[line["id"]]) for line in messages]
    click.echo(f"first messages: {share(fitting)}")
    for language in ("zh", "en"):
        turns = read(EVAL / f"dialogues_{language}.jsonl")
        chosen = set(sorted({turn["chat"] for turn in turns})[::every])
        played = [turn for turn in turns if turn["chat"] in chosen]
        report(language, played, play(language, played))


def read(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def play(language: str, lines: Sequence[Line]) -> dict[str, Line]:
    """The replies by id."""
    batch = io.StringIO("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    with open_parts(Config(home=CACHE_HOMES / language)) as parts:
        return {reply["id"]: reply for reply in answer_batch(parts.router, ZONE, batch, None)}


def fits(message: Mapping[str, Any], reply: Mapping[str, Any]) -> bool:
    """Whether the reply is of a kind that is wanted; of a how-to or a wish, also by the command that serves it."""
    served = (message["note"] or "-").split()[0]
    for want in (message["want"], *message["also"]):
        by_command = want in ("howto", "set") and served.startswith("/")
        if reply["reply"] in FITS[want] and (not by_command or f"/{reply.get('command')}" == served):
            return True
    return False


def report(language: str, turns: Sequence[Line], told: Mapping[str, Line]) -> None:
    shares, times = defaultdict[str, list[bool]](list), defaultdict[bool, list[float]](list)
    for turn in turns:
        reply, relation = told[turn["id"]], turn["relation"]
        times[relation == "first"].append(reply["ms"])
        if not turn["answers"]:
            shares["unanswerable, declined"].append(not reply["answered"])
            continue
        shares[relation].append(is_answered(cast(Question, turn), reply))
        if relation == "new":
            shares["new, mixed"].append(bool(reply["understood"]))
    click.echo(f"{language}: " + ", ".join(f"{name} {share(held)}" for name, held in sorted(shares.items())))
    click.echo(f"{language}: p95 of later turns {late(times[False]) / late(times[True]):.1f} times that of first ones")


def is_answered(turn: Question, reply: Mapping[str, Any]) -> bool:
    """Whether the right article is cited, and what is said holds an accepted answer."""
    said = any(holds(reply["answer"], answer) for answer in turn["answers"])
    return bool(reply["answered"] and said and any(is_right(each, turn) for each in reply["citations"]))


def share(held: Iterable[bool]) -> str:
    counted = list(held)
    return f"{sum(counted) / max(1, len(counted)):.2f} of {len(counted)}"


def late(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
