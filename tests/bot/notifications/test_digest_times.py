"""Digests: each local day once whatever the clock does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.notifications.digest_times import due_moment, last_moment, parse_times
from bot.replies.briefs import times_words
from data.chats.subscriptions import Times
from tests.support.notified import ANNA, LI, SHANGHAI, START

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("words", "times", "rest"),
    [
        ("08:00", Times(480), ""),
        ("8:05 半导体 芯片", Times(485), "半导体 芯片"),
        ("8点", Times(480), ""),
        ("8点半", Times(510), ""),
        ("20：30 weekly", Times(1230, 0), ""),
        ("20:30 weekly Friday chips", Times(1230, 4), "chips"),
        ("20:30 每周五", Times(1230, 4), ""),
        ("20:30 每周 周日 体育", Times(1230, 6), "体育"),
        ("20:30 周三", Times(1230, 2), ""),
        ("20:30 礼拜天 体育", Times(1230, 6), "体育"),
        ("20:30 週二", Times(1230, 1), ""),
        ("20:30 Thurs chips", Times(1230, 3), "chips"),
        ("20:30 三星", Times(1230), "三星"),
        ("08:00 每天", Times(480), ""),
        ("8点 每日 半导体", Times(480), "半导体"),
        ("08:00 daily chips", Times(480), "chips"),
        ("08:00 每天读书", Times(480), "每天读书"),
        ("00:00", Times(0), ""),
        ("23:59", Times(1439), ""),
    ],
)
def test_times_are_read_as_people_write_them(words: str, times: Times, rest: str) -> None:
    assert parse_times(words) == (times, rest)


@pytest.mark.parametrize("words", ["", "25:00", "8:60", "8:", "morning", "8", "半导体 08:00"])
def test_what_is_no_time_is_none(words: str) -> None:
    assert parse_times(words) is None


def test_times_are_said_in_both_languages() -> None:
    assert times_words(LI, Times(1230, 4)) == "每周五 20:30"
    assert times_words(ANNA, Times(480)) == "every day at 08:00"
    assert times_words(ANNA, Times(1230, 4)) == "every Friday at 20:30"


def test_a_digest_in_the_hour_that_is_skipped_comes_and_in_the_one_that_is_repeated_comes_once() -> None:
    spring = last_moment(Times(150), BERLIN, datetime(2026, 3, 29, 6, 0, tzinfo=UTC))  # there was no 02:30
    assert spring == (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), date(2026, 3, 29))
    first = last_moment(Times(150), BERLIN, datetime(2026, 10, 25, 0, 45, tzinfo=UTC))  # 02:45, for the first time
    again = last_moment(Times(150), BERLIN, datetime(2026, 10, 25, 1, 45, tzinfo=UTC))  # and for the second
    assert first == again == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25))


ZONES = ["Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 1439), st.sampled_from(ZONES), st.integers(0, 360), st.integers(600, 9000))
def test_each_local_day_has_its_digest_once(minute: int, zone_name: str, start: int, step: int) -> None:
    """Two weeks anywhere in a year, looked at every few minutes: one a day, in order, by the local clock."""
    zone, told = ZoneInfo(zone_name), None
    begin = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=start)
    days, now = list[date](), begin
    while now < begin + timedelta(days=14):
        due = due_moment(Times(minute), zone, now, begin, told)
        if due:
            told, day = due
            days.append(day)
            local = told.astimezone(zone)
            skipped = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
            assert local.date() == day
            assert local.hour * 60 + local.minute == minute or skipped.astimezone(UTC).astimezone(zone) != skipped
        now += timedelta(seconds=step)
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert len(days) in (13, 14, 15)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 6), st.integers(0, 1439))
def test_a_weekly_digest_comes_on_its_day(weekday: int, minute: int) -> None:
    told, days, now = None, list[date](), START
    while now < START + timedelta(days=28):
        if due := due_moment(Times(minute, weekday), BERLIN, now, START, told):
            told = due[0]
            days.append(due[1])
        now += timedelta(minutes=30)
    assert [day.weekday() for day in days] == [weekday] * len(days)
    assert len(days) in (3, 4)
    assert len(set(days)) == len(days)


def test_a_digest_that_is_too_late_is_dropped_for_that_day() -> None:
    at = datetime(2026, 6, 24, 0, 0, tzinfo=UTC)  # 08:00 in Shanghai
    made = at - timedelta(days=3)
    assert due_moment(Times(480), SHANGHAI, at + timedelta(hours=5, minutes=59), made, None)
    assert due_moment(Times(480), SHANGHAI, at + timedelta(hours=6), made, None) is None
    assert due_moment(Times(480), SHANGHAI, at + timedelta(hours=24), made, None)


def test_a_digest_of_today_is_not_made_for_who_asks_for_it_later() -> None:
    at = datetime(2026, 6, 24, 0, 0, tzinfo=UTC)
    assert due_moment(Times(480), SHANGHAI, at + timedelta(minutes=1), at, None) is None
