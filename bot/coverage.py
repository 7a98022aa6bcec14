"""What a question names and a passage lacks: the sign of a near miss, where the firm is there and the model, day or
figure asked for is not.

A name in one script cannot be looked for in a text of the other, so only what both could hold is counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.days import find_days
from data.terms import fold, has_han, split_terms

_CODE = re.compile(r"(?<![a-z0-9])(?=[a-z0-9.-]*\d)[a-z0-9]+(?:[.-][a-z0-9]+)*(?![a-z0-9])")
_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]+")
_NOT_NAMES = frozenset(
    (
        *("i", "the", "a", "an", "what", "which", "who", "whom", "whose", "when", "where", "why", "how"),
        *("do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "in", "on", "at", "of", "for"),
        *("by", "to", "from", "with", "under", "during", "after", "before", "according", "per"),
    )
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names beside its words: `codes` with digits in them, Latin `names`, and `days`, on the reader's
    calendar."""

    codes: frozenset[str]
    names: frozenset[str]
    days: tuple[tuple[date, date], ...]


def named_in(question: str, asked_at: datetime, zone: ZoneInfo) -> Named:
    """The codes, names and days of `question`; the digits of a day are no code."""
    days = find_days(question, asked_at.astimezone(zone).date())
    rest = question
    for each in sorted(days, key=lambda each: -each.start):
        rest = rest[: each.start] + " " * (each.end - each.start) + rest[each.end :]
    codes = frozenset(_CODE.findall(_squeezed(rest)))
    found = {name.lower() for name in _NAME.findall(rest)} - _NOT_NAMES
    exact = [each for each in days if each.last - each.first <= timedelta(days=1)]
    return Named(codes, frozenset(found), tuple((each.first, each.last) for each in exact))


def lacks_codes(named: Named, text: str) -> float:
    """Share of the question's codes that `text` does not hold; 0 where it names none."""
    squeezed = _squeezed(text)
    held = set(_CODE.findall(squeezed))
    bare = re.sub(r"\s+", "", squeezed)
    missing = [code for code in named.codes if code not in held and not (has_letter(code) and code in bare)]
    return len(missing) / max(1, len(named.codes))


def _squeezed(text: str) -> str:
    """Folded, 3,000 as 3000."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", fold(text))


def has_letter(code: str) -> bool:
    return any(character.isalpha() for character in code)


def lacks_names(named: Named, text: str) -> float:
    """Share of the question's Latin names that `text` does not hold; 0 where it names none, and for a Chinese text."""
    if has_han(text) or not named.names:
        return 0.0
    words = set(re.findall(r"[a-z0-9]+", fold(text)))
    return len(named.names - words) / len(named.names)


def lacks_day(named: Named, text: str, published: datetime | None, zone: ZoneInfo) -> float:
    """1 where the question names a day that neither the time of publication (or the day after it) nor `text` is of."""
    if not named.days or published is None:
        return 0.0
    day = published.astimezone(zone).date()
    told = find_days(text, day)
    for first, last in named.days:
        if first <= day <= last + timedelta(days=1):
            return 0.0
        if any(each.first <= last and first <= each.last <= each.first + timedelta(days=1) for each in told):
            return 0.0
        if re.search(rf"(?<!\d){first.day}\s*[日号]", text):
            return 0.0
    return 1.0


def lacking_weight(question: str, text: str, rarity: Mapping[str, float]) -> float:
    """How much of what is rare in the question `text` lacks, 0..1; `rarity`: weights of the question's words."""
    terms = set(split_terms(question).words) | set(split_terms(question).grams)
    held = split_terms(text)
    missing = terms - set(held.words) - set(held.grams)
    total = sum(rarity.get(term, 0.0) for term in terms)
    return sum(rarity.get(term, 0.0) for term in missing) / total if total else 0.0
