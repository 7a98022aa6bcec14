"""The bot comes up, through a Telegram that fails at first or knows little, keeps polling, and ends when told to."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.config import Config
from bot.conversation.router import Router
from bot.core.catalogue import say
from bot.telegram.application import build, receiver, run
from bot.telegram.updates.receiving import serve
from data.errors import ConfigError
from tests.bot.telegram.setup import ask, configured, press_in_place, replies, running
from tests.support.bot_api import BotApi, Chat, User
from tests.support.bot_api.client import BASIC, result
from tests.support.paths import ROOT

LISTED = say("zh", "latest-title")


@pytest.mark.parametrize("refuse_with", [404, 500])
async def test_the_common_methods_are_enough(refuse_with: int, router: Router, tmp_path: Path) -> None:
    with BotApi(only=BASIC, refuse_with=refuse_with) as api:
        chat = api.private(li := api.user(7, "Li", "zh"))
        api.fail_next("getMe", refuse_with)
        async with running(configured(api, tmp_path), router):
            listed = await ask(api, chat, li, "/latest 5")
            listed = await press_in_place(api, listed, "下一页 ›", li)
            assert (await press_in_place(api, listed, "全文 6", li)).text
            assert (await ask(api, chat, li, "gryphonet")).buttons
        assert api.violations == []
        assert api.unacknowledged == 0


async def test_it_comes_up_on_a_getme_with_fields_it_has_never_heard_of(router: Router, tmp_path: Path) -> None:
    """As of Bot API 10.5, and later."""
    known = "can_connect_to_business", "has_main_web_app", "has_topics_enabled", "can_manage_bots"
    newer = {
        **dict.fromkeys((*known, "supports_guest_queries", "supports_join_request_queries"), False),
        **{"has_topic_sidebar": True, "can_communicate_with_bots": False, "needs_inline_query_location": False},
        **{
            "inline_query_placeholder": "News…",
            "inline_feedback_share_denominator": 0,
            "callback_query_mode": "default",
        },
        **{"settings": {"nested": [1, {"of": None}]}, "a_later_field": "x"},
    }
    with BotApi(me=newer) as api:
        chat = api.private(li := api.user(7, "Li", "zh"))
        group = api.group(-1001, "Readers")
        async with running(configured(api, tmp_path), router):
            assert (await ask(api, chat, li, "/latest 5")).text.startswith(LISTED)
            api.say(group, li, f"@{api.bot.username} /help")
            assert (await replies(api, group))[0].text.startswith(say("zh", "help-title"))
        assert api.violations == []


async def test_it_waits_for_a_telegram_that_is_not_up_yet(
    api: BotApi, chat: Chat, li: User, config: Config, router: Router, caplog: pytest.LogCaptureFixture
) -> None:
    api.drop_next("getMe")
    api.fail_next("deleteWebhook", 500)
    async with running(config, router):
        await ask(api, chat, li, "/help")
    assert "cannot be reached" in caplog.text
    assert "answers again" in caplog.text


async def test_messages_sent_while_it_was_away_are_answered_once(
    api: BotApi, chat: Chat, li: User, config: Config, router: Router
) -> None:
    api.say(chat, li, "/help")
    for text in ("/latest", "/sources"):
        async with running(config, router):
            await replies(api, chat)
        api.say(chat, li, text)
    async with running(config, router):
        await replies(api, chat)
    assert len(api.messages(chat)) == 3


async def test_another_poller_is_named_in_one_line_and_outlived(
    api: BotApi, chat: Chat, li: User, config: Config, router: Router, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(config, router):
        await asyncio.to_thread(api.wait_for, lambda: api.requests("getUpdates"))
        await asyncio.to_thread(result, api, "getUpdates")
        await ask(api, chat, li, "/help")
        assert [request.status for request in api.requests("getUpdates")].count(409) == 1
    [line] = [record for record in caplog.records if "another program" in record.message]
    assert line.exc_info is None


async def test_a_poll_that_fails_again_and_again_is_logged_once(
    api: BotApi, chat: Chat, li: User, config: Config, router: Router, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail_next("getUpdates", 502, "Bad Gateway", times=2)
    async with running(config, router):
        await ask(api, chat, li, "/help")
    assert caplog.text.count("cannot be reached") == 1


async def test_an_update_that_cannot_be_read_does_not_end_the_polling(
    api: BotApi, chat: Chat, li: User, config: Config, router: Router, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(config, router):
        api.world.updates.push({"update_id": 1, "message": {"message_id": 1, "date": 1, "from": {}}})
        await asyncio.to_thread(api.wait_for, lambda: "cannot be read" in caplog.text)
        api.world.updates.pending.clear()
        await ask(api, chat, li, "/help")


@pytest.mark.parametrize("token", ["700000001:wrong", "wrong"])
async def test_a_refused_token_is_named_as_the_reason(
    api: BotApi, router: Router, tmp_path: Path, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    receiving = receiver(configured(api, tmp_path, token), router)
    with pytest.raises(ConfigError, match="TELEGRAM_BOT_TOKEN: refused by Telegram") as refusal:
        await serve(receiving, asyncio.Event())
    assert token not in str(refusal.value)
    assert token not in caplog.text


async def test_a_token_that_is_taken_back_ends_the_bot(api: BotApi, config: Config, router: Router) -> None:
    api.fail_next("getUpdates", 401, "Unauthorized", times=99)
    with pytest.raises(ConfigError, match="TELEGRAM_BOT_TOKEN"):
        await serve(receiver(config, router), asyncio.Event())


@pytest.mark.parametrize("token", ["", " ", "700000001:a/b", "700000001:a b", "令牌"])
def test_a_token_that_can_be_none_is_refused_at_once(token: str, tmp_path: Path, router: Router) -> None:
    with pytest.raises(ConfigError, match="TELEGRAM_BOT_TOKEN"):
        run(Config(home=tmp_path, TELEGRAM_BOT_TOKEN=token), router)  # type: ignore[call-arg]


def test_a_missing_token_is_asked_for(tmp_path: Path, router: Router) -> None:
    with pytest.raises(ConfigError, match="TELEGRAM_BOT_TOKEN: not set; @BotFather"):
        run(Config(home=tmp_path), router)


def test_a_proxy_that_cannot_be_used_is_named(config: Config, router: Router, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://127.0.0.1:9")
    with pytest.raises(ConfigError, match="ALL_PROXY"):
        build(config, router)


async def test_a_stop_does_not_wait_for_a_telegram_that_never_answers(config: Config, router: Router) -> None:
    stop = asyncio.Event()
    unreachable = config.model_copy(update={"telegram_api": "http://127.0.0.1:9"})
    serving = asyncio.create_task(serve(receiver(unreachable, router), stop))
    stop.set()
    await asyncio.wait_for(serving, 5)


PROGRAM = """
import logging
from bot.config import load_config
from bot.conversation.router import Router
from bot.telegram.application import run
from data.store.articles import Store

logging.basicConfig(level=logging.DEBUG)
config = load_config()
run(config, Router(Store(config.home / "news.db"), answerer=None))
"""


@contextmanager
def program(api: BotApi, home: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that runs the bot, on no news, and logs all that can be logged."""
    settings = {"TELEGRAM_BOT_TOKEN": api.token, "NEWSBOT_TELEGRAM_API": api.url, "NEWSBOT_HOME": str(home)}
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", PROGRAM]
    with subprocess.Popen(command, env=os.environ | settings, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_token_in_the_file_starts_telegram(api: BotApi, chat: Chat, li: User, sample_home: Path, tmp_path: Path):
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    (home / "newsbot.toml").write_text(f'telegram_token = "{api.token}"\ntelegram_api = "{api.url}"\n')
    command = [sys.executable, "-m", "bot", "--home", str(home), "start"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        try:
            api.say(chat, li, "/search 电商")
            api.wait_sent(chat, timeout=120)
            process.send_signal(signal.SIGTERM)
            _, log = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 0
    assert "电商" in api.messages(chat)[0].text
    assert f"answering as @{api.bot.username}" in log
    assert api.token not in log


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(api: BotApi, chat: Chat, li: User, tmp_path: Path, number: int) -> None:
    with program(api, tmp_path) as process:
        api.say(chat, li, "/help")
        api.wait_sent(chat, timeout=60)
        process.send_signal(number)
        _, log = process.communicate(timeout=20)
    assert process.returncode == 0
    assert f"answering as @{api.bot.username}" in log
    assert "Traceback" not in log
    assert api.token not in log
    assert api.unacknowledged == 0


def test_a_signal_does_not_wait_for_a_flood_limit(api: BotApi, chat: Chat, li: User, tmp_path: Path) -> None:
    api.fail_next("sendMessage", 429, retry_after=110)
    with program(api, tmp_path) as process:
        api.say(chat, li, "/help")
        api.wait_for(lambda: [r.status for r in api.requests("sendMessage")] == [429], timeout=60)
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "stopped before all replies were sent" in log
    assert "Traceback" not in log


def test_what_was_answered_before_a_crash_is_not_answered_again(
    api: BotApi, chat: Chat, li: User, tmp_path: Path
) -> None:
    with program(api, tmp_path) as process:
        api.wait_for(lambda: api.requests("getUpdates"), timeout=60)
        api.delay("getUpdates", 60)  # whatever is fetched now is not acknowledged
        asked = api.say(chat, li, "/help")
        api.wait_sent(chat, timeout=60)
        process.kill()
    api.delay("getUpdates", 0)
    assert [update["message"]["message_id"] for update in api.world.updates.pending] == [asked]
    api.say(chat, li, "/privacy")
    with program(api, tmp_path):
        api.wait_sent(chat, timeout=60)
        api.wait_for(lambda: not api.unacknowledged, timeout=60)
    helped, other = api.messages(chat)
    assert helped.text.startswith(say("zh", "help-title"))
    assert not other.text.startswith(say("zh", "help-title"))


def test_library_logs_are_kept_quiet(config: Config, router: Router) -> None:
    build(config, router)
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("httpcore.http11").isEnabledFor(logging.DEBUG)
