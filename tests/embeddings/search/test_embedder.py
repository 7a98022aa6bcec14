"""Vectors of the offline model for what the store holds, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from data.models import Entry
from data.store.articles import Store
from data.store.keyword_index import find_articles
from data.text.passages import Span, split_passages
from embeddings.encoders.encoder import Encoder, FloatArray
from embeddings.search.embedder import Embedder, recipe_of
from embeddings.search.priority import Priority
from tests.support.stored import add, keep

NOW = datetime(2022, 6, 24, tzinfo=UTC)
LONG = "".join(f"第{number}段：青澜江超过警戒水位一米多，临江连夜转移了三千多人到安置点。" for number in range(20))
FLOOD = Entry("临江连夜转移3260人", LONG, external_id="flood", published_at=NOW)
FERRIES = Entry(
    "Six electric ferries ordered", "Brightwater Lines ordered them. They cost €212m.", external_id="ferries"
)


class Renamed:
    """The encoder under another name, as another model would be."""

    def __init__(self, encoder: Encoder, name: str) -> None:
        self._encoder, self.name, self.dim = encoder, name, encoder.dim
        self.passages: list[list[str]] = []

    def encode_queries(self, texts: Sequence[str]) -> FloatArray:
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        self.passages.append(list(texts))
        return self._encoder.encode_passages(texts)


class Breaking(Renamed):
    """An encoder whose machine is switched off at the second batch."""

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        if self.passages:
            raise KeyboardInterrupt
        return super().encode_passages(texts)


def headlines(count: int) -> list[Entry]:
    return [Entry(f"第{number}条短讯刚刚到", "", external_id=f"{number}") for number in range(count)]


@pytest.fixture
def embedder(store: Store, encoder: Encoder) -> Embedder:
    return Embedder(store, encoder)


def test_vectors_are_those_of_title_and_passage(embedder, store, encoder):
    add(store, encoder, [FLOOD, FERRIES])
    ids = store.vector_ids(embedder.recipe)
    stored = dict(store.vectors(embedder.recipe, ids))
    passages = store.passages(ids)
    assert ids == store.passage_ids()
    assert len(ids) > 2
    for article in store.latest(9):
        own = [passage for passage in passages.values() if passage.article_id == article.id]
        assert [passage.span for passage in own] == split_passages(article.body)
        expected = encoder.encode_passages([f"{article.title}\n{passage.span.of(article.body)}" for passage in own])
        vectors = np.stack([np.frombuffer(stored[passage.id], np.float16) for passage in own])
        assert np.allclose(vectors, expected, atol=2e-2)  # bfloat16 sums differ with the batch
        assert np.sum(vectors * expected, axis=1) == pytest.approx(1, abs=2e-3)


def test_the_same_input_gives_the_same_vectors_to_the_last_bit(store, encoder, tmp_path):
    again = Store(tmp_path / "again" / "news.db")
    for each in (store, again):
        add(each, encoder, [FLOOD, FERRIES, *headlines(3)])
    recipe, ids = recipe_of(encoder), store.passage_ids()
    assert dict(store.vectors(recipe, ids)) == dict(again.vectors(recipe, ids))
    again.close()


def test_a_headline_alone_is_a_passage_that_can_be_found(embedder, store, encoder):
    keep(store, Entry("临江地铁4号线通车", "", external_id="metro"), Entry("降雨", " \n", external_id="rain"))
    embedder.embed_pending()
    (hit,) = find_articles(store.database, "地铁", 9).hits
    assert store.passages([hit.passage_id])[hit.passage_id].span == Span(0, 0)
    assert len(store.vector_ids(embedder.recipe)) == 2
    assert store.faults() == dict.fromkeys(store.faults(), 0)


def test_a_reworded_article_is_embedded_again_and_a_moved_one_is_not(embedder, store, encoder):
    add(store, encoder, [FLOOD])
    before = dict(store.vectors(embedder.recipe, store.passage_ids()))
    add(store, encoder, [replace(FLOOD, section="城市")])
    assert dict(store.vectors(embedder.recipe, store.passage_ids())) == before
    add(store, encoder, [replace(FLOOD, title="洪峰过境临江")])
    after = dict(store.vectors(embedder.recipe, store.passage_ids()))
    assert not before.keys() & after.keys()
    assert not set(before.values()) & set(after.values())
    assert store.outdated(embedder.recipe) == []


def test_where_nobody_asks_batches_are_large(store, encoder):
    keep(store, *headlines(300))
    counting, done = Renamed(encoder, encoder.name), list[int]()
    assert Embedder(store, counting).embed_pending(advance=done.append) == 300
    assert [len(texts) for texts in counting.passages] == done == [256, 44]


def test_what_has_vectors_is_not_embedded(store, encoder):
    counting = Renamed(encoder, "counting")
    add(store, counting, headlines(3))
    add(store, counting, [*headlines(3), FERRIES])
    assert [len(texts) for texts in counting.passages] == [3, 1]


def test_a_run_that_breaks_off_leaves_whole_batches_and_the_next_makes_the_same_vectors(store, encoder, tmp_path):
    whole = Store(tmp_path / "whole" / "news.db")
    for each in (store, whole):
        keep(each, *headlines(300))
    with pytest.raises(KeyboardInterrupt):
        Embedder(store, Breaking(encoder, encoder.name)).embed_pending()
    recipe, ids = recipe_of(encoder), store.passage_ids()
    assert len(store.vector_ids(recipe)) == 256
    assert Embedder(store, encoder).embed_pending() == 44
    Embedder(whole, encoder).embed_pending()
    assert dict(store.vectors(recipe, ids)) == dict(whole.vectors(recipe, ids))
    whole.close()


def test_another_model_makes_everything_outdated_until_it_is_renewed(embedder, store, encoder):
    add(store, encoder, [FLOOD, FERRIES, *headlines(1)])
    assert embedder.outdated() == []
    other = Embedder(store, Renamed(encoder, "another model"))
    articles = store.latest(9)
    assert other.outdated() == sorted(article.id for article in articles)
    seen: list[int] = []
    other.renew(other.outdated(), seen.append)
    assert seen == [3]
    assert other.outdated() == []
    assert store.latest(9) == articles
    assert store.vector_ids(embedder.recipe) == []
    assert embedder.outdated() == sorted(article.id for article in articles)


def test_renewing_passes_over_what_was_removed_meanwhile(embedder, store, encoder):
    add(store, encoder, [FERRIES, FLOOD])
    other = Embedder(store, Renamed(encoder, "another model"))
    outdated = other.outdated()
    store.remove(outdated[:1])
    other.renew(outdated)
    assert other.outdated() == []
    assert store.count() == 1


def dated(day: int, body: str = "") -> Entry:
    return Entry(f"{day}日的短讯", body, external_id=f"day {day}", published_at=NOW.replace(day=day))


def test_what_waits_is_embedded_the_newest_first(store, encoder):
    keep(store, dated(3), dated(20), dated(7), dated(11))
    asked = Renamed(encoder, "asked")
    done: list[int] = []
    embedder = Embedder(store, asked)
    assert embedder.embed_pending(advance=done.append) == 4
    assert [text.strip() for texts in asked.passages for text in texts] == [f"{day}日的短讯" for day in (20, 11, 7, 3)]
    assert sum(done) == 4
    assert store.pending_passages(embedder.recipe, 9) == []


def test_small_batches_give_the_vectors_of_large_ones(embedder, store, encoder, tmp_path):
    beside_questions = Store(tmp_path / "beside questions" / "news.db")
    add(store, encoder, [FLOOD, FERRIES])
    keep(beside_questions, FLOOD, FERRIES)
    ids = store.passage_ids()
    assert Embedder(beside_questions, encoder).embed_pending(priority=Priority()) == len(ids)
    assert beside_questions.passages(ids) == store.passages(ids)
    for (one, vector), (other, expected) in zip(
        sorted(beside_questions.vectors(embedder.recipe, ids)), sorted(store.vectors(embedder.recipe, ids)), strict=True
    ):
        assert one == other
        rows = [np.frombuffer(each, np.float16).astype(np.float32) for each in (vector, expected)]
        assert float(rows[0] @ rows[1]) == pytest.approx(1, abs=2e-3)  # bfloat16 sums differ with the batch
    beside_questions.close()


def test_a_limit_is_kept_and_the_rest_stays(embedder, store):
    keep(store, *headlines(10))
    assert [embedder.embed_pending(7), embedder.embed_pending(7), embedder.embed_pending(7)] == [7, 3, 0]
    assert embedder.embed_pending(0) == 0


def test_vectors_of_another_model_wait_too(store, encoder):
    add(store, Renamed(encoder, "old"), headlines(3))
    embedder = Embedder(store, encoder)
    assert embedder.embed_pending() == 3
    assert store.vector_ids(embedder.recipe) == store.passage_ids()


class Eventful(Renamed):
    """An encoder during whose work something happens, once."""

    def __init__(self, encoder: Encoder, happening: Callable[[], object]) -> None:
        super().__init__(encoder, encoder.name)
        self._happening: Callable[[], object] = happening

    def encode_passages(self, texts: Sequence[str]) -> FloatArray:
        happening, self._happening = self._happening, lambda: None
        happening()
        return super().encode_passages(texts)


def test_what_goes_or_changes_meanwhile_gets_no_vector_of_its_old_text(store, encoder):
    keep(store, *headlines(6))

    def happening() -> None:
        store.remove([1])
        keep(store, replace(headlines(3)[1], title="改过的短讯"))

    embedder = Embedder(store, Eventful(encoder, happening))
    embedder.embed_pending()
    ids = store.passage_ids()
    assert len(ids) == 5
    assert store.vector_ids(embedder.recipe) == ids
    changed = next(article for article in store.latest(9) if article.title == "改过的短讯")
    (own,) = [each.id for each in store.passages(ids).values() if each.article_id == changed.id]
    ((_, vector),) = store.vectors(embedder.recipe, [own])
    expected = encoder.encode_passages(["改过的短讯\n"])[0]
    assert float(np.frombuffer(vector, np.float16) @ expected) == pytest.approx(1, abs=2e-3)


def test_two_that_embed_at_once_get_in_nobodys_way(store, encoder):
    keep(store, *headlines(30))
    other = Store(store.database.path)
    counting = Renamed(encoder, encoder.name)
    one = Embedder(store, Eventful(encoder, lambda: Embedder(other, counting).embed_pending(20)))
    one.embed_pending(priority=Priority())
    assert store.vector_ids(one.recipe) == store.passage_ids()
    assert sum(map(len, counting.passages)) == 20
    assert store.faults() == dict.fromkeys(store.faults(), 0)
    other.close()


def test_what_another_has_embedded_is_not_embedded_again(store, encoder):
    keep(store, *headlines(30))
    counting = Renamed(encoder, encoder.name)
    other = Embedder(store, encoder)
    first = Eventful(counting, lambda: other.embed_pending())
    assert Embedder(store, first).embed_pending(priority=Priority()) == len(counting.passages[0])
    assert len(counting.passages) == 1


def test_embedding_that_breaks_off_keeps_what_was_done_and_goes_on_later(embedder, store, encoder):
    keep(store, *headlines(30))
    with pytest.raises(KeyboardInterrupt):
        Embedder(store, Breaking(encoder, encoder.name)).embed_pending(priority=Priority())
    kept = dict(store.vectors(embedder.recipe, store.passage_ids()))
    assert 0 < len(kept) < 30
    assert embedder.embed_pending() == 30 - len(kept)
    after = dict(store.vectors(embedder.recipe, store.passage_ids()))
    assert after.keys() == {*store.passage_ids()}
    assert {each: after[each] for each in kept} == kept


def test_each_batch_waits_for_questions(store, encoder):
    """A question is under way all the time; the clock goes on only while somebody waits for it."""
    keep(store, *headlines(10))
    asked, waited, now = Renamed(encoder, encoder.name), [], [0.0]

    def pause(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds

    priority = Priority(lambda: now[0], pause)
    with priority.question():
        assert Embedder(store, asked).embed_pending(priority=priority) == 10
    assert len(waited) == len(asked.passages) > 1


def test_the_recipe_names_the_model_and_the_cutting(encoder):
    assert encoder.name in recipe_of(encoder)
    assert recipe_of(encoder) != recipe_of(Renamed(encoder, "another model"))
    assert "220" in recipe_of(encoder)
