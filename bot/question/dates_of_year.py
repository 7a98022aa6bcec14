"""Parts of a year by their names, in both languages: quarters, halves, seasons, its beginning and end, feasts.

Said without a year, the last one that has begun is meant: `国庆期间` in August is that of the year before.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from dateutil.easter import easter
from lunar_python import Lunar

from bot.question import date_arithmetic as spans
from bot.question.date_arithmetic import DateRule, DayRange, Match, Unit

_YEARS = {"前": -2, "去": -1, "last": -1, "今": 0, "this": 0, "the": 0, "明": 1, "next": 1}
_NUMBERS = {
    word: number
    for number, words in (
        (1, "一 1 上 first 1st spring 春"),
        (2, "二 2 下 second 2nd summer 夏"),
        (3, "三 3 third 3rd autumn fall 秋"),
        (4, "四 4 fourth 4th final winter 冬"),
    )
    for word in words.split()
}
_PARTS = {
    "初": (1, 2), "early": (1, 3), "beginning": (1, 2), "start": (1, 2),
    "底": (11, 12), "末": (11, 12), "end": (11, 12), "late": (10, 12),
}  # fmt: skip
_FEASTS = {
    "solar": {
        r"元旦|new year(?!['’]?s? eve)(?:['’]?s?(?: day)?)": (1, 1, 0, 2),
        r"情人节|valentine['’]?s?(?: day)?": (2, 14, 0, 0),
        r"清明": (4, 5, -1, 1),
        r"(?<![十第])五一(?!广场|路|大道|村)|劳动节|may day": (5, 1, 0, 4),
        r"儿童节": (6, 1, 0, 0),
        r"国庆|十一(?=假期|长假|黄金周|期间)": (10, 1, 0, 6),
        r"万圣节|halloween": (10, 31, 0, 0),
        r"bonfire night|guy fawkes(?: night| day)?": (11, 5, 0, 0),
        r"双十一|双11": (11, 11, -1, 0),
        r"平安夜|christmas eve|xmas eve": (12, 24, 0, 0),
        r"圣诞节?(?!老人|树|岛)|christmas(?: day)?|xmas(?: day)?": (12, 25, -1, 1),
        r"boxing day": (12, 26, 0, 0),
        r"跨年夜?|new year['’]?s? eve": (12, 31, 0, 0),
    },
    "lunar": {
        r"春节|过年|大年初一": (1, 1, -1, 6),
        r"元宵节?": (1, 15, 0, 0),
        r"端午": (5, 5, 0, 2),
        r"七夕": (7, 7, 0, 0),
        r"中秋": (8, 15, 0, 2),
        r"重阳": (9, 9, 0, 0),
    },
    "easter": {r"easter|复活节": (0, 0, -2, 1)},
}
"""By the calendar they go by: month, day, days before and behind it that are meant too."""


def _quarter(match: Match, today: date) -> DayRange:
    return _last_begun(match, today, 3 * _NUMBERS[match["n"].lower()] - 2, 3)


def _half(match: Match, today: date) -> DayRange:
    return _last_begun(match, today, 6 * _NUMBERS[match["n"].lower()] - 5, 6)


def _season(match: Match, today: date) -> DayRange:
    return _last_begun(match, today, 3 * _NUMBERS[match["n"].lower()], 3)


def _holidays(match: Match, today: date) -> DayRange:
    return _last_begun(match, today, 7, 2)


def _part(match: Match, today: date) -> DayRange:
    first, last = _PARTS[match["n"].lower()]
    return _last_begun(match, today, first, last - first + 1)


def _last_begun(match: Match, today: date, month: int, months: int) -> DayRange:
    """So many months from that one on, of the year said or else of the last in which half of them were over: figures
    are asked for when there are some."""
    half_over = date(today.year, month, 1) + timedelta(15 * months) <= today
    year = _said_year(match, today) or (today.year if half_over else today.year - 1)
    first, last = spans.month_of(year, month), spans.month_of(year, month + months - 1)
    return (first[0], last[1], Unit.MONTH) if first and last else None


def _feast(calendar: str, days: tuple[int, int, int, int], match: Match, today: date) -> DayRange:
    """That of the year said, or the last that has begun."""
    before, behind = timedelta(days[2]), timedelta(days[3])
    said = None if (match["year"] or "").lower() == "last" else _said_year(match, today)
    middles = [_day_of(calendar, year, *days[:2]) for year in ([said] if said else [today.year, today.year - 1])]
    middle = next((each for each in middles if said or each + before <= today), middles[-1])
    return middle + before, middle + behind, Unit.SPAN if before or behind else Unit.DAY


def _day_of(calendar: str, year: int, month: int, day: int) -> date:
    if calendar == "easter":
        sunday: date = easter(year)
        return sunday
    if calendar == "solar":
        return date(year, month, day)
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def _said_year(match: Match, today: date) -> int | None:
    said = (match["year"] or match.groupdict().get("behind") or "").lower()
    return int(said) if said.isdigit() else today.year + _YEARS[said.split()[0]] if said else None


_YEAR = r"(?P<year>(?<!\d)(?:19|20)\d\d|[今去前明])"
_HAN_YEAR = rf"(?:{_YEAR}年?的?)?"
_OF_YEAR = r"(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d|(?:last|this|the)\s+year))"
_ORDINAL = r"(?P<n>first|second|third|fourth|final|[1-4](?:st|nd|rd|th))"
_SEASON = r"(?P<n>spring|summer|autumn|winter)\b"
_FEAST_YEAR = r"(?:(?P<year>(?<!\d)(?:19|20)\d\d|[今去前明]|\blast|\bthis)年?的?\s*)?"

RULES: tuple[DateRule, ...] = (
    (rf"{_HAN_YEAR}第?(?P<n>[一二三四1-4])季度", _quarter),
    (rf"{_HAN_YEAR}(?<![a-z])q(?P<n>[1-4])(?![\da-z])", _quarter),
    (rf"(?<![a-z])q(?P<n>[1-4]){_OF_YEAR}", _quarter),
    (rf"\b{_ORDINAL}[\s-]+quarter\b{_OF_YEAR}?", _quarter),
    (rf"{_HAN_YEAR}(?P<n>[上下])半年", _half),
    (rf"\b{_ORDINAL}[\s-]+half\b{_OF_YEAR}", _half),
    (rf"{_YEAR}年的?(?P<n>[春夏秋冬])[天季]?", _season),
    (rf"\b(?P<year>last|this)\s+{_SEASON}", _season),
    (rf"\b(?:in|over|during)\s+(?:the\s+)?{_SEASON}{_OF_YEAR}?", _season),
    (rf"{_HAN_YEAR}(?:暑假|暑期(?!档))", _holidays),
    (
        rf"(?:{_YEAR}年?)?(?<![每青少中老成童壮历逐同学周])年(?P<n>初(?![中一二三级步次始])|底|末)",
        _part,
    ),
    (r"\b(?P<n>early|late|beginning|start|end)(?:\s+of)?\s+(?P<year>(?:last|this|the)\s+year)\b", _part),
    *(
        (
            rf"{_FEAST_YEAR}(?<![a-z])(?:{pattern})(?![a-z])(?:\s+(?P<behind>(?:19|20)\d\d)\b)?",
            partial(_feast, calendar, days),
        )
        for calendar, feasts in _FEASTS.items()
        for pattern, days in feasts.items()
    ),
)
"""Patterns with what reads them, as those of the two languages."""
