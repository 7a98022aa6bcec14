"""The operators of a search: what they limit it to, and what happens with a value that cannot be read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question.operators import Search, UnreadableOperator, filter_words, from_question, parse_search
from data.models import Filters

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2023, 8, 16, 4, 30, tzinfo=UTC)  # Wednesday, half past noon in Shanghai


def midnight(month: int, day: int, year: int = 2023) -> datetime:
    return datetime(year, month, day, tzinfo=SHANGHAI).astimezone(UTC)


def test_operators_limit_and_words_remain() -> None:
    search = parse_search("俄罗斯 source:新华社 央行 section:财经 after:2023-08-01 before:2023-08-10", NOW, SHANGHAI)
    assert search.words == "俄罗斯 央行"
    assert search.filters == Filters(midnight(8, 1), midnight(8, 10), "新华社", "财经")


@pytest.mark.parametrize(
    "text",
    [
        "source:新华社 水",
        "SOURCE:新华社 水",
        "source：新华社，水",
        "来源：新华社 水",
        "水 source:“新华社”",
        '媒体:"新华社" 水',
        "source:「新华社」 水",
    ],
)
def test_full_width_marks_quotes_and_chinese_names_do(text: str) -> None:
    assert parse_search(text, NOW, SHANGHAI) == Search("水", Filters(source="新华社"))


@pytest.mark.parametrize(
    "text", ["section:体育 水", "topic:体育 水", "水 主题: 体育", "水，栏目：体育", "话题:“体育” 水"]
)
def test_a_section_is_a_topic_too(text: str) -> None:
    assert parse_search(text, NOW, SHANGHAI).filters == Filters(section="体育")


def test_what_cannot_be_left_out_is_said_in_one_line() -> None:
    with pytest.raises(UnreadableOperator) as caught:
        parse_search("水 -source:新华社", NOW, SHANGHAI)
    assert str(caught.value) == "I cannot use -source:新华社 here. What I know: source: topic: after: before:"
    assert caught.value.told("zh") == "这里不能用 -source:新华社，可以用：source: topic: after: before:"


def test_quotes_keep_a_name_together() -> None:
    search = parse_search('source:"The Guardian" oil price', NOW, SHANGHAI)
    assert search == Search("oil price", Filters(source="The Guardian"))


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2023-08-01", midnight(8, 1)),
        ("2023/8/1", midnight(8, 1)),
        ("2023年8月1日", midnight(8, 1)),
        ("8月1号", midnight(8, 1)),
        ("2023-08-01T07:00:00+00:00", datetime(2023, 8, 1, 7, tzinfo=UTC)),
        ("2023-08", midnight(8, 1)),
        ("2023", midnight(1, 1)),
        ("2022年", midnight(1, 1, 2022)),
        ("昨天", midnight(8, 15)),
        ("yesterday", midnight(8, 15)),
        ("上周五", midnight(8, 11)),
        ("上周", midnight(8, 7)),
        ("Friday", midnight(8, 11)),
        ("July", midnight(7, 1)),
        ('"last Friday"', midnight(8, 11)),
        ('"1 Aug 2023"', midnight(8, 1)),
        ("3d", midnight(8, 13)),
        ("2w", midnight(8, 2)),
        ("12h", datetime(2023, 8, 15, 16, 30, tzinfo=UTC)),
        ("最近三天", midnight(8, 13)),
    ],
)
def test_a_day_may_be_written_in_many_ways(value: str, moment: datetime) -> None:
    assert parse_search(f"after:{value} 水", NOW, SHANGHAI) == Search("水", Filters(after=moment))
    assert parse_search(f"before:{value}", NOW, SHANGHAI) == Search("", Filters(before=moment))


@pytest.mark.parametrize("value", ["foo", "2023-13-01", "2月31日", "昨天foo", "99999d", "0000", "-", "昨天到今天和foo"])
def test_a_day_that_cannot_be_read_gets_one_line_in_each_language(value: str) -> None:
    with pytest.raises(UnreadableOperator) as caught:
        parse_search(f"水 after:{value}", NOW, SHANGHAI)
    assert caught.value.operator == "after"
    assert caught.value.value == value
    assert value in str(caught.value) == caught.value.told("en")
    assert caught.value.told("zh").startswith("看不懂 after: 后面的“")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["source:", "水 section： ", 'after:""', "before:"])
def test_an_operator_without_a_value_says_so(text: str) -> None:
    with pytest.raises(UnreadableOperator, match="Add something after"):
        parse_search(text, NOW, SHANGHAI)


@pytest.mark.parametrize(
    "text", ["https://a.example/x", "12:30", "foo:bar", "resource:x", "电商", '"live commerce" -x OR', ""]
)
def test_other_words_are_words(text: str) -> None:
    assert parse_search(text, NOW, SHANGHAI) == Search(text)


def test_what_is_written_again_does_not_move_with_the_days() -> None:
    search = parse_search('水  after:昨天 before:12h source:"The Guardian"', NOW, SHANGHAI)
    written = search.written(SHANGHAI)
    assert 'after:"2023-08-15"' in written
    assert parse_search(written, NOW + timedelta(days=9), SHANGHAI) == search


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(['source:"x y"', "after:昨天", "before：3d", "a:b", "水"])).map(" ".join)
)
def test_any_text_is_read_or_refused_and_stays_what_it_is_when_written_again(text: str) -> None:
    try:
        search = parse_search(text, NOW, SHANGHAI)
    except UnreadableOperator:
        return
    assert parse_search(search.written(SHANGHAI), NOW, SHANGHAI) == search


def test_a_question_gives_its_operators_away() -> None:
    filters, rest = from_question("洪水死了多少人？ source:新华社 after:8月1号", NOW, SHANGHAI)
    assert filters == Filters(source="新华社", after=midnight(8, 1))
    assert rest == "洪水死了多少人？"
    assert from_question("topic:体育 谁赢了？", NOW, SHANGHAI) == (Filters(section="体育"), "谁赢了？")


def test_in_a_question_what_cannot_be_read_is_part_of_it() -> None:
    for question in (
        "What comes after: foo, and source: who?",
        "Main topic: climate  change, since: yesterday",
        "谁说的“今天 source:新华社”？ -source:新华社",
    ):
        assert from_question(question, NOW, SHANGHAI) == (Filters(), question)
    assert from_question("after:foo 水 after:昨天", NOW, SHANGHAI) == (Filters(after=midnight(8, 15)), "after:foo 水")


def test_limits_are_said_in_words() -> None:
    filters = parse_search("source:新华社 section:体育 after:2023-08-01 before:12h", NOW, SHANGHAI).filters
    assert filter_words(filters, "zh", SHANGHAI) == "来源 新华社，栏目 体育，2023-08-01 起，2023-08-16 00:30 之前"
    assert filter_words(filters, "en", SHANGHAI).startswith("from 新华社, section 体育, since 2023-08-01, before ")
    assert filter_words(Filters(), "zh", SHANGHAI) == ""
