"""Why the last answer was given, short enough for a phone: what was searched, found and read, and how sure it was."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from bot.core.answer import Agreement, ConsideredPassage, Constraint, Explanation
from bot.core.catalogue import local_time
from bot.core.person import Person, language_in
from bot.core.reply import Piece, Reply, Style, plain
from data.chats.turns import Turn

_SHOWN = 4


def explanation_of(turn: Turn) -> Explanation | None:
    """What was written down with the answer; None where there was nothing, or another version wrote it."""
    try:
        told = json.loads(turn.explanation)
        seen = tuple(ConsideredPassage(**_known(ConsideredPassage, each)) for each in told["seen"])
        fixed = tuple(_constraint(each) for each in told.get("fixed", ()))
        return Explanation(**(_known(Explanation, told) | {"seen": seen, "fixed": fixed}))
    except (ValueError, KeyError, TypeError):
        return None


def _constraint(told: Mapping[str, Any]) -> Constraint:
    known = _known(Constraint, told)
    return Constraint(**(known | {"verdict": Agreement(known["verdict"])}))


def _known(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    return {each.name: values[each.name] for each in fields(kind) if each.name in values}


def why_reply(person: Person, turn: Turn | None) -> Reply:
    """In the language of the question that is explained; kind words where there is nothing to explain."""
    if turn is None:
        return plain(person.say("why-nothing"))
    person = person.speaking(language_in(turn.question))
    explanation = explanation_of(turn)
    if explanation is None:
        return plain(person.say("why-forgotten", question=turn.question))
    pieces = [Piece(person.say("why-title"), Style.BOLD), Piece("\n")]
    pieces += [Piece(f"\n{line}") for line in [*_asked(person, turn, explanation), *_concluded(person, explanation)]]
    return Reply((*pieces, *_passages(person, explanation.seen)))


def _asked(person: Person, turn: Turn, explanation: Explanation) -> list[str]:
    """The question as typed, and what became of it where that is something else."""
    lines = [person.say("why-question", question=turn.question)]
    if turn.whole != turn.question:
        lines.append(person.say("answer-understood", question=turn.whole))
    if explanation.searched not in (turn.question, turn.whole):
        lines.append(person.say("why-searched", words=explanation.searched))
    limits = explanation.filters.items()
    filters = [person.say("why-filter", name=name, value=_limit(person, value)) for name, value in limits]
    return lines + ([person.say("why-filters", filters=" · ".join(filters))] if filters else [])


def _limit(person: Person, value: str) -> str:
    """A time as the reader's clock shows it, all else as it is."""
    try:
        return local_time(person.language, datetime.fromisoformat(value), person.zone)
    except ValueError:
        return value


def _concluded(person: Person, explanation: Explanation) -> list[str]:
    confidence, threshold = f"{explanation.confidence:.2f}", f"{explanation.threshold:.2f}"
    verdict = person.say("why-verdict", verdict=explanation.verdict)
    sure = "why-sure" if explanation.confidence >= explanation.threshold else "why-unsure"
    fixed = [
        person.say("why-fixed", wanted=each.wanted, verdict=each.verdict, found=each.found)
        for each in explanation.fixed
        if each.verdict is not Agreement.SAME
    ]
    return [verdict, person.say(sure, confidence=confidence, threshold=threshold), *fixed]


def _passages(person: Person, seen: Sequence[ConsideredPassage]) -> list[Piece]:
    """The best of them; by what was read where anything was, else as they were found."""
    best = sorted(seen, key=lambda each: float("-inf") if each.score is None else each.score, reverse=True)[:_SHOWN]
    head = person.say("why-passages", shown=len(best), total=len(seen)) if seen else person.say("why-no-passages")
    pieces = [Piece(f"\n\n{head}")]
    for number, each in enumerate(best, 1):
        pieces += [Piece(f"\n{number}. {each.title}"), Piece(f"\n{_scores(person, each)}", Style.FAINT)]
        if each.read:
            pieces.append(Piece("\n" + person.say("why-read", words=each.read)))
    return pieces


def _scores(person: Person, seen: ConsideredPassage) -> str:
    scores = {"meaning": f"{seen.cosine:.2f}", "words": f"{seen.lexical:.2f}", "fused": f"{seen.fused:.2f}"}
    for name, odds in (("answer", seen.span_score), ("relevance", seen.relevance)):
        if odds is not None:
            scores[name] = f"{_chance(odds):.0%}"
    return " · ".join(person.say("why-score", name=name, value=value) for name, value in scores.items())


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, log_odds))))
