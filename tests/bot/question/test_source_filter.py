"""Which source or section a question asks for, and which only stand in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.question.source_filter import SourceFilter, find_scope, stored_section, stored_source

SOURCES = [
    "新华社北京", "新华社微", "央视新闻", "IT之家", "澎湃新闻", "北京日报", "中国新闻", "BBC News", "Reuters",
    "The Guardian", "特斯拉", "Amazon", "36氪", "财联社",
]  # fmt: skip
SECTIONS = ["体育", "business", "房产"]


@pytest.mark.parametrize(
    ("question", "source", "rest"),
    [
        ("新华社怎么说俄罗斯央行", "新华社", "俄罗斯央行"),
        ("新華社怎麼說俄羅斯央行?", "新华社", "俄羅斯央行?"),
        ("新华社对俄罗斯央行加息怎么看？", "新华社", "俄罗斯央行加息"),
        ("关于俄罗斯央行，新华社怎么说？", "新华社", "俄罗斯央行"),
        ("关于俄罗斯央行新华社怎么报道的", "新华社", "俄罗斯央行"),
        ("新华社最近有什么关于央行的新闻？", "新华社", "央行？"),
        ("据央视新闻报道，北京暴雨死了几个人？", "央视新闻", "北京暴雨死了几个人？"),
        ("根据新华社的消息,谁当选", "新华社", "谁当选"),
        ("央视报道了什么", "央视", ""),
        ("澎湃怎么说罗翔", "澎湃", "罗翔"),
        ("澎湃新闻最新消息", "澎湃新闻", ""),
        ("《北京日报》怎么评价中轴线", "北京日报", "中轴线"),
        ("IT之家说了什么", "IT之家", ""),
        ("36氪怎么说小米汽车", "36氪", "小米汽车"),
        ("路透社怎么说欧佩克", "Reuters", "欧佩克"),
        ("BBC on the Iraq war", "BBC", "the Iraq war"),
        ("bbc: who is the new chairman", "BBC", "who is the new chairman"),
        ("according to Reuters, who won the vote?", "Reuters", "who won the vote?"),
        ("Who won the vote, according to the Guardian?", "Guardian", "Who won the vote"),
        ("What does the BBC say about the Iraq war?", "BBC", "the Iraq war?"),
        ("news from Reuters about oil", "Reuters", "oil"),
    ],
)
def test_a_source_that_is_asked_is_found_as_the_store_spells_it(question: str, source: str, rest: str) -> None:
    assert find_scope(question, SOURCES, SECTIONS) == SourceFilter(source, None, rest)
    assert any(source in name for name in SOURCES)


@pytest.mark.parametrize(
    ("question", "section", "rest"),
    [
        ("体育版块有什么", "体育", ""),
        ("體育版有什麼新聞？", "体育", ""),
        ("体育频道里姆巴佩去哪了", "体育", "姆巴佩去哪了"),
        ("财经版有什么新闻", "business", ""),
        ("房产板块有什么新闻", "房产", ""),
        ("What is new in the business section?", "business", ""),
        ("Who won in the business section?", "business", "Who won?"),
    ],
)
def test_a_section_that_is_asked_for_is_found(question: str, section: str, rest: str) -> None:
    assert find_scope(question, SOURCES, SECTIONS) == SourceFilter(None, section, rest)


@pytest.mark.parametrize(
    "question",
    [
        "", "新华社", "BBC", "特斯拉卖了多少车？", "特斯拉怎么了", "Amazon cut how many jobs?",
        "Amazon on trial for what?", "36氪融资多少", "How much did the BBC spend?", "Who is the chairman of the BBC?",
        "新华社社长是谁？", "北京怎么说", "中国怎么说俄罗斯央行", "人民日报怎么说", "CNN on Iraq",
        "according to police, who did it?", "房产板块今天涨了多少", "体育新闻", "据警方报道，谁干的",
        "财联社是哪一年创办的？", "What do we know about Reuters?",
    ],
)  # fmt: skip
def test_where_none_is_asked_none_is_found(question: str) -> None:
    assert find_scope(question, SOURCES, SECTIONS) is None


def test_without_sources_or_sections_there_is_no_scope() -> None:
    assert find_scope("新华社怎么说", [], []) is None


@given(st.text(max_size=30), st.lists(st.text(max_size=6), max_size=4))
def test_no_text_and_no_name_is_too_strange(question: str, names: list[str]) -> None:
    scope = find_scope(f"{question}怎么说", names, names)
    assert scope is None or (scope.source or scope.section)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("新華社", "新华社"),
        ("guardian", "Guardian"),
        ("之家", "之家"),
        ("路透", "Reuters"),
        ("xinhua", "新华社"),
        ("x", None),
        ("", None),
    ],
)
def test_on_purpose_any_part_of_a_name_will_do(typed: str, stored: str | None) -> None:
    assert stored_source(typed, SOURCES) == stored


def test_a_section_is_known_by_its_other_names() -> None:
    assert stored_section("體育", SECTIONS) == "体育"
    assert stored_section("财经", SECTIONS) == "business"
    assert stored_section("艺术", SECTIONS) is None
