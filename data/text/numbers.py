"""Numbers that are written in words: Chinese numerals and English number words, to their values."""

from __future__ import annotations

import re
from fractions import Fraction

_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SECTIONS = {"亿": 10**8, "万": 10**4}
_HAN_DIGIT = "[零〇一二两三四五六七八九]"
CHINESE = rf"(?:{_HAN_DIGIT}|十(?![分足]))(?:[零〇一二两三四五六七八九十百千万亿]|点(?={_HAN_DIGIT})){{0,40}}"
"""A pattern for a Chinese numeral; it begins with a digit or 十, so that 万科 and 百姓 are none."""

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ROUND = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {name: value for value, name in enumerate(_SMALL)} | {name: 10 * at for at, name in enumerate(_ROUND, 2)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALE = "|".join(("hundred", *_SCALES))
_SINGLE = rf"(?:{_WORD})(?:[\s-](?:and\s)?(?:{_WORD}|{_SCALE}))+|(?!one\b)(?:{_WORD})"
ENGLISH = rf"(?:{_SINGLE}|(?<=\ba\s)(?:{_SCALE}))"
"""A pattern for English number words in lower case; "one" alone is none."""


def chinese_value(run: str) -> Fraction | None:
    """`三百二十` -> 320, `二〇二二` -> 2022, `二点四亿` -> 240000000, `3.5万` -> 35000; None where it is no number."""
    for name, worth in _SECTIONS.items():
        head, found, tail = run.rpartition(name)
        if found:
            above, below = chinese_value(head), chinese_value(tail) if tail.strip("零〇") else Fraction(0)
            return None if above is None or below is None else above * worth + below
    whole, _, decimals = run.partition("点")
    value = _below_ten_thousand(whole)
    if value is None or not decimals:
        return value
    return value + Fraction("0." + "".join(str(_DIGITS[char]) for char in decimals if char in _DIGITS))


def _below_ten_thousand(run: str) -> Fraction | None:
    total, digits = Fraction(0), ""
    for char in run:
        if char in _TENS:
            total += Fraction(digits or "1") * _TENS[char]
            digits = ""
        elif char in _DIGITS or char.isdigit() or char == ".":
            digits += str(_DIGITS.get(char, char))
        else:
            return None
    if digits.count(".") > 1 or digits == ".":
        return None
    return total + Fraction(digits or "0") if run else None


def english_value(words: str) -> Fraction | None:
    """`twenty-one` -> 21, `two hundred and five thousand` -> 205000, `hundred` (a hundred) -> 100."""
    total, section = 0, 0
    for word in re.split(r"[\s-]+", words):
        if word in _WORDS:
            section += _WORDS[word]
        elif word == "hundred":
            section = max(1, section) * 100
        elif word in _SCALES:
            total, section = total + max(1, section) * _SCALES[word], 0
    return Fraction(total + section)
