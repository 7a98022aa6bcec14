"""Articles in the store: what goes in comes out, once, whole, and with all that belongs to it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.errors import StorageError
from data.models import Entry, Publisher
from data.store.articles import Store
from data.store.derived import Draft, prepare
from data.text.passages import Span
from tests.support.stored import keep, keep_cut

NOW = datetime(2022, 6, 24, 12, tzinfo=UTC)
ENTRY = Entry(
    title="电商融资退烧",
    body="第一句。第二句。",
    url="https://example.com/a?id=7",
    external_id="guid-7",
    published_at=datetime(2022, 6, 9, 9, 1, 20, tzinfo=UTC),
    source="前瞻产业研究院",
    section="行业资讯",
    language="zh",
)


def in_halves(entry: Entry) -> list[tuple[Span, bytes]]:
    """Two passages with vectors of no meaning."""
    middle = len(entry.body) // 2
    spans = Span(0, middle), Span(middle, len(entry.body))
    return [(span, bytes([number]) * 8) for number, span in enumerate(spans)]


def write(store: Store, *entries: Entry, recipe: str = "model 1", now: datetime = NOW) -> None:
    keep_cut(store, [(entry, in_halves(entry)) for entry in entries], recipe, now)


def titles(store: Store, limit: int = 100, offset: int = 0) -> list[str]:
    return [article.title for article in store.latest(limit, offset)]


def dated(*times: datetime | None) -> list[Entry]:
    """Articles with their places in `times` as titles."""
    return [Entry(f"{at}", "正文。", external_id=f"{at}", published_at=time) for at, time in enumerate(times)]


def count(store: Store, table: str) -> int:
    return int(store.database.value(f"SELECT count(*) FROM {table}"))


def test_an_article_comes_back_as_it_was_written(store):
    write(store, ENTRY)
    (article,) = store.latest(10)
    for field in ("title", "body", "url", "external_id", "published_at", "source", "section", "language"):
        assert getattr(article, field) == getattr(ENTRY, field)
    assert store.article(article.id) == article
    assert store.articles([article.id, 999]) == {article.id: article}
    assert store.article(999) is None


def test_an_article_without_anything_but_a_headline_comes_back(store):
    keep(store, Entry("只有标题", ""))
    (article,) = store.latest(10)
    assert (article.title, article.body, article.published_at, article.source) == ("只有标题", "", None, None)
    assert store.faults() == dict.fromkeys(store.faults(), 0)


def test_times_come_back_as_aware_utc(store):
    shanghai = ENTRY.published_at.astimezone(datetime.strptime("+0800", "%z").tzinfo)
    write(store, replace(ENTRY, published_at=shanghai))
    (article,) = store.latest(1)
    assert article.published_at == ENTRY.published_at
    assert article.published_at.utcoffset() == timedelta(0)


def test_passages_and_vectors_come_back_with_their_article(store):
    write(store, ENTRY)
    ids = store.passage_ids()
    passages = store.passages(ids)
    (article,) = store.latest(1)
    assert [passages[each].span.of(article.body) for each in ids] == ["第一句。", "第二句。"]
    assert {passage.article_id for passage in passages.values()} == {article.id}
    assert dict(store.vectors("model 1", ids)) == dict(zip(ids, [b"\0" * 8, b"\1" * 8], strict=True))
    assert store.vector_ids("model 1") == ids
    assert store.vector_ids("model 2") == list(store.vectors("model 2", ids)) == []


def test_the_same_article_twice_is_stored_once(store):
    write(store, ENTRY)
    write(store, ENTRY, ENTRY)
    assert store.count() == 1
    assert count(store, "passages") == count(store, "vectors") == count(store, "lexicon") == 2


def test_tracking_parameters_and_fragments_do_not_make_another_article(store):
    write(store, ENTRY)
    write(store, replace(ENTRY, url="https://EXAMPLE.com/a?utm_source=feed&id=7#top", title="新标题"))
    assert titles(store) == ["新标题"]
    assert store.latest(1)[0].url == "https://example.com/a?id=7"


@pytest.mark.parametrize(
    "change", [{"title": "改过的标题"}, {"body": "改过的正文。还有。"}], ids=lambda change: next(iter(change))
)
def test_a_reworded_article_keeps_its_id_and_gets_new_passages(store, change):
    write(store, ENTRY)
    (before,), old_ids = store.latest(1), store.passage_ids()
    write(store, replace(ENTRY, **change), now=NOW + timedelta(hours=1))
    (after,), new_ids = store.latest(1), store.passage_ids()
    assert after.id == before.id
    assert all(getattr(after, name) == value for name, value in change.items())
    assert min(new_ids) > max(old_ids)
    assert count(store, "vectors") == count(store, "lexicon") == len(new_ids) == 2
    assert store.vector_ids("model 1") == new_ids
    times = store.database.rows("SELECT added_at, changed_at FROM articles")
    assert times == [(int(NOW.timestamp()), int(NOW.timestamp()) + 3600)]


def test_ids_of_articles_and_passages_are_never_used_twice(store):
    write(store, ENTRY)
    (article,), passage_ids = store.latest(1), store.passage_ids()
    store.remove([article.id])
    write(store, ENTRY)
    assert store.latest(1)[0].id > article.id
    assert min(store.passage_ids()) > max(passage_ids)


def test_an_id_names_an_article_only_within_its_source(store):
    write(store, Entry("甲", "正文。", external_id="1", source="A"), Entry("乙", "正文。", external_id="1", source="B"))
    write(store, Entry("甲改", "正文。", external_id="1", source="A"))
    assert set(titles(store)) == {"甲改", "乙"}
    assert set(store.known(["id:A:1", "id:B:1", "id:C:1"])) == {"id:A:1", "id:B:1"}


def test_without_address_and_id_the_text_is_the_identity(store):
    write(store, Entry("甲", "正文。"), Entry("甲", "正文。", section="别的"), Entry("甲", "另一篇正文。"))
    assert store.count() == 2


def test_latest_is_newest_first_and_undated_last(store):
    write(store, *dated(None, NOW - timedelta(days=1), NOW, None, NOW - timedelta(days=1)))
    assert titles(store) == ["2", "4", "1", "3", "0"]


def test_pages_of_latest_join_without_gap_or_overlap(store):
    write(store, *dated(*(NOW + timedelta(hours=hour) for hour in range(7)), None))
    pages = [titles(store, limit=3, offset=offset) for offset in (0, 3, 6, 9)]
    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0", "7"], []]


def test_sources_are_counted_with_their_newest_article(store):
    first, second, third, fourth = dated(NOW, NOW + timedelta(hours=1), None, NOW)
    write(store, replace(first, source="甲"), replace(second, source="甲"), replace(third, source="乙"), fourth)
    assert store.publishers() == [
        Publisher("甲", 2, NOW + timedelta(hours=1)),
        Publisher(None, 1, NOW),
        Publisher("乙", 1, None),
    ]


def test_articles_of_another_recipe_or_without_vectors_are_outdated(store):
    write(store, *dated(NOW, NOW, NOW))
    write(store, Entry("旧", "正文。", external_id="old"), recipe="model 0")
    keep_cut(store, [(Entry("空", "正文。", external_id="bare"), [])], "model 1")
    bare, old = (article.id for article in store.latest(2, offset=3))
    assert store.outdated("model 1") == [old, bare]
    assert store.outdated("model 0") == [1, 2, 3, bare]
    article = store.articles([old])[old]
    store.reindex([(article, prepare(article.title, article.body), [b"12345678"])], "model 1")
    assert store.outdated("model 1") == [bare]
    assert store.article(old) == article


def test_words_that_changed_meanwhile_are_not_cut_as_they_were(store):
    write(store, ENTRY)
    (article,) = store.latest(1)
    write(store, replace(ENTRY, body="短。"))
    passages = store.passage_ids()
    store.reindex([(article, prepare(article.title, article.body), [b"12345678"])], "model 2")
    store.remove([article.id])
    store.reindex([(article, prepare(article.title, article.body), [b"12345678"])], "model 2")
    assert passages
    assert store.passage_ids() == []


DAMAGE = {
    "passages without terms": "DELETE FROM lexicon WHERE rowid = 2",
    "terms without a passage": "INSERT INTO lexicon (rowid, words) VALUES (77, 'x')",
    "passages outside their text": 'UPDATE passages SET "end" = 99 WHERE id = 2',
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_faults_count_the_damage_of_their_kind_only(store, kind):
    write(store, ENTRY, *dated(NOW, NOW))
    assert store.faults() == dict.fromkeys(DAMAGE, 0)
    with store.database.transaction() as connection:
        connection.execute(DAMAGE[kind])
    assert store.faults() == dict.fromkeys(DAMAGE, 0) | {kind: 1}


def test_removing_an_article_takes_all_of_it_and_leaves_the_others(store):
    write(store, ENTRY, *dated(NOW))
    removed = next(article.id for article in store.latest(9) if article.url)
    store.remove([removed, 999])
    assert titles(store) == ["0"]
    assert count(store, "passages") == count(store, "vectors") == count(store, "lexicon") == 2
    assert store.faults() == dict.fromkeys(DAMAGE, 0)


def test_the_sequence_rises_with_every_change_and_only_then(store):
    seen = [store.sequence()]
    write(store, ENTRY)
    seen.append(store.sequence())
    (article,) = store.latest(1)
    store.reindex([(article, prepare(article.title, article.body), [b"12345678"])], "model 2")
    seen.append(store.sequence())
    store.remove([article.id])
    seen.append(store.sequence())
    assert seen == sorted(set(seen))


def test_a_batch_that_fails_leaves_nothing(store):
    write(store, ENTRY)
    before = store.sequence()
    with pytest.raises(UnicodeEncodeError):  # parsers never give such a text
        write(store, *dated(NOW), Entry("\ud800", "正文。"))
    assert (store.count(), store.sequence()) == (1, before)
    with pytest.raises(StorageError):
        store.keep([Draft(entry) for entry in dated(NOW)], 999, [], NOW)  # there is no such source
    assert (store.count(), store.sequence()) == (1, before)


def test_a_reader_beside_a_writer_never_sees_half_a_write(store):
    """Each write changes title, body and passages together; whoever reads sees them match."""
    versions = [replace(ENTRY, title=f"{number}", body="字" * (2 + number % 5)) for number in range(40)]
    write(store, versions[0])
    done = threading.Event()

    def keep_writing(entries: Sequence[Entry]) -> None:
        own = Store(store.database.path)
        for entry in entries:
            write(own, entry)
        own.close()
        done.set()

    writer = threading.Thread(target=keep_writing, args=(versions,))
    writer.start()
    query = """
        SELECT a.title, length(a.body), max(p."end"), count(*), count(l.rowid) FROM articles a
        LEFT JOIN passages p ON p.article_id = a.id LEFT JOIN lexicon l ON l.rowid = p.id GROUP BY a.id"""
    while not done.is_set():
        ((title, length, end, passages, terms),) = store.database.rows(query)
        assert (length, end) == (2 + int(title) % 5,) * 2
        assert passages == terms == 2
    writer.join()
    assert titles(store) == ["39"]
