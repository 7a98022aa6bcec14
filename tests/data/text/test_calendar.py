"""The words of the calendar in all their spellings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text.calendar import (
    COUNT,
    HAN_COUNT,
    HAN_WEEK,
    HAN_WEEKDAY,
    LONG_UNIT,
    MONTH,
    MONTHS,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    month_number,
    read_count,
    unit_days,
    unit_hours,
    weekday_number,
)
from tests.support.numerals import in_chinese, in_english


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS, 1)))
def test_months_are_known_whole_and_short(number: int, name: str) -> None:
    for spelt in (name, name.title(), name.upper(), name[:3], f"{name[:3].title()}."):
        assert re.fullmatch(MONTH, spelt, re.IGNORECASE), spelt
        assert month_number(spelt) == number
    assert re.fullmatch(MONTH, "Sept.", re.IGNORECASE)
    assert month_number("Sept.") == 9


@pytest.mark.parametrize("number", range(7))
def test_weekdays_are_known_in_both_languages(number: int) -> None:
    name = WEEKDAYS[number]
    for spelt in (name, name.title(), name[:3]):
        assert re.fullmatch(WEEKDAY, spelt, re.IGNORECASE)
        assert weekday_number(spelt) == number
    for week in ("周", "週", "星期", "礼拜", "禮拜"):
        assert re.fullmatch(HAN_WEEK, week)
        assert weekday_number(week + "一二三四五六日"[number]) == number
    assert re.fullmatch(HAN_WEEKDAY, "天")
    assert weekday_number("星期天") == 6


@given(st.integers(1, 99))
def test_counts_are_read_however_they_are_written(number: int) -> None:
    written = in_chinese(number)
    assert re.fullmatch(HAN_COUNT, written.removeprefix("一") if 10 <= number < 20 else written)
    assert read_count(written) == read_count(str(number)) == number
    if number <= 12:
        assert re.fullmatch(COUNT, in_english(number))
        assert read_count(in_english(number)) == number


def test_counts_that_are_not_exact() -> None:
    assert [read_count(each) for each in ("a", "an", "couple of", "a few"[2:], "几", "兩")] == [1, 1, 2, 7, 7, 2]


@pytest.mark.parametrize(
    ("name", "hours"),
    [("分钟", 1 / 60), ("hrs", 1), ("小時", 1), ("天", 24), ("Weeks", 168), ("か月", 720), ("y", 8760)],
)
def test_units_have_a_length(name: str, hours: float) -> None:
    assert re.fullmatch(UNIT, name, re.IGNORECASE)
    assert unit_hours(name) == hours
    assert bool(re.fullmatch(LONG_UNIT, name, re.IGNORECASE)) == (hours >= 24)


def test_units_in_days() -> None:
    assert [unit_days(each) for each in ("d", "星期", "fortnight", "month", "年")] == [1, 7, 14, 30, 365]
