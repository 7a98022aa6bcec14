"""The one way into the store: what an operator names and what a source shows end as the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.ingest.decide import Arrival, Verdict
from data.ingest.intake import ingest, judge, keep
from data.ingest.source_reader import Full
from data.models import Article, Entry, SourceSpec, TimeNote
from data.store.articles import Store
from data.store.keyword_index import find_articles
from data.store.sources import Sources

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
LATER = timedelta(days=1)
BRIDGE = Entry(
    "临江大桥今天通车", "大桥全长三公里。", "https://news.example/1", "b1", NOW - LATER, "临江日报", "城市", "zh"
)
FERRIES = Entry("Six electric ferries ordered", "They cost €212m.", external_id="f1")
Door = Callable[..., Counter[str]]


@pytest.fixture
def feed(store: Store) -> int:
    return Sources(store.database).add(SourceSpec("https://news.example/feed")).id


@pytest.fixture(params=["file", "feed"])
def door(request: pytest.FixtureRequest, store: Store, feed: int) -> Door:
    """Takes entries in as those of a file or of a source; what became of them."""

    def take(*entries: Entry, later: timedelta = timedelta(), found: bool = True) -> Counter[str]:
        came, now = [Full(entry, found=found) for entry in entries], NOW + later
        if request.param == "file":
            return ingest(store, came, Arrival(now))
        judged = judge(store, came, arrival := Arrival(now, feed))
        keep(store, judged, arrival)
        return Counter(each.verdict for each in judged)

    return take


def only(store: Store) -> Article:
    (article,) = store.latest(9)
    return article


def told(verdicts: Counter[str]) -> dict[str, int]:
    return {verdict: count for verdict, count in verdicts.items() if count}


def numbered(count: int) -> list[Entry]:
    return [Entry(f"第{number}条新闻的标题", f"正文{number}。", external_id=f"{number}") for number in range(count)]


def test_what_came_is_found_by_its_words_and_waits_for_vectors(store, door):
    assert told(door(BRIDGE, FERRIES)) == {Verdict.NEW: 2}
    assert [hit.article_id for hit in find_articles(store.database, "大桥", 5).hits] == [1]
    assert store.count_pending() == len(store.passage_ids()) == 2
    assert told(door(BRIDGE, FERRIES)) == {Verdict.UNCHANGED: 2}


def test_what_changed_keeps_its_id_and_what_it_said(store, door):
    door(BRIDGE)
    assert told(door(replace(BRIDGE, body="大桥全长四公里。"), later=LATER)) == {Verdict.CHANGED: 1}
    assert (only(store).id, only(store).body, only(store).changes) == (1, "大桥全长四公里。", 1)
    assert [version.body for version in store.versions(1)] == [BRIDGE.body]


def test_another_section_is_written_in_place(store, door):
    door(BRIDGE)
    before = store.passage_ids()
    assert told(door(replace(BRIDGE, section="交通"))) == {Verdict.CHANGED: 1}
    assert (only(store).section, only(store).changes, store.passage_ids()) == ("交通", 0, before)
    assert told(door(replace(BRIDGE, section="交通"))) == {Verdict.UNCHANGED: 1}


def test_a_time_to_come_is_the_moment_of_coming_until_it_has_come(store, door):
    coming = replace(BRIDGE, published_at=NOW + LATER)
    door(coming)
    assert (only(store).published_at, only(store).time_note) == (NOW, TimeNote.FUTURE)
    assert told(door(coming, later=timedelta(hours=1))) == {Verdict.UNCHANGED: 1}
    assert told(door(coming, later=2 * LATER)) == {Verdict.CHANGED: 1}
    assert (only(store).published_at, only(store).time_note) == (NOW + LATER, None)


def test_an_undated_article_has_the_time_of_its_source_or_none(store, feed):
    ingest(store, [Full(replace(BRIDGE, published_at=None))], Arrival(NOW))
    judged = judge(store, [Full(FERRIES)], Arrival(NOW, feed))
    keep(store, judged, Arrival(NOW, feed))
    times = {article.title: (article.published_at, article.time_note) for article in store.latest(9)}
    assert times == {BRIDGE.title: (None, None), FERRIES.title: (NOW, TimeNote.SEEN)}


@pytest.mark.parametrize("entry", [Entry("", "有正文，没有标题。"), Entry("首页", "首页"), Entry("快讯", " \n")])
def test_what_says_nothing_is_no_article(store, door, entry):
    assert told(door(entry)) == {Verdict.NOT_ARTICLE: 1}
    assert store.count() == 0


def test_the_text_of_a_link_is_no_article_until_its_page_is_read(store):
    link = replace(BRIDGE, body="", complete=False)
    arrival = Arrival(NOW, listing=True)
    assert told(ingest(store, [Full(link, found=False)], arrival)) == {Verdict.NOT_ARTICLE: 1}
    assert told(ingest(store, [Full(BRIDGE)], arrival)) == {Verdict.NEW: 1}


def test_a_page_that_cannot_be_read_any_more_takes_nothing_away(store, door):
    door(BRIDGE)
    teaser = Entry(BRIDGE.title, "大桥…", BRIDGE.url, source="临江新闻网", language="en", complete=False)
    assert told(door(teaser, found=False)) == {Verdict.UNCHANGED: 1}
    assert (only(store).body, only(store).source) == (BRIDGE.body, BRIDGE.source)


def test_an_article_met_under_another_address_is_one(store):
    moved = Full(replace(BRIDGE, url="https://m.news.example/1"), addresses=(BRIDGE.url or "",))
    ingest(store, [Full(BRIDGE)], Arrival(NOW))
    assert told(ingest(store, [moved], Arrival(NOW))) == {Verdict.DUPLICATE: 1}
    assert told(ingest(store, [Full(moved.entry)], Arrival(NOW))) == {Verdict.DUPLICATE: 1}
    assert store.count() == 1


def test_what_a_source_brought_is_known_when_a_file_names_it_by_another_address(store, feed):
    arrival = Arrival(NOW, feed)
    keep(store, judge(store, [Full(BRIDGE, addresses=("https://news.example/r?to=1",))], arrival), arrival)
    again = replace(BRIDGE, url="https://news.example/r?to=1")
    assert told(ingest(store, [Full(again)], Arrival(NOW))) == {Verdict.DUPLICATE: 1}
    assert store.count() == 1


def test_of_an_article_twice_in_one_file_the_later_counts_however_far_apart(store):
    corrected = replace(FERRIES, title="Eight electric ferries ordered")
    entries = [Full(entry) for entry in (FERRIES, *numbered(40), corrected)]
    done: list[int] = []
    assert told(ingest(store, entries, Arrival(NOW), done.append)) == {Verdict.NEW: 41, Verdict.UNCHANGED: 1}
    assert sum(done) == len(entries)
    assert told(ingest(store, entries, Arrival(NOW))) == {Verdict.UNCHANGED: 42}
    article = store.named("f1")
    assert article
    assert (article.title, article.changes) == (corrected.title, 0)


def test_the_same_id_of_two_publishers_is_two_articles_and_names_them(store):
    ingest(store, [Full(replace(FERRIES, source="A")), Full(replace(BRIDGE, url=None, external_id="f1"))], Arrival(NOW))
    assert {(article.external_id, article.source) for article in store.latest(9)} == {("f1", "A"), ("f1", "临江日报")}


def test_old_articles_of_a_file_are_kept_and_those_of_a_feed_are_not(store, feed):
    old = Full(replace(BRIDGE, published_at=NOW - 4000 * LATER))
    assert [each.verdict for each in judge(store, [old], Arrival(NOW, feed, NOW - 30 * LATER))] == [Verdict.TOO_OLD]
    assert told(ingest(store, [old], Arrival(NOW))) == {Verdict.NEW: 1}


def test_a_run_that_breaks_off_leaves_whole_batches_and_the_next_ends_the_same(store, tmp_path):
    entries = [
        Full(Entry(f"第{number}条的标题够长", f"正文{number}。", external_id=f"{number}")) for number in range(50)
    ]

    def break_off(done: int) -> None:
        if store.count() == 32:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(store, entries, Arrival(NOW), break_off)
    assert store.count() == 32
    assert told(ingest(store, entries, Arrival(NOW))) == {Verdict.NEW: 18, Verdict.UNCHANGED: 32}
    whole = Store(tmp_path / "whole" / "news.db")
    ingest(whole, entries, Arrival(NOW))
    assert rows(store) == rows(whole)
    whole.close()


def rows(store: Store) -> Sequence[tuple[object, ...]]:
    query = 'SELECT a.id, a.key, a.title, p.id, p.start, p."end" FROM articles a JOIN passages p ON p.article_id = a.id'
    return store.database.rows(f"{query} ORDER BY p.id")
