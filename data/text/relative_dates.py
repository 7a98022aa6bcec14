"""Times that have a meaning only at the moment they are read: 3小时前, 昨天 15:20, 08-15 09:30, "2 days ago".

Text comes with ASCII digits and signs; `dates` sees to that.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from data.text.clock import TIME, at_time

_LATEST = timedelta(days=1)  # what lies further ahead of the reader is of an earlier year
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "半": 0.5, "一": 1, "两": 2, "兩": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6,
    "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
# Longer first, as a unit is known by how it begins; hours and less are moments, the rest are days.
_UNITS = {
    "秒": 1 / 3600, "초": 1 / 3600, "sec": 1 / 3600, "分": 1 / 60, "분": 1 / 60, "min": 1 / 60,
    "小时": 1, "小時": 1, "时": 1, "時": 1, "시": 1, "h": 1, "天": 24, "日": 24, "일": 24, "d": 24,
    "周": 168, "週": 168, "星期": 168, "礼拜": 168, "禮拜": 168, "주": 168, "w": 168,
    "月": 720, "개월": 720, "mo": 720, "m": 1 / 60, "年": 8760, "년": 8760, "y": 8760,
}  # fmt: skip
_NOW = r"(?P<now>刚刚|剛剛|刚才|剛才|たった今|방금(?: 전)?|just now|moments? ago)"
_AGO = (
    r"(?<!\d)(?<!\d[.:-])(?P<count>\d{1,4}|[半一两兩二三四五六七八九十])\s?[个個箇]?"
    r"(?P<unit>秒钟?|分钟|分鐘|分(?=前)|小时|小時|時間|天|日|周|週|星期|礼拜|禮拜|月|か月|ヶ月|年|초|분|시간|일|주|개월|년)\s?"
    r"(?:之?前|以前|전)"
    rf"|\b(?P<en_count>\d{{1,4}}|{'|'.join(word for word in _NUMBERS if word.isascii())})\s?"
    r"(?P<en_unit>sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|[hdwmy]|days?|weeks?|wks?|mos?|months?|years?|yrs?)\sago\b"
)
_SHIFTED = r"(?P<shift>大前天|前天|昨天|昨日|昨晚|昨夜|今天|今日|今晚|今早|今晨|어제|오늘|\byesterday\b|\btoday\b)"
_WEEKDAY = (
    r"(?P<last>上)?(?:星期|周|週|礼拜|禮拜)(?P<weekday>[一二三四五六日天])"
    r"|\b(?P<en_weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b"
)
_MONTH_DAY = (
    r"(?<![\d.:年/-])(?<!年\s)(?P<month>\d{1,2})(?:\s?月\s?(?P<cjk_day>\d{1,2})\s?[日号號]|(?P<sep>[-/])(?P<day>\d{2})(?![\d/.-]))"
    r"|\b(?P<en_month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.? (?P<en_day>\d{1,2})(?![\d:])(?!,? \d{4})"
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
    unit = (found["unit"] or found["en_unit"]).lower().lstrip("かヶ")
    hours = next(hours for name, hours in _UNITS.items() if unit.startswith(name))
    written = (found["count"] or found["en_count"]).lower()
    count = _NUMBERS.get(written) or int(written)
    moment = now - timedelta(hours=hours * count)
    return (moment if hours < 24 else _first_moment(moment, zone)).astimezone(UTC)


def _days(found: re.Match[str], zone: ZoneInfo, now: datetime) -> list[datetime]:
    """The days that are meant, the likeliest first: midnights without a zone."""
    today = _first_moment(now, zone).replace(tzinfo=None)
    if found["shift"]:
        return [today - timedelta(days=_shift(found["shift"].lower()))]
    if found["weekday"] or found["en_weekday"]:
        number = "一二三四五六日".find(found["weekday"].replace("天", "日")) if found["weekday"] else -1
        if found["en_weekday"]:
            number = _WEEKDAYS.index(found["en_weekday"][:3].lower())
        if found["last"]:
            return [today - timedelta(days=today.weekday() + 7 - number)]
        return [today - timedelta(days=(today.weekday() - number) % 7)]
    month = int(found["month"] or 0) or _MONTHS.index((found["en_month"] or "jan")[:3].lower()) + 1
    day = int(found["day"] or found["cjk_day"] or found["en_day"] or 0)
    newest = (now + _LATEST).astimezone(zone).year
    return [date for year in range(newest, newest - 9, -1) if (date := _calendar(year, month, day))]


def _shift(word: str) -> int:
    if word in ("大前天", "前天"):
        return len(word)
    return int(word[0] in "昨어y")


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
