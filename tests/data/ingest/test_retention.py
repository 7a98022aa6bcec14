"""Old articles go by age and by number, with all that belongs to them, and the index shrinks with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ingest.retention import Retention, retire
from data.models import Entry, SourceSpec
from data.store.articles import Store
from data.store.derived import Draft
from data.store.robots import StoredRobots
from data.store.seen_entries import SeenEntries, SeenEntry
from data.store.sources import Sources

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def fill(store: Store, ages: list[int | None]) -> None:
    """An article an age in days; None: undated, stored four days ago."""
    source = Sources(store.database, lambda: NOW).add(SourceSpec("https://a.example/feed"))
    for number, age in enumerate(ages):
        entry = Entry(f"{number}", f"第{number}篇的正文。", published_at=None if age is None else NOW - age * DAY)
        store.keep([Draft(entry)], source.id, [SeenEntry(f"k{number}", "h", "new")], NOW - 4 * DAY)


def left(store: Store) -> list[str]:
    return sorted(article.title for article in store.latest(1000))


@pytest.mark.parametrize(
    ("retention", "expected"),
    [
        (Retention(), ["0", "1", "2", "3", "4"]),
        (Retention(age=5 * DAY), ["0", "1", "3", "4"]),
        (Retention(age=3 * DAY), ["0", "1", "4"]),  # the undated one is as old as its being stored
        (Retention(articles=2), ["0", "4"]),
        (Retention(age=3 * DAY, articles=1), ["0"]),
        (Retention(articles=0), []),
        (Retention(age=0 * DAY), ["0"]),
    ],
)
def test_what_is_too_old_or_too_much_goes(store, retention, expected):
    fill(store, [0, 2, 9, None, 1])
    assert retire(store, retention, NOW) == 5 - len(expected)
    assert left(store) == expected


def test_nothing_of_a_retired_article_is_left(store):
    fill(store, [0, 9])
    store.add_vectors("model", [(passage, b"12345678") for passage in store.passage_ids()])
    before = store.sequence()
    retire(store, Retention(age=DAY), NOW)
    assert set(store.faults().values()) == {0}
    assert len(store.passage_ids()) == len(store.vector_ids("model")) == 1
    counts = [store.database.value(f"SELECT count(*) FROM {table}") for table in ("lexicon", "sketches", "articles")]
    assert (counts[0], counts[2]) == (1, 1)
    assert store.database.value("SELECT count(DISTINCT article_id) FROM sketches") == 1
    assert store.sequence() > before


def test_what_a_source_showed_is_remembered_longer_than_its_articles(store):
    fill(store, [9])
    retire(store, Retention(age=DAY), NOW)
    seen = SeenEntries(store.database)
    assert set(seen.of(1, ["k0"])) == {"k0"}  # so that it does not come back
    store.keep([], 1, [SeenEntry("k1", "h", "new")], NOW + 399 * DAY)
    retire(store, Retention(), NOW + 400 * DAY)
    assert seen.of(1, ["k0"]) == {}


def test_what_a_source_still_shows_is_not_forgotten_however_long_ago_it_was_read(store):
    """Its last reading may have been half a year ago: since then it says that nothing has changed."""
    source = Sources(store.database, lambda: NOW).add(SourceSpec("https://a.example/feed"))
    seen = SeenEntries(store.database)
    store.keep([], source.id, [SeenEntry("gone", "h", "new"), SeenEntry("shown", "h", "new")], NOW)
    seen.shown(source.id, ["shown"], NOW + 20 * DAY)
    retire(store, Retention(), NOW + 400 * DAY)
    assert set(seen.of(source.id, ["gone", "shown"])) == {"shown"}
    store.keep([], source.id, [SeenEntry("newer", "h", "new")], NOW + 400 * DAY)
    retire(store, Retention(), NOW + 401 * DAY)
    assert set(seen.of(source.id, ["shown", "newer"])) == {"newer"}


def test_without_bounds_even_the_oldest_stays(store):
    fill(store, [365 * 60])  # 1966
    assert retire(store, Retention(), NOW) == 0
    assert left(store) == ["0"]


def test_rules_of_sites_that_are_not_read_any_more_go(store):
    robots = StoredRobots(store.database)
    robots.put("https://old.example:443", "User-agent: *", NOW - 100 * DAY)
    robots.put("https://new.example:443", "User-agent: *", NOW - 2 * DAY)
    retire(store, Retention(), NOW)
    assert robots.get("https://old.example:443") is None
    assert robots.get("https://new.example:443")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 30), max_size=30), st.none() | st.integers(0, 30), st.none() | st.integers(0, 30))
def test_what_is_left_is_the_newest(tmp_path_factory, ages, days, most):
    store = Store(tmp_path_factory.mktemp("retention") / "news.db")
    fill(store, list(ages))
    retire(store, Retention(None if days is None else days * DAY, most), NOW)
    young = sorted(age for age in ages if days is None or age <= days)
    kept = sorted((NOW - article.published_at).days for article in store.latest(1000) if article.published_at)
    store.close()
    assert kept == young[:most]
