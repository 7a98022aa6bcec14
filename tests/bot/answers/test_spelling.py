"""Slips are mended by the words of the passages found; what is a word, or sounds like nothing there, stays as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.spelling import respelled

PASSAGES = (
    "巩立姣以19米67夺冠\n全国田径锦标赛在衢州举行，昆明交警也在场。",
    "Ferries ordered\nBrightwater ordered electric ferries in October; the committee of Lesotho heard Hartmann.",
)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("巩立皎扔了多远", "巩立姣扔了多远"),
        ("昆民交紧抓了谁", "昆明交警抓了谁"),  # -n for -ng
        ("鞏立皎扔了多遠", "鞏立姣扔了多遠"),  # in the other script, else as typed
        ("Who ordred the feries?", "Who ordered the ferries?"),  # left out
        ("brightwatter", "brightwater"),  # doubled
        ("comnittee", "committee"),  # mistaken
        ("hratmann in ocotber", "hartmann in october"),  # swapped
        ("whenlesotho ordered", "when lesotho ordered"),  # run together
    ],
)
def test_slips_are_mended(typed: str, mended: str) -> None:
    assert respelled(typed, PASSAGES) == mended


@pytest.mark.parametrize(
    "typed", ["巩立姣", "一九米", "Brightwater", "Ericsson", "ferr", "OCTOBER", "orders", "", "x" * 200, "夺冠 October"]
)
def test_other_words_stay_as_typed(typed: str) -> None:
    assert respelled(typed, PASSAGES) == typed


def test_nothing_is_mended_by_nothing() -> None:
    assert respelled("昆民交紧 ordred", ()) == "昆民交紧 ordred"


@given(st.text(max_size=60))
def test_what_the_passages_say_is_never_changed(said: str) -> None:
    assert respelled(said, [said]) == said
