"""The live index follows the store, whatever happened to either of them."""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import Entry
from data.store.articles import Store
from data.store.vector_log import Moment, VectorLog
from data.text.passages import Span
from embeddings.search.faiss_index import Origin, PassageIndex
from embeddings.search.live_index import Drift, LiveIndex
from tests.support.stored import keep, keep_cut

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
        cut = [(Span(0, 2), vectors[0]), (Span(2, 4), vectors[1])]
        batch.append((Entry(f"{number}", f"正文{number}{seed}", external_id=f"{number}"), cut))
    keep_cut(store, batch, recipe, NOW)


def live(store: Store, recipe: str = RECIPE) -> LiveIndex:
    return LiveIndex(store, recipe, DIM, index_path(store))


def kept(store: Store, recipe: str = RECIPE) -> LiveIndex:
    """As at the end of a program."""
    index = live(store, recipe)
    index.save()
    return index


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
    kept(store)
    write(store, 2)
    index = kept(store)
    assert matches(index, store)
    loaded, origin = PassageIndex.load(index_path(store))
    assert origin == Origin(RECIPE, store.sequence())
    assert sorted(loaded.ids()) == store.passage_ids()
    assert caplog.records == []


def test_an_index_that_is_up_to_date_is_not_written_again(store):
    write(store, 1)
    kept(store)
    before = index_path(store).stat().st_mtime_ns
    kept(store)
    assert index_path(store).stat().st_mtime_ns == before


def test_another_recipe_means_another_index(store, caplog):
    write(store, 1, recipe="model 0")
    kept(store, "model 0")
    write(store, 2, seed=50)
    index = live(store)
    assert matches(index, store)
    assert index.index.ids().tolist() == store.vector_ids(RECIPE)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "another model" in caplog.text


@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_damaged_file_is_replaced_with_a_warning(store, caplog, damage):
    write(store, 1, 2)
    kept(store)
    whole = index_path(store).read_bytes()
    index_path(store).write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    index = kept(store)
    assert matches(index, store)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert PassageIndex.load(index_path(store))[1].sequence == store.sequence()


def test_a_missing_file_is_nothing_to_warn_of(store, caplog):
    write(store, 1)
    kept(store)
    index_path(store).unlink()
    assert matches(live(store), store)
    assert caplog.records == []


def test_the_index_of_another_database_is_not_believed(store, tmp_path):
    """The same ids, as many writes, other vectors: as when a database is deleted and its index is not."""
    write(store, 1, 2)
    kept(store)
    other = Store(tmp_path / "other" / "news.db")
    write(other, 1, 2, seed=500)
    shutil.copy(index_path(store), index_path(other))
    assert other.passage_ids() == store.passage_ids()
    assert matches(live(other), other)
    other.close()


def test_a_database_put_back_from_a_backup_is_followed(store, tmp_path):
    write(store, 1)
    kept(store)
    store.close()
    shutil.copy(store.database.path, tmp_path / "backup.db")
    write(store, 2)
    kept(store)
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


def test_a_rebuilt_index_is_kept_at_once(store):
    write(store, 1)
    index = kept(store)
    index_path(store).unlink()
    index.rebuild()
    assert sorted(PassageIndex.load(index_path(store))[0].ids()) == store.passage_ids()


def test_what_another_process_is_just_storing_is_no_drift(store):
    write(store, 1, 2)
    index = live(store)
    write(store, 2, seed=900)
    write(store, 3)
    assert not index.drift()


class Counting(Store):
    """A store that counts what an index reads of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.read, self.compared = 0, 0

    def vectors(self, recipe: str, ids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        self.read += len(ids)
        return super().vectors(recipe, ids)

    def vector_ids(self, recipe: str) -> list[int]:
        self.compared += 1
        return super().vector_ids(recipe)


@pytest.fixture
def counting(tmp_path: Path) -> Iterator[Counting]:
    store = Counting(tmp_path / "counted" / "news.db")
    yield store
    store.close()


def test_only_what_changed_is_read(counting):
    write(counting, *range(50))
    index = live(counting)
    counting.read = counting.compared = 0
    write(counting, 60)
    write(counting, 7, seed=900)
    assert index.refresh()
    assert (counting.read, counting.compared) == (8, 0)  # four came and two went, which are asked for twice
    counting.remove([counting.latest(1)[0].id])
    counting.read = 0
    assert index.refresh()
    assert (counting.read, counting.compared) == (4, 0)
    assert matches(index, counting)


def test_after_a_restart_too_only_what_changed_is_read(counting):
    write(counting, *range(50))
    kept(counting)
    write(counting, 60)
    counting.remove([1, 2])
    counting.read = counting.compared = 0
    index = live(counting)
    assert (counting.read, counting.compared) == (10, 0)  # two came and four went
    assert matches(index, counting)


def test_vectors_that_follow_their_passages_come_into_the_index(store):
    keep(store, Entry("一", "正文一", external_id="1"), Entry("二", "正文二", external_id="2"), now=NOW)
    index = live(store)
    assert len(index.index) == 0
    assert not index.drift()
    first, second = store.pending_passages(RECIPE, 9)
    store.add_vectors(RECIPE, [(second, vector_of(5).tobytes())])
    assert index.refresh()
    assert index.index.ids().tolist() == [second]
    store.add_vectors(RECIPE, [(first, vector_of(6).tobytes()), (second, vector_of(7).tobytes())])
    assert index.refresh()
    assert matches(index, store)
    assert len(index.index) == 2


def test_vectors_made_again_by_another_model_leave_and_come(store):
    write(store, 1, recipe="model 0")
    old, new = live(store, "model 0"), LiveIndex(store, RECIPE, DIM, store.database.path.with_name("new.faiss"))
    store.add_vectors(RECIPE, [(store.passage_ids()[0], vector_of(9).tobytes())])
    assert old.refresh()
    assert new.refresh()
    assert matches(old, store, "model 0")
    assert matches(new, store)
    assert (len(old.index), len(new.index)) == (1, 1)


def test_an_index_that_lags_behind_the_trimmed_log_compares_everything(store):
    write(store, 1, 2)
    index = live(store)
    write(store, 2, seed=900)
    store.remove([1])
    log = VectorLog(store.database, lines_kept=1)
    log.note_saved(log.now())
    write(store, 3)
    assert index.refresh()
    assert matches(index, store)


def test_saving_forgets_what_no_index_needs(store):
    write(store, *range(5))
    log = VectorLog(store.database, lines_kept=4)
    log.note_saved(log.now())
    assert store.database.value("SELECT count(*) FROM vector_log") == 4
    assert log.since(Moment(0, 5)) is None
    assert log.since(Moment(0, 6)) == store.passage_ids()[6:]
    assert log.since(Moment(0, 11)) is None  # of a later state than this
    assert log.since(log.now()) == []


def test_a_vector_in_the_place_of_another_is_in_the_log(store):
    write(store, 1, 2)
    log, (first, *_) = VectorLog(store.database), store.passage_ids()
    before = log.now()
    store.add_vectors(RECIPE, [(first, vector_of(9).tobytes())])
    assert log.since(before) == [first]
    assert list(store.vectors(RECIPE, [first])) == [(first, vector_of(9).tobytes())]


def test_a_file_that_another_process_replaced_by_an_older_one_is_still_followed(store):
    write(store, 1)
    early = live(store)
    write(store, 2)
    kept(store)
    early.save()
    write(store, 3)
    assert matches(live(store), store)


class Slow(Store):
    """A store that lets a reader of vectors wait."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.reading, self.go_on = threading.Event(), threading.Event()

    def vectors(self, recipe: str, ids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        self.reading.set()
        self.go_on.wait(60)
        return super().vectors(recipe, ids)


def test_who_does_not_wait_goes_on_with_what_is_there(tmp_path):
    store = Slow(tmp_path / "slow" / "news.db")
    index = live(store)
    write(store, 1)
    follower = threading.Thread(target=index.refresh)
    follower.start()
    store.reading.wait(60)
    assert not index.refresh(wait=False)
    assert index.index.search(np.eye(1, DIM, dtype=np.float32)[0], 5) == []
    store.go_on.set()
    follower.join()
    assert matches(index, store)
    assert not index.refresh(wait=False)
    store.close()


STEPS = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 5), st.integers(0, 3)),
    st.tuples(st.just("remove"), st.integers(0, 5)),
    st.tuples(st.just("embed"), st.integers(1, 4), st.integers(0, 99)),
    st.tuples(st.just("refresh")),
    st.tuples(st.just("save")),
    st.tuples(st.just("restart")),
    st.tuples(st.just("trim"), st.integers(1, 8)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_whatever_happens_the_index_follows(steps):
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "news.db")
        index = live(store)
        for step, *values in steps:
            if step == "write":
                write(store, values[0], seed=100 * values[1])
            elif step == "remove":
                store.remove([article.id for article in store.latest(9) if article.title == str(values[0])])
            elif step == "embed":  # again, as another process would
                ids = store.passage_ids()[: values[0]]
                store.add_vectors(RECIPE, [(each, vector_of(1000 + values[1]).tobytes()) for each in ids])
            elif step == "trim":
                log = VectorLog(store.database, values[0])
                log.note_saved(log.now())
            elif step == "restart":
                index = live(store)
            else:
                getattr(index, step)()
        index.refresh()
        assert matches(index, store)
        assert not index.drift()
        assert index.index.held(range(999)) == set(store.passage_ids())
        store.close()


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
    index.save()
    assert "cannot be saved" in caplog.text


def test_many_passages_are_read_in_parts(store):
    many = [(Span(0, 1), vector_of(seed % 7).tobytes()) for seed in range(9000)]
    keep_cut(store, [(Entry("长", "字" * 5), many)], RECIPE, NOW)
    index = live(store)
    assert len(index.index) == 9000
    assert matches(index, store)
    assert not index.drift()


def test_a_database_whose_log_is_lost_is_noticed(store, tmp_path, caplog):
    write(store, 1, 2)
    store.database.empty_log()
    write(store, 3)
    live(store).save()
    left = Path(shutil.copytree(store.database.path.parent, tmp_path / "left"))  # what a kill leaves
    (left / "news.db-wal").unlink()
    (left / "news.db-shm").unlink()
    behind = Store(left / "news.db")
    index = live(behind)
    assert index.store_went_back
    assert "what was written last is gone" in caplog.text
    assert matches(index, behind)
    index.save()
    assert not live(behind).store_went_back
    behind.close()
    assert not live(store).store_went_back
