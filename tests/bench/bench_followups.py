"""Which share of the follow-ups in dialogues.jsonl is made whole and, with --home, answered from the right article.

`made`: dialogues the rules were made with; `test`: dialogues held back until the rules were done. A follow-up is
resolved when the whole question holds every expected word and no forbidden one; a new topic is kept when nothing
was carried into it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation.understanding import understand
from bot.core.person import Person
from bot.question.rewrite.followups import make_whole
from data.chats.turns import Turn
from data.models import Article

DIALOGUES = Path(__file__).with_name("dialogues.jsonl")
PARTS = ("made", "test")
ASKER = Person("en", ZoneInfo("UTC"))
START = datetime(2023, 8, 19, 4, 0, tzinfo=UTC)
Told = Callable[[dict[str, Any], str], tuple[str, str, bool]]


def dialogues(part: str | None = None) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in DIALOGUES.read_text("utf-8").splitlines()]
    return [each for each in lines if part in (None, each["part"])]


def recorded(turn: dict[str, Any], whole: str) -> tuple[str, str, bool]:
    """What an answer from the right article tells, its title, and that it is right."""
    return turn["told"], turn["title"], True


def played(dialogue: dict[str, Any], told: Told = recorded) -> Iterator[tuple[dict[str, Any], str, bool, bool]]:
    """(turn, question made whole, whether something was carried, whether the answer was right) for each turn."""
    turns: list[Turn] = []
    now = START
    for turn in dialogue["turns"]:
        now += timedelta(minutes=turn["minutes"])
        whole = make_whole(turn["question"], turns, now)
        answer, title, right = told(turn, whole or turn["question"])
        explanation = json.dumps({"title": title}, ensure_ascii=False)
        turns.append(Turn(turn["question"], whole or turn["question"], answer, explanation, now))
        yield turn, whole or turn["question"], bool(whole), right


def resolved(turn: dict[str, Any], whole: str, carried: bool) -> bool:
    """Whether the turn became what a person would understand."""
    text = whole.lower()
    holds = all(any(word.lower() in text for word in each.split("|")) for each in turn["expected"])
    return (
        holds and not any(word.lower() in text for word in turn["forbidden"]) and carried == (turn["kind"] == "follow")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="a folder that holds the articles the dialogues are about")
    parser.add_argument("--misses", choices=PARTS, help="print what was not resolved in this part")
    given = parser.parse_args()
    _by_rewriting(given.misses)
    if given.home:
        _end_to_end(given.home)


def _by_rewriting(misses: str | None) -> None:
    for part in PARTS:
        good: Counter[str] = Counter()
        all_of: Counter[str] = Counter()
        for dialogue in dialogues(part):
            for turn, whole, carried, _ in played(dialogue):
                ok = resolved(turn, whole, carried)
                good[turn["kind"]] += ok
                all_of[turn["kind"]] += 1
                if not ok and part == misses:
                    print(f"  {dialogue['id']} {turn['kind']}: {turn['question']} -> {whole}")
        print(part, "  ".join(f"{kind} {good[kind]}/{all_of[kind]}" for kind in ("follow", "new", "first")))


def _end_to_end(home: Path) -> None:
    """Right article cited first, and an accepted answer said, by turns that have an article in `home`."""
    from bot.app import open_parts
    from bot.config import Config

    with open_parts(Config(home=home)) as parts:

        def ask(turn: dict[str, Any], whole: str) -> tuple[str, str, bool]:
            answer = parts.router.respond(understand(whole), ASKER).answer
            first = answer.articles[0] if answer and answer.answered else None
            right = first is not None and first.external_id == turn["article_id"]
            return answer.text if answer else "", first.title if first else "", right

        def alone(turn: dict[str, Any]) -> list[Article]:
            answer = parts.router.respond(understand(turn["question"]), ASKER).answer
            return answer.articles[:1] if answer else []

        known = {row[0] for row in parts.store.database.rows("SELECT external_id FROM articles")}
        for part in PARTS:
            _count_answers(part, ask, known, alone)


def _count_answers(part: str, ask: Told, known: set[str], alone: Callable[[dict[str, Any]], Any]) -> None:
    right: Counter[str] = Counter()
    without: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for dialogue in dialogues(part):
        for turn, _, _, good in played(dialogue, ask):
            if turn["article_id"] in known and turn["answers"]:
                count[turn["kind"]] += 1
                right[turn["kind"]] += good
                without[turn["kind"]] += any(each.external_id == turn["article_id"] for each in alone(turn))
    shares = (f"{kind} {right[kind]}/{count[kind]} (as typed {without[kind]})" for kind in count)
    print(part, "right article cited first:", "  ".join(shares))


if __name__ == "__main__":
    main()
