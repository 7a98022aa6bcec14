"""Updates that Telegram brings itself: only Telegram may, and each is kept before it is acknowledged."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest

from bot.config import Config
from bot.core.catalogue import say
from data.chats.updates import KeptUpdates
from data.errors import ConfigError
from tests.bot.telegram.setup import ask, replies, running
from tests.support.bot_api import BotApi, Chat, User
from tests.support.echo import Echo

ASKED = "who won the race?"
SECRET = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def hook(config: Config) -> Config:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"webhook": f"http://127.0.0.1:{port}/hook", "webhook_listen": f"127.0.0.1:{port}"}
    return config.model_copy(update=settings)


async def test_what_telegram_brings_is_answered_and_polling_goes_on_where_it_ended(
    api: BotApi, chat: Chat, li: User, config: Config, hook: Config, router: Echo
) -> None:
    api.say(chat, li, "/help")
    async with running(hook, router):
        assert (await replies(api, chat))[0].text.startswith(say("zh", "help-title"))
        number = api.world.updates.next_id()
        api.world.updates.push({"update_id": number, "message": {"message_id": 1, "date": 1, "from": {}}})
        assert (await ask(api, chat, li, ASKED)).text == ASKED  # what cannot be read does not stay in the way
        await asyncio.to_thread(api.wait_for, lambda: not api.unacknowledged)
    api.say(chat, li, ASKED)
    async with running(config, router):
        assert (await replies(api, chat))[0].text == ASKED
    assert len(api.messages(chat)) == 3
    assert api.requests("getUpdates")


async def test_only_who_knows_the_secret_is_heard(
    api: BotApi, chat: Chat, li: User, hook: Config, router: Echo
) -> None:
    async with running(hook, router), httpx.AsyncClient(trust_env=False) as client:
        assert (await ask(api, chat, li, ASKED)).text == ASKED
        assert hook.webhook
        known = {SECRET: (api.world.updates.webhook or {})["secret_token"]}
        assert (await client.post(hook.webhook, json={})).status_code == 403
        assert (await client.post(hook.webhook, json={}, headers={SECRET: "wrong"})).status_code == 403
        assert (await client.get(hook.webhook, headers=known)).status_code == 405
        assert (await client.post(hook.webhook, content=b"x" * (2 << 20), headers=known)).status_code == 413
        assert (await client.post(hook.webhook, content=b"no JSON", headers=known)).status_code == 200
    assert len(api.messages(chat)) == 1


async def test_an_update_is_kept_before_it_is_acknowledged(
    api: BotApi, chat: Chat, li: User, hook: Config, router: Echo
) -> None:
    async with running(hook, router):
        api.say(chat, li, "who won the slow race?")
        await asyncio.to_thread(api.wait_for, lambda: not api.unacknowledged)
        assert len(KeptUpdates(router.store.database).waiting(router.clock())) == 1
        await replies(api, chat)
    assert KeptUpdates(router.store.database).waiting(router.clock()) == []


@pytest.mark.parametrize("where", ["nowhere.invalid:80", "127.0.0.1:port", "127.0.0.1:99999", ""])
async def test_where_it_cannot_listen_the_setting_is_named(hook: Config, router: Echo, where: str) -> None:
    with pytest.raises(ConfigError, match="NEWSBOT_WEBHOOK_LISTEN"):
        async with running(hook.model_copy(update={"webhook_listen": where}), router):
            await asyncio.sleep(5)
