"""Chinese words that name days, as patterns over simplified text: 前天, 上周五, 8月10号早上7点, 最近三天, 7月底."""

from __future__ import annotations

import math
from datetime import date, timedelta

from bot.question import date_arithmetic as spans
from bot.question.date_arithmetic import DateRule, DayRange, Match, Unit
from data.text.calendar import (
    ABOUT,
    AM,
    FROM_TODAY,
    HAN_COUNT,
    HAN_WEEK,
    HAN_WEEKDAY,
    NOON,
    PM,
    read_count,
    unit_days,
    unit_hours,
    weekday_number,
)

_NUMBER = rf"(?:\d{{1,3}}|{HAN_COUNT})"
_HOUR = (
    rf"(?:的?(?:{AM}|{NOON}|{PM}|夜里|夜间|深夜))?"
    rf"(?:\d{{1,2}}:\d{{2}}|{_NUMBER}[点时](?:钟|整|半|{_NUMBER}分?)?)?"
)
_WHICH = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1}
_PARTS = {
    "头几天": (1, 7), "前几天": (1, 7), "初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31),
    "底": (20, 31), "末": (20, 31),
}  # fmt: skip


def _date(match: Match, today: date) -> DayRange:
    """8月10号, 今年8月5日至10日"""
    month, day = read_count(match["month"]), read_count(match["day"])
    year = _said_year(match["year"], today) or spans.likely_year(today, month, day)
    return _days(date(year, month, day), match["to"])


def _date_of_month(match: Match, today: date) -> DayRange:
    """本月8号"""
    first = spans.month_of(today.year, today.month + _WHICH[match["which"]])
    return _days(first[0].replace(day=read_count(match["day"])), match["to"]) if first else None


def _days(first: date, to: str | None) -> DayRange:
    if not to:
        return spans.one_day(first)
    last = first.replace(day=read_count(to))
    return (first, last, Unit.SPAN) if first < last else None


def _month(match: Match, today: date) -> DayRange:
    """8月, 2023年7月底"""
    month = read_count(match["month"])
    year = _said_year(match["year"], today) or spans.likely_year(today, month)
    return spans.month_of(year, month, _PARTS.get(match["part"] or "", (1, 31))) if 1 <= month <= 12 else None


def _which_month(match: Match, today: date) -> DayRange:
    return spans.month_of(today.year, today.month + _WHICH[match["which"]], _PARTS.get(match["part"] or "", (1, 31)))


def _said_year(said: str | None, today: date) -> int | None:
    if not said:
        return None
    return today.year + _YEARS[said] if said in _YEARS else int(said[:4])


def _year(match: Match, today: date) -> DayRange:
    year = _said_year(match["year"], today)
    return spans.year_of(year) if year else None


def _named(match: Match, today: date) -> DayRange:
    return spans.one_day(today + timedelta(FROM_TODAY[match["name"]]))


def _weekday(match: Match, today: date) -> DayRange:
    return spans.weekday_of(today, weekday_number(match["day"]), _WHICH[match["which"]] if match["which"] else None)


def _week(match: Match, today: date) -> DayRange:
    return spans.week_of(today, _WHICH[match["which"]], weekend=bool(match["end"]))


def _part_of_month(match: Match, today: date) -> DayRange:
    """月初, 上旬: of this month or, where that has not begun, of the last"""
    part = _PARTS[match["part"]]
    return spans.month_of(today.year, today.month if part[0] <= today.day else today.month - 1, part)


def _weekend(match: Match, today: date) -> DayRange:
    return spans.last_weekend(today)


def _some_days_before(match: Match, today: date) -> DayRange:
    """前几天, 前两天"""
    return spans.past_days(today, 3 if match["n"] in "两二" else 10)


def _past(match: Match, today: date) -> DayRange:
    """最近三天, 过去24小时, 近半个月"""
    hours = unit_hours(match["unit"])
    if match["n"] == "半":
        return spans.past_days(today, int(hours // 48)) if hours >= 24 else None
    return spans.past_days(today, math.ceil(read_count(match["n"]) * hours / 24))


def _ago(match: Match, today: date) -> DayRange:
    length = unit_days(match["unit"])
    return spans.days_ago(today, read_count(match["n"]) * length, exact=length == 1 and match["n"] not in ABOUT)


_YEAR = r"(?:(?P<year>(?<!\d)\d{4}年|今年|去年|前年|明年)的?)?"
_DAY = rf"(?P<day>{_NUMBER})(?:(?:[日号]{_HOUR})?\s*[到至~–—-]\s*(?P<to>{_NUMBER})[日号]|[日号])(?![线楼院店门]){_HOUR}"
_PART = r"(?:的?(?P<part>初|上旬|中旬|下旬|底|末|[头前]几天))?"

RULES: tuple[DateRule, ...] = (
    (rf"{_YEAR}(?<![\d.])(?P<month>{_NUMBER})月份?的?{_DAY}", _date),
    (rf"{_YEAR}(?<![\d.])(?P<month>{_NUMBER})月份?(?![球薪亮票卡租供均饼嫂天]){_PART}", _month),
    (rf"(?<![以])(?P<which>本|这|上上|上|下)个?月份?的?{_DAY}", _date_of_month),
    (rf"(?<![以])(?P<which>本|这|上上|上|下)个?月份?(?![球薪亮票卡租供均饼嫂]){_PART}", _which_month),
    (r"(?P<year>(?<!\d)\d{4}年(?![代级版])|今年|去年|前年|明年)", _year),
    (rf"(?<![之目以午提当从先空])(?P<name>大前|前)(?:天|晚){_HOUR}", _named),
    (rf"(?P<name>昨)(?:天|日|晚|夜|儿){_HOUR}", _named),
    (rf"(?P<name>今)(?:天|日(?!头条|俄罗斯)|晚(?!报)|早|晨|夜|儿){_HOUR}", _named),
    (rf"(?P<name>明)(?:天|日(?!方舟|香|之后)|晚|早|晨|儿){_HOUR}", _named),
    (rf"(?<![之最以往然])(?P<name>大后|后)天{_HOUR}", _named),
    (
        rf"(?<![每一两几半逢周])(?:(?P<which>上上|上|这|本|下)一?个?|(?<!{HAN_WEEKDAY}[到至]))"
        rf"{HAN_WEEK}(?P<day>(?!(?<=周)天){HAN_WEEKDAY})"
        rf"(?!(?<=一)[共起块样般定直旦些度律]|[围次个遍期年福]|\s*[到至]{HAN_WEEK}){_HOUR}",
        _weekday,
    ),
    (rf"(?P<which>上上|上|这|本|下)一?个?{HAN_WEEK}(?P<end>末)?(?![期边年围]|{HAN_WEEKDAY})", _week),
    (
        r"(?<![\d个本这上下一二三四五六七八九十])月?(?P<part>(?<=月)[初底末]|(?<!月)(?<!月的)[上中下]旬)",
        _part_of_month,
    ),
    (rf"(?<![上这本下个每过双])(?:{HAN_WEEK})末(?![期版刊])", _weekend),
    (r"(?<![月之以])[前头](?P<n>几|两|二|些)[天日]", _some_days_before),
    (
        rf"(?<![附将接])(?:最近|近|过去|这)这?(?P<n>{_NUMBER}|几|半)个?(?P<unit>小时|钟头|天|日|晚|{HAN_WEEK}|(?<=个)月)"
        r"(?:里|内|以来|来|之内)?",
        _past,
    ),
    (rf"(?<!\d)(?P<n>{_NUMBER}|几)个?(?P<unit>天|{HAN_WEEK}|(?<=个)月)(?:之|以)?前(?!后)", _ago),
)
"""Patterns with what reads them; where two match at one place the longer counts."""
