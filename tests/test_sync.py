"""The live index follows the store, whatever happened to either of them."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from data.models import Entry, Span
from data.store import IndexedSpan, Store
from embeddings.index import Origin, PassageIndex
from embeddings.sync import Drift, LiveIndex

DIM = 16
RECIPE = "model 1"
NOW = datetime(2022, 6, 24, tzinfo=UTC)


def vector_of(seed: int) -> np.ndarray:
    row = np.random.default_rng(seed).normal(size=DIM)
    return (row / np.linalg.norm(row)).astype(np.float16)


def write(store: Store, *numbers: int, recipe: str = RECIPE, seed: int = 0) -> None:
    """Articles of two passages each, known by their numbers."""
    batch = []
    for number in numbers:
        vectors = [vector_of(seed + 2 * number + at).tobytes() for at in (0, 1)]
        spans = [IndexedSpan(Span(0, 2), vectors[0]), IndexedSpan(Span(2, 4), vectors[1])]
        batch.append((Entry(f"{number}", f"正文{number}{seed}", external_id=f"{number}"), spans))
    store.write(batch, recipe, NOW)


def live(store: Store, recipe: str = RECIPE) -> LiveIndex:
    return LiveIndex(store, recipe, DIM, index_path(store))


def index_path(store: Store) -> Path:
    return store.database.path.with_name("passages.faiss")


def matches(index: LiveIndex, store: Store, recipe: str = RECIPE) -> bool:
    """Whether the index holds exactly the passages and vectors of the store."""
    stored = dict(store.vectors(recipe, store.vector_ids(recipe)))
    ids = sorted(index.index.ids().tolist())
    held = [row.astype(np.float16).tobytes() for row in index.index.vectors(ids)]
    return dict(zip(ids, held, strict=True)) == stored


def test_an_index_is_made_from_the_store(store):
    write(store, *range(10))
    index = live(store)
    assert len(index.index) == 20
    assert matches(index, store)
    assert not index.drift()


def test_an_empty_store_has_an_empty_index(store):
    index = live(store)
    assert len(index.index) == 0
    assert index.drift() == Drift(0, 0, 0)


def test_what_another_process_stored_comes_with_the_next_refresh(store):
    index = live(store)
    other = Store(store.database.path)
    write(other, 1, 2)
    assert index.refresh()
    assert matches(index, store)
    write(other, 2, seed=900)  # a changed article
    write(other, 3)
    other.remove([1])
    assert index.refresh()
    assert matches(index, store)
    assert len(index.index) == 4
    assert not index.refresh()
    other.close()


def test_removed_articles_leave_the_index(store):
    write(store, 1, 2)
    index = live(store)
    store.remove([article.id for article in store.latest(9)])
    index.refresh()
    assert len(index.index) == 0


def test_a_saved_index_is_loaded_and_topped_up(store, caplog):
    write(store, 1)
    live(store)
    write(store, 2)
    index = live(store)
    assert matches(index, store)
    loaded, origin = PassageIndex.load(index_path(store))
    assert origin == Origin(RECIPE, store.sequence())
    assert sorted(loaded.ids()) == store.passage_ids()
    assert caplog.records == []


def test_an_index_that_is_up_to_date_is_not_written_again(store):
    write(store, 1)
    live(store)
    before = index_path(store).stat().st_mtime_ns
    live(store)
    assert index_path(store).stat().st_mtime_ns == before


def test_another_recipe_means_another_index(store, caplog):
    write(store, 1, recipe="model 0")
    live(store, "model 0")
    write(store, 2, seed=50)
    index = live(store)
    assert matches(index, store)
    assert index.index.ids().tolist() == store.vector_ids(RECIPE)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "another model" in caplog.text


@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_damaged_file_is_replaced_with_a_warning(store, caplog, damage):
    write(store, 1, 2)
    live(store)
    whole = index_path(store).read_bytes()
    index_path(store).write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    index = live(store)
    assert matches(index, store)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert PassageIndex.load(index_path(store))[1].sequence == store.sequence()


def test_a_missing_file_is_nothing_to_warn_of(store, caplog):
    write(store, 1)
    live(store)
    index_path(store).unlink()
    assert matches(live(store), store)
    assert caplog.records == []


def test_the_index_of_another_database_is_not_believed(store, tmp_path):
    """The same ids, as many writes, other vectors: as when a database is deleted and its index is not."""
    write(store, 1, 2)
    live(store)
    other = Store(tmp_path / "other" / "news.db")
    write(other, 1, 2, seed=500)
    shutil.copy(index_path(store), index_path(other))
    assert other.passage_ids() == store.passage_ids()
    assert matches(live(other), other)
    other.close()


def test_a_database_put_back_from_a_backup_is_followed(store, tmp_path):
    write(store, 1)
    store.close()
    shutil.copy(store.database.path, tmp_path / "backup.db")
    write(store, 2)
    live(store)
    store.close()
    shutil.copy(tmp_path / "backup.db", store.database.path)
    write(store, 3, seed=500)  # gets the ids that article 2 had
    assert matches(live(store), store)


def test_drift_counts_each_kind_of_damage_and_a_rebuild_ends_it(store):
    write(store, *range(5))
    index = live(store)
    ids = store.passage_ids()
    index.index.remove(ids[:3])
    index.index.add([70_001, 70_002], np.eye(2, DIM, dtype=np.float32))
    index.index.remove(ids[4:5])
    index.index.add(ids[4:5], np.eye(1, DIM, dtype=np.float32))
    assert index.drift() == Drift(missing=3, surplus=2, different=1)
    assert index.drift()
    assert not index.refresh()  # the store has not changed
    index.rebuild()
    assert not index.drift()
    assert matches(index, store)


class LosesArticles(Store):
    """A store from which another process takes everything between two questions of the index."""

    def vector_ids(self, recipe: str) -> list[int]:
        found = super().vector_ids(recipe)
        self.remove([article.id for article in self.latest(99)])
        return found


def test_articles_removed_while_the_index_follows_do_no_harm(store):
    write(store, 1, 2)
    losing = LosesArticles(store.database.path)
    index = live(losing)
    assert len(index.index) == 0
    assert not index.drift()
    losing.close()


def test_an_index_that_cannot_be_saved_still_serves(store, caplog):
    write(store, 1)
    index_path(store).mkdir()  # nothing can be written there
    index = live(store)
    assert matches(index, store)
    write(store, 2)
    assert index.refresh()
    assert matches(index, store)
    assert "cannot be saved" in caplog.text


def test_many_passages_are_read_in_parts(store):
    def many(count: int) -> Sequence[IndexedSpan]:
        return [IndexedSpan(Span(0, 1), vector_of(seed % 7).tobytes()) for seed in range(count)]

    store.write([(Entry("长", "字" * 5), many(9000))], RECIPE, NOW)
    index = live(store)
    assert len(index.index) == 9000
    assert matches(index, store)
    assert not index.drift()
