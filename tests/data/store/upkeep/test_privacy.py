"""Who runs the bot may read what it keeps, and nobody else; homes that stood open are closed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.store.database import Database
from data.store.upkeep.privacy import is_home, is_private, make_private


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture(autouse=True)
def _open_to_all() -> None:
    before = os.umask(0)
    os.umask(before if before else 0o022)


def test_a_new_home_is_private_from_the_first_moment(tmp_path: Path) -> None:
    database = Database(tmp_path / "home" / "news.db")
    database.execute("INSERT INTO counters VALUES ('x', 1)")
    assert mode(tmp_path / "home") == 0o700
    assert {mode(each) for each in (tmp_path / "home").iterdir()} == {0o600}
    assert (tmp_path / "home" / "news.db-wal").exists()
    database.close()


def test_a_home_that_stands_open_is_closed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Database(home / "news.db").close()
    (home / "news.db-wal").touch()
    for path in (home, home / "news.db", home / "news.db-wal"):
        path.chmod(0o755)
    assert not is_private(home)
    make_private(home / "news.db")
    assert (mode(home), mode(home / "news.db"), mode(home / "news.db-wal")) == (0o700, 0o600, 0o600)


def test_a_folder_of_everybody_keeps_its_mode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = tmp_path / "tmp"
    shared.mkdir()
    shared.chmod(0o1777)
    make_private(shared / "news.db")
    assert mode(shared) == 0o777
    assert mode(shared / "news.db") == 0o600
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not is_home(tmp_path)
    assert not is_home(Path("/"))
