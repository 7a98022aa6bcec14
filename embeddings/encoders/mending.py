"""A cache of models mends itself: what somebody, or a full disk, took a part of is made again."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from data.errors import ModelError

_log = logging.getLogger(__name__)
T = TypeVar("T")


def mended(load: Callable[[], T], *folders: Path) -> T:
    """What `load` gives; where that fails, once more without `folders`, which it makes. Raises ModelError."""
    try:
        return load()
    except ModelError as error:
        there = [folder for folder in folders if folder.exists()]
        if not there:
            raise
        _log.warning("%s; making it again", error)
        for folder in there:
            shutil.rmtree(folder, ignore_errors=True)
    return load()
