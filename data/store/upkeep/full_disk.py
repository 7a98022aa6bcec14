"""A full disk, or one that may only be read, ends no reply: what would be noted beside it is left out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from data.errors import UnwritableError

_log = logging.getLogger(__name__)
_TELL_EVERY_S = 600.0
_told_at = -_TELL_EVERY_S
T = TypeVar("T")


def where_it_fits(work: Callable[[], T], otherwise: T) -> T:
    """What `work` gives; `otherwise` where the disk takes nothing, which is logged now and then."""
    global _told_at
    try:
        return work()
    except UnwritableError as error:
        if time.monotonic() - _told_at > _TELL_EVERY_S:
            _told_at = time.monotonic()
            _log.error("nothing can be stored, replies go on without being remembered: %s", error)
        return otherwise


def is_unwritable(error: Exception) -> bool:
    """Whether what is stored can still be read, and nothing written."""
    name: str = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHM"))
