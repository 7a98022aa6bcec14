"""English words that name days, and days in figures: yesterday, last Friday, 5 August, late July, 2023-08-10, 8/10."""

from __future__ import annotations

import math
from datetime import date, timedelta

from bot.question import date_arithmetic as spans
from bot.question.date_arithmetic import DateRule, DayRange, Match, Unit
from data.text.calendar import (
    ABOUT,
    COUNT,
    FROM_TODAY,
    MONTH,
    WEEKDAY,
    month_number,
    read_count,
    unit_days,
    unit_hours,
    weekday_number,
)

_NAMED = {name: days for name, days in FROM_TODAY.items() if name.isascii()} | {
    "last night": -1, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
}  # fmt: skip
_WHICH = {"last": -1, "this": 0, "next": 1}
_PARTS = {
    "early": (1, 10), "beginning": (1, 10), "mid": (11, 20), "middle": (11, 20), "late": (20, 31), "end": (20, 31),
}  # fmt: skip


def _figures(match: Match, today: date) -> DayRange:
    return spans.one_day(date(int(match["year"]), int(match["month"]), int(match["day"])))


def _figures_of_month(match: Match, today: date) -> DayRange:
    return spans.month_of(int(match["year"]), int(match["month"])) if 1 <= int(match["month"]) <= 12 else None


def _slashed(match: Match, today: date) -> DayRange:
    month, day = int(match["month"]), int(match["day"])
    return spans.one_day(date(spans.likely_year(today, month, day), month, day))


def _date(match: Match, today: date) -> DayRange:
    """5 August, July 5-10, Aug. 5th, 2023"""
    month, day = month_number(match["month"]), int(match["day"])
    first = date(int(match["year"] or spans.likely_year(today, month, day)), month, day)
    if not match["to"]:
        return spans.one_day(first)
    last = first.replace(day=int(match["to"]))
    return (first, last, Unit.SPAN) if first < last else None


def _month(match: Match, today: date) -> DayRange:
    month = month_number(match["month"])
    part = _PARTS.get((match["part"] or "").lower(), (1, 31))
    return spans.month_of(int(match["year"] or spans.likely_year(today, month)), month, part)


def _named(match: Match, today: date) -> DayRange:
    return spans.one_day(today + timedelta(_NAMED[" ".join(match["name"].lower().split())]))


def _weekday(match: Match, today: date) -> DayRange:
    which, weekday = (match["which"] or "").lower(), weekday_number(match["day"])
    if which == "last":  # the one before today, of this week or not
        return spans.weekday_of(today - timedelta(1), weekday, None)
    return spans.weekday_of(today, weekday, _WHICH.get(which))


def _week(match: Match, today: date) -> DayRange:
    return spans.week_of(today, _WHICH[match["which"].lower()], weekend=match["unit"].lower() == "weekend")


def _weekend(match: Match, today: date) -> DayRange:
    return spans.last_weekend(today)


def _other_day(match: Match, today: date) -> DayRange:
    return spans.past_days(today, 10)


def _which_month(match: Match, today: date) -> DayRange:
    return spans.month_of(today.year, today.month + _WHICH[match["which"].lower()])


def _which_year(match: Match, today: date) -> DayRange:
    return spans.year_of(today.year + _WHICH[match["which"].lower()])


def _year(match: Match, today: date) -> DayRange:
    return spans.year_of(int(match["year"]))


def _past(match: Match, today: date) -> DayRange:
    """the past three days, the last 24 hours, the past week"""
    return spans.past_days(today, math.ceil(read_count(match["n"] or "one") * unit_hours(match["unit"]) / 24))


def _ago(match: Match, today: date) -> DayRange:
    length = unit_days(match["unit"])
    exact = length == 1 and match["n"].split()[0].lower() not in ABOUT
    return spans.days_ago(today, read_count(match["n"]) * length, exact)


_MONTH = rf"(?P<month>{MONTH})(?!\s+(?:be|have|not)\b)"
_COUNT = rf"(?P<n>\d{{1,3}}|(?:{COUNT}|{'|'.join(ABOUT)})(?:\s+of)?)"
_DAY, _TO = r"(?<![\d.])(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?:\s*(?:[-–—]|to|and)\s*(?P<to>\d{1,2})(?:st|nd|rd|th)?)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
_NAMES = "|".join(_NAMED).replace(" ", r"\s+")
_WEEKDAY = rf"(?P<day>{WEEKDAY})"

RULES: tuple[DateRule, ...] = (
    (r"(?<![\d.])(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)", _figures),
    (r"(?<![\d.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d{2})(?![-\d])", _figures_of_month),
    (
        r"(?<![\d./《占约近了有为过达超])(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/%》的以]|\.\d)",
        _slashed,
    ),
    (rf"{_DAY}{_TO}(?:\s+of)?\s+{_MONTH}{_YEAR}", _date),
    (rf"\b{_MONTH}\s+{_DAY}{_TO}(?![\d:%]|\s*(?:percent|people|million|billion)\b){_YEAR}", _date),
    (
        r"\b(?:(?:in|since|before|after|by|until|till|during|from|last|of)\s+)?(?:the\s+)?"
        rf"(?P<part>early|beginning|middle|mid|late|end)[\s-]+(?:of\s+)?{_MONTH}{_YEAR}",
        _month,
    ),
    (
        r"\b(?:in|since|before|after|by|until|till|during|from|last)\s+"
        rf"(?P<part>){_MONTH}(?!\s+\d{{1,2}}(?!\d)){_YEAR}",
        _month,
    ),
    (rf"\b(?P<part>){_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", _month),
    (rf"(?<!usa )\b(?:the\s+)?(?P<name>{_NAMES})\b", _named),
    (
        rf"\b(?:(?P<which>last|this|next)|on|since|before|after|by|until|till|from|and|to)\s+{_WEEKDAY}(?!\s+of\b)",
        _weekday,
    ),
    (r"\b(?P<which>last|this|next)\s+(?P<unit>week|weekend)\b", _week),
    (r"\b(?:over|at|on|during|since)\s+the\s+weekend\b", _weekend),
    (r"\bthe\s+other\s+day\b", _other_day),
    (r"\b(?P<which>last|this|next)\s+month\b", _which_month),
    (r"\b(?P<which>last|this|next)\s+year\b", _which_year),
    (r"\b(?:in|since|before|after|during)\s+(?P<year>(?:19|20)\d\d)\b", _year),
    (rf"\b(?:past|last|previous)\s+{_COUNT}\s+(?P<unit>hour|day|night|week|month)s?\b(?!\s+of\b)", _past),
    (r"\bpast\s+(?P<n>)(?P<unit>day|week|fortnight|month)\b", _past),
    (rf"\b{_COUNT}\s+(?P<unit>day|week|fortnight|month)s?\s+ago\b", _ago),
)
"""Patterns, case aside, with what reads them; where two match at one place the longer counts."""
