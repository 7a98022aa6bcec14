"""A home folder in one file and back: under load, elsewhere, with a passphrase, and where it cannot be done."""

from __future__ import annotations

import os
import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from bot.cli.main import cli
from bot.config import Config, load_config
from bot.homes import backup
from bot.homes.backup import backups, make_backup, make_daily_backup
from bot.homes.lock import held
from bot.homes.restore import restore
from data.errors import BackupError, ConfigError, HomeInUseError, NewsError
from data.models import Entry
from data.store.articles import Store
from tests.data.store.upkeep.test_copies import LEFT, rows
from tests.support.stored import keep

NOW = datetime(2026, 3, 4, 4, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """One that was in use, of an earlier version, with settings."""
    folder = tmp_path / "home"
    folder.mkdir(0o700)
    with closing(sqlite3.connect(folder / "news.db")) as connection:
        connection.executescript(LEFT.read_text("utf-8"))
    Store(folder / "news.db").close()
    (folder / "newsbot.toml").write_text('language = "en"\n')
    return folder


@pytest.fixture
def config(home: Path) -> Config:
    return Config(home=home, timezone="UTC")


@pytest.fixture
def writing(home: Path) -> Iterator[Store]:
    """The store, while articles come in."""
    store, stop = Store(home / "news.db"), threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            keep(store, Entry(f"T{number}", "正文。" * 30, f"https://x.example/{number}"), now=NOW)
            number += 1

    thread = threading.Thread(target=write)
    thread.start()
    yield store
    stop.set()
    thread.join()
    store.close()


def nobody() -> str:
    raise AssertionError("no passphrase is needed")


def test_what_is_backed_up_under_load_is_there_elsewhere_row_by_row(
    config: Config, writing: Store, tmp_path: Path
) -> None:
    while writing.count() < 12:
        pass
    made = make_backup(config, tmp_path, NOW)
    assert made.name == "newsbot-2026-03-04-040000.zip"
    assert made.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(made) as archive:
        archive.extract("news.db", tmp_path / "seen")
    other = Config(home=tmp_path / "other")
    restored = restore(other, made, nobody, NOW)
    assert (restored.kept, restored.settings) == (None, tmp_path / "other" / "newsbot.toml")
    assert load_config(tmp_path / "other").language == "en"
    assert rows(tmp_path / "other" / "news.db") == rows(tmp_path / "seen" / "news.db")
    with closing(Store(tmp_path / "other" / "news.db")) as store:
        assert store.count() >= 12
        assert set(store.faults().values()) == {0}
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".newsbot-")]


def test_a_backup_with_a_passphrase_is_read_with_it_only(config: Config, tmp_path: Path) -> None:
    hiding = config.model_copy(update={"backup_passphrase": SecretStr("rain over the harbour")})
    made = make_backup(hiding, tmp_path, NOW)
    assert made.name.endswith(".age.zip")
    assert b"SQLite" not in made.read_bytes()
    assert "地铁".encode() not in made.read_bytes()
    other = Config(home=tmp_path / "other")
    with pytest.raises(BackupError, match="the passphrase is another one"):
        restore(other, made, lambda: "sun over the harbour", NOW)
    assert not (tmp_path / "other" / "news.db").exists()
    restore(other, made, lambda: "rain over the harbour", NOW)
    assert rows(tmp_path / "other" / "news.db") == rows(config.home / "news.db")


def test_the_database_that_was_there_is_kept(config: Config, tmp_path: Path) -> None:
    made = make_backup(config, tmp_path / "b.zip", NOW)
    there = Config(home=tmp_path / "there")
    with closing(Store(there.home / "news.db")) as store:
        keep(store, Entry("Other", "正文。", "https://x.example/o"), now=NOW)
        (there.home / "newsbot.toml").write_text('language = "zh"\n')
        (there.home / "passages.faiss").write_bytes(b"of another database")
        with pytest.raises(BackupError, match="--replace"):
            restore(there, made, nobody, NOW)
        restored = restore(there, made, nobody, NOW, replace=True)
    assert restored.kept == there.home / "news-until-2026-03-04-040000.db"
    assert restored.settings == there.home / "newsbot.toml.restored"
    assert not (there.home / "passages.faiss").exists()
    with closing(Store(restored.kept)) as kept, closing(Store(there.home / "news.db")) as now:
        assert (kept.count(), now.count()) == (1, 8)


def test_a_plain_copy_with_its_log_is_restored_too(config: Config, writing: Store, tmp_path: Path) -> None:
    while writing.count() < 10:
        pass
    restore(Config(home=tmp_path / "other"), config.home / "news.db", nobody, NOW)
    with closing(Store(tmp_path / "other" / "news.db")) as store:
        assert store.count() >= 10


def test_a_home_that_a_bot_runs_on_is_not_restored(config: Config, tmp_path: Path) -> None:
    made = make_backup(config, tmp_path / "b.zip", NOW)
    with held(config.home, "newsbot run"), pytest.raises(HomeInUseError, match=f"newsbot run, process {os.getpid()}"):
        restore(config, made, nobody, NOW, replace=True)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 broken", b"SQLite format 3\0 broken"])
def test_what_is_no_backup_changes_nothing(content: bytes, config: Config, tmp_path: Path) -> None:
    before = rows(config.home / "news.db")
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(NewsError) as failed:
        restore(config, tmp_path / "b.zip", nobody, NOW, replace=True)
    assert "\n" not in str(failed.value)
    assert rows(config.home / "news.db") == before


def test_a_backup_that_was_damaged_or_is_of_a_newer_version_changes_nothing(config: Config, tmp_path: Path) -> None:
    made = make_backup(config, tmp_path / "b.zip", NOW)
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 0xFF
    (tmp_path / "c.zip").write_bytes(content)
    other = Config(home=tmp_path / "other")
    with pytest.raises(BackupError):
        restore(other, tmp_path / "c.zip", nobody, NOW)
    with closing(sqlite3.connect(config.home / "news.db")) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(BackupError, match="upgrade newsbot"):
        restore(other, make_backup(config, tmp_path / "d.zip", NOW), nobody, NOW)
    assert not (tmp_path / "other" / "news.db").exists()


def test_no_file_is_replaced_and_no_part_of_one_left(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.zip").write_bytes(b"mine")
    with pytest.raises(BackupError, match="is there already"):
        make_backup(config, tmp_path / "b.zip", NOW)
    with pytest.raises(BackupError, match="no such folder"):
        make_backup(config, tmp_path / "nowhere" / "b.zip", NOW)
    monkeypatch.setattr(backup, "_size", lambda database: 10**18)
    with pytest.raises(BackupError, match="MB of room"):
        make_backup(config, tmp_path / "c.zip", NOW)
    with pytest.raises(BackupError, match="nothing to back up"):
        make_backup(Config(home=tmp_path / "none"), tmp_path / "c.zip", NOW)
    assert {each.name for each in tmp_path.iterdir()} == {"home", "b.zip"}


def test_what_a_killed_one_left_goes_after_a_day(config: Config, tmp_path: Path) -> None:
    for left in (tmp_path / ".newsbot-old", tmp_path / ".newsbot-now", config.home / ".newsbot-old"):
        left.mkdir()
        (left / "news.db").write_bytes(b"what people asked")
        if left.name.endswith("old"):
            os.utime(left, (0, 0))
    made = make_backup(config, tmp_path / "b.zip", NOW)
    assert {each.name for each in tmp_path.iterdir()} == {"home", "b.zip", ".newsbot-now"}
    restore(config, made, nobody, NOW, replace=True)
    assert not (config.home / ".newsbot-old").exists()


def test_there_is_one_a_day_and_the_newest_are_kept(config: Config, tmp_path: Path) -> None:
    daily = config.model_copy(update={"backup": tmp_path / "kept", "backup_keep": 3})
    made = [make_daily_backup(daily, NOW + timedelta(hours=6 * number)) for number in range(20)]
    assert sum(each is not None for each in made) == 5
    assert [each.name[8:18] for each in backups(tmp_path / "kept")] == ["2026-03-06", "2026-03-07", "2026-03-08"]
    (tmp_path / "kept" / "notes.txt").touch()
    make_daily_backup(daily, NOW + timedelta(days=9))
    assert (tmp_path / "kept" / "notes.txt").exists()
    assert make_daily_backup(config, NOW) is None


def test_nothing_is_sent_to_a_chat_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_BACKUP_TO_OWNER", "true")
    monkeypatch.setenv("NEWSBOT_BACKUP", str(tmp_path))
    with pytest.raises(ConfigError, match="NEWSBOT_BACKUP_PASSPHRASE"):
        load_config(tmp_path)


def test_both_from_the_command_line(config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def newsbot(home: Path, *words: str) -> str:
        done = CliRunner().invoke(cli, ["--home", str(home), *words])
        assert done.exit_code == 0, done.output
        return done.output

    assert "checked, not encrypted" in newsbot(config.home, "backup", str(tmp_path / "b.zip"))
    assert "is as it was in" in newsbot(tmp_path / "other", "restore", str(tmp_path / "b.zip"))
    assert rows(tmp_path / "other" / "news.db") == rows(config.home / "news.db")
    assert CliRunner().invoke(cli, ["--home", str(config.home), "backup"]).exit_code == 2
    newsbot(config.home, "backup", f"{tmp_path / 'new'}{os.sep}")
    assert len(backups(tmp_path / "new")) == 1
    monkeypatch.setenv("NEWSBOT_BACKUP", str(tmp_path / "kept"))
    newsbot(config.home, "backup")
    assert len(backups(tmp_path / "kept")) == 1
