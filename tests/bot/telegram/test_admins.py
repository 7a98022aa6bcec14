"""The bot's admins in Telegram: what they alone can do, what it looks like there, what a broadcast brings to others."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator

import pytest

from bot.cli.log_handler import noting
from bot.config import Config
from bot.conversation.router import Router
from bot.core.commands import OPERATING
from data.chats.error_log import ErrorLog
from data.chats.outbox import Outbox, State
from data.store.sources import Sources
from tests.bot.telegram.setup import AT, ask, configured, press, press_in_place, replies
from tests.support.bot_api import BotApi, Chat, SentMessage, User
from tests.support.sites import good
from tests.support.sites.server import SiteServer
from tests.support.sites.site import Site

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def config(api: BotApi, tmp_path: object) -> Config:
    """Li is the bot's admin."""
    return configured(api, tmp_path).model_copy(update={"admins": (7,)})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with SiteServer((good.rss20_full,)) as server:
        yield server.sites[0]


@pytest.fixture
def sources(router: Router) -> Sources:
    return Sources(router.store.database, lambda: AT)


async def refused(api: BotApi, message: SentMessage, button: str, user: User) -> None:
    """The press is answered as one of a list that is gone, by a message of its own; the message stays as it was."""
    said = await press(api, message, button, user)
    assert said.text.startswith("That button is no longer valid")
    assert api.current(message).edits == message.edits


@pytest.mark.parametrize("name", sorted(OPERATING))
async def test_readers_and_groups_have_no_such_command(
    api: BotApi, ann: User, ann_chat: Chat, li: User, name: str
) -> None:
    text = f"/{name} https://a.example/rss"
    assert (await ask(api, ann_chat, ann, text)).text.startswith(f"There is no command /{name}.")
    group = api.group(-1001, "Readers", owner=li)
    api.say(group, li, f"/{name}@{api.bot.username} https://a.example/rss")
    [said] = await replies(api, group)
    assert f"/{name}" in said.text.splitlines()[0]
    assert said.text.startswith("没有")


async def test_buttons_of_an_admin_do_nothing_when_somebody_else_presses_them(
    api: BotApi, chat: Chat, li: User, ann: User, site: Site, sources: Sources, router: Router
) -> None:
    """Telegram shows Li's chat to Li only; a forged press is what the bot would be told."""
    shown = await ask(api, chat, li, f"/add {site.url}")
    await refused(api, shown, "✅ 添加", ann)
    assert sources.all() == []
    await press_in_place(api, shown, "✅ 添加", li)
    card = await ask(api, chat, li, "/check Fennwick")
    await refused(api, card, "⏸ 暂停", ann)
    await refused(api, card, "🗑 删除", ann)
    removal = await ask(api, chat, li, "/remove Fennwick")
    await refused(api, removal, "只删来源", ann)
    cast = await ask(api, chat, li, "/broadcast 停机")
    await refused(api, cast, f"📢 发给 {len(router.chats.open_chats())} 个聊天", ann)
    await ask(api, chat, li, "珠穆朗玛峰有多高?")
    listed = await ask(api, chat, li, "/unanswered")
    await refused(api, listed, "⬇️ 导出全部 1 个", ann)
    assert [source.paused for source in sources.all()] == [None]
    assert not any(Outbox(router.store.database).counts().values())


async def test_a_source_is_added_paused_and_removed(
    api: BotApi, chat: Chat, li: User, site: Site, sources: Sources
) -> None:
    shown = await ask(api, chat, li, f"/add {site.url} 北方信使")
    assert shown.text.startswith("➕ 北方信使\n订阅源 · 8 条")
    assert {entity["url"] for entity in shown.entities if entity["type"] == "text_link"} > {site.url}
    added = await press_in_place(api, shown, "✅ 添加", li)
    assert added.text == "✅ 已添加：北方信使\n一分钟内第一次读取。"
    paused = await press_in_place(api, added, "⏸ 暂停", li)
    assert "已暂停" in paused.text
    assert [source.paused for source in sources.all()] == ["by command"]
    asked = await press_in_place(api, paused, "🗑 删除", li)
    assert asked.text == "🗑 删除“北方信使”？\n它没有带来文章。"
    assert (await press_in_place(api, asked, "只删来源", li)).text == "已删除：北方信使"
    assert sources.all() == []


async def test_numbers_stand_under_a_picture(api: BotApi, chat: Chat, li: User) -> None:
    shown = await ask(api, chat, li, "/stats")
    assert shown.text.startswith("📊 运行情况\n文章：")
    assert shown.photo
    assert shown.photo.startswith(b"\x89PNG")


async def test_a_broadcast_reaches_every_chat_once_and_its_way_can_be_followed(
    api: BotApi, chat: Chat, li: User, ann: User, ann_chat: Chat, router: Router
) -> None:
    group = api.group(-1001, "Readers", owner=ann)
    await ask(api, ann_chat, ann, "/help")
    api.say(group, ann, f"/help@{api.bot.username}")
    await replies(api, group)
    shown = await ask(api, chat, li, "/broadcast 今晚 <b>停机</b> & 升级\n明早见")
    assert shown.text == "📢 今晚 <b>停机</b> & 升级\n明早见\n\n———\n将这样发给 2 人、1 个群和频道。"
    sent = await press_in_place(api, shown, "📢 发给 3 个聊天", li)
    for each in (chat, ann_chat, group):
        [came] = await replies(api, each)
        assert came.text == "📢 今晚 <b>停机</b> & 升级\n明早见"
    outbox = Outbox(router.store.database)
    while outbox.counts()[State.SENT] < 3:  # noqa: ASYNC110 the last is marked right after it has come
        await asyncio.sleep(0.02)
    assert (await press_in_place(api, sent, "🔄 进度", li)).text == "📢 已发 3 / 3"


async def test_questions_in_vain_come_as_a_file(api: BotApi, chat: Chat, li: User, ann: User, ann_chat: Chat) -> None:
    await ask(api, ann_chat, ann, "What is the height of Mount Everest?")
    listed = await ask(api, chat, li, "/unanswered")
    assert listed.text.startswith("没答上来 1 个，👎 0 个\n❓ What is the height of Mount Everest?")
    exported = await press(api, listed, "⬇️ 导出全部 1 个", li)
    assert exported.document
    line = json.loads(exported.document)
    assert (line["question"], line["answers"], line["article_id"]) == ("What is the height of Mount Everest?", [], None)
    assert '"8"' not in exported.document.decode()


async def test_a_reply_that_fails_is_in_errors_without_its_words_or_the_person(
    api: BotApi, chat: Chat, li: User, ann: User, ann_chat: Chat, router: Router
) -> None:
    error_log = ErrorLog(router.store.database)
    with noting(error_log, [api.token]):
        api.fail_next("sendMessage", 403, "Forbidden: bot was blocked by the user", chat=ann_chat)
        api.say(ann_chat, ann, "/help")
        await asyncio.to_thread(api.wait_for, lambda: [r for r in api.requests("sendMessage") if r.status == 403])
        await ask(api, chat, li, "/help")
        logging.getLogger("bot").warning("the end")
    shown = await ask(api, chat, li, "/errors")
    assert "• a reply to chat … did not get through: Forbidden: bot was blocked by the user" in shown.text
    assert "8" not in "".join(each.what for each in error_log.last(9))


async def test_the_help_of_admins_has_their_commands(api: BotApi, chat: Chat, li: User) -> None:
    text = (await ask(api, chat, li, "/help")).text
    assert all(f"/{name} – " in text for name in OPERATING)
