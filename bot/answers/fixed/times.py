"""Times as slots: the year, half, quarter, month, day, weekday and season a text names, each by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers.fixed.slots import Slot, narrow
from data.text.calendar import HAN_WEEK, HAN_WEEKDAY, MONTH, WEEKDAYS, month_number, read_count, weekday_number

_Values = Iterable[tuple[str, int]]
_Match = re.Match[str]

_HAN_MONTH, _HAN_DAY = "(?:十[一二]?|[一二三四五六七八九])", "(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = r"(?:1[0-9]|20)\d\d"
_COUNTED = r"(?!\d|[.,]\d|\s?[%万亿元名人个米件多余]|\s(?:people|feet|miles?|k?m|dollars|pounds|yuan|euros|million)\b)"
_WHICH = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "this": 0, "last": -1, "next": 1}
_DAYS = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "yesterday": -1, "today": 0, "tomorrow": 1}
_NTH = {name: at for at, four in enumerate(("一1", "二2", "三3", "四4"), 1) for name in four}
_NTH |= {"first": 1, "second": 2, "third": 3, "fourth": 4, "上": 1, "下": 2, "半": 1}
_SEASONS = {"春": 1, "夏": 2, "秋": 3, "冬": 4, "spring": 1, "summer": 2, "autumn": 3, "winter": 4}
_FIRST_MONTHS = 0  # 前三季度 is no quarter


def _span(match: _Match) -> _Values:
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first - first % 100 + int(match["last"])
    together = range(first, last + 1) if first < last <= first + 60 else (first, last)
    return [("year", year) for year in together]


def _day_of(match: _Match) -> _Values:
    return [
        (key, month_number(said) if said.isalpha() and said.isascii() else read_count(said))
        for key in ("year", "month", "day")
        if (said := match.groupdict().get(key))
    ]


def _nth(key: str) -> Callable[[_Match], _Values]:
    return lambda match: [(key, _NTH[(match[1] or match[2]).lower()])]


_RULES: tuple[tuple[str, Callable[[_Match], _Values]], ...] = (
    (rf"(?<![\d.])(?P<first>{_YEAR})(?:学?年)?\s?[-/~到至]\s?(?P<last>{_YEAR}|\d\d)(?![-\d月]|\.\d)", _span),
    (rf"(?<!\d)(?P<year>{_YEAR})([-/.])(?P<month>[01]?\d)\2(?P<day>[0-3]?\d)(?!\d)", _day_of),
    (
        rf"(?:(?P<year>(?<!\d)(?:\d\d)?\d\d)\s?年\s?)?(?P<month>(?<![\d.])\d{{1,2}}\s?|{_HAN_MONTH})月份?"
        rf"(?:\s?(?P<day>\d{{1,2}}(?=[^\d.万亿%个]|$)|{_HAN_DAY}(?=[日号]))\s?[日号]?)?(?![球薪饼嫂])",
        _day_of,
    ),
    (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{_YEAR})\b)?", _day_of),
    (rf"\b(?P<month>{MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%])(?:,?\s(?P<year>{_YEAR})\b)?", _day_of),
    (rf"\b(?P<month>(?!(?:may|mar|march)\b){MONTH}|(?<=\bin )(?:may|march)\b)(?:,?\s(?P<year>{_YEAR})\b)?", _day_of),
    (rf"\b(?P<month>may|march),?\s(?P<year>{_YEAR})\b", _day_of),
    (rf"(?<![\d.,$£€¥#-])(?P<year>{_YEAR})(?:\s?年(?![代前后级])|(?!年|s\b){_COUNTED})", _day_of),
    (r"(?<![\d.])(?P<day>\d{1,2})\s?(?:日|号(?![线楼院店门机馆台令文]))", _day_of),
    (rf"({_YEAR}|\d0)(?:年代|'?s\b)", lambda match: [("decade", int(match[1]) % 100)]),
    (r"([今本去上前明])年(?!度?同期)|\b(this|last|next) year\b", lambda m: [("year±", _WHICH[(m[1] or m[2]).lower()])]),
    (r"前[三3]个?季度|first three quarters", lambda match: [("quarter", _FIRST_MONTHS)]),
    (r"([上下])半年|\b(first|second)[ -]half(?= (?:of (?:the year|this|last|\d{4})|results?|profits?))", _nth("half")),
    (r"(?<![A-Za-z0-9])H([12])(?![A-Za-z0-9])|(半)年报", _nth("half")),
    (r"第?([一二三四1-4])季[度报]|\b(first|second|third|fourth)[ -]quarter\b(?!-?finals?| of an?\b)", _nth("quarter")),
    (r"(?<![A-Za-z0-9])(?:Q([1-4])(?!\d)|([1-4])Q(?![A-Za-z]))", _nth("quarter")),
    (
        rf"{HAN_WEEK}({HAN_WEEKDAY})(?![生岁年])|\b({'|'.join(WEEKDAYS)})s?\b",
        lambda match: [("weekday", weekday_number((match[1] or match[2]).lower()))],
    ),
    (
        r"([春夏秋冬])[季天]|\b(summer|winter|autumn|(?:(?<=in )|(?<=this )|(?<=last )|(?<=next ))spring)\b",
        lambda match: [("season", _SEASONS[(match[1] or match[2]).lower()])],
    ),
    (
        r"([前后])天(?![性赋])|([昨今明])(?:[天晚早夜晨]|日(?!头条|俄罗斯|方舟))|\b(yesterday|today|tomorrow)\b",
        lambda match: [("day±", _DAYS[next(filter(None, match.groups())).lower()])],
    ),
)
_READ = tuple((re.compile(pattern, re.IGNORECASE), read) for pattern, read in _RULES)
_FROM = re.compile(
    r"(?:\b(?:after|since|from|between|than)\s+(?:the\s+|early\s+|late\s+|mid-?)?|[比较])$", re.IGNORECASE
)
_TO = re.compile(
    r"(?:\b(?:before|until|till|by|to|and)\s+(?:the\s+|early\s+|late\s+|mid-?)?|[-/~至到]\s?)$", re.IGNORECASE
)
_FROM_BEHIND = re.compile(r"[年月日份号]?\s*(?:之?后|以[后来]|起(?!火)|至今|[-~至到]|to\b|until\b)")
_TO_BEHIND = re.compile(r"[年月日份号]?\s*(?:之?前|以前|为?止)")
_ALL_YEARS = 60  # that an open stretch is taken to reach


def times(text: str, now: datetime | None) -> list[Slot]:
    """All times that `text` names; last year and yesterday as meant at `now`, by themselves where that is not known.

    Of a stretch (since 2019, 2017年至2020年) every year in it, and of its ends no month or day.
    """
    return [slot for match, read, ways in _matches(text) for slot in _stretched(text, match, read, ways, now)]


def fixed_times(question: str, now: datetime | None) -> list[Slot]:
    """Those of a question that its answer must be of: not before 2004, not since May, not than last year.

    Nor yesterday: days told from today are mostly those of publication, which filters have looked after.
    """
    found = (
        _slots(question, match, read, now)
        for match, read, ways in _matches(question)
        if not ways and all(key != "day±" for key, _ in read(match))
    )
    return [slot for slots in found for slot in slots]


def implied_times(said: Iterable[Slot], published: datetime | None) -> list[Slot]:
    """The year in news published then, where the text names none."""
    if published is None or any(slot.key == "year" for slot in said):
        return []
    return [Slot("time", "year", published.year, str(published.year), -1)]


def _stretched(
    text: str, match: _Match, read: Callable[[_Match], _Values], ways: tuple[int, ...], now: datetime | None
) -> Iterator[Slot]:
    for slot in _slots(text, match, read, now):
        if not ways:
            yield slot
        elif slot.key == "year" and isinstance(slot.value, int):
            for way in ways:
                for far in range(_ALL_YEARS):
                    yield replace(slot, value=slot.value + way * far)


def _ways(plain: str, match: _Match) -> tuple[int, ...]:
    """1 where the time is the beginning of a stretch, -1 where it is the end; () where it is neither."""
    before, behind = plain[max(0, match.start() - 20) : match.start()], match.end()
    begins = _FROM.search(before) or _FROM_BEHIND.match(plain, behind)
    ends = _TO.search(before) or _TO_BEHIND.match(plain, behind)
    return (*((1,) if begins else ()), *((-1,) if ends else ()))


def _matches(text: str) -> Iterator[tuple[_Match, Callable[[_Match], _Values], tuple[int, ...]]]:
    plain, end = narrow(text), 0
    found = [(match, read) for pattern, read in _READ for match in pattern.finditer(plain)]
    for match, read in sorted(found, key=lambda each: (each[0].start(), -each[0].end())):
        if match.start() >= end:
            end = match.end()
            yield match, read, _ways(plain, match)


def _slots(text: str, match: _Match, read: Callable[[_Match], _Values], now: datetime | None) -> Iterator[Slot]:
    for key, value in read(match):
        for exact, number in _dated(key, value, now):
            yield Slot("time", exact, number, text[match.start() : match.end()].strip(), match.start())


def _dated(key: str, value: int, now: datetime | None) -> _Values:
    """The calendar's own key for what counts from `now`."""
    if now is None or not key.endswith("±"):
        return [(key, 2000 + value if key == "year" and value < 100 else value)]
    if key == "year±":
        return [("year", now.year + value)]
    day = now + timedelta(value)
    return [("year", day.year), ("month", day.month), ("day", day.day)]
