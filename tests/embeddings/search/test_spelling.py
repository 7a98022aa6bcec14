"""Slips of the thumb are mended by the words of the news held; what is a word, or like none, stays as it was typed."""

from __future__ import annotations

import pytest

from data.models import Entry
from data.store.articles import Store
from embeddings.search.spelling import respelled
from tests.data.store.test_keyword_index import fill

BODY = "Brightwater ordered electric ferries in October; the committee of Lesotho heard Hartmann speak. 茅台涨价。"


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("spelling") / "news.db")
    fill(store, [Entry(f"Report {number}", BODY) for number in range(4)] + [Entry("A rare word", "Zygomatic arches.")])
    yield store.database
    store.close()


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("Who ordred the feries?", "Who ordered the ferries?"),  # left out
        ("brightwatter", "brightwater"),  # doubled
        ("comnittee", "committee"),  # mistaken
        ("hratmann in ocotber", "hartmann in october"),  # swapped
        ("orderedelectric", "ordered electric"),  # run together
    ],
)
def test_slips_are_mended(news, typed: str, mended: str) -> None:
    assert respelled(news, typed) == mended


@pytest.mark.parametrize(
    "typed", ["Brightwater", "Zygomatic", "zygomatics", "Ericsson", "ferr", "茅苔", "OCTOBER", "", "x" * 200]
)
def test_other_words_stay_as_typed(news, typed: str) -> None:
    assert respelled(news, typed) == typed


def test_what_too_few_articles_have_mends_nothing(news) -> None:
    assert respelled(news, "zygomatci") == "zygomatci"
