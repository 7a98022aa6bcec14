"""A home folder from a backup: checked before anything of the home is touched, and what was there is kept."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.config import FILE_NAME, Config, index_path, store_path
from bot.homes.backup import DATABASE, UNFINISHED
from bot.homes.encryption import decrypt, is_encrypted
from bot.homes.lock import held
from data.errors import BackupError, StorageError
from data.store.schema import MIGRATIONS
from data.store.upkeep.copies import check_database, copy_database, drop_left, is_database
from data.store.upkeep.privacy import FILE, FOLDER

Passphrase = Callable[[], str]
"""Asked where the backup is an encrypted one."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the home: where its earlier database is now, and where the settings of the backup are."""

    kept: Path | None
    settings: Path | None


def restore(config: Config, source: Path, passphrase: Passphrase, now: datetime, replace: bool = False) -> Restored:
    """Puts the database of a backup, or of a plain copy of one, into the home, and newsbot.toml where there is none.

    `replace`: although there is a database, which is kept beside it. Raises BackupError or StorageError, or
    HomeInUseError while the bot runs; the home is then as it was.
    """
    if not source.is_file():
        raise BackupError(source, "there is no such file")
    if store_path(config).exists() and not replace:
        raise BackupError(config.home, "has a database; with --replace it is kept beside the restored one")
    config.home.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    drop_left(config.home, f"{UNFINISHED}*")
    with held(config.home, "newsbot restore"), tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=config.home) as at:
        try:
            _unpack(source, Path(at), passphrase)
            _check(Path(at) / DATABASE, source)
            kept = _put_aside(store_path(config), now)
            index_path(config).unlink(missing_ok=True)  # it follows another database
            os.replace(Path(at) / DATABASE, store_path(config))
            return Restored(kept, _restored_settings(config, Path(at) / FILE_NAME))
        except (OSError, zipfile.BadZipFile) as error:
            raise BackupError(source, f"cannot be restored: {error}") from error


def _unpack(source: Path, folder: Path, passphrase: Passphrase) -> None:
    if not zipfile.is_zipfile(source):
        if not source.stat().st_size or not is_database(source):
            raise BackupError(source, "is neither a backup nor a database")
        copy_database(source, folder / DATABASE)  # with the log beside it, if there is one
        return
    with zipfile.ZipFile(source) as archive:
        if not is_encrypted(archive):
            _extract(archive, source, folder)
            return
    decrypt(source, folder / "plain", passphrase())
    with zipfile.ZipFile(folder / "plain") as archive:
        _extract(archive, source, folder)


def _extract(archive: zipfile.ZipFile, source: Path, folder: Path) -> None:
    if DATABASE not in archive.namelist():
        raise BackupError(source, f"is no backup: there is no {DATABASE} in it")
    for name in {DATABASE, FILE_NAME} & set(archive.namelist()):
        with archive.open(name) as packed, (folder / name).open("xb") as file:
            shutil.copyfileobj(packed, file, 1 << 20)
        (folder / name).chmod(FILE)


def _check(database: Path, source: Path) -> None:
    try:
        form = check_database(database)
    except StorageError as error:
        raise BackupError(source, "its database is damaged") from error
    if form > len(MIGRATIONS):
        raise BackupError(source, "is of a newer version: upgrade newsbot")


def _put_aside(database: Path, now: datetime) -> Path | None:
    """The database with its log, under another name."""
    if not database.exists():
        return None
    kept = database.with_name(f"news-until-{now:%Y-%m-%d-%H%M%S}.db")
    for each in ("", "-wal", "-shm"):
        beside = database.with_name(database.name + each)
        if beside.exists():
            os.replace(beside, kept.with_name(kept.name + each))
    return kept


def _restored_settings(config: Config, settings: Path) -> Path | None:
    """Where those of the backup are; those of the home stay."""
    if not settings.exists():
        return None
    here = config.home / FILE_NAME
    if here.exists() and here.read_bytes() != settings.read_bytes():
        here = config.home / f"{FILE_NAME}.restored"
    os.replace(settings, here)
    return here
