"""Stories like one that was read, and what is not stored held against what is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from data.models import Entry
from data.store.articles import Store
from data.store.stories import Linked, Stories, StoryPlace, assign
from data.text.passages import Span, article_spans
from embeddings.search.live_index import LiveIndex
from embeddings.search.similar import Similar
from tests.support.stored import keep, keep_cut

NOW = datetime(2022, 6, 26, tzinfo=UTC)
ANGLES = {"one": 0.0, "twin": 0.1, "near": 0.3, "near again": 0.32, "far": 1.2}


@pytest.fixture
def store(store: Store) -> Store:
    """English articles in a plane, each turned by its angle; the second is of the first one's story."""
    for name, angle in ANGLES.items():
        vector = np.array([np.cos(angle), np.sin(angle)], np.float16).tobytes()
        entry = Entry(name, f"The {name} tells a story.", f"https://news.example/{name.replace(' ', '-')}")
        spans = article_spans(entry.body) or [Span(0, 0)]
        keep_cut(store, [(entry, [(span, vector) for span in spans])], "plane", NOW)
    stories = Stories(store.database)
    with store.database.transaction() as connection:
        assign(connection, 1, StoryPlace(None, None, Linked.DONE))
    told = stories.place(1)
    assert told
    with store.database.transaction() as connection:
        assign(connection, 2, StoryPlace(told.story_id, None, Linked.DONE))
    return store


@pytest.fixture
def live(store: Store, tmp_path: Path) -> LiveIndex:
    return LiveIndex(store, "plane", 2, tmp_path / "index")


@pytest.fixture
def similar(store: Store, live: LiveIndex) -> Similar:
    return Similar(store, live)


def test_the_nearest_of_other_stories_come_first(similar: Similar) -> None:
    assert similar([1], 5) == [3, 4]  # neither its own story nor what lies far from it


def test_of_several_the_nearest_to_any_counts(similar: Similar) -> None:
    assert similar([5], 5) == []
    assert similar([5, 3], 5)[0] == 4


def test_there_are_no_more_than_wanted(similar: Similar) -> None:
    assert similar([1], 1) == [3]


def test_of_a_story_one_is_shown(similar: Similar, store: Store) -> None:
    stories = Stories(store.database)
    with store.database.transaction() as connection:
        assign(connection, 3, StoryPlace(None, None, Linked.DONE))
    told = stories.place(3)
    assert told
    with store.database.transaction() as connection:
        assign(connection, 4, StoryPlace(told.story_id, None, Linked.DONE))
    assert similar([1], 5) == [3]


def test_chinese_articles_must_be_nearer(similar: Similar, store: Store, live: LiveIndex) -> None:
    for title, angle in (("相近的报道", 0.5), ("更近的报道", 0.2)):
        vector = np.array([np.cos(angle), np.sin(angle)], np.float16).tobytes()
        keep_cut(store, [(Entry(title, "正文在这里。"), [(Span(0, 6), vector)])], "plane", NOW)
    live.refresh()
    titles = [article.title for each in similar([1], 9) if (article := store.article(each))]
    assert titles == ["更近的报道", "near", "near again"]


def test_what_has_no_vector_or_is_gone_is_like_nothing(similar: Similar, store: Store) -> None:
    keep(store, Entry("bare", "It has no vector."), now=NOW)
    assert similar([6], 5) == []
    assert similar([99], 5) == []
    assert similar([], 5) == []
