"""What is kept: articles without vectors, known by several identities, with what they said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.errors import StorageError
from data.models import Entry, SourceSpec, TimeNote
from data.store.articles import Store
from data.store.derived import Draft
from data.store.identity import article_key, source_keys
from data.store.keyword_index import find_articles
from data.store.seen_entries import LIVE, UNFINISHED, SeenEntries, SeenEntry
from data.store.sources import Sources

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
ENTRY = Entry(
    "临江大桥通车", "大桥全长三公里。\n今天上午通车。", url="https://a.example/1", external_id="g1",
    published_at=NOW, author="王小江", image="https://a.example/1.jpg",
)  # fmt: skip


@pytest.fixture
def source_id(store: Store) -> int:
    return Sources(store.database).add(SourceSpec("https://a.example/feed")).id


def keep(store: Store, source_id: int, *entries: Entry, now: datetime = NOW) -> list[int]:
    drafts = [Draft(entry, source_keys(entry, source_id)) for entry in entries]
    return store.keep(drafts, source_id, [], now)


def test_an_article_is_found_by_its_words_before_it_has_vectors(store, source_id):
    (article_id,) = keep(store, source_id, ENTRY)
    article = store.article(article_id)
    assert article
    assert (article.author, article.image, article.changes, article.time_note) == ("王小江", ENTRY.image, 0, None)
    assert [hit.article_id for hit in find_articles(store.database, "大桥", 5).hits] == [article_id]
    assert store.pending_passages("model", 9) == store.passage_ids()
    assert store.count_pending() == len(store.passage_ids())
    assert store.outdated("model") == []  # waiting is not being outdated


def test_vectors_follow_and_those_of_passages_that_went_are_left(store, source_id):
    keep(store, source_id, ENTRY)
    (passage,) = store.passage_ids()
    store.add_vectors("model", [(passage, b"12345678"), (999, b"87654321")])
    assert list(store.vectors("model", [passage, 999])) == [(passage, b"12345678")]
    assert store.pending_passages("model", 9) == []
    assert store.pending_passages("another", 9) == [passage]
    store.add_vectors("another", [(passage, b"abcdefgh")])
    assert store.vector_ids("model") == []
    assert store.outdated("another") == []


def test_the_newest_articles_are_embedded_first(store, source_id):
    ages = (3, 1, 2)
    entries = [Entry(f"{age}", f"第{age}篇。", published_at=NOW - timedelta(days=age)) for age in ages]
    ids = keep(store, source_id, *entries)
    passages = store.passages(store.passage_ids())
    waiting = [passages[each].article_id for each in store.pending_passages("model", 9)]
    assert waiting == [ids[1], ids[2], ids[0]]
    assert len(store.pending_passages("model", 2)) == 2


def test_what_a_changed_article_said_is_kept(store, source_id):
    (article_id,) = keep(store, source_id, ENTRY)
    later = NOW + timedelta(hours=1)
    assert keep(store, source_id, replace(ENTRY, body="大桥全长四公里。"), now=later) == [article_id]
    keep(store, source_id, replace(ENTRY, body="大桥全长四公里。", author="李大河"), now=later)
    article = store.article(article_id)
    assert article
    assert (article.body, article.author, article.changes) == ("大桥全长四公里。", "李大河", 1)
    (version,) = store.versions(article_id)
    assert (version.title, version.body, version.replaced_at) == (ENTRY.title, ENTRY.body, later)


def test_the_same_words_keep_their_passages_and_vectors_whatever_else_changes(store, source_id):
    (article_id,) = keep(store, source_id, ENTRY)
    passages = store.passage_ids()
    store.add_vectors("model", [(each, b"12345678") for each in passages])
    before = store.sequence()
    moved = replace(ENTRY, section="城市", published_at=NOW - timedelta(days=1))
    assert keep(store, source_id, moved, now=NOW + timedelta(hours=1)) == [article_id]
    article = store.article(article_id)
    assert article
    assert (article.section, article.published_at, article.changes) == ("城市", NOW - timedelta(days=1), 0)
    assert store.vector_ids("model") == store.passage_ids() == passages
    assert store.sequence() != before  # whoever remembers sections asks again


def test_of_a_page_that_changes_all_day_the_last_versions_are_kept(store, source_id):
    for number in range(30):
        (article_id,) = keep(store, source_id, replace(ENTRY, body=f"第{number}次更新。"))
    bodies = [version.body for version in store.versions(article_id)]
    assert bodies == [f"第{number}次更新。" for number in range(9, 29)]


@pytest.mark.parametrize(
    "other",
    [
        replace(ENTRY, url="https://a.example/2"),  # the guid stays
        replace(ENTRY, external_id="g2"),  # the address stays
        replace(ENTRY, url="https://a.example/2", external_id=None, body="字" * 100),
    ],
)
def test_an_article_is_known_by_any_of_its_identities(store, source_id, other):
    first = replace(ENTRY, body="字" * 100) if other.external_id is None else ENTRY
    ids = keep(store, source_id, first)
    assert keep(store, source_id, other) == ids
    assert store.count() == 1
    known = store.known([article_key(first), article_key(other), *source_keys(other, source_id), "url:https://b/"])
    assert {each.article.id for each in known.values()} == set(ids)
    assert known[article_key(first)].key == article_key(first)


def test_short_texts_and_other_sources_share_no_identity(store, source_id):
    other = Sources(store.database).add(SourceSpec("https://b.example/feed")).id
    keep(store, source_id, replace(ENTRY, url=None, external_id=None, body="请登录。"))
    keep(store, source_id, replace(ENTRY, url="https://a.example/9", external_id=None, body="请登录。"))
    keep(store, source_id, replace(ENTRY, url="https://a.example/3", body="字" * 100))
    keep(store, other, replace(ENTRY, url="https://b.example/3", body="字" * 100))
    assert store.count() == 4


def test_an_alias_adds_identities_and_nothing_else(store, source_id):
    (article_id,) = keep(store, source_id, ENTRY)
    before = store.article(article_id), store.passage_ids(), store.sequence()
    alias = Draft(replace(ENTRY, url="https://m.a.example/1"), article_id=article_id)
    store.keep([], source_id, [], NOW, [alias])
    assert (store.article(article_id), store.passage_ids(), store.sequence()) == before
    assert store.known(["url:https://m.a.example/1"])["url:https://m.a.example/1"].article.id == article_id


def test_the_note_on_a_time_is_kept_with_it(store, source_id):
    (article_id,) = store.keep([Draft(ENTRY, time_note=TimeNote.SEEN)], source_id, [], NOW)
    article = store.article(article_id)
    assert article
    assert article.time_note is TimeNote.SEEN


def test_what_was_seen_is_written_with_the_articles_or_not_at_all(store, source_id):
    seen = SeenEntries(store.database)
    store.keep([Draft(ENTRY)], source_id, [SeenEntry("k1", "h1", "new")], NOW)
    with pytest.raises(StorageError):
        store.keep([Draft(replace(ENTRY, title="又一篇"))], source_id, [SeenEntry("k2", None, "new")], NOW)  # type: ignore[arg-type]
    assert [article.title for article in store.latest(9)] == [ENTRY.title]
    assert seen.of(source_id, ["k1", "k2"]) == {"k1": SeenEntry("k1", "h1", "new", 0, NOW)}
    assert seen.of(source_id + 1, ["k1"]) == {}


def test_a_later_note_replaces_the_earlier_and_keeps_when_it_was_seen_first(store, source_id):
    seen = SeenEntries(store.database)
    store.keep([], source_id, [SeenEntry("k", "h1", UNFINISHED, 1)], NOW)
    store.keep([], source_id, [SeenEntry("k", "h2", LIVE)], NOW + timedelta(hours=2))
    assert seen.of(source_id, ["k"]) == {"k": SeenEntry("k", "h2", LIVE, 0, NOW)}
    assert seen.has_live(source_id, NOW)
    assert not seen.has_live(source_id, NOW + timedelta(seconds=1))
