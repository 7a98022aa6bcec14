"""The backup of the day goes to the owner's chat, as an encrypted file, where that is wished for."""

from __future__ import annotations

import logging
from pathlib import Path

from telegram import Bot

from bot.config import Config
from bot.core.catalogue import say
from data.chats.access.standings import Standings

_log = logging.getLogger(__name__)
_TELEGRAMS_OWN = "https://api.telegram.org"
_LARGEST = 50_000_000  # that Telegram's own server takes from a bot
_PATIENCE_S = 600.0


class BackupSender:
    """Sends with `bot`; the owner is who the chat knows as such, else the first of the admins."""

    def __init__(self, config: Config, bot: Bot, standings: Standings) -> None:
        self._config, self._bot, self._standings = config, bot, standings

    async def send(self, backup: Path) -> None:
        """Once; a mistake of Telegram is raised."""
        size, chat = _size(backup), self._chat()
        if chat is None:
            _log.warning("the backup of the day has nobody to go to: there is no owner and no admin")
        elif size > _LARGEST and self._config.telegram_api == _TELEGRAMS_OWN:
            _log.warning("the backup of the day is too large for Telegram (%.0f MB of 50)", size / 1e6)
        else:
            caption = say(self._config.language, "backup-sent")
            await self._bot.send_document(chat, backup, caption=caption, write_timeout=_PATIENCE_S)

    def _chat(self) -> int | None:
        owners = [name.partition(":")[2] for name in self._standings.owners()]
        return int(owners[0]) if owners else next(iter(self._config.admins), None)


def _size(file: Path) -> int:
    return file.stat().st_size
