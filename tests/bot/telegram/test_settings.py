"""Settings in Telegram: whose they are, who may change them, and what they change; forgetting, in chats and groups."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot
from telegram import Chat as TelegramChat
from telegram import User as TelegramUser

from bot.config import Config
from bot.conversation.router import Router
from bot.core.access import Access
from bot.core.person import ChatKind, Length
from bot.telegram.senders import Sender, Senders
from data.chats.erasure import Erasure
from tests.bot.telegram.setup import AT, ask, press, press_in_place, replies, running
from tests.support.bot_api import BotApi, Chat, SentMessage, User

FLOOD = "How many people were moved to safety by the flood in Linjiang?"


@pytest.fixture
def group(api: BotApi, ann: User) -> Chat:
    """Ann's."""
    return api.group(-1001, "Readers", owner=ann)


async def choose(api: BotApi, message: SentMessage, user: User, *buttons: str) -> SentMessage:
    """What the message says after these buttons."""
    for button in buttons:
        message = await press_in_place(api, message, button, user)
    return message


# -- in private


@pytest.mark.usefixtures("bot")
async def test_a_language_is_spoken_from_the_press_on(api: BotApi, chat: Chat, li: User) -> None:
    shown = await ask(api, chat, li, "/settings")
    assert shown.text.startswith("⚙️ 设置")
    shown = await choose(api, shown, li, "语言", "English")
    assert shown.text.startswith("⚙️ Settings")
    assert (await ask(api, chat, li, "/latest 5")).text.startswith("Latest news")
    assert (await ask(api, chat, li, "珠穆朗玛峰有多高?")).text.startswith("The news I have")
    shown = await choose(api, shown, li, "Language", "Automatic")
    assert shown.text.startswith("⚙️ 设置")
    assert (await ask(api, chat, li, "/latest 5")).text.startswith("最新消息")


@pytest.mark.usefixtures("bot")
async def test_times_are_told_by_the_clock_that_was_set(api: BotApi, chat: Chat, li: User) -> None:
    assert "17:50" in (await ask(api, chat, li, "/latest 5")).text
    assert "时区：柏林" in (await ask(api, chat, li, "/settings zone Europe/Berlin")).text
    latest = (await ask(api, chat, li, "/latest 5")).text
    assert "11:50" in latest
    assert "17:50" not in latest


@pytest.mark.usefixtures("bot")
async def test_answers_are_as_long_as_was_set(api: BotApi, ann_chat: Chat, ann: User) -> None:
    normal = await ask(api, ann_chat, ann, FLOOD)
    await ask(api, ann_chat, ann, "/settings length short")
    short = await ask(api, ann_chat, ann, FLOOD)
    await ask(api, ann_chat, ann, "/settings length long")
    long = await ask(api, ann_chat, ann, FLOOD)
    assert all("5,480" in answer.text for answer in (short, normal, long))
    assert len(short.text) <= len(normal.text) < len(long.text)
    assert len(re.findall(r"(?m)^\[\d\] ", short.text)) <= 2


async def test_settings_survive_a_restart(api: BotApi, config: Config, router: Router, chat: Chat, li: User) -> None:
    async with running(config, router):
        shown = await ask(api, chat, li, "/settings quiet 22:00-07:30")
    assert "免打扰：22:00–07:30" in shown.text
    async with running(config, router):
        assert "免打扰：22:00–07:30" in (await ask(api, chat, li, "/settings")).text
        changed = await choose(api, shown, li, "免打扰", "关")  # a button of before
        assert "免打扰：关" in changed.text


# -- in groups and channels


@pytest.mark.usefixtures("bot")
async def test_administrators_set_what_counts_in_a_group_and_only_there(
    api: BotApi, group: Chat, ann: User, ann_chat: Chat
) -> None:
    api.say(group, ann, "/settings language 中文")
    [shown] = await replies(api, group)
    assert shown.text.startswith("⚙️ 本聊天的设置")
    await choose(api, shown, ann, "时区", "柏林 02:00")
    api.say(group, ann, "/latest 5")
    [latest] = await replies(api, group)
    assert latest.text.startswith("最新消息")
    assert "11:50" in latest.text
    assert (await ask(api, ann_chat, ann, "/latest 5")).text.startswith("Latest news")


@pytest.mark.usefixtures("bot")
async def test_others_of_a_group_see_the_settings_and_cannot_change_them(
    api: BotApi, group: Chat, ann: User, li: User, router: Router
) -> None:
    api.say(group, li, "/settings zone Europe/Berlin")
    [shown] = await replies(api, group)
    assert shown.text.endswith("只有本聊天的管理员可以更改设置。")
    assert shown.reply_markup is None
    api.say(group, ann, "/settings")
    [shown] = await replies(api, group)
    refused = await press(api, shown, "Language", li)
    assert refused.text == "只有本聊天的管理员可以更改设置。"
    assert router.chats.settings("telegram:-1001").zone is None


@pytest.mark.usefixtures("bot")
async def test_an_administrator_without_a_name_counts(api: BotApi, group: Chat, router: Router) -> None:
    anonymous = api.user(1087968824, "Group")
    api.say(group, anonymous, "/settings zone Europe/Berlin", extra={"sender_chat": group.json()})
    [shown] = await replies(api, group)
    assert shown.reply_markup
    assert router.chats.settings("telegram:-1001").zone == "Europe/Berlin"
    assert api.requests("getChatMember") == []


@pytest.mark.usefixtures("bot")
async def test_who_speaks_for_another_channel_does_not_count(api: BotApi, group: Chat, router: Router) -> None:
    channel = Chat(-1009, "channel", "Elsewhere")
    api.say(
        group, api.user(136817688, "Channel"), "/settings zone Europe/Berlin", extra={"sender_chat": channel.json()}
    )
    [shown] = await replies(api, group)
    assert shown.reply_markup is None
    assert router.chats.settings("telegram:-1001").zone is None


@pytest.mark.usefixtures("bot")
async def test_telegram_is_asked_who_is_one_only_where_it_matters_and_not_each_time(
    api: BotApi, group: Chat, ann: User
) -> None:
    for text in ("/latest", f"@{api.bot.username} {FLOOD}"):
        api.say(group, ann, text)
        await replies(api, group)
    assert api.requests("getChatMember") == []
    for _ in range(3):
        api.say(group, ann, "/settings")
        await replies(api, group)
    assert len(api.requests("getChatMember")) == 1


@pytest.mark.usefixtures("bot")
async def test_where_telegram_does_not_say_who_is_one_nobody_is(api: BotApi, group: Chat, ann: User) -> None:
    api.fail_next("getChatMember", 404, "Not Found")
    api.say(group, ann, "/settings")
    [shown] = await replies(api, group)
    assert shown.text.endswith("Only administrators of this chat can change its settings.")


# -- who speaks


async def test_who_was_made_an_administrator_is_one_soon_and_who_is_no_more_after_a_while(
    api: BotApi, config: Config, router: Router, group: Chat, li: User
) -> None:
    now = AT
    senders = Senders(config, Access(config, router.store.database, router.clock), router.chats, lambda: now)
    async with Bot(api.token, f"{api.url}/bot") as bot:
        sender_ = Sender(TelegramUser(li.id, "Li", False), TelegramChat(group.id, "supergroup"), wants_right=True)
        assert not await senders.manages(bot, sender_)
        api.promote(group, li)
        now += timedelta(seconds=30)
        assert await senders.manages(bot, sender_)
        api.promote(group, li, "member")
        now += timedelta(minutes=4)
        assert await senders.manages(bot, sender_)
        now += timedelta(minutes=2)
        assert not await senders.manages(bot, sender_)


async def test_a_person_is_told_by_the_chat_and_the_configuration(api: BotApi, config: Config, router: Router) -> None:
    chief = config.model_copy(update={"admins": (7,)})
    senders = Senders(
        chief,
        Access(chief, router.store.database, router.clock),
        router.chats,
        lambda: datetime(2022, 6, 26, tzinfo=UTC),
    )
    router.chats.set("telegram:-1001", length="short", language="en")
    li = TelegramUser(7, "Li", False, language_code="zh-hans")
    forum = Sender(li, TelegramChat(-1001, "supergroup", "Readers"), topic=5)
    person = senders.person(forum, manages=False)
    assert (person.language, person.otherwise, person.length) == ("en", "zh", Length.SHORT)
    assert (person.conversation, person.id, person.operator) == ("telegram:-1001:5:7", "telegram:7", True)
    chat_key = person.chat
    assert chat_key
    assert (chat_key.key, chat_key.kind, chat_key.thread, chat_key.manages) == (
        "telegram:-1001",
        ChatKind.GROUP,
        5,
        False,
    )
    anonymous = Sender(li, forum.chat, sender=forum.chat)
    assert not senders.person(anonymous, manages=True).operator
    assert anonymous.conversation == "telegram:-1001:-:-1001"
    channel = Sender(None, TelegramChat(-1003, "channel", "Posts"), sender=TelegramChat(-1003, "channel"))
    assert senders.person(channel, manages=True).conversation == "telegram:-1003:-:-"
    private = senders.person(Sender(li, TelegramChat(7, "private")), manages=True)
    assert private.chat
    assert (private.conversation, private.chat.key, private.chat.kind) == (
        "telegram:7:-:-",
        "telegram:7",
        ChatKind.PRIVATE,
    )
    inline = senders.person(Sender(li, None), manages=False)
    assert (inline.chat, inline.conversation, inline.id) == (None, None, "telegram:7")
    database = router.store.database
    assert database.rows("SELECT room, kind, title FROM rooms ORDER BY room") == [
        ("telegram:-1001", "group", "Readers"),
        ("telegram:-1003", "channel", "Posts"),
        ("telegram:7", "private", None),  # no names of people
    ]


# -- forgetting


@pytest.mark.usefixtures("bot")
async def test_a_person_is_forgotten_everywhere_and_others_in_the_group_are_not(
    api: BotApi, router: Router, group: Chat, li: User, chat: Chat, ann: User
) -> None:
    for who in (li, ann):
        api.say(group, who, f"@{api.bot.username} {FLOOD}")
        await replies(api, group)
    await ask(api, chat, li, "Rainforest新一轮融资拿到多少钱?")
    await ask(api, chat, li, "/settings zone Europe/Berlin")
    people = Erasure(router.store.database)
    ann_before = people.traces("telegram:8")
    asked = await ask(api, chat, li, "/forget")
    assert "• 提问和回答 2 个" in asked.text
    done = await press_in_place(api, asked, "全部删掉", li)
    assert done.text.startswith("已删掉：\n• 提问和回答 2 个")
    assert not people.traces("telegram:7").any
    assert people.traces("telegram:8") == ann_before
    assert "时区：上海" in (await ask(api, chat, li, "/settings")).text
    assert (await ask(api, chat, li, "/why")).text == "还没有可以解释的回答，先问一个问题吧。"


@pytest.mark.usefixtures("bot")
async def test_in_a_group_nobody_is_forgotten_by_another_s_press(
    api: BotApi, router: Router, group: Chat, li: User, ann: User
) -> None:
    api.say(group, li, f"@{api.bot.username} {FLOOD}")
    await replies(api, group)
    api.say(group, li, "/forget")
    [asked] = await replies(api, group)
    refused = await press(api, asked, "全部删掉", ann)
    assert refused.text.startswith("That button belongs to somebody else.")
    assert Erasure(router.store.database).traces("telegram:7").questions == 1
    await press_in_place(api, asked, "全部删掉", li)
    assert not Erasure(router.store.database).traces("telegram:7").any


@pytest.mark.usefixtures("bot")
async def test_what_is_kept_is_told(api: BotApi, chat: Chat, li: User) -> None:
    told = await ask(api, chat, li, "/privacy")
    assert told.text.startswith("🔒 我保存了你的哪些数据")
    assert told.text.count("\n") < 12
