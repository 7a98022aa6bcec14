"""What a question is looked for with: its text, its filters, and what they are widened to."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.question.asked import Asked
from bot.question.plan import Plan, seek
from data.models import Filters

SHANGHAI = ZoneInfo("Asia/Shanghai")
ASKED_AT = datetime(2022, 6, 25, 4, tzinfo=UTC)
SOURCES, SECTIONS = ("新华社", "BBC News"), ("体育", "business")


def seek_for(question: str, whole: str = "", known_at: datetime | None = None) -> Plan:
    return seek(Asked(question, ASKED_AT, whole, Filters(known_at=known_at), SHANGHAI), SOURCES, SECTIONS)


def widened(sought: Plan) -> list[tuple[Filters, list[str]]]:
    return [(filters, [note.message for note in notes]) for filters, notes in sought.tries()]


def test_a_plain_question_is_limited_to_nothing() -> None:
    sought = seek_for("转移了  多少人?\n")
    assert (sought.text, sought.filters, sought.period) == ("转移了多少人?", Filters(), None)
    assert widened(sought) == [(Filters(), [])]


def test_a_follow_up_is_sought_as_it_was_made_whole() -> None:
    assert seek_for("总部呢?", "Rainforest的总部在哪?").text == "Rainforest的总部在哪?"


def test_a_very_long_text_is_cut() -> None:
    assert len(seek_for("水" * 4000).text) == 500


def test_the_moment_of_asking_hides_later_news_however_wide_the_search() -> None:
    sought = seek_for("新华社昨天怎么说洪水?", known_at=ASKED_AT)
    assert all(filters.known_at == ASKED_AT for filters, _ in sought.tries())


def test_a_day_is_the_readers() -> None:
    filters = seek_for("昨天有什么新闻?").filters
    assert filters.after == datetime(2022, 6, 23, 16, tzinfo=UTC)
    assert filters.before == datetime(2022, 6, 24, 16, tzinfo=UTC)


def test_a_time_is_widened_with_a_note_that_repeats_its_words() -> None:
    sought = seek_for("昨天有什么融资新闻?")
    narrow, wide = list(sought.tries())
    assert narrow == (sought.filters, ())
    assert wide[0] == Filters()
    assert [(note.message, note.values) for note in wide[1]] == [("note-widened", {"period": "昨天"})]


@pytest.mark.parametrize(
    ("question", "source", "text"),
    [
        ("新华社怎么说俄罗斯央行加息", "新华社", "俄罗斯央行加息"),
        ("俄罗斯央行加息 source:新华", "新华", "俄罗斯央行加息"),
        ("What does the BBC say about the ferry?", "BBC", "the ferry?"),
    ],
)
def test_a_source_limits_the_search_and_leaves_the_question(question: str, source: str, text: str) -> None:
    sought = seek_for(question)
    assert (sought.filters.source, sought.text) == (source, text)


def test_a_section_does_too() -> None:
    sought = seek_for("利率 section:business")
    assert (sought.filters.section, sought.text) == ("business", "利率")


def test_a_source_that_is_not_held_finds_nothing_until_it_is_widened() -> None:
    sought = seek_for("洪水 source:gazette")
    assert widened(sought) == [(Filters(source="gazette"), []), (Filters(), ["note-scope-widened"])]


def test_what_is_given_up_is_told_each_time() -> None:
    sought = seek_for("新华社昨天怎么说洪水?")
    steps = widened(sought)
    assert [messages for _, messages in steps] == [[], ["note-widened"], ["note-widened", "note-scope-widened"]]
    assert [(bool(filters.after), filters.source) for filters, _ in steps] == [
        (True, "新华社"),
        (False, "新华社"),
        (False, None),
    ]


def test_a_time_typed_as_an_operator_is_never_given_up_silently() -> None:
    sought = seek_for("洪水 source:新华社 after:2022-06-20")
    after = datetime(2022, 6, 19, 16, tzinfo=UTC)
    assert widened(sought) == [
        (Filters(after=after, source="新华社"), []),
        (Filters(after=after), ["note-scope-widened"]),
    ]


@pytest.mark.parametrize(
    ("question", "newest_first"),
    [
        ("最新的油价是多少?", True),
        ("新华社最新怎么说洪水?", True),
        ("the latest interest rate?", True),
        ("洪水转移了多少人?", False),
    ],
)
def test_words_for_new_things_prefer_new_articles(question: str, newest_first: bool) -> None:
    assert seek_for(question).newest_first is newest_first


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("大 运 会 几 号 闭 幕", "大运会几号闭幕"),
        ("夏威夷大火 死了多少人", "夏威夷大火死了多少人"),
        ("iPhone 15 多少钱", "iPhone 15 多少钱"),
    ],
)
def test_blanks_between_chinese_characters_part_nothing(typed: str, read: str) -> None:
    assert seek_for(typed).read == read
