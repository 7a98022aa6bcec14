"""Sentences and passages: every cut is a span of the text, and no word is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.text.passages import MAX_WIDTH, split_passages, split_sentences, width

NEAR = 1e-6  # widths are sums of 0.4


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


def passages(text: str, max_width: float) -> list[str]:
    return [span.of(text) for span in split_passages(text, max_width)]


@pytest.mark.parametrize(
    "expected",
    [
        ["今天降温。", "明天下雪！", "后天呢？"],
        ["他说：“今天降温。”", "她不信。"],
        ["“会下雪吗？！”", "他问。"],
        ["第一项；", "第二项。"],
        ["市值约1.2亿元。", "同比增长3.5%。"],
        ["据Rainforest Inc. 介绍，融资4500万美元。", "其他未透露。"],
        ["等等……", "再说。"],
        ["票价（成人8元；儿童半价）不变。", "末班车延长；", "首班车不变。"],
    ],
    ids=lambda expected: expected[0],
)
def test_chinese_sentences(expected):
    assert sentences("".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["It rained.", "It stopped!", "Did it?"],
        ['"It rained."', "She left."],
        ["Mr. Smith met Dr. Jones on Jan. 5 at 3 p.m. sharp.", "They left."],
        ["The U.S. economy grew 3.5% in Q2.", "Prices rose."],
        ["Saltmere raised $38m vs. $12m last year.", "The firm (e.g. its founders) is glad."],
        ["J. K. Rowling wrote it.", "It sold."],
        ["See example.com for more.", "Or not."],
        ["Wait... what?", "Yes."],
        ["No. 7 won.", "It was late."],
        ["It cost 1bn francs ($2m; £1m) a month.", "Fares rose;", "trams did not."],
    ],
    ids=lambda expected: expected[0],
)
def test_english_sentences(expected):
    assert sentences(" ".join(expected)) == expected


def test_a_line_break_ends_a_sentence():
    assert sentences("标题没有句号\n正文。\n\n  Third line  ") == ["标题没有句号", "正文。", "Third line"]


@pytest.mark.parametrize("text", ["", " \n\t", "。。。", "— — —", "😀", "!?\n..."])
def test_a_text_without_words_has_no_sentence_and_no_passage(text):
    assert split_sentences(text) == []
    assert split_passages(text) == []


def test_a_han_character_is_as_wide_as_two_and_a_half_letters():
    assert width("电商") == 2
    assert width("ferry") == 2
    assert width("𠮷，１") == 3
    assert MAX_WIDTH / 0.4 > 500  # an English passage holds several sentences


def test_a_short_text_is_one_passage():
    text = "今天降温。明天下雪。\n后天放晴。"
    assert passages(text, 220) == [text]


def test_passages_are_whole_sentences_about_equally_wide():
    text = "".join(f"第{number}句话正好十个字。" for number in range(10))
    found = passages(text, 40)
    assert [width(passage) for passage in found] == pytest.approx([33, 33, 33, 10], abs=12)
    assert "".join(found) == text
    assert all(passage.endswith("。") for passage in found)


def test_a_long_sentence_is_cut_at_its_commas():
    text = "今天降温，明天下雪，后天放晴，大后天又降温，再往后谁也不知道。"
    assert passages(text, 12) == ["今天降温，明天下雪，", "后天放晴，大后天又降温，", "再往后谁也不知道。"]


def test_a_long_english_sentence_is_cut_between_words():
    text = "the river rose again " * 20
    found = passages(text, 20)
    assert " ".join(found) == text.strip()
    assert all(re.fullmatch(r"(?:\w+ ?)+", passage) for passage in found)


def test_a_run_without_any_break_is_cut_anywhere():
    text = "电" * 25
    assert passages(text, 10) == ["电" * 10, "电" * 10, "电" * 5]


def test_blank_lines_count_towards_the_width():
    text = "今天降温。" + "\n" * 40 + "明天下雪。"
    assert passages(text, 12) == ["今天降温。", "明天下雪。"]


PIECES = [
    "今天降温。",
    "明天下雪，",
    "Mr. Smith ",
    "it rained. ",
    "3.5",
    "”",
    "\n",
    "  ",
    "…",
    "—",
    "😀",
    "a" * 30,
    "电" * 15,
]
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=30).map("".join)
)


@settings(max_examples=150)
@given(TEXTS)
@example("0.\n0")
def test_sentences_of_any_text_are_in_order_and_cover_its_words(text):
    end = 0
    for span in split_sentences(text):
        assert end <= span.start < span.end <= len(text)
        assert not re.search(r"\w", text[end : span.start])
        assert span.of(text) == span.of(text).strip()
        end = span.end
    assert not re.search(r"\w", text[end:])


@settings(max_examples=300)
@given(TEXTS, st.sampled_from([1, 5, 12.5, 40, MAX_WIDTH]))
def test_passages_of_any_text_are_in_order_cover_its_words_and_fit(text, max_width):
    end = 0
    for span in split_passages(text, max_width):
        assert end <= span.start < span.end <= len(text)
        assert not re.search(r"\w", text[end : span.start])
        assert width(span.of(text)) <= max_width + NEAR
        end = span.end
    assert not re.search(r"\w", text[end:])


@settings(max_examples=100)
@given(TEXTS)
def test_sentences_that_fit_are_never_cut(text):
    starts = {span.start for span in split_sentences(text)}
    if all(width(span.of(text)) <= 60 for span in split_sentences(text)):
        assert {span.start for span in split_passages(text, 60)} <= starts
