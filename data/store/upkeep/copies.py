"""Copies of a database that may be in use, and whether a file is a whole one."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

from data.errors import StorageError
from data.store.upkeep.privacy import FILE

_MAGIC = b"SQLite format 3\0"
_PATIENCE_S = 30.0  # with who writes
_LEFT_S = 86_400.0


def copy_database(source: Path, target: Path, form: int | None = None) -> None:
    """`target` is what `source` was at one moment, one file without a log, opened once and found whole.

    Others may read and write meanwhile. A file of that name is replaced. `form`: what is of another one is not copied.
    Raises StorageError; `target` is then as it was.
    """
    partial = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.partial")
    try:
        drop_left(target.parent, f".{target.name}.*.partial*")
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE))
        with closing(sqlite3.connect(source, timeout=_PATIENCE_S)) as old, closing(sqlite3.connect(partial)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")
        if check_database(partial) == form or form is None:
            os.replace(partial, target)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"{source}: no copy can be made in {target.parent}: {error}") from error
    finally:
        partial.unlink(missing_ok=True)


def drop_left(folder: Path, pattern: str) -> None:
    """Takes away what copying left there when it was killed; what is younger than a day may be in the making."""
    for each in folder.glob(pattern):
        with suppress(OSError):  # gone meanwhile, or somebody else's
            if time.time() - each.stat().st_mtime > _LEFT_S:
                shutil.rmtree(each) if each.is_dir() else each.unlink()


def check_database(path: Path) -> int:
    """Its form. Raises StorageError where it is no database, or a damaged one."""
    if not is_database(path):
        raise StorageError(f"{path}: is no database of SQLite")
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE_S)) as connection:
            [(verdict, *_), *_] = connection.execute("PRAGMA quick_check(1)").fetchall()
            if verdict != "ok":
                raise StorageError(f"{path}: is damaged: {' '.join(str(verdict).split())[:200]}")
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        raise StorageError(f"{path}: is damaged: {error}") from error


def is_database(path: Path) -> bool:
    """By how it begins; an empty file is a new one."""
    with path.open("rb") as file:
        head = file.read(len(_MAGIC))
    return head in (b"", _MAGIC)


def is_damage(error: Exception) -> bool:
    """Whether the file is no database, or not a whole one."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
