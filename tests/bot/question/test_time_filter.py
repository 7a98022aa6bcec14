"""Times in questions: the days they name, and the window of publication they stand for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.question.dates import find_days
from bot.question.time_filter import EARLIEST, find_period, prefers_new

SHANGHAI = ZoneInfo("Asia/Shanghai")
ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/London", "America/New_York", "Pacific/Auckland", "UTC")]
WEDNESDAY = date(2023, 8, 16)


def named(text: str, today: date = WEDNESDAY) -> list[tuple[str, str]]:
    """From first to last, as month-day of 2023 (or with another year in front)."""
    return [
        tuple(str(each).removeprefix("2023-") for each in (days.first, days.last)) for days in find_days(text, today)
    ]


def one(day: str) -> list[tuple[str, str]]:
    return [(day, day)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("去年一季度", "2022-01-01", "2022-03-31"),
        ("第2季度", "04-01", "06-30"),
        ("q1", "01-01", "03-31"),
        ("Q4 2021", "2021-10-01", "2021-12-31"),
        ("the fourth quarter", "2022-10-01", "2022-12-31"),
        ("first half of last year", "2022-01-01", "2022-06-30"),
        ("2022年下半年", "2022-07-01", "2022-12-31"),
        ("今年春天", "03-01", "05-31"),
        ("last winter", "2022-12-01", "02-28"),
        ("去年底", "2022-11-01", "2022-12-31"),
        ("今年年初", "01-01", "02-28"),
        ("late last year", "2022-10-01", "2022-12-31"),
        ("中秋假期", "2022-09-10", "2022-09-12"),
        ("端午", "06-22", "06-24"),
        ("2024年春节", "2024-02-09", "2024-02-16"),
        ("清明节", "04-04", "04-06"),
        ("over Easter", "04-07", "04-10"),
        ("last Christmas", "2022-12-24", "2022-12-26"),
        ("new year’s eve", "2022-12-31", "2022-12-31"),
        ("Halloween 2021", "2021-10-31", "2021-10-31"),
        ("月初", "08-01", "08-10"),
        ("下旬", "07-21", "07-31"),
        ("7月头几天", "07-01", "07-07"),
        ("前些天", "08-06", "08-16"),
        ("周末", "08-12", "08-13"),
        ("over the weekend", "08-12", "08-13"),
    ],
)
def test_parts_of_a_year_and_feasts(text: str, first: str, last: str) -> None:
    assert named(text)[0] == (first, last)


@pytest.mark.parametrize(
    "text", ["五一广场", "圣诞老人", "第四季", "H1N1", "每年底", "the first half", "spring", "周末版"]
)
def test_what_only_looks_like_a_part_of_a_year(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", "08-16"),
        ("今晚", "08-16"),
        ("今早", "08-16"),
        ("昨天", "08-15"),
        ("昨晚", "08-15"),
        ("前天", "08-14"),
        ("大前天", "08-13"),
        ("明天", "08-17"),
        ("上周五", "08-11"),
        ("上周三", "08-09"),
        ("上個星期天", "08-13"),
        ("这周二", "08-15"),
        ("這禮拜一", "08-14"),
        ("本周三", "08-16"),
        ("周五", "08-11"),
        ("周三", "08-16"),
        ("上上周一", "07-31"),
        ("8月10号", "08-10"),
        ("8月10日早上7点", "08-10"),
        ("８月１０號", "08-10"),
        ("八月十号", "08-10"),
        ("七月三十一日", "07-31"),
        ("2023年8月10日", "08-10"),
        ("去年12月31号", "2022-12-31"),
        ("本月8号", "08-08"),
        ("上个月21号", "07-21"),
        ("2023-08-10", "08-10"),
        ("2023/8/10", "08-10"),
        ("8/10", "08-10"),
        ("3天前", "08-13"),
        ("yesterday", "08-15"),
        ("the day before yesterday", "08-14"),
        ("last night", "08-15"),
        ("last Friday", "08-11"),
        ("last Wednesday", "08-09"),
        ("on Monday", "08-14"),
        ("on Wednesday", "08-16"),
        ("this Tuesday", "08-15"),
        ("5 August", "08-05"),
        ("August 5th", "08-05"),
        ("Aug. 5, 2022", "2022-08-05"),
        ("two days ago", "08-14"),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    assert named(text) == one(day)
    assert named(f"那么{text}，怎么样") == one(day) or text.isascii()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("上周", "08-07", "08-13"),
        ("本周", "08-14", "08-20"),
        ("上周末", "08-12", "08-13"),
        ("这个月", "08-01", "08-31"),
        ("上个月", "07-01", "07-31"),
        ("今年", "01-01", "12-31"),
        ("去年", "2022-01-01", "2022-12-31"),
        ("前年", "2021-01-01", "2021-12-31"),
        ("最近三天", "08-13", "08-16"),
        ("近两周", "08-02", "08-16"),
        ("过去24小时", "08-15", "08-16"),
        ("2023年7月", "07-01", "07-31"),
        ("7月底", "07-20", "07-31"),
        ("8月上旬", "08-01", "08-10"),
        ("去年二月", "2022-02-01", "2022-02-28"),
        ("8月7号到13号", "08-07", "08-13"),
        ("8月5-10日", "08-05", "08-10"),
        ("7月16号到8月1号", "07-16", "08-01"),
        ("7月底8月初", "07-20", "08-10"),
        ("this week", "08-14", "08-20"),
        ("last month", "07-01", "07-31"),
        ("in the past 3 days", "08-13", "08-16"),
        ("the last couple of weeks", "08-02", "08-16"),
        ("in the past week", "08-09", "08-16"),
        ("in July", "07-01", "07-31"),
        ("late July 2022", "2022-07-20", "2022-07-31"),
        ("between 5 and 10 August", "08-05", "08-10"),
        ("from July 30 to August 2", "07-30", "08-02"),
        ("July 5-10", "07-05", "07-10"),
    ],
)
def test_a_span_is_read(text: str, first: str, last: str) -> None:
    assert named(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "", "目前天气怎么样", "每周五的例会", "周一到周五营业", "创业周一共多少项目", "周六福的股价", "今日头条",
        "4月球", "五月天演唱会", "2月31日", "13月", "前三名", "头七个月", "断联5天", "附近三天", "3/4的人",
        "《06/05》", "1.8/10.5", "it may be", "on Black Friday", "USA Today", "Sheffield Wednesday", "2023-13-45",
        "8号线", "3号种子", "最近一千天", "the last Saturday of hunting",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("昨天", date(2024, 1, 1), "12-31"),
        ("前天", date(2024, 3, 1), "2024-02-28"),
        ("上周五", date(2024, 1, 1), "12-29"),
        ("12月30号", date(2024, 1, 5), "12-30"),
        ("1月5号", date(2023, 12, 30), "01-05"),
        ("last Friday", date(2023, 8, 12), "08-11"),
        ("last Monday", date(2023, 8, 14), "08-07"),
        ("周一", date(2023, 8, 14), "08-14"),
        ("上周一", date(2023, 8, 14), "08-07"),
        ("上周日", date(2023, 8, 14), "08-13"),
        ("2月29日", date(2024, 3, 1), "2024-02-29"),
    ],
)
def test_edges_of_weeks_months_and_years(text: str, today: date, day: str) -> None:
    assert named(text, today) == one(day)


def test_a_month_before_january_is_of_the_year_before() -> None:
    assert named("上个月", date(2023, 1, 31)) == [("2022-12-01", "2022-12-31")]
    assert named("last month", date(2024, 3, 31)) == [("2024-02-01", "2024-02-29")]


def test_the_reader_s_midnight_begins_the_day() -> None:
    asked = datetime(2023, 8, 15, 17, 0, tzinfo=UTC)  # the sixteenth, one o'clock, in Shanghai
    assert find_period("昨天有什么新闻", asked, SHANGHAI).after == datetime(2023, 8, 14, 16, tzinfo=UTC)
    london = find_period("昨天有什么新闻", asked, ZoneInfo("Europe/London"))
    assert (london.after, london.before) == (
        datetime(2023, 8, 13, 23, tzinfo=UTC),
        datetime(2023, 8, 14, 23, tzinfo=UTC),
    )


def test_a_day_on_which_the_clock_is_changed_has_another_length() -> None:
    asked = datetime(2023, 3, 28, 12, tzinfo=UTC)
    period = find_period("What was the news on 26 March?", asked, ZoneInfo("Europe/London"))
    assert period.before - period.after == timedelta(hours=23)


def test_the_window_of_an_event_begins_with_it_and_ends_with_the_asking() -> None:
    asked = datetime(2023, 8, 7, 15, tzinfo=UTC)
    period = find_period("截至8月6号上午10点，保险公司赔了多少钱？", asked, SHANGHAI)
    assert period.about == "event"
    assert period.words == "8月6号上午10点"
    assert period.after == datetime(2023, 8, 5, 4, tzinfo=UTC)  # the noon before
    assert period.before == asked + timedelta(seconds=1)


def test_news_of_a_day_is_that_days() -> None:
    asked = datetime(2023, 8, 16, 4, tzinfo=UTC)
    period = find_period("8月10号有什么新闻？", asked, SHANGHAI)
    assert period.about == "published"
    assert (period.after, period.before) == (
        datetime(2023, 8, 9, 16, tzinfo=UTC),
        datetime(2023, 8, 10, 16, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "question",
    ["2023年的罗汉果种了多大面积？", "今年产量多少？", "去年亏了多少钱？", "How big was the loss in 2004?"],
)
def test_a_year_says_nothing_of_when_the_news_came(question: str) -> None:
    assert find_period(question, datetime(2023, 8, 5, tzinfo=UTC), SHANGHAI) is None


def test_but_news_of_a_year_is_that_years() -> None:
    period = find_period("去年有什么融资新闻？", datetime(2023, 8, 5, tzinfo=UTC), SHANGHAI)
    assert (period.first, period.last) == (date(2022, 1, 1), date(2022, 12, 31))
    assert period.before == datetime(2022, 12, 31, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "question", ["明天几点开始？", "下周三油价涨多少？", "8月25号发布什么？", "What opens next week?"]
)
def test_what_lies_ahead_is_no_window(question: str) -> None:
    assert find_period(question, datetime(2023, 8, 18, tzinfo=UTC), SHANGHAI) is None


def test_a_figure_of_a_month_may_come_at_any_time_after() -> None:
    period = find_period("今年2月发生的扶梯事故", datetime(2023, 8, 5, tzinfo=UTC), SHANGHAI)
    assert period.before == datetime(2023, 8, 5, 0, 0, 1, tzinfo=UTC)


def test_the_most_exact_of_several_times_counts() -> None:
    asked = datetime(2023, 8, 14, 12, tzinfo=UTC)
    assert find_period("截至8月14号中午12点，今年暑期档票房多少？", asked, SHANGHAI).words == "8月14号中午12点"
    assert find_period("昨天公布的8月10号的数据", asked, SHANGHAI).words == "昨天"


@pytest.mark.parametrize("question", ["8月5号以来破获多少起？", "自8月5日起", "since 5 August", "since August 5"])
def test_since_a_day_goes_on_to_the_moment_of_asking(question: str) -> None:
    asked = datetime(2023, 8, 16, tzinfo=UTC)
    period = find_period(question, asked, SHANGHAI)
    assert period.first == date(2023, 8, 5)
    assert period.before == asked + timedelta(seconds=1)


def test_news_before_a_day_ends_where_it_begins() -> None:
    period = find_period("any news before 5 August?", datetime(2023, 8, 16, tzinfo=UTC), SHANGHAI)
    assert (period.after, period.before) == (EARLIEST, datetime(2023, 8, 4, 16, tzinfo=UTC))
    event = find_period("What did they say before August?", datetime(2023, 8, 16, tzinfo=UTC), SHANGHAI)
    assert event.after == EARLIEST
    assert event.before > datetime(2023, 8, 1, tzinfo=UTC)


WORDS = """
昨 天 前 上 周 五 这 个 月 8 10 年 日 号 到 至 2023 底 最近 三 十 小时 - / . last Friday on August may 31 ago
two weeks since before 以来 的 新闻 news 週 ９９９ 〇 0 to"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=2), max_size=9).map("".join) | st.lists(PIECES, max_size=9).map(" ".join),
    st.datetimes(datetime(1991, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(ZONES),
)
def test_any_text_gives_a_sane_window_or_none(text: str, asked_at: datetime, zone: ZoneInfo) -> None:
    period = find_period(text, asked_at, zone)
    if period is not None:
        assert EARLIEST <= period.after < period.before <= asked_at + timedelta(seconds=1)
        assert period.after.tzinfo is period.before.tzinfo is UTC
        assert period.first <= period.last
        assert text[period.start : period.end] == period.words != ""


@given(st.dates(date(1991, 1, 1), date(2099, 12, 31)), st.sampled_from(["{0.year}年{0.month}月{0.day}日", "{0}"]))
def test_a_written_date_is_that_date(day: date, form: str) -> None:
    (days,) = find_days(form.format(day), WEDNESDAY)
    assert (days.first, days.last) == (day, day)


@pytest.mark.parametrize(
    "question",
    ["最新的融资消息", "现在油价多少", "目前有几個品牌", "What is the latest on the flood?", "Who is the current CEO?"],
)
def test_a_question_for_what_is_new_is_seen(question: str) -> None:
    assert prefers_new(question)


@pytest.mark.parametrize("question", ["谁赢了？", "Who won?", "What do we know?", "How large is the current account?"])
def test_others_are_not(question: str) -> None:
    assert not prefers_new(question)
