"""What the model writes, taken apart while it grows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.llm.drafts import GrowingText, Sentence

UNHURRIED = settings(deadline=None)  # the first call unpacks a dictionary


def read(text: str) -> list[tuple[str, tuple[int, ...]]]:
    draft = GrowingText()
    return [(each.text, each.cited) for each in [*draft.add(text), *draft.end()]]


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        ("共13个。[1]", (1,)),
        ("共13个[1]。", (1,)),
        ("共13个 [1][2]。", (1, 2)),
        ("共13个。 [1] [2]", (1, 2)),
        ("共13个【1】【2】。", (1, 2)),
        ("共13个［１，２］。", (1, 2)),
        ("共13个[1, 2]。", (1, 2)),
        ("共13个[1、3]。", (1, 3)),
        ("共13个[2-4]。", (2, 3, 4)),
        ("共13个[^2]。", (2,)),
        ("共13个[2][2]。", (2,)),
        ("共13个[1](http://x.example/a?b;c)。", (1,)),
        ("共13个。", ()),
        ("共13个[来源]。", ()),
    ],
)
def test_citations_are_read_in_every_form(written: str, cited: tuple[int, ...]) -> None:
    assert read(written) == [("共13个。", cited)]


def test_a_citation_belongs_to_the_sentence_before_it_or_around_it() -> None:
    text = "A holds 1.5 parts.[1] B, said Mr. Smith, is [2]. C没有。[3]D"
    assert read(text) == [("A holds 1.5 parts.", (1,)), ("B, said Mr. Smith, is.", (2,)), ("C没有。", (3,)), ("D", ())]


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("**公司**共有`13`个品牌 [1]。", "公司共有13个品牌。"),
        ("# 公司共有13个品牌。", "公司共有13个品牌。"),
        ("1. 公司共有13个品牌。", "公司共有13个品牌。"),
        ("- 公司共有13个品牌。", "公司共有13个品牌。"),
        ("公司共有[13个品牌](http://evil.example)。", "公司共有13个品牌。"),
        ("公司共有13个品牌 http://evil.example/a?b=1;c 。", "公司共有13个品牌。"),
        ("公司共有13个品牌 www.evil.example。", "公司共有13个品牌。"),
        ("/start 公司共有13个品牌。", "公司共有13个品牌。"),
        ("@evilbot 公司共有13个品牌。", "公司共有13个品牌。"),
        ('<a href="x">公司</a>共有13个品牌。', "公司共有13个品牌。"),
        ("<think>先想想[2]。</think>公司共有13个品牌。", "公司共有13个品牌。"),
        ("公司\u202e共有13个品牌\u200b。", "公司共有13个品牌。"),
    ],
)
def test_what_is_no_answer_is_taken_out(written: str, left: str) -> None:
    assert [text for text, _ in read(written) if text] == [left]


def test_an_unfinished_thought_says_nothing() -> None:
    assert read("<think>公司共有13个品牌。[1] 然后") == []


GROWING = (
    "甲公司。[1] B赚了1.5亿元【2】。\n"
    "1. C is Mr. Smith. [1][2] see http://x.example/?a;b=1 D [3]. <think>x。y</think>完[1]"
)


@UNHURRIED
@given(st.lists(st.integers(1, 9), max_size=60))
def test_a_growing_text_gives_the_same_sentences_however_it_comes(sizes: list[int]) -> None:
    draft, rest = GrowingText(), GROWING
    found: list[Sentence] = []
    for size in sizes:
        found += draft.add(rest[:size])
        rest = rest[size:]
    found += draft.add(rest)
    found += draft.end()
    assert [(each.text, each.cited) for each in found] == read(GROWING)


@UNHURRIED
@given(st.text("ab。.[]【1,2】()<>/@#*-\n http://?!；", max_size=120), st.integers(1, 7))
def test_any_text_can_be_read_in_any_pieces(text: str, size: int) -> None:
    draft = GrowingText()
    for at in range(0, len(text), size):
        draft.add(text[at : at + size])
    draft.break_off()
    draft.end()


@pytest.mark.parametrize(
    ("written", "count"),
    [("甲。[1] 乙。[2]", 2), ("甲。[1] 乙。[2", 1), ("甲。[1] 乙。", 1), ("甲。[1] 乙 [2]", 1), ("甲有4", 0), ("", 0)],
)
def test_of_a_text_that_broke_off_only_whole_sentences_count(written: str, count: int) -> None:
    draft = GrowingText()
    assert len([*draft.add(written), *draft.break_off()]) == count
