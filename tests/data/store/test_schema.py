"""The schema: a file is brought to the newest form, by one step or none, whoever else opens it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from data.errors import StorageError
from data.store import database
from data.store.database import Database
from data.store.schema import MIGRATIONS


def form_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    (form,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(form)


def tables_of(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return names


def test_a_new_file_gets_the_newest_form(tmp_path):
    Database(tmp_path / "home" / "news.db").close()
    assert form_of(tmp_path / "home" / "news.db") == len(MIGRATIONS)
    assert {"articles", "passages", "vectors", "lexicon", "buttons"} <= tables_of(tmp_path / "home" / "news.db")


def test_a_file_of_the_newest_form_is_left_as_it_is(tmp_path):
    Database(tmp_path / "news.db").close()
    before = (tmp_path / "news.db").read_bytes()
    Database(tmp_path / "news.db").close()
    assert (tmp_path / "news.db").read_bytes() == before


def test_a_file_of_a_newer_program_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "news.db"
    Database(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(StorageError, match="upgrade newsbot") as refused:
        Database(path)
    assert "\n" not in str(refused.value)
    assert form_of(path) == len(MIGRATIONS) + 1


def test_an_older_file_goes_through_the_steps_it_lacks(tmp_path, monkeypatch):
    path = tmp_path / "news.db"
    Database(path).close()
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE one (a);", "CREATE TABLE two (a);"))
    Database(path).close()
    assert form_of(path) == len(MIGRATIONS) + 2
    assert {"one", "two"} <= tables_of(path)


def test_a_form_that_has_grown_is_completed(tmp_path, monkeypatch):
    path = tmp_path / "news.db"
    Database(path).close()
    grown = f"{MIGRATIONS[-1]} CREATE TABLE IF NOT EXISTS late (a);"
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS[:-1], grown))
    Database(path).close()
    assert form_of(path) == len(MIGRATIONS)
    assert "late" in tables_of(path)


def test_a_step_that_fails_leaves_the_earlier_form(tmp_path, monkeypatch):
    path = tmp_path / "news.db"
    Database(path).close()
    failing = "CREATE TABLE three (a); INSERT INTO nowhere VALUES (1);"
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE two (a);", failing))
    with pytest.raises(StorageError, match="nowhere"):
        Database(path)
    assert form_of(path) == len(MIGRATIONS) + 1
    assert "two" in tables_of(path)
    assert "three" not in tables_of(path)


def test_threads_that_open_a_new_file_at_once_all_get_it(tmp_path):
    failures: list[BaseException] = []
    for attempt in range(15):  # two of sixty attempts failed before the switch to WAL waited its turn
        start = threading.Barrier(6)

        def open_it(path: Path = tmp_path / f"{attempt}.db", start: threading.Barrier = start) -> None:
            start.wait()
            try:
                Database(path).close()
            except StorageError as error:
                failures.append(error)

        threads = [threading.Thread(target=open_it) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert form_of(tmp_path / f"{attempt}.db") == len(MIGRATIONS)
    assert failures == []


def test_processes_that_open_a_new_file_at_once_all_get_it(tmp_path):
    program = (
        "import sys; from pathlib import Path; from data.store.database import Database; Database(Path(sys.argv[1]))"
    )
    path = tmp_path / "new" / "news.db"
    processes = [
        subprocess.Popen([sys.executable, "-c", program, path], stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    complaints = [process.communicate()[1] for process in processes]
    assert complaints == ["", "", ""]
    assert form_of(path) == len(MIGRATIONS)
