"""Times as sources write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text.dates import find_date, from_epoch, parse_date

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
        ("24.06.2022", DAY),
        ("24.6.2022, 17:50", MINUTE),
        ("2022.06.24. 17:50", MINUTE),
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


NOW = datetime(2026, 1, 7, 4, 30, tzinfo=UTC)  # a Wednesday, 12:30 in Shanghai


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("刚刚", NOW),
        ("just now", NOW),
        ("3分钟前", local(2026, 1, 7, 12, 27)),
        ("３ 小时前", local(2026, 1, 7, 9, 30)),
        ("半小时前", local(2026, 1, 7, 12)),
        ("2個小時前", local(2026, 1, 7, 10, 30)),
        ("3 hours ago", local(2026, 1, 7, 9, 30)),
        ("an hour ago", local(2026, 1, 7, 11, 30)),
        ("十二小时前", local(2026, 1, 7, 0, 30)),
        ("11 hours ago", local(2026, 1, 7, 1, 30)),
        ("5m ago", local(2026, 1, 7, 12, 25)),
        ("2 か月前", local(2025, 11, 8)),
        ("两个礼拜前", local(2025, 12, 24)),
        ("5 mins ago", local(2026, 1, 7, 12, 25)),
        ("3時間前", local(2026, 1, 7, 9, 30)),
        ("3시간 전", local(2026, 1, 7, 9, 30)),
        ("今天 15:20", local(2026, 1, 7, 15, 20)),
        ("昨天 15:20", local(2026, 1, 6, 15, 20)),
        ("昨晚8:15", local(2026, 1, 6, 20, 15)),
        ("yesterday at 3:20 pm", local(2026, 1, 6, 15, 20)),
        ("前天", local(2026, 1, 5)),
        ("大前天 下午3:05", local(2026, 1, 4, 15, 5)),
        ("今天 清晨6:10", local(2026, 1, 7, 6, 10)),
        ("昨天 晚间8:15", local(2026, 1, 6, 20, 15)),
        ("3天前", local(2026, 1, 4)),
        ("一周前", local(2025, 12, 31)),
        ("2 days ago", local(2026, 1, 5)),
        ("08-15 09:30", local(2025, 8, 15, 9, 30)),
        ("8月15日", local(2025, 8, 15)),
        ("1月8日", local(2026, 1, 8)),  # begins within a day
        ("1月8日 13:00", local(2025, 1, 8, 13)),  # would be more than a day ahead
        ("2月29日", local(2024, 2, 29)),
        ("June 24, 5:50 PM", local(2025, 6, 24, 17, 50)),
        ("周三", local(2026, 1, 7)),
        ("星期二 14:20", local(2026, 1, 6, 14, 20)),
        ("上周五", local(2026, 1, 2)),
        ("Tuesday, 14:20", local(2026, 1, 6, 14, 20)),
        ("2025-08-15 09:30", local(2025, 8, 15, 9, 30)),
    ],
)
def test_a_time_that_depends_on_the_reader(text, moment):
    assert parse_date(text, SHANGHAI, NOW) == moment


@pytest.mark.parametrize(
    "text", ["5 min read", "3小时", "12:30", "13-45", "昨天 25:00", "May", "周八", "9999年前", "明天"]
)
def test_what_is_no_time_for_any_reader(text):
    assert parse_date(text, SHANGHAI, NOW) is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("新华社 3小时前", "3小时前"),
        ("3小时前 新华社 评论 12", "3小时前"),
        ("来源：晨报 昨天 15:20", "昨天 15:20"),
        ("海城日报 08-15 09:30", "08-15 09:30"),
        ("海城 08-15", "08-15"),
        ("Harbour News · 2 hours ago", "2 hours ago"),
        ("5 min read", None),
        ("8月15日海岸城举行会议", None),
        ("周三见", None),
        ("十二小时前 晨报", "十二小时前"),
        ("电话 010-12345678", None),
        ("比赛 10-12 结束", None),
        ("Sunday Times", None),
        ("三天前，海岸城的图书馆关门了。", None),
        ("He left Paris two days ago. He has not been seen since.", None),
    ],
)
def test_a_relative_time_is_found_in_a_line_of_details_and_not_in_prose(line, found):
    assert find_date(line) == found


_WORDS = (
    "刚刚 分钟 小时 天 前 半 昨天 今天 月 日 周 星期 三 上 年 02-29 29 8 12 99 9999 15:20 25:61 "
    "am ago days hour a Mon yesterday - :"
)
_PIECES = st.lists(st.sampled_from(_WORDS.split()), max_size=6)


@given(
    st.one_of(st.text(max_size=30), _PIECES.map("".join), _PIECES.map(" ".join)),
    st.datetimes(datetime(1995, 1, 1), datetime(2098, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from([SHANGHAI, NEW_YORK, ZoneInfo("Pacific/Apia")]),
)
def test_no_relative_time_raises_or_lies_ahead_by_more_than_a_day(text, now, zone):
    moment = parse_date(text, zone, now)
    if moment is not None and parse_date(text, zone) is None:
        assert moment.tzinfo is UTC
        assert moment <= now + timedelta(days=1)
