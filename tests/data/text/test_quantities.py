"""Numbers in one form, whatever they are written in."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.text.quantities import figures
from tests.support.numerals import in_chinese, in_english

UNHURRIED = settings(deadline=None)  # the first call unpacks a dictionary


def read(text: str) -> set[tuple[Any, str]]:
    return {(figure.value, figure.unit) for figure in figures(text)}


@UNHURRIED
@given(st.integers(2, 10**12 - 1))
def test_numerals_in_a_text_are_figures(number: int) -> None:
    assert read(f"约{in_chinese(number)}元") == {(number, "cny")}
    assert read(f"about {in_english(number)} yuan") == {(number, "cny")}


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
        ("两万三的工资", "23000的工资"),
        ("3万5元", "35,000元"),
        ("half a million people", "50万人"),
        ("two and a half billion yuan", "25亿元"),
        ("a dozen cities", "十二个城市"),
        ("三个亿", "3亿"),
        ("4950万千瓦", "49.5 million 千瓦"),
        ("357311千米", "357311公里"),
        ("3千克", "3公斤"),
        ("罚款壹佰贰拾万元整", "罚款120万元"),
        ("1.2万亿元", "12000亿元"),
        ("1亿2千万元", "1.2亿元"),
        ("三到五亿元", "3亿元至5亿元"),
        ("between three and four million dollars", "$3 million to $4 million"),
        ("nineteen ninety-eight", "1998"),
        ("二0二三年", "2023年"),
        ("45m euros", "€45m"),
        ("1.5m people", "150万人"),
        ("2½ years", "2.5 years"),
        ("三点二十", "3:20"),
        ("两点半", "2点半"),
        ("四十八岁", "48岁"),
        ("九八年", "98年"),
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
        "两三万人",
        "十七八岁的七八个人",
        "十四五规划",
        "在登陆万宁的大陆元首",
        "twenty-first century",
        "two-thirds of them",
        "dozens",
        "",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == frozenset()


def test_what_follows_a_number_is_not_its_last_digit() -> None:
    assert read("200万5G基站") == {(2_000_000, ""), (5, "")}
    assert read("超过100万2022年") == {(1_000_000, ""), (2022, "")}
    assert read("三千一晚") == {(3000, "")}
    assert read("第二十一条") == {(21, "")}


def test_enumerations_with_a_chinese_comma_are_two_figures() -> None:
    assert read("2010，2020年") == {(2010, ""), (2020, "")}
    assert read("有100，200和300人") == {(100, ""), (200, ""), (300, "")}
