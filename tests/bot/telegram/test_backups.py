"""The backup of the day beside the replies: made once, and sent to the owner's chat."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram import Bot

from bot.config import Config
from bot.homes.daily import DailyBackups
from bot.telegram.upkeep.backups import BackupSender
from data.chats.access.standings import Standing, Standings
from data.store.articles import Store
from tests.support.bot_api import BotApi, Chat, User

NOW = datetime(2026, 3, 4, 4, tzinfo=UTC)


def clock() -> datetime:
    return NOW


async def turned(backups: DailyBackups) -> None:
    """Once round, and to its end."""
    running = asyncio.create_task(backups.run())
    await asyncio.sleep(0)
    backups.stop()
    await running


async def test_it_is_made_once_and_sent_to_the_owner(
    store: Store, api: BotApi, chat: Chat, li: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standings = Standings(store.database, clock)
    config = Config(home=store.database.path.parent, backup=tmp_path / "kept").model_copy(
        update={"backup_to_owner": True, "admins": (1,)}
    )
    standings.settle(f"telegram:{li.id}", Standing.OWNER)
    async with Bot(api.token, base_url=f"{api.url}/bot") as bot:
        sender = BackupSender(config, bot, standings)
        await turned(DailyBackups(config, clock, sender.send))
        await turned(DailyBackups(config, clock, sender.send))
    [message] = api.messages(chat)
    [made] = (tmp_path / "kept").iterdir()
    assert message.document == made.read_bytes()


async def test_what_fails_harms_no_reply_and_is_told(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    config = Config(home=store.database.path.parent, backup=tmp_path / "file" / "kept")
    with caplog.at_level(logging.ERROR):
        await turned(DailyBackups(config, clock))
    assert "backup of the day" in caplog.text
