"""Only who runs the bot may read what it keeps: the folder of the database is 0700, the files in it are 0600."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

FOLDER, FILE = 0o700, 0o600
_BESIDE = ("", "-wal", "-shm")


def make_private(database: Path) -> None:
    """Makes the folder and the file where they are not there, and closes what an earlier version left open.

    A folder that is somebody else's, or is no home by itself (`/`, `/tmp`, the user's own), keeps its mode.
    """
    database.parent.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(database, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE))
    for path in (database.with_name(database.name + each) for each in _BESIDE):
        _close(path, FILE)
    if is_home(database.parent):
        _close(database.parent, FOLDER)


def is_home(folder: Path) -> bool:
    """Whether it may be taken for the bot's alone."""
    try:
        found = folder.stat()
        own = Path.home().stat()
    except (OSError, RuntimeError):
        return False
    if found.st_mode & stat.S_ISVTX or folder.resolve().parent == folder.resolve():
        return False
    return (found.st_ino, found.st_dev) != (own.st_ino, own.st_dev)


def is_private(path: Path) -> bool:
    """Whether nobody but its owner may read it; true where the system knows no such thing."""
    return os.name != "posix" or not path.exists() or not path.stat().st_mode & 0o077


def _close(path: Path, mode: int) -> None:
    with suppress(OSError):  # not there, somebody else's, or of a file system without owners
        if not is_private(path):
            path.chmod(mode)
