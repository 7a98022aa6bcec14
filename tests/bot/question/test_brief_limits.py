"""Of which time an overview is wished, and of how many stories."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.question.brief_limits import BriefLimits, find_limits

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2023, 8, 2, 20, 0, tzinfo=SHANGHAI)  # a Wednesday


def days(limits: BriefLimits) -> tuple[str, str]:
    assert limits.after
    assert limits.before
    first, last = limits.after.astimezone(SHANGHAI), limits.before.astimezone(SHANGHAI) - timedelta(seconds=2)
    return f"{first:%m-%d}", f"{last:%m-%d}"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("今日要闻", "08-02", "08-02"),
        ("来点top news 今天的", "08-02", "08-02"),
        ("昨天有没有什么重要的新闻？", "08-01", "08-01"),
        ("这周发生了什么", "07-31", "08-02"),
        ("上周的大事", "07-24", "07-30"),
        ("本月新闻汇总", "08-01", "08-02"),
        ("8月1日的新闻", "08-01", "08-01"),
        ("周一以来的大事", "07-31", "08-02"),
        ("昨天到现在", "08-01", "08-02"),
        ("what happened today?", "08-02", "08-02"),
        ("what did i miss yesterday", "08-01", "08-01"),
        ("quick rundown of this week pls", "07-31", "08-02"),
        ("the 5 biggest stories since monday", "07-31", "08-02"),
    ],
)
def test_days_are_the_very_days(words: str, first: str, last: str) -> None:
    assert days(find_limits(words, NOW, SHANGHAI)) == (first, last)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("过去24小时", 24),
        ("last 48 hours", 48),
        ("早报", 24),
        ("morning briefing", 24),
        ("headlines of the day", 24),
        ("好几天没碰手机了 最近都出了些啥事呀", 72),
        ("what's been going on lately", 72),
        ("the week in review", 7 * 24),
    ],
)
def test_a_length_is_up_to_now(words: str, hours: int) -> None:
    assert find_limits(words, NOW, SHANGHAI).length == timedelta(hours=hours)


@pytest.mark.parametrize("words", ["有什么大事", "catch me up", "最新新聞", "top stories", "头条", ""])
def test_where_no_time_is_named_there_is_none(words: str) -> None:
    assert find_limits(words, NOW, SHANGHAI) == BriefLimits()


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("简单说说，别超过五条", 5),
        ("给我前十条", 10),
        ("今天十大新闻", 10),
        ("top 3", 3),
        ("three headlines please", 3),
        ("the 5 biggest stories", 5),
        ("10", 10),
        ("前50条", 12),
        ("top 3 days", None),
        ("第2条", None),
        ("过去3天", None),
    ],
)
def test_a_number_that_is_wished_counts(words: str, most: int | None) -> None:
    assert find_limits(words, NOW, SHANGHAI).most == most
