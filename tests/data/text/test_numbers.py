"""Numbers in words, as they are written and as they are said."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.text.numbers import CHINESE, ENGLISH, chinese_value, english_value
from tests.support.numerals import in_chinese, in_english

UNHURRIED = settings(deadline=None)
_SMALLER = {"亿": "千万", "万": "千", "千": "百", "百": "十"}
_LARGE_FORM = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_TRADITIONAL_LARGE_FORM = str.maketrans("一二三四五六七八九十百千万亿", "壹貳參肆伍陸柒捌玖拾佰仟萬億")
_TRADITIONAL = str.maketrans("万亿", "萬億")


def as_said(number: int) -> str:
    """`number` with its last unit left out, where people leave it out: two digits in all that count, 千 behind 亿."""
    written = in_chinese(number)
    for unit, smaller in _SMALLER.items():
        shortened = re.sub(rf"(?<={unit})([一二三四五六七八九]){smaller}$", r"\1", written)
        if shortened != written:
            return shortened
    return re.sub(r"(?<=亿)([一二三四五六七八九]千[^万]*)万$", r"\1", written)


@UNHURRIED
@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_are_read_as_they_are_written(number: int) -> None:
    written = in_chinese(number)
    assert chinese_value(written) == number
    assert chinese_value(written.replace("零", "〇")) == number
    assert chinese_value(written.translate(_TRADITIONAL)) == number
    assert chinese_value(written.translate(_LARGE_FORM)) == number
    assert chinese_value(written.translate(_TRADITIONAL_LARGE_FORM)) == number


@UNHURRIED
@given(st.integers(1, 99), st.sampled_from([10, 100, 1000, 10**4, 10**7, 10**8]))
def test_the_last_unit_may_be_left_out(figure: int, place: int) -> None:
    assert chinese_value(as_said(figure * place)) == figure * place


@UNHURRIED
@given(st.integers(100, 10**12 - 1))
def test_what_is_said_is_what_is_written(number: int) -> None:
    assert chinese_value(as_said(number)) == number


@UNHURRIED
@given(st.integers(100, 10**12 - 1))
def test_two_is_said_in_two_ways(number: int) -> None:
    written = in_chinese(number)
    assert chinese_value(re.sub("二(?=[百千万亿])", "两", written)) == number


@UNHURRIED
@given(st.integers(1, 9999), st.sampled_from("万亿"), st.integers(1, 9))
def test_a_numeral_may_be_partly_in_digits(number: int, unit: str, last: int) -> None:
    worth = {"万": 10**4, "亿": 10**8}[unit]
    assert chinese_value(f"{number}{unit}") == number * worth
    assert chinese_value(f"{number}{unit}{last}") == number * worth + last * worth // 10
    assert chinese_value(f"{number}.{last}{unit}") == (number + Fraction(last, 10)) * worth


@UNHURRIED
@given(st.integers(0, 10**8 - 1), st.text("零一二三四五六七八九", min_size=1, max_size=4))
def test_decimals_are_read_digit_by_digit(number: int, digits: str) -> None:
    value = number + Fraction("0." + "".join(str("零一二三四五六七八九".index(each)) for each in digits))
    assert chinese_value(f"{in_chinese(number)}点{digits}") == value
    assume(number < 10**4)
    assert chinese_value(f"{in_chinese(number)}点{digits}万") == value * 10**4


@UNHURRIED
@given(st.integers(1000, 9999))
def test_years_are_read_digit_by_digit(year: int) -> None:
    written = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    assume(written not in "一二三四五六七八九")
    assert chinese_value(written) == year


@UNHURRIED
@given(st.integers(1, 8), st.sampled_from(["", "十", "百", "千", "万", "十万", "百万", "亿"]))
def test_a_range_is_no_number(first: int, unit: str) -> None:
    digits = "一二三四五六七八九"
    assert chinese_value(f"{digits[first - 1]}{digits[first]}{unit}") is None
    assert chinese_value(f"十{digits[first - 1]}{digits[first]}") is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("两万三", 23_000),
        ("一百二", 120),
        ("三千五", 3_500),
        ("一亿二", 120_000_000),
        ("两百五", 250),
        ("一千零五", 1_005),
        ("一万零三百", 10_300),
        ("十万八", 108_000),
        ("十万零八", 100_008),
        ("两万三千五", 23_500),
        ("一百二十万五", 1_205_000),
        ("一亿三千", 130_000_000),
        ("一亿三千五", 135_000_000),
        ("一亿零三千", 100_003_000),
        ("两亿三百万", 203_000_000),
        ("三点五万", 35_000),
        ("1.2万亿", 1_200_000_000_000),
        ("五万亿", 5_000_000_000_000),
        ("3万5", 35_000),
        ("3万500", 30_500),
        ("5千6", 5_600),
        ("2千3百万", 23_000_000),
        ("三个亿", 300_000_000),
        ("四万万", 400_000_000),
        ("一百一十", 110),
        ("一百十五", 115),
        ("廿三", 23),
        ("卅", 30),
        ("俩", 2),
        ("仨", 3),
        ("兩萬億", 2_000_000_000_000),
        ("壹佰贰拾叁万", 1_230_000),
        ("二○二三", 2023),
        ("二0二三", 2023),
        ("九八", 98),
        ("一一九", 119),
    ],
)
def test_chinese_numbers_as_people_say_them(written: str, value: int) -> None:
    assert chinese_value(written) == value


@pytest.mark.parametrize(
    "written", ["", "万", "点五", "两三万", "三五百", "一两", "三百二三", "十七八", "三三两两", "五卅"]
)
def test_no_chinese_number(written: str) -> None:
    assert chinese_value(written) is None


@UNHURRIED
@given(st.integers(0, 10**12 - 1))
def test_english_words_are_read_as_they_are_written(number: int) -> None:
    assert english_value(in_english(number)) == number


@UNHURRIED
@given(st.integers(2, 99), st.sampled_from([("thousand", 10**3), ("million", 10**6), ("billion", 10**9)]))
def test_halves_and_quarters_of_a_scale(number: int, scale: tuple[str, int]) -> None:
    name, worth = scale
    assert whole(f"{in_english(number)} and a half {name}") == (number + Fraction(1, 2)) * worth
    assert whole(f"{in_english(number)} and three quarters {name}") == (number + Fraction(3, 4)) * worth
    assert whole(f"{in_english(number)} point two five {name}") == (number + Fraction(1, 4)) * worth
    assert whole(f"half a {name}") == whole(f"half-{name}") == Fraction(worth, 2)
    assert whole(f"a quarter of a {name}") == Fraction(worth, 4)
    assert whole(f"a {name} and a half") == Fraction(3 * worth, 2)


@UNHURRIED
@given(st.integers(1500, 2099))
def test_years_are_said_in_two_halves(year: int) -> None:
    century, rest = divmod(year, 100)
    assume(rest >= 10 and century >= 15)
    assert whole(f"{in_english(century)} {in_english(rest)}") == year


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a dozen", 12),
        ("three dozen", 36),
        ("half a dozen", 6),
        ("one and a half", Fraction(3, 2)),
        ("one-and-a-half million", 1_500_000),
        ("a hundred and twenty", 120),
        ("fifteen hundred", 1500),
        ("nineteen oh five", 1905),
        ("one point three", Fraction(13, 10)),
        ("two hundred thousand", 200_000),
        ("a million", 1_000_000),
        ("three quarters of a million", 750_000),
        ("zero", 0),
    ],
)
def test_english_numbers_as_people_say_them(words: str, value: Fraction) -> None:
    assert whole(words) == value


@pytest.mark.parametrize(
    "words",
    ["one", "twenty-first", "twenty first", "two hundred and first", "two hundredth", "two-thirds", "dozens", "a few"],
)
def test_no_english_number(words: str) -> None:
    assert re.search(rf"\b{ENGLISH}", words) is None


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("两百万百姓", ["两百万"]),
        ("三百万千瓦", ["三百万"]),
        ("三千一晚", ["三千", "一"]),
        ("二十一年", ["二十一"]),
        ("三点二十", ["三", "二十"]),
        ("三点五", ["三点五"]),
        ("登陆三亚", ["三"]),
        ("万科百姓千万", []),
        ("五个亿", ["五个亿"]),
        ("人民币壹佰贰拾万元整", ["壹佰贰拾万"]),
    ],
)
def test_a_numeral_ends_where_the_next_word_begins(text: str, numerals: list[str]) -> None:
    assert re.findall(CHINESE, text) == numerals


def whole(words: str) -> Fraction:
    """The value of `words`, all of which are the number."""
    assert re.fullmatch(rf"\b{ENGLISH}", words), words
    return english_value(words)
