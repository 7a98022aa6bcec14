"""Numbers in one form, whatever they are written in."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.text.numbers import chinese_value, english_value
from data.text.quantities import figures

_HAN_DIGITS = "零一二三四五六七八九"
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


UNHURRIED = settings(deadline=None)  # the first call unpacks a dictionary


def read(text: str) -> set[tuple[Any, str]]:
    return {(figure.value, figure.unit) for figure in figures(text)}


def in_chinese(number: int) -> str:
    """`number` (below 10**12) as it is written in full."""
    for worth, name in ((10**8, "亿"), (10**4, "万")):
        above, below = divmod(number, worth)
        if above:
            gap = "零" if 0 < below < worth // 10 else ""
            return in_chinese(above) + name + gap + (in_chinese(below) if below else "")
    written = ""
    for at, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // at % 10
        if digit:
            written += _HAN_DIGITS[digit] + name
        elif written and not written.endswith("零") and number % at:
            written += "零"
    return written.rstrip("零") or "零"


def in_english(number: int) -> str:
    """`number` (below 10**12) in words."""
    for worth, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= worth:
            above, below = divmod(number, worth)
            joint = " and " if worth == 100 else " "
            return f"{in_english(above)} {name}" + (joint + in_english(below) if below else "")
    if number < 20:
        return _SMALL[number]
    return _TENS[number // 10 - 2] + (f"-{_SMALL[number % 10]}" if number % 10 else "")


@UNHURRIED
@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_are_read_as_they_are_written(number: int) -> None:
    assert chinese_value(in_chinese(number)) == number


@UNHURRIED
@given(st.integers(2, 10**12 - 1))
def test_numerals_in_a_text_are_figures(number: int) -> None:
    assert read(f"约{in_chinese(number)}元") == {(number, "cny")}
    assert read(f"about {in_english(number)} yuan") == {(number, "cny")}
    assert english_value(in_english(number)) == number


@UNHURRIED
@given(st.integers(0, 10**15))
def test_separators_and_width_change_nothing(number: int) -> None:
    wide = str(number).translate({ord("0") + at: ord("０") + at for at in range(10)})
    separated = f"{number:,}"
    wide_separated = separated.translate({ord("0") + at: ord("０") + at for at in range(10)} | {ord(","): "，"})
    for written in (str(number), wide, separated, wide_separated):
        assert read(f"共{written}人") == {(number, "")}, written


@UNHURRIED
@given(st.decimals("0.1", "9999", places=2))
def test_a_scale_multiplies_in_either_language(number: object) -> None:
    value = Fraction(str(number))
    assert read(f"{number}亿美元") == {(value * 10**8, "usd")}
    assert read(f"{number}万元") == {(value * 10**4, "cny")}
    assert read(f"${number} billion") == read(f"{number}bn dollars") == {(value * 10**9, "usd")}


@UNHURRIED
@given(st.integers(1, 9999))
def test_yi_is_not_a_billion(number: int) -> None:
    assert read(f"{number}亿元") == read(f"{number * 100} million yuan")
    assert not read(f"{number}亿元") & read(f"{number} billion yuan")


@UNHURRIED
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    figures(text)


@UNHURRIED
@given(st.text("0123456789,.零一二十百千万亿点百分之第%-至 元年月日ten hundred", max_size=80))
def test_any_mixture_of_numerals_can_be_read(text: str) -> None:
    figures(text)


@UNHURRIED
@given(st.from_regex(r"[0-9][0-9,.]{0,20}", fullmatch=True))
def test_no_digit_is_lost(text: str) -> None:
    """A number that is not read would not be checked."""
    assert figures(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2.4亿元", "240 million yuan"),
        ("4500万美元", "$45m"),
        ("4500万美元", "US$45 million"),
        ("百分之十二", "12%"),
        ("12 per cent", "12%"),
        ("1.5个百分点", "1.5 percentage points"),
        ("48岁", "48-year-old"),
        ("2022年6月24日", "24 June 2022"),
        ("二〇二二年六月", "June 2022"),
        ("两万三千人", "2.3万人"),
        ("3万5千元", "35,000元"),
        ("2-3亿元", "2亿元至3亿元"),
        ("50 to 60 million dollars", "$50 million to $60 million"),
        ("周三", "Wednesday"),
        ("第三季度", "第3季度"),
        ("a hundred people", "100人"),
        ("十三个", "thirteen"),
        ("30公里", "30 km"),
        ("３．５％", "3.5%"),
    ],
)
def test_the_same_figure(one: str, other: str) -> None:
    assert figures(one) == figures(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2.4亿元", "2.4 billion yuan"),
        ("4500万美元", "4500万元"),
        ("45%", "45人"),
        ("45%", "45个百分点"),
        ("3年", "3个月"),
        ("6月", "6个月"),
        ("100m", "£100m"),
        ("1.5", "15"),
        ("100米", "100公里"),
        ("13天", "13小时"),
    ],
)
def test_not_the_same_figure(one: str, other: str) -> None:
    assert not figures(one) & figures(other)


@pytest.mark.parametrize(
    "text",
    [
        "三星在四川的万科",
        "统一一家公司",
        "one of the best",
        "十分重要",
        "百姓千万别去",
        "may be",
        "march on",
        "零星",
        "",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == frozenset()


def test_enumerations_with_a_chinese_comma_are_two_figures() -> None:
    assert read("2010，2020年") == {(2010, ""), (2020, "")}
    assert read("有100，200和300人") == {(100, ""), (200, ""), (300, "")}
