"""Words that name days: `上周五`, `8月10号早上7点`, `last Friday`, `2023-08-10` -> the first and the last day meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.question import dates_en as days_en
from bot.question import dates_of_year as days_of_year
from bot.question import dates_zh as days_zh
from bot.question.date_arithmetic import DayRange, DayReader, Match, Unit
from data.text.tokens import simplify

_CALENDAR = range(1990, 2101)
_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *map(ord, "／：．－～"))}
_JOINT = re.compile(r"\s*(?:起|开始)?\s*(?:到|至|和|[-–—~]|to|and|until|till|through)?\s*", re.IGNORECASE)
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), read)
    for pattern, read in (*days_zh.RULES, *days_en.RULES, *days_of_year.RULES)
)


@dataclass(frozen=True, slots=True)
class Days:
    """`text[start:end]` names the days `first`..`last`, both included; they may lie ahead."""

    first: date
    last: date
    unit: Unit
    start: int
    end: int


def find_days(text: str, today: date) -> list[Days]:
    """All that `text` names, in its order, as meant on `today`; from one day to another is one."""
    plain = simplify(text).translate(_FULL_WIDTH)  # both keep every position
    matches = [(match, read) for pattern, read in _RULES for match in pattern.finditer(plain)]
    found: list[Days] = []
    end = 0
    for match, read in sorted(matches, key=lambda each: (each[0].start(), -each[0].end())):
        if match.start() < end:
            continue
        end = match.end()
        reading = _readable(match, read, today)
        if reading:
            _append(found, Days(*reading, match.start(), end), plain)
    return found


def _readable(match: Match, read: DayReader, today: date) -> DayRange:
    try:
        reading = read(match, today)
    except (ValueError, OverflowError):  # 31 February, a year that no calendar has
        return None
    return reading if reading and reading[0].year in _CALENDAR and reading[1].year in _CALENDAR else None


def _append(found: list[Days], days: Days, text: str) -> None:
    """`days` behind the others, or as the end of what the one before them began: `8月3号到` + `8月5号`."""
    last = found[-1] if found else None
    joined = last and Unit.YEAR not in (last.unit, days.unit) and _JOINT.fullmatch(text, last.end, days.start)
    if last and joined and last.first <= days.last:
        unit = max(last.unit, days.unit, Unit.SPAN) if last.first < days.last else Unit.DAY
        found[-1] = replace(days, first=last.first, unit=unit, start=last.start)
    else:
        found.append(days)
