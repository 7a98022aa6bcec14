"""What arrives: what cannot be read is passed, what is kept is answered, a chat that floods keeps no other waiting."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Any

import pytest
from telegram import Update

from bot.config import Config
from bot.core.catalogue import say
from bot.telegram.application import build
from bot.telegram.updates import inbox
from bot.telegram.updates.inbox import lane_of, number_of
from data.chats.updates import KeptUpdate, KeptUpdates
from tests.bot.telegram.setup import ask, replies, running
from tests.support.bot_api import BotApi, Chat, User
from tests.support.echo import Echo

HELP = say("zh", "help-title")
ASKED = "who won the race?"
UNREADABLE: list[dict[str, Any]] = [
    {"message": {"message_id": 1, "date": 1, "from": {}}},
    {"message": "words"},
    {"message": {"message_id": 1, "date": "yesterday", "chat": {"id": "here", "type": []}}},
    {"callback_query": {"id": 7}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": [7], "type": "private"}, "text": "/help"}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": "\ud800", "type": "private"}, "text": "/help"}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": 2**70, "type": "private"}, "text": "/help"}},
    {
        "callback_query": {
            "id": "7",
            "chat_instance": "1",
            "data": "x",
            "from": {"id": {}, "is_bot": False, "first_name": ""},
        }
    },
]


@pytest.mark.parametrize("bad", UNREADABLE)
async def test_an_update_that_cannot_be_read_is_passed(
    api: BotApi,
    chat: Chat,
    li: User,
    config: Config,
    router: Echo,
    bad: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    api.say(chat, li, "/help")
    number = api.world.updates.next_id()
    api.world.updates.pending.append({"update_id": number} | bad)
    api.say(chat, li, ASKED)
    async with running(config, router):
        helped, answered = await replies(api, chat, 2)
        await asyncio.to_thread(api.wait_for, lambda: not api.unacknowledged)
    assert helped.text.startswith(HELP)
    assert answered.text == ASKED
    assert f"update {number} cannot be read, and is passed" in caplog.text


@pytest.mark.parametrize("odd", [None, [], {}, {"update_id": "7"}, {"update_id": -1}, {"update_id": 2**70}, 7])
def test_what_has_no_number_has_none(odd: object) -> None:
    assert number_of(odd) is None


async def test_what_was_kept_is_answered_before_what_comes(
    api: BotApi, chat: Chat, li: User, config: Config, router: Echo
) -> None:
    api.say(chat, li, ASKED)
    kept = KeptUpdates(router.store.database)
    [came] = api.world.updates.pending
    kept.write([KeptUpdate(came["update_id"], "", "", json.dumps(came))], [], [], router.clock())
    api.world.updates.pending.clear()
    api.say(chat, li, "/help")
    async with running(config, router):
        answered, helped = await replies(api, chat, 2)
    assert (answered.text, helped.text.startswith(HELP)) == (ASKED, True)
    assert kept.waiting(router.clock()) == []


async def test_an_update_that_ended_the_program_again_and_again_is_given_up(
    api: BotApi, chat: Chat, li: User, config: Config, router: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    api.say(chat, li, ASKED)
    kept = KeptUpdates(router.store.database)
    [came] = api.world.updates.pending
    number = came["update_id"]
    kept.write([KeptUpdate(number, "", "", json.dumps(came))], [number] * 8, [], router.clock())
    api.world.updates.pending.clear()
    async with running(config, router):
        assert (await ask(api, chat, li, "/help")).text.startswith(HELP)
    assert f"update {number} is given up" in caplog.text
    assert kept.waiting(router.clock()) == []


async def test_a_reply_that_surely_was_not_sent_is_sent_after_a_restart(
    api: BotApi, chat: Chat, li: User, config: Config, router: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "_STOP_S", 0.1)
    api.fail_next("sendMessage", 500, "Internal Server Error", times=2)
    async with running(config, router):
        api.say(chat, li, ASKED)
        await asyncio.to_thread(api.wait_for, lambda: [r.status for r in api.requests("sendMessage")] == [500])
    async with running(config, router):
        [answered] = await replies(api, chat)
        assert (await ask(api, chat, li, "/help")).text.startswith(HELP)
    assert answered.text == ASKED
    assert len(api.messages(chat)) == 2


async def test_a_chat_that_floods_keeps_no_other_waiting(
    api: BotApi, chat: Chat, li: User, ann_chat: Chat, ann: User, config: Config, router: Echo
) -> None:
    api.say(chat, li, ASKED)
    [asked] = api.world.updates.pending
    for number in range(1000, 2299):
        message = asked["message"] | {"message_id": number}
        api.world.updates.pending.append({"update_id": api.world.updates.next_id(), "message": message})
        if number == 1500:
            api.say(ann_chat, ann, "/help")
    config = config.model_copy(update={"questions_a_minute": 3, "messages_waiting": 40})
    async with running(config, router):
        [other] = await asyncio.to_thread(api.wait_sent, ann_chat, 1, 30)
        assert other.text.startswith(say("en", "help-title"))
        said = {message.text for message in await asyncio.to_thread(api.wait_sent, chat, 5, 30)}
        await asyncio.to_thread(api.wait_for, lambda: not api.unacknowledged, 30)
        await ask(api, chat, li, "/help")
    assert {ASKED, say("zh", "chat-full")} < said
    texts = [message.text for message in api.messages(chat)]
    assert texts.count(ASKED) == 3
    assert texts.count(say("zh", "chat-full")) == 1
    assert sum("一分钟最多" in text for text in texts) == 1
    assert texts[-1].startswith(HELP)


async def test_only_what_is_for_the_bot_waits_and_is_kept(
    api: BotApi, li: User, chat: Chat, config: Config, router: Echo
) -> None:
    group = api.group(-1001, "Readers")
    api.say(group, li, "how was your day?")
    api.say(group, li, f"@{api.bot.username} {ASKED}")
    api.say(chat, li, ASKED)
    api.ask_inline(li, "words")
    async with build(config, router) as application:
        updates = [Update.de_json(each, application.bot) for each in api.world.updates.pending]
        lanes = [lane_of(update, application.bot) for update in updates]
    chatter, asked, private, typed = lanes
    assert chatter is None
    assert [lane and lane.chat for lane in (asked, private)] == [group.id, chat.id]
    assert typed
    assert typed.newest_only


async def test_what_erases_waits_for_the_questions_before(
    api: BotApi, li: User, chat: Chat, config: Config, router: Echo
) -> None:
    async with running(config, router):
        shown = await ask(api, chat, li, "/forget")
    api.say(chat, li, ASKED)
    for button in (shown.buttons[0].text, shown.buttons[1].text) if shown.buttons else ():
        api.press(shown, button, li)
    async with build(config, router) as application:
        updates = [Update.de_json(each, application.bot) for each in api.world.updates.pending]
        lanes = [lane_of(update, application.bot) for update in updates]
    assert len(lanes) == 3
    assert {lane.order for lane in lanes if lane} == {chat.id}


async def test_pictures_of_an_album_wait_for_none(api: BotApi, li: User, chat: Chat, config: Config, router: Echo):
    extra = {"media_group_id": "7", "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}
    api.say(chat, li, ASKED)
    [asked] = api.world.updates.pending
    counted = itertools.count(500)
    async with build(config, router) as application:
        message = {name: what for name, what in asked["message"].items() if name != "text"} | extra
        pictures = [{"update_id": 1, "message": message | {"message_id": next(counted)}} for _ in range(2)]
        lanes = [lane_of(Update.de_json(each, application.bot), application.bot) for each in pictures]
    assert len({lane.order for lane in lanes if lane}) == 2
