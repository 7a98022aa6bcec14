"""Numbers as slots: what number of something (third, 第3届, level 4, Ⅲ级, T10), and how much of a unit."""

from __future__ import annotations

import re
from fractions import Fraction

from bot.answers.fixed.slots import Slot, narrow
from data.text.numbers import ORDINALS, chinese_value
from data.text.quantities import figures

_ROMAN = {roman: str(value) for value, roman in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", 1)}
_ROMAN |= {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5}|[Ⅰ-Ⅹ])"
_RULES = (
    rf"第\s?(?P<n>{_NUMBER})\s?(?P<key>[^\W\d_a-z一二三四五六七八九十])",
    rf"(?<![\d第.月])(?P<n>{_NUMBER})\s?(?P<key>[届期号级季轮强](?![人别节度大劲烈]))",
    r"(?P<n>首)(?P<key>[届个次批期轮场条艘部季枚架])",
    r"(?<![A-Za-z])(?P<n>[A-F])(?P<key>[轮组级类股])",
    rf"(?i)\b(?P<n>{'|'.join(ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))[- ]"
    r"(?P<key>(?!(?:of|and|to|in|on|the|time|half|quarter|century|most|least|\w+est)\b)[a-z]{3,})",
    r"\b(?P<key>(?i:series|round|level|grade|category|stage|phase|tier|type|class|episode|season|chapter|volume|section"
    r"|division|version|group|size|part|number|no|page|line|gate|terminal|platform|route|flight|world war))\.?\s"
    r"(?P<n>\d{1,4}|[A-HIVX]{1,4})\b(?!,\d)",
)
_ORDINAL = tuple(re.compile(rule) for rule in _RULES)
_DESIGNATION = re.compile(
    r"(?<![A-Za-z0-9.])(?P<model>[A-Za-z]{1,5}-?\d{1,4}[A-Za-z]{0,3}|\d{2,4}[A-Za-z]{1,3}\d{0,3}[A-Za-z]?)(?<!\ds)(?<!\dst|\dnd|\drd|\dth)"
    r"(?![A-Za-z0-9]|\.\d)"
)
_DIGITS = re.compile(r"\d+")


def ordinals(text: str) -> list[Slot]:
    """Which one of several: third round, Series B, 第3届, 首批, Ⅲ级."""
    return [
        Slot("ordinal", match["key"].lower().rstrip("s"), value, text[match.start() : match.end()], match.start())
        for pattern in _ORDINAL
        for match in pattern.finditer(narrow(text))
        if (value := _nth(match["n"]))
    ]


def _nth(said: str) -> str:
    """The number, or the letter, in one form; "" for what is none."""
    said = _ROMAN.get(said, said).lower()
    if said in ORDINALS:
        return str(ORDINALS.index(said) + 1)
    if said.isascii():
        return re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", said).lstrip("0")
    return "1" if said == "首" else str(chinese_value(said) or "")


def designations(text: str) -> list[Slot]:
    """Letters with digits: T10 and T21 have one key, 55T23Z and 65T23Z too."""
    return [
        Slot("model", _DIGITS.sub("#", match["model"].lower()), match["model"].lower(), match["model"], match.start())
        for match in _DESIGNATION.finditer(narrow(text))
    ]


def amounts(text: str) -> list[Slot]:
    """How much of a unit."""
    return [
        Slot("number", each.unit, each.value, f"{float(each.value):g} {each.unit}", 0)
        for each in figures(text)
        if each.unit and each.unit not in ("month", "weekday")
    ]


def close(one: Slot, other: Slot) -> bool:
    """Whether two amounts may be one figure, rounded."""
    first, second = one.value, other.value
    assert isinstance(first, Fraction)
    assert isinstance(second, Fraction)
    return abs(first - second) * 20 <= max(first, second)
