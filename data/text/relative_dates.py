"""Times that have a meaning only at the moment they are read: 3小时前, 昨天 15:20, 08-15 09:30, "2 days ago".

Text comes with ASCII digits and signs; `dates` sees to that.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from data.text.calendar import (
    COUNT,
    FROM_TODAY,
    HAN_COUNT,
    HAN_WEEK,
    HAN_WEEKDAY,
    MONTH,
    UNIT,
    WEEKDAY,
    month_number,
    read_count,
    unit_hours,
    weekday_number,
)
from data.text.clock import TIME, at_time

_LATEST = timedelta(days=1)  # what lies further ahead of the reader is of an earlier year
_NOW = r"(?P<now>刚刚|剛剛|刚才|剛才|たった今|방금(?: 전)?|just now|moments? ago)"
_AGO = (
    rf"(?<!\d)(?<!\d[.:-])(?P<count>\d{{1,4}}|半|{HAN_COUNT})\s?[个個箇]?(?P<unit>{UNIT})\s?(?:之?前|以前|전)"
    rf"|\b(?P<en_count>\d{{1,4}}|{COUNT})\s?(?P<en_unit>{UNIT}|m)\sago\b"
)
_SHIFTED = r"(?P<shift>(?:大前|前)天|昨[天日晚夜]|今[天日晚早晨]|어제|오늘|\byesterday\b|\btoday\b)"
_WEEKDAY = rf"(?P<last>上)?(?P<weekday>{HAN_WEEK}{HAN_WEEKDAY})|\b(?P<en_weekday>{WEEKDAY})"
_MONTH_DAY = (
    r"(?<![\d.:年/-])(?<!年\s)(?P<month>\d{1,2})(?:\s?月\s?(?P<cjk_day>\d{1,2})\s?[日号號]|(?P<sep>[-/])(?P<day>\d{2})(?![\d/.-]))"
    rf"|\b(?P<en_month>{MONTH}) (?P<en_day>\d{{1,2}})(?![\d:])(?!,? \d{{4}})"
)
_MOMENT = re.compile(f"{_NOW}|{_AGO}", re.IGNORECASE)
_DAY = re.compile(f"{_SHIFTED}|{_MONTH_DAY}|{_WEEKDAY}", re.IGNORECASE)
_PROSE = re.compile(r"[，。！？；、!?]|,(?! ?\d)|[^\d]\.\s")
_EDGE = " \t|·•:()[]【】<>»›-–—/#"


def parse_relative(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The UTC time that `text` is for somebody who reads it at `now`; a day alone is its first moment in `zone`.

    None for anything else; never later than a day after `now`. ValueError and OverflowError for 25:00 and the like.
    """
    if found := _MOMENT.fullmatch(text):
        return _before(found, zone, now)
    if (found := _DAY.match(text)) is None:
        return None
    time = TIME.fullmatch(text, found.end())
    if time is None and found.end() != len(text):
        return None
    return next((moment for day in _days(found, zone, now) if (moment := _at(day, found, time, zone, now))), None)


def find_relative(text: str) -> tuple[int, int] | None:
    """Where in a line about an article such a time stands; None for a line that reads like a sentence.

    A day without a time of day may be part of a title: it has to stand at an end of the line.
    """
    if len(text) > 60 or _PROSE.search(text):
        return None
    if found := _MOMENT.search(text):
        return found.span()
    for found in _DAY.finditer(text):
        if time := TIME.match(text, found.end()):
            return found.start(), time.end()
        before, after = text[: found.start()].strip(_EDGE), text[found.end() :].strip(_EDGE)
        if not before and not after:
            return found.span()
        if (not after and len(before) <= 12 and text[found.start() - 1] in _EDGE) and not found["en_weekday"]:
            return found.span()
    return None


def _before(found: re.Match[str], zone: ZoneInfo, now: datetime) -> datetime:
    if found["now"]:
        return now.astimezone(UTC)
    unit, count = found["unit"] or found["en_unit"], found["count"] or found["en_count"]
    hours = 1 / 60 if unit in ("m", "M") else unit_hours(unit)
    moment = now - timedelta(hours=hours * (0.5 if count == "半" else read_count(count)))
    return (moment if hours < 24 else _first_moment(moment, zone)).astimezone(UTC)


def _days(found: re.Match[str], zone: ZoneInfo, now: datetime) -> list[datetime]:
    """The days that are meant, the likeliest first: midnights without a zone."""
    today = _first_moment(now, zone).replace(tzinfo=None)
    if found["shift"]:
        return [today + timedelta(days=FROM_TODAY[found["shift"].lower().rstrip("天日晚夜早晨")])]
    if weekday := found["weekday"] or found["en_weekday"]:
        number = weekday_number(weekday)
        if found["last"]:
            return [today - timedelta(days=today.weekday() + 7 - number)]
        return [today - timedelta(days=(today.weekday() - number) % 7)]
    month = int(found["month"] or 0) or month_number(found["en_month"])
    day = int(found["day"] or found["cjk_day"] or found["en_day"] or 0)
    newest = (now + _LATEST).astimezone(zone).year
    return [date for year in range(newest, newest - 9, -1) if (date := _calendar(year, month, day))]


def _calendar(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day)  # noqa: DTZ001 zone follows
    except ValueError:  # 29 February is not in every year
        return None


def _at(
    day: datetime, found: re.Match[str], time: re.Match[str] | None, zone: ZoneInfo, now: datetime
) -> datetime | None:
    moment = at_time(day, time, zone) if time else day
    night = found["shift"] in ("昨晚", "昨夜", "今晚") and moment.hour < 12 and time is not None
    moment = moment.replace(hour=moment.hour + 12 * night)
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    return moment if moment <= now + _LATEST else None


def _first_moment(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
