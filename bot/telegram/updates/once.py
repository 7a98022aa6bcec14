"""That an update is answered once: noted right before the answer goes, and taken back where it surely did not."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from data.chats.messages import Handled
from data.errors import NewsError

_log = logging.getLogger(__name__)
InThread: TypeAlias = Callable[..., Awaitable[Any]]
"""Calls what blocks, in a thread: the function, then its arguments."""


class Once:
    """The answer to one update."""

    def __init__(self, handled: Handled, update_id: int, in_thread: InThread) -> None:
        self._handled, self._update_id, self._in_thread = handled, update_id, in_thread
        self._may: bool | None = None

    async def begins(self) -> bool:
        """Whether it may be sent: not if that began before, in a program that has ended or in another one."""
        if self._may is None:
            try:
                self._may = await self._in_thread(self._handled.begin, self._update_id)
            except NewsError as error:  # with a full disk people are answered all the same
                _log.warning("it cannot be noted that update %s is answered: %s", self._update_id, error)
                self._may = True
        return self._may

    async def undone(self) -> None:
        """It surely did not arrive: whoever asks next may send it."""
        if self._may:
            try:
                await self._in_thread(self._handled.undo, self._update_id)
            except NewsError as error:
                _log.warning("it cannot be noted that update %s is not answered: %s", self._update_id, error)
            self._may = None
