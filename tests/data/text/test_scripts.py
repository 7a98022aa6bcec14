"""Which script a text is written in."""

from __future__ import annotations

import re

import pytest

from data.text.scripts import HAN, HANGUL, KANA, WIDE, has_han, is_han, is_traditional, to_traditional


@pytest.mark.parametrize("char", ["一", "㐂", "龥", "𠮷", "豈"])
def test_han_characters_are_known_outside_the_first_plane_too(char: str) -> None:
    assert re.fullmatch(f"[{HAN}]", char)
    assert re.fullmatch(f"[{WIDE}]", char)
    assert has_han(f"abc{char}")
    assert is_han(char)


def test_scripts_are_apart() -> None:
    assert [bool(re.search(f"[{each}]", "カタカナ")) for each in (HAN, KANA, HANGUL)] == [False, True, False]
    assert [bool(re.search(f"[{each}]", "한국")) for each in (HAN, KANA, HANGUL)] == [False, False, True]
    assert not has_han("한국 abc カナ。")


def test_a_foreign_name_does_not_change_the_script() -> None:
    assert is_han("BYD和Tesla的销量")
    assert not is_han("The name 比亚迪 means build your dreams")
    assert not is_han("")


@pytest.mark.parametrize("text", ["台灣地震", "今天有什麼新聞", "臺積電Q2", "著火了嗎", "颱風", "裡面"])
def test_traditional_characters_are_told(text: str) -> None:
    assert is_traditional(text)


@pytest.mark.parametrize(
    "text", ["今天有什么新闻", "后来乾隆皇后", "上海", "美股", "着火了吗", "宫商角徵羽", "BYD", ""]
)
def test_simplified_ones_and_those_that_are_alike_are_not_traditional(text: str) -> None:
    assert not is_traditional(text)


def test_conversion_goes_by_phrases_and_changes_no_words() -> None:
    assert to_traditional("头发发展，里面干净，软件") == "頭髮發展，裡面乾淨，軟件"
    assert to_traditional("臺灣總統") == "臺灣總統"
