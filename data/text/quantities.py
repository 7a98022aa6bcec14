"""The numbers of a text in one form, whatever they are written in, so that two texts can be compared.

`2.4亿元`, `２４０，０００，０００元` and `240 million yuan` are one figure; `2.4 billion yuan` is another. Read are
digits with their separators, Chinese numerals, English number words, scales (万 亿 million bn), units of money,
share, time and measure, months and weekdays. Not read: signs, ordinals in words, fractions, Roman numerals, and
numerals that give a range (两三万, 十七八).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest

from data.text.calendar import HAN_WEEK, HAN_WEEKDAY, MONTHS, WEEKDAYS, month_number, weekday_number
from data.text.numbers import CHINESE, ENGLISH, ENGLISH_SCALES, chinese_value, english_value
from data.text.tokens import fold

_UNITS = {  # what stands behind a number: the first that fits counts
    "percent": r"%|percent\b|per cent\b|pct\b",
    "point": r"个?百分点|percentage points?\b|points?\b",
    "usd": r"美元|美金|(?:u\.?s\.? )?dollars?\b|usd\b",
    "cny": r"人民币|[元圆]|块钱?|(?:chinese )?yuan\b|rmb\b|cny\b|renminbi\b",
    "eur": r"欧元|euros?\b|eur\b",
    "gbp": r"英镑|pounds?\b|gbp\b",
    "jpy": r"日元|日圆|yen\b|jpy\b",
    "hkd": r"港元|港币|hong kong dollars?\b|hkd\b",
    "twd": r"新?台币|twd\b",
    "krw": r"韩元|krw\b",
    "rub": r"卢布|rou?bles?\b",
    "inr": r"卢比|rupees?\b",
    "years": r"年(?!代)|岁|years?\b",
    "months": r"个月|months?\b",
    "month": r"月",
    "weeks": r"周|个?星期|weeks?\b",
    "days": r"天|days?\b",
    "hours": r"个?小时|个?钟头|hours?\b|hrs?\b",
    "minutes": r"分钟|minutes?\b|mins?\b",
    "seconds": r"秒|seconds?\b|secs?\b",
    "km2": r"平方公里|square (?:km|kilomet(?:re|er)s?)\b",
    "m2": r"平方米|平米|square met(?:re|er)s?\b",
    "km": r"公里|千米|km\b|kilomet(?:re|er)s?\b",
    "cm": r"厘米|公分|cm\b|centimet(?:re|er)s?\b",
    "mm": r"毫米|mm\b|millimet(?:re|er)s?\b",
    "m": r"米|m\b|met(?:re|er)s?\b",
    "mi": r"英里|miles?\b",
    "kg": r"公斤|千克|kg\b|kilogram(?:me)?s?\b|kilos?\b",
    "g": r"克|g\b|gram(?:me)?s?\b",
    "t": r"吨|tons?\b|tonnes?\b",
    "ha": r"公顷|hectares?\b",
    "degree": r"摄氏度|度|°c?|degrees?\b",
    "times": r"倍",
}
_SIGNS = {"us$": "usd", "hk$": "hkd", "nt$": "twd", "$": "usd", "€": "eur", "£": "gbp", "¥": "cny", "百分之": "percent"}
_SIGNS |= {code: code for code in ("usd", "eur", "gbp", "cny", "rmb", "jpy", "hkd")} | {"rmb": "cny"}
_SHORT_SCALES = {
    "tn": 10**12, "trn": 10**12, "bn": 10**9, "bln": 10**9, "mn": 10**6, "mln": 10**6, "m": 10**6, "k": 1000,
}  # fmt: skip
_SCALES = ENGLISH_SCALES | _SHORT_SCALES

_UNIT = re.compile(r"[\s-]{0,2}(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _UNITS.items()) + ")")
_FIGURE = re.compile(
    rf"(?:(?P<sign>{'|'.join(re.escape(each) for each in _SIGNS)})\s?)?"
    r"(?:(?P<digits>(?:\d{1,3}(?:,\d{3}){1,9}(?!\d)|\d{1,40})(?:\.\d{1,40})?)(?:(?:st|nd|rd|th)\b)?"
    rf"(?P<scale>(?:[\s-]?(?:{'|'.join(ENGLISH_SCALES)})|(?:{'|'.join(_SHORT_SCALES)}))\b|个亿|[十百千]?[万亿]亿?|百|千(?![米克瓦]))?"
    r"(?P<more>(?<=[百千万亿])(?:零?\d{1,4}(?:[十百千]万?|万|(?![\d.,a-z%年月日])))+亿?)?"
    rf"|(?P<han>{CHINESE})|(?P<words>\b{ENGLISH}))"
)
_LAST_SCALE = re.compile(rf"(?<!^)(?:[百千万亿]+|[\s-](?:{'|'.join(ENGLISH_SCALES)}))$")
_OF_MILLIONS = re.compile(
    r"[\s-](?:people|residents|voters|users|viewers|customers|subscribers|followers|visitors|passengers|patients|children"
    r"|students|workers|jobs|homes|households|families|vehicles|cars|units|copies|shares|doses|votes|views|barrels"
    r"|ton(?:ne)?s|(?:us |hong kong )?dollars|euros?|pounds|yuan|yen|roubles|rubles|rupees)\b"
)
_COUNTED = re.compile(
    "[个家名人次位天岁年月日号成倍条只辆架艘台部件项届席座所间里吨克米秒轮层级种起例枚张份支队场处省市县区镇店%点周元]"
    r"|公[里斤顷]|平方|分钟|小时|[美欧日港韩]元|英[镑里]|毫米|厘米|[至到~-](?:[二两三四五六七八九十]|\\d)"
)
_RANGE = re.compile(r"\s*(?:-|–|—|~|至|到|to)\s*")
_VULGAR = {"½": ".5", "¼": ".25", "¾": ".75"}
_HALVES = re.compile("(?<=\\d)\\s?([½¼¾])")
_FULL_WIDTH_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")

_CALENDAR = re.compile(
    rf"\b(?P<month>{'|'.join(f'{name}|{name[:3]}' for name in MONTHS if name not in ('march', 'may'))}|sept)\b"
    r"|(?P<unsure>\b(?:march|may|mar)\b(?=\s\d)|(?<=\d\s)(?:march|may|mar)\b"
    r"|(?:(?<=\bin\s)|(?<=\bof\s)|(?<=\bby\s)|(?<=\buntil\s)|(?<=\bsince\s)|(?<=\blast\s))(?:march|may)\b)"
    rf"|\b(?P<day>{'|'.join(WEEKDAYS)})\b|(?P<han>{HAN_WEEK}{HAN_WEEKDAY})"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts: `unit` is "" where that is no unit of the list."""

    value: Fraction
    unit: str


def figures(text: str) -> frozenset[Figure]:
    """All figures of `text`; a lone 一 or "one" is none, because it is an article more often than a number.

    `2-3亿元` and `50 to 60 million` give both ends the scale and the unit of the second.
    """
    folded = _folded(text)
    return frozenset([*_numbers(folded), *_calendar(folded)])


def _folded(text: str) -> str:
    """Folded as search does; a full-width comma parts numbers, except inside a full-width one; 2½ is 2.5."""
    text = _HALVES.sub(lambda half: _VULGAR[half[1]], text)
    return fold(_FULL_WIDTH_COMMA.sub(",", text).replace("，", "、"))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A match as it reads by itself: `scale` is what stands behind it (million), 1 where nothing does."""

    match: re.Match[str]
    number: Fraction
    scale: Fraction
    unit: str


def _numbers(text: str) -> Iterator[Figure]:
    read = [reading for match in _FIGURE.finditer(text) if (reading := _read(text, match))]
    for this, following in zip_longest(read, read[1:]):
        if following and _begins_range(text, this, following):
            scale = following.scale if this.scale == 1 and this.number < following.number else this.scale
            yield _figure(this.number * scale, following.unit)
        else:
            yield _figure(this.number * this.scale, this.unit)


def _begins_range(text: str, this: _Reading, following: _Reading) -> bool:
    joint = this.match.end(), following.match.start()
    between = text[: this.match.start()].endswith("between ") and text[slice(*joint)] == " and "
    return not this.unit and (between or bool(_RANGE.fullmatch(text, *joint)))


def _figure(value: Fraction, unit: str) -> Figure:
    of_calendar = unit == "years" and 1000 <= value < 3000  # 2022年 names a year, as 2022 does; 3年 lasts
    return Figure(value, "" if of_calendar else unit)


def _read(text: str, match: re.Match[str]) -> _Reading | None:
    number, scale = _value(text, match)
    if number is None:
        return None
    if sign := match["sign"]:
        return _Reading(match, number, scale, _SIGNS[sign])
    metres = match["scale"] == "m" and not _OF_MILLIONS.match(text, match.end())  # 100m is a distance, £100m is not
    behind = _UNIT.match(text, match.end() - metres)
    return _Reading(match, number, Fraction(1) if metres else scale, (behind and behind.lastgroup) or "")


def _value(text: str, match: re.Match[str]) -> tuple[Fraction | None, Fraction]:
    """The number, None where it is none, and its scale."""
    if words := match["words"]:
        return _parted(english_value(words), words)
    if run := match["han"]:
        certain = len(run) > 1 or match["sign"] or _is_counted(text, match)
        return _parted(chinese_value(run) if certain and run.strip("一") else None, run)
    digits, scale = match["digits"].replace(",", ""), (match["scale"] or "").strip(" -\n")
    if match["more"]:
        return chinese_value(f"{digits}{scale}{match['more']}"), Fraction(1)  # 3万5千
    return Fraction(digits), _worth(scale)


def _parted(value: Fraction | None, words: str) -> tuple[Fraction | None, Fraction]:
    """`value` as the number before the scale that `words` end with, and that scale: 2 and 10**8 of 两亿."""
    scale = _worth(scale[0].strip(" -\n")) if (scale := _LAST_SCALE.search(words)) else Fraction(1)
    return value and value / scale, scale


def _worth(scale: str) -> Fraction:
    return Fraction(_SCALES[scale]) if scale in _SCALES else chinese_value(f"1{scale}") or Fraction(1)


def _is_counted(text: str, match: re.Match[str]) -> bool:
    """Whether a single numeral counts something: 三个, 第三 and 三到五亿, but not 三星 or 四川."""
    return text[match.start() - 1 : match.start()] == "第" or bool(_COUNTED.match(text, match.end()))


def _calendar(text: str) -> Iterator[Figure]:
    for match in _CALENDAR.finditer(text):
        if name := match["month"] or match["unsure"]:
            yield Figure(Fraction(month_number(name)), "month")
        else:
            yield Figure(Fraction(weekday_number(match["day"] or match["han"]) + 1), "weekday")
