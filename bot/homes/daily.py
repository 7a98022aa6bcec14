"""The backup of the day, made beside the replies of the running bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.config import Config
from bot.homes.backup import make_daily_backup
from data.errors import NewsError

_log = logging.getLogger(__name__)
_EVERY_S = 600.0  # a look at whether there is one of today
_AFTER_FAILURE_S = 3600.0
Send = Callable[[Path], Awaitable[None]]


class DailyBackups:
    """Made as `config` says; `send` is handed each. What fails is logged, and tried again an hour later."""

    def __init__(self, config: Config, clock: Callable[[], datetime], send: Send | None = None) -> None:
        self._config, self._clock, self._send = config, clock, send
        self._stopping = asyncio.Event()
        self._unsent: Path | None = None

    async def run(self) -> None:
        while not self._stopping.is_set():
            wait_s = _EVERY_S if await self._round() else _AFTER_FAILURE_S
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), wait_s)

    def stop(self) -> None:
        self._stopping.set()

    async def _round(self) -> bool:
        """Whether all went well."""
        try:
            made = await asyncio.to_thread(make_daily_backup, self._config, self._clock())
            if made:
                _log.info("the backup of the day is %s", made)
            self._unsent = made or self._unsent
            if self._unsent and self._send and self._config.backup_to_owner:
                await self._send(self._unsent)
            self._unsent = None
        except NewsError as error:
            _log.error("no backup of the day: %s", error)
            return False
        except Exception:  # noqa: BLE001 a mistake here must not end the replies
            _log.exception("the backup of the day failed")
            return False
        return True
