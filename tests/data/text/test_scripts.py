"""Which script a text is written in."""

from __future__ import annotations

import re

import pytest

from data.text.scripts import HAN, HANGUL, KANA, WIDE, has_han, is_han


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
