"""Seals of buttons: for one chat, by one bot."""

from __future__ import annotations

import pytest

from bot.core.seals import LENGTH, Seals

SEALS = Seals("7:secret")


def test_a_button_is_good_in_the_chat_that_was_given_it_and_nowhere_else() -> None:
    data = SEALS.sealed(7, "watch:3")
    assert len(data) == len("watch:3") + LENGTH
    assert SEALS.opened(7, data) == "watch:3"
    assert SEALS.opened(8, data) is SEALS.opened(-7, data) is None
    assert Seals("7:another").opened(7, data) is None


@pytest.mark.parametrize("change", [("watch", "again"), (":3", ":4"), ("~", ":0~"), ("~", "~A")])
def test_another_action_needs_another_seal(change: tuple[str, str]) -> None:
    assert SEALS.opened(7, SEALS.sealed(7, "watch:3").replace(*change)) is None


@pytest.mark.parametrize("data", ["", "~", "watch:3", "watch:3~", "~AAAAAAAA", "read:1:0", "字~字", "article:1~x"])
def test_what_has_no_seal_is_no_button(data: str) -> None:
    assert SEALS.opened(7, data) is None


def test_the_news_itself_is_for_anybody() -> None:
    """Messages of earlier versions have such buttons."""
    assert SEALS.opened(7, "article:1:0") == "article:1:0"
