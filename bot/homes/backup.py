"""A home folder in one file: the database as it was at one moment, and newsbot.toml. All else is made from these."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from bot.config import FILE_NAME, Config, store_path
from bot.homes.encryption import encrypt
from data.errors import BackupError
from data.store.upkeep.copies import copy_database, drop_left
from data.store.upkeep.privacy import FILE, FOLDER

DATABASE, ABOUT = "news.db", "about.json"
UNFINISHED = ".newsbot-"
"""How the folders begin in which a backup is made or unpacked."""
_NAME = re.compile(r"newsbot-(\d{4}-\d\d-\d\d)-\d{6}(?:\.age)?\.zip")
_MEGABYTE = 1e6


def make_backup(config: Config, to: Path, now: datetime) -> Path:
    """The file that was made: `to`, or one named by the time in the folder `to`. The bot may run meanwhile.

    It is encrypted where a passphrase is set, opened once and found whole. Raises BackupError or StorageError; there is
    then no file, nor a part of one. A file that is there is not replaced.
    """
    if not store_path(config).exists():
        raise BackupError(store_path(config), "is not there: nothing to back up")
    target = _target(config, to.expanduser(), now)
    with _workspace(config, target) as folder:
        copy_database(store_path(config), folder / DATABASE)
        made = _packed(config, folder, now)
        if config.backup_passphrase:
            encrypt(made, folder / "hidden", config.backup_passphrase.get_secret_value())
            made = folder / "hidden"
        made.chmod(FILE)
        with made.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(made, target)
    return target


def make_daily_backup(config: Config, now: datetime) -> Path | None:
    """The backup of this day of the reader's zone in the folder that is set, None where it is there; old ones go."""
    if config.backup is None:
        return None
    kept = backups(config.backup)
    today = f"{now.astimezone(config.zone):%Y-%m-%d}"
    if any(day_of(each) == today for each in kept):
        return None
    return make_kept_backup(config, config.backup, now)


def make_kept_backup(config: Config, folder: Path, now: datetime) -> Path:
    """One in `folder`, which is made; all but the newest that are to be kept go."""
    make_folder(folder)
    made = make_backup(config, folder, now)
    for old in backups(folder)[: -config.backup_keep]:
        old.unlink(missing_ok=True)
    return made


def make_folder(folder: Path) -> None:
    """One for backups, where it is not there. Raises BackupError."""
    try:
        folder.expanduser().mkdir(mode=FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(folder, f"cannot be made: {error.strerror or error}") from error


def backups(folder: Path | None) -> list[Path]:
    """Those in a folder that bear the name this program gives, the oldest first."""
    if folder is None or not folder.expanduser().is_dir():
        return []
    return sorted(each for each in folder.expanduser().iterdir() if day_of(each))


def day_of(backup: Path) -> str | None:
    """`2026-03-04`, in the reader's zone, by its name; None where that is another one."""
    found = _NAME.fullmatch(backup.name)
    return found[1] if found else None


def _target(config: Config, to: Path, now: datetime) -> Path:
    if to.is_dir():
        ending = ".age.zip" if config.backup_passphrase else ".zip"
        to = to / f"newsbot-{now.astimezone(config.zone):%Y-%m-%d-%H%M%S}{ending}"
    if to.exists():
        raise BackupError(to, "is there already")
    if not to.parent.is_dir():
        raise BackupError(to.parent, "there is no such folder")
    return to


@contextmanager
def _workspace(config: Config, target: Path) -> Iterator[Path]:
    """A folder beside `target` that goes at the end; raises BackupError where a backup may not find room."""
    free, needed = shutil.disk_usage(target.parent).free, 2 * _size(store_path(config))
    if free < needed:
        told = f"there are {free / _MEGABYTE:,.0f} MB of room, {needed / _MEGABYTE:,.0f} MB are needed"
        raise BackupError(target.parent, told)
    try:
        drop_left(target.parent, f"{UNFINISHED}*")
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=target.parent) as folder:
            yield Path(folder)
    except OSError as error:
        raise BackupError(target.parent, f"cannot be written to: {error.strerror or error}") from error


def _size(database: Path) -> int:
    log = database.with_name(f"{database.name}-wal")
    return database.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _packed(config: Config, folder: Path, now: datetime) -> Path:
    """The archive of what lies in `folder`, read again."""
    made = folder / "plain"
    about = {"version": version("newsbot-telegram-qa"), "made_at": now.isoformat(timespec="seconds")}
    with zipfile.ZipFile(made, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(ABOUT, json.dumps(about))
        archive.write(folder / DATABASE, DATABASE)
        if (config.home / FILE_NAME).is_file():
            archive.write(config.home / FILE_NAME, FILE_NAME)
    with zipfile.ZipFile(made) as archive:
        if archive.testzip() is not None:
            raise BackupError(made, "was written, but cannot be read again: is the disk well?")
    return made
