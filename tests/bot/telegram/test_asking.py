"""Asking in Telegram: opinions, replies to messages, suggestions, what is no text."""

from __future__ import annotations

import asyncio

import pytest

from bot.conversation.router import Router
from bot.core.catalogue import say
from data.chats.feedback import Feedback
from tests.bot.telegram.setup import AT, ask, press, replies
from tests.support.bot_api import BotApi, Chat, User

pytestmark = pytest.mark.usefixtures("bot")
QUESTION = "How many people were moved out of their homes by the flood in Linjiang?"
FORWARDED = {"forward_origin": {"type": "hidden_user", "date": 1656000000, "sender_user_name": "Somebody"}}


async def test_an_opinion_is_thanked_for_in_a_toast_and_brings_no_message(
    api: BotApi, ann_chat: Chat, ann: User, router: Router
) -> None:
    answer = await ask(api, ann_chat, ann, QUESTION)
    before = len(api.messages(ann_chat))
    for button, words in (("👍", "feedback-good"), ("👎", "feedback-changed")):
        query = api.press(answer, button, ann)
        await asyncio.to_thread(api.wait_answered, query)
        [toast] = api.answers(query)
        assert toast["text"] == say("en", words)
    assert len(api.messages(ann_chat)) == before
    [bad] = Feedback(router.store.database, lambda: AT).bad(9)
    assert (bad.question, bad.person) == (QUESTION, "telegram:8")


async def test_a_question_in_reply_to_an_article_is_asked_of_it(api: BotApi, ann_chat: Chat, ann: User) -> None:
    opened = await press(api, await ask(api, ann_chat, ann, QUESTION), "Read 1", ann)
    await ask(api, ann_chat, ann, "/latest 5")
    api.say(ann_chat, ann, "How many people were moved?", reply_to=opened)
    [reply] = await replies(api, ann_chat)
    assert reply.text.startswith(say("en", "note-scoped"))
    assert "5,480" in reply.text


async def test_the_number_of_an_item_opens_it(api: BotApi, chat: Chat, li: User) -> None:
    listed = await ask(api, chat, li, "/latest 5")
    api.say(chat, li, "第二条", reply_to=listed)
    [reply] = await replies(api, chat)
    assert reply.text.startswith(listed.text.split("\n2. ")[1].split("\n")[0])


async def test_a_story_is_followed_and_that_can_be_undone(api: BotApi, ann_chat: Chat, ann: User) -> None:
    told = await press(api, await ask(api, ann_chat, ann, QUESTION), say("en", "button-follow"), ann)
    assert told.text.startswith("🔔 Following")
    assert [button.text for button in told.buttons] == [say("en", "button-undo")]


async def test_each_kind_of_thing_gets_its_own_line(api: BotApi, chat: Chat, li: User) -> None:
    kinds = ("photo", "sticker", "voice", "video", "document", "location", "contact")
    for kind in kinds:
        api.send_media(chat, li, kind)
    said = [message.text for message in await replies(api, chat, len(kinds))]
    assert len(set(said)) == len(kinds)


async def test_the_caption_of_a_picture_is_the_question(api: BotApi, ann_chat: Chat, ann: User) -> None:
    api.send_media(ann_chat, ann, "photo", caption=QUESTION)
    [reply] = await replies(api, ann_chat)
    assert "5,480" in reply.text


async def test_a_text_file_that_cannot_be_fetched_is_asked_for_again(api: BotApi, chat: Chat, li: User) -> None:
    """This server, as some, has no files."""
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "note.txt", "mime_type": "text/plain"}
    api.send(chat, li, {"document": document | {"file_size": 9}})
    assert (await replies(api, chat))[0].text == say("zh", "medium-lost")
    api.send(chat, li, {"document": document | {"file_size": 2_000_000}})
    assert (await replies(api, chat))[0].text == say("zh", "medium-large")


async def test_a_forwarded_text_is_looked_for_in_the_news(api: BotApi, chat: Chat, li: User) -> None:
    text = "青澜江的江豚考察结果出来了，临江段估算有31头，比2019年多了7头，望江桥下还看到带幼崽的母豚！"
    api.say(chat, li, text, extra=FORWARDED)
    [reply] = await replies(api, chat)
    assert reply.text.startswith("🔎")
    assert "青澜江江豚增至31头" in reply.text
