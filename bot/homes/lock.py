"""One process at a time runs the bot on a home folder; a second one is told who does."""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import HomeInUseError
from data.store.upkeep.privacy import FILE, FOLDER

_log = logging.getLogger(__name__)
LOCK, HOLDER = "run.lock", "run.json"


@contextmanager
def held(home: Path, command: str) -> Iterator[None]:
    """Nobody else holds the home while the block runs. Raises HomeInUseError that says who does.

    The system lets go of it when the process dies, however it dies.
    """
    home.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    lock = FileLock(home / LOCK, mode=FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise HomeInUseError(home, holder(home)) from error
    except OSError as error:  # a full disk, or one that knows no locks: better to run than not
        _log.warning("%s cannot be locked, so that two may run on it: %s", home, error)
        yield
        return
    try:
        with suppress(OSError):  # a full disk: the lock holds all the same
            _sign(home, command)
        yield
    finally:
        with suppress(OSError):
            (home / HOLDER).unlink(missing_ok=True)
        lock.release()


def holder(home: Path) -> str:
    """Who holds the home, in words: `newsbot run, process 4711 on atlas since 2026-03-04 04:00 UTC`."""
    try:
        said = json.loads((home / HOLDER).read_text("utf-8"))
        return f"{said['command']}, process {said['process']} on {said['host']} since {said['since']} UTC"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _sign(home: Path, command: str) -> None:
    said = {
        "command": command,
        "process": os.getpid(),
        "host": socket.gethostname(),
        "since": f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
    }
    (home / HOLDER).unlink(missing_ok=True)
    (home / HOLDER).touch(mode=FILE)
    (home / HOLDER).write_text(json.dumps(said), "utf-8")
