"""Times as sources write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates import find_date, from_epoch, parse_date

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
MOMENT = datetime(2022, 6, 24, 9, 50, 54, tzinfo=UTC)  # 17:50:54 in Shanghai
MINUTE = MOMENT.replace(second=0)
DAY = datetime(2022, 6, 23, 16, 0, tzinfo=UTC)  # 24 June begins in Shanghai


@pytest.mark.parametrize(
    "text",
    [
        "2022-06-24T17:50:54+08:00",
        "2022-06-24T09:50:54Z",
        "2022-06-24T095054Z",
        "2022-06-24 17:50:54 +0800",
        "Fri, 24 Jun 2022 17:50:54 +0800",
        "Fri, 24 Jun 2022 09:50:54 GMT",
        "Fri, 24 Jun 2022 04:50:54 EST",
        "Fri, 24 Jun 22 09:50:54 UT",
        "Fri, 24 Jun 2022 09:50:54 -0000",
        "24 June 2022 11:50:54 CEST",
        "Fri Jun 24 09:50:54 UTC 2022",
        "June 24, 2022 at 5:50:54 a.m. EDT",
    ],
)
def test_a_time_with_a_zone_does_not_depend_on_ours(text):
    assert parse_date(text, SHANGHAI) == parse_date(text, NEW_YORK) == MOMENT


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-06-24 17:50:54", MOMENT),
        ("2022-06-24T17:50:54", MOMENT),
        ("  2022-06-24   17:50:54 \n", MOMENT),
        ("2022/6/24 17:50", MINUTE),
        ("2022.06.24 17:50", MINUTE),
        ("2022年6月24日 17:50", MINUTE),
        ("2022年06月24日17时50分", MINUTE),
        ("2022年6月24日 下午5:50", MINUTE),
        ("2022年6月24日（星期五）17:50", MINUTE),
        ("２０２２年６月２４日　１７：５０", MINUTE),
        ("2022년 6월 24일 17:50", MINUTE),
        ("Fri, 24 Jun 2022 17:50:54", MOMENT),
        ("Fri Jun 24 17:50:54 2022", MOMENT),
        ("June 24, 2022 5:50 PM", MINUTE),
        ("2022.06.24", DAY),
        ("2022-6-24", DAY),
        ("20220624", DAY),
        ("24 Jun 2022", DAY),
        ("2022年6月24日", DAY),
    ],
)
def test_a_time_without_a_zone_is_local(text, moment):
    assert parse_date(text, SHANGHAI) == moment


def test_cst_is_china_for_a_chinese_reader_and_chicago_for_others():
    text = "Fri, 24 Jun 2022 17:50:54 CST"
    assert parse_date(text, SHANGHAI) == MOMENT
    assert parse_date(text, NEW_YORK) == datetime(2022, 6, 24, 23, 50, 54, tzinfo=UTC)


def test_noon_and_midnight_are_told_apart():
    assert parse_date("June 24, 2022 12:10 AM", ZoneInfo("UTC")) == datetime(2022, 6, 24, 0, 10, tzinfo=UTC)
    assert parse_date("June 24, 2022 12:10 PM", ZoneInfo("UTC")) == datetime(2022, 6, 24, 12, 10, tzinfo=UTC)
    assert parse_date("2022年6月24日 中午12:10", ZoneInfo("UTC")) == datetime(2022, 6, 24, 12, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "昨天 17:50",
        "06-24 17:50",
        "2022",
        "2022-13-45",
        "2022-02-30",
        "2022-06-24 25:00",
        "Fri, 24 Jun 2022 17:50:54 XYZ",
        "Fri, 24 Jun 2022 17:50:54 +9999",
        "2022-06-24 and more words",
        "1989-06-24",
        "2101-01-01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "2022-06-24 " * 1000,
    ],
)
def test_nonsense_and_other_centuries_are_none(text):
    assert parse_date(text, SHANGHAI) is None


@given(st.one_of(st.text(), st.text("0123456789 :-/.,年月日TZ+AMPGJunFri上午(（", max_size=40)))
def test_no_text_makes_it_raise(text):
    for candidate in (text, f"2022-06-24{text}", f"Fri, 24 Jun 2022 {text}"):
        moment = parse_date(candidate, SHANGHAI)
        assert moment is None or moment.tzinfo is UTC
        found = find_date(candidate)
        assert found is None or found in candidate


@given(st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_iso_time_comes_back(moment):
    assert parse_date(moment.isoformat(), SHANGHAI) == moment


def test_a_date_is_found_in_running_text_with_its_time():
    assert find_date("发布时间：2022年6月24日 17:50 来源：晨报") == "2022年6月24日 17:50"
    assert find_date("2022-06-24 17:50:54 查看全文") == "2022-06-24 17:50:54"
    assert find_date("Posted June 24, 2022 by Ann") == "June 24, 2022"
    assert find_date("电话 2022-12345-6，编号 12022-06-24") is None


def test_unix_timestamps_may_count_milliseconds():
    assert from_epoch(1656064254) == from_epoch(1656064254000) == MOMENT
    assert from_epoch(0) is None
    assert from_epoch(float("nan")) is None
    assert from_epoch(1e300) is None
