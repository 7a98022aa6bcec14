"""Copies of a database in use, files that are none, and homes of every form that there ever was."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from data.errors import StorageError
from data.store.articles import Store
from data.store.database import Database
from data.store.schema import MIGRATIONS
from data.store.upkeep.copies import check_database, copy_database
from tests.support.paths import ROOT

LEFT = ROOT / "tests/support/homes/form_5.sql"
FORMS = range(1, len(MIGRATIONS) + 1)


LEFT_BEHIND = ("views", "pages", "sqlite_sequence")
"""Of the first two form 8 cannot tell whose they were; the last only counts."""


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All of every table, but for what only SQLite keeps of words."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'lexicon%' AND name <> 'vocabulary'"
        ).fetchall()
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names}


def of_form(form: int, path: Path) -> Path:
    """A file as the program of that form left it, with the rows of a home that was in use."""
    with closing(sqlite3.connect(path.with_suffix(".5"))) as left, closing(sqlite3.connect(path)) as made:
        left.executescript(LEFT.read_text("utf-8"))
        if form >= 5:
            left.backup(made)
        for number, script in enumerate(MIGRATIONS[:form], 1):
            if number > 5 or form < 5:
                made.executescript(f"{script} PRAGMA user_version = {number};")
        if form < 5:
            made.execute("PRAGMA foreign_keys = OFF")
            _carry(left, made)
        made.commit()
    return path


def _carry(left: sqlite3.Connection, made: sqlite3.Connection) -> None:
    """The rows of the tables and columns that both have."""
    for (table,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        theirs = [row[1] for row in left.execute(f'PRAGMA table_info("{table}")')]
        ours = {row[1]: row for row in made.execute(f'PRAGMA table_info("{table}")')}
        if table.startswith(("lexicon", "vocabulary", "sqlite_")) or not theirs:
            continue
        both = ", ".join(f'"{name}"' for name in ours if name in theirs)
        lacking = [name for name, row in ours.items() if name not in theirs and row[3]]
        columns = ", ".join([both, *lacking])
        for row in left.execute(f'SELECT {both} FROM "{table}"').fetchall():
            values = (*row, *("" for _ in lacking))
            marks = ", ".join("?" * len(values))
            made.execute(f'INSERT OR REPLACE INTO "{table}" ({columns}) VALUES ({marks})', values)


@pytest.mark.parametrize("form", FORMS)
def test_a_home_of_every_form_moves_on_after_a_copy_of_it(form: int, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    path = of_form(form, home / "news.db")
    (home / "news.5").unlink()
    before = rows(path)
    assert len(before["articles"]) == 8
    with closing(Store(path)) as store:
        assert store.database.value("PRAGMA user_version") == len(MIGRATIONS)
        assert store.count() == 8
    after = rows(path)
    kept_on = {table: len(found) for table, found in before.items() if table not in LEFT_BEHIND}
    assert {table: len(after[table]) for table in kept_on} == kept_on
    kept = home / f"news-form{form}.db"
    assert kept.exists() == (form < len(MIGRATIONS))
    if kept.exists():
        assert check_database(kept) == form
        assert rows(kept) == before
        assert kept.stat().st_mode & 0o077 == 0


def test_of_the_copies_before_a_move_the_last_is_kept(tmp_path: Path) -> None:
    path = of_form(5, tmp_path / "news.db")
    (tmp_path / "news-form3.db").touch()
    Database(path).close()
    assert [each.name for each in tmp_path.glob("news-form*")] == ["news-form5.db"]
    Database(path).close()
    assert (tmp_path / "news-form5.db").exists()
    old = time.time() - 31 * 86400
    os.utime(tmp_path / "news-form5.db", (old, old))
    Database(path).close()
    assert not (tmp_path / "news-form5.db").exists(), "it holds what people have erased"


def test_where_no_copy_can_be_made_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = of_form(5, tmp_path / "news.db")
    (tmp_path / "news-form5.db").mkdir()
    with pytest.raises(StorageError, match="no copy can be made"):
        Database(path)
    assert check_database(path) == 5


def test_a_copy_is_of_one_moment_while_others_write(tmp_path: Path) -> None:
    database = Database(tmp_path / "news.db")
    database.execute("INSERT INTO counters VALUES ('a', 0), ('b', 0)")
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            database.execute("UPDATE counters SET value = value + 1 WHERE name IN ('a', 'b')")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            copy_database(tmp_path / "news.db", tmp_path / f"{number}.db")
            a, b = (dict(rows(tmp_path / f"{number}.db")["counters"])[name] for name in "ab")  # type: ignore[arg-type]
            assert a == b
            assert check_database(tmp_path / f"{number}.db") == len(MIGRATIONS)
            assert not (tmp_path / f"{number}.db-wal").exists()
    finally:
        stop.set()
        writer.join()
        database.close()


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_whole_database_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(content)
    with pytest.raises(StorageError, match=r"is no database|is damaged"):
        check_database(tmp_path / "x.db")
    with pytest.raises(StorageError):
        copy_database(tmp_path / "x.db", tmp_path / "y.db")
    assert [each.name for each in tmp_path.iterdir() if each.suffix != ".db-journal"] == ["x.db"]


def test_a_damaged_page_is_found(tmp_path: Path) -> None:
    path = of_form(5, tmp_path / "news.db")
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096 * 8] = b"\x55" * 4096 * 8
    path.write_bytes(content)
    with pytest.raises(StorageError, match="is damaged"):
        check_database(path)
