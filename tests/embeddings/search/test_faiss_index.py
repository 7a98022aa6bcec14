"""The vector index against brute force, and its file against all that can happen to a file."""

from __future__ import annotations

import os
import random
import threading
from pathlib import Path

import faiss
import numpy as np
import pytest

from data.errors import IndexMismatch
from embeddings.search.faiss_index import Origin, PassageIndex

DIM = 24
ORIGIN = Origin("model 1; 电商", 7)


def unit_rows(count: int, seed: int = 1) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, DIM)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


IDS = random.Random(3).sample(range(1, 10_000), 300)  # in no order and with gaps
VECTORS = unit_rows(300)
QUERIES = unit_rows(5, seed=2)


def filled() -> PassageIndex:
    index = PassageIndex(DIM)
    index.add(IDS[:200], VECTORS[:200])
    index.add(IDS[200:], VECTORS[200:])
    return index


def brute_force(query: np.ndarray, k: int, only: set[int] | None = None) -> list[int]:
    scores = dict(zip(IDS, VECTORS @ query, strict=True))
    return sorted((each for each in IDS if only is None or each in only), key=lambda each: -scores[each])[:k]


@pytest.mark.parametrize("k", [1, 10, 300])
@pytest.mark.parametrize("only", [None, set(IDS[::7]), set(IDS[:1]), {*IDS[50:60], 77_777}])
def test_search_agrees_with_brute_force(k, only):
    index = filled()
    for query in QUERIES:
        found = index.search(query, k, None if only is None else sorted(only))
        assert [each for each, _ in found] == brute_force(query, k, only)
        scores = dict(zip(IDS, VECTORS @ query, strict=True))
        assert [score for _, score in found] == pytest.approx([scores[each] for each, _ in found], abs=1e-6)


def test_more_wanted_than_held_gives_what_is_held():
    assert len(filled().search(QUERIES[0], 100_000)) == 300
    assert len(filled().search(QUERIES[0], 100_000, IDS[:3])) == 3


def test_nothing_is_found_where_nothing_may_be():
    assert filled().search(QUERIES[0], 10, []) == []
    assert filled().search(QUERIES[0], 10, [77_777]) == []
    assert filled().search(QUERIES[0], 0) == []


def test_an_empty_index_finds_nothing():
    index = PassageIndex(DIM)
    assert len(index) == 0
    assert index.ids().tolist() == []
    assert index.search(QUERIES[0], 10) == index.search(QUERIES[0], 10, [1, 2]) == []
    assert index.remove([1]) == 0


def test_a_removed_passage_is_not_found_and_may_come_back():
    index = filled()
    best = brute_force(QUERIES[0], 2)
    assert index.remove([best[0], 77_777]) == 1
    assert index.remove([best[0]]) == 0
    assert index.search(QUERIES[0], 1)[0][0] == best[1]
    assert sorted(index.ids()) == sorted(set(IDS) - {best[0]})
    index.add([best[0]], VECTORS[IDS.index(best[0])][None])
    assert [each for each, _ in index.search(QUERIES[0], 2)] == best


def test_vectors_come_back_by_id_after_removals():
    index = filled()
    index.remove(IDS[:100])
    wanted = [IDS[250], IDS[100], IDS[299]]
    assert np.array_equal(index.vectors(wanted), VECTORS[[250, 100, 299]])
    assert index.vectors([]).shape == (0, DIM)


def test_it_knows_what_it_holds():
    index = filled()
    index.remove(IDS[:5])
    assert index.held([*IDS[:7], 77_777]) == set(IDS[5:7])
    assert len(index) == len(index.ids()) == 295


def resident() -> int:
    """Bytes of memory that this process has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read off Linux's /proc")
def test_removed_vectors_give_their_memory_back():
    count, dim = 100_000, 256
    index = PassageIndex(dim)
    for at in range(0, count, 1000):
        index.add(range(at, at + 1000), np.ones((1000, dim), np.float32))
    full = resident()
    assert index.remove(range(count - 5000)) == count - 5000
    assert full - resident() > 0.8 * count * dim * 4
    assert index.vectors([count - 1]).tolist() == [[1.0] * dim]
    index.add([5], np.zeros((1, dim), np.float32))
    assert sorted(index.ids())[:2] == [5, count - 5000]


def test_adding_and_removing_nothing_changes_nothing():
    index = filled()
    index.add([], np.empty((0, DIM), np.float32))
    assert index.remove([]) == 0
    assert len(index) == 300


def test_a_saved_index_comes_back_the_same(tmp_path):
    index = filled()
    index.remove(IDS[:10])
    index.save(tmp_path / "passages.faiss", ORIGIN)
    loaded, origin = PassageIndex.load(tmp_path / "passages.faiss")
    assert origin == ORIGIN
    assert loaded.dim == DIM
    assert sorted(loaded.ids()) == sorted(IDS[10:])
    assert np.array_equal(loaded.vectors(IDS[10:]), VECTORS[10:])
    assert [loaded.search(query, 20) for query in QUERIES] == [index.search(query, 20) for query in QUERIES]
    loaded.add([77_777], QUERIES[:1])
    assert loaded.search(QUERIES[0], 1) == [(77_777, pytest.approx(1, abs=1e-6))]


def test_an_empty_index_can_be_saved(tmp_path):
    PassageIndex(DIM).save(tmp_path / "passages.faiss", ORIGIN)
    assert len(PassageIndex.load(tmp_path / "passages.faiss")[0]) == 0


def test_saving_replaces_the_file_and_leaves_no_other(tmp_path):
    filled().save(tmp_path / "passages.faiss", ORIGIN)
    PassageIndex(DIM).save(tmp_path / "passages.faiss", Origin("model 2", 8))
    assert PassageIndex.load(tmp_path / "passages.faiss")[1] == Origin("model 2", 8)
    assert [path.name for path in tmp_path.iterdir()] == ["passages.faiss"]


def test_a_failed_save_leaves_no_scrap(tmp_path):
    (tmp_path / "passages.faiss").mkdir()
    with pytest.raises(OSError, match=r"directory"):
        filled().save(tmp_path / "passages.faiss", ORIGIN)
    assert [path.name for path in tmp_path.iterdir()] == ["passages.faiss"]


def refused(path: Path) -> bool:
    try:
        PassageIndex.load(path)
    except IndexMismatch as error:
        return str(path) in str(error) and "\n" not in str(error)
    return False


def test_a_missing_file_or_a_folder_is_refused(tmp_path):
    assert refused(tmp_path / "none.faiss")
    assert refused(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"\n\n\n", b"newsbot-index 2\n", b"newsbot-index 1\n{}\n", b"x" * 1000, bytes(100)]
)
def test_a_foreign_file_is_refused(tmp_path, content):
    (tmp_path / "passages.faiss").write_bytes(content)
    assert refused(tmp_path / "passages.faiss")


def test_a_file_that_faiss_wrote_itself_is_refused(tmp_path):
    faiss.write_index(faiss.IndexFlatIP(DIM), str(tmp_path / "passages.faiss"))
    assert refused(tmp_path / "passages.faiss")


def test_a_truncated_file_is_refused_wherever_it_ends(tmp_path):
    path = tmp_path / "passages.faiss"
    filled().save(path, ORIGIN)
    whole = path.read_bytes()
    for end in (*range(0, 300, 13), len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:end])
        assert refused(path), end


def test_a_file_with_one_wrong_byte_is_refused_wherever_it_is(tmp_path):
    path = tmp_path / "passages.faiss"
    filled().save(path, ORIGIN)
    whole = path.read_bytes()
    for at in (*range(0, 300, 7), *range(300, len(whole), 997)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert refused(path), at


def test_threads_search_while_another_adds_removes_and_saves(tmp_path):
    """What stays is always found with its own score; what comes and goes is found rightly or not at all."""
    index = PassageIndex(DIM)
    index.add(IDS[:150], VECTORS[:150])
    scores = dict(zip(IDS, VECTORS @ QUERIES[0], strict=True))
    best = max(IDS[:150], key=scores.__getitem__)
    stop, strange = threading.Event(), []

    def keep_searching(only: list[int] | None) -> None:
        while not stop.is_set():
            found = index.search(QUERIES[0], 200, only)
            values = [score for _, score in found]
            right = all(abs(scores[each] - score) < 1e-5 for each, score in found)
            if not right or best not in dict(found) or values != sorted(values, reverse=True):
                strange.append(found)

    threads = [threading.Thread(target=keep_searching, args=(only,)) for only in (None, None, IDS[:200])]
    for thread in threads:
        thread.start()
    for _ in range(60):
        index.add(IDS[150:], VECTORS[150:])
        index.save(tmp_path / "passages.faiss", ORIGIN)
        index.remove(IDS[150:])
    stop.set()
    for thread in threads:
        thread.join()
    assert strange == []
