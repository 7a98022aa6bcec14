"""The bot in groups, forums and channels: it answers who speaks to it, there, and keeps quiet otherwise."""

from __future__ import annotations

import asyncio

import pytest

from bot.core.catalogue import say
from tests.bot.telegram.setup import press, press_in_place, replies
from tests.support.bot_api import BotApi, Chat, User
from tests.support.bot_api.people import MEDIA
from tests.support.bot_api.rules import automatic_entities
from tests.support.bot_api.types import Json

pytestmark = pytest.mark.usefixtures("bot")
FLOOD = "How many people were moved to safety by the flood in Linjiang?"


@pytest.fixture
def group(api: BotApi) -> Chat:
    return api.group(-1001, "Readers")


async def test_a_mention_is_answered_under_the_question(api: BotApi, group: Chat, ann: User) -> None:
    asked = api.say(group, ann, f"🚀 @{api.bot.username} {FLOOD}")
    [answer] = await replies(api, group)
    assert "5,480" in answer.text
    assert (answer.reply_to, answer.thread) == (asked, None)


async def test_a_reply_to_the_bot_is_a_question(api: BotApi, group: Chat, ann: User) -> None:
    api.say(group, ann, "/help")
    [helped] = await replies(api, group)
    asked = api.say(group, ann, FLOOD, reply_to=helped)
    [answer] = await replies(api, group)
    assert "5,480" in answer.text
    assert answer.reply_to == asked


CLAIM = "青澜江的江豚考察结果出来了，临江段估算有31头，比2019年多了7头，望江桥下还看到带幼崽的母豚！"
CHANNEL = {"id": -1009, "type": "channel", "title": "江豚"}
CHANNEL_POST = {"forward_origin": {"type": "channel", "date": 1656000000, "message_id": 9, "chat": CHANNEL}}


@pytest.mark.parametrize("extra", [{}, CHANNEL_POST], ids=["said", "forwarded"])
async def test_whether_what_somebody_said_is_true_is_asked_of_it(
    api: BotApi, group: Chat, li: User, ann: User, extra: Json
) -> None:
    said = api.say(group, li, CLAIM, extra=extra)
    asked = api.say(group, ann, f"@{api.bot.username} 这是真的吗？", reply_to=said)
    [reply] = await replies(api, group)
    assert reply.reply_to == asked
    assert reply.text.startswith("🔎")
    assert "青澜江江豚增至31头" in reply.text
    assert "2022年6月10日" in reply.text
    api.say(group, ann, "有多少头？", reply_to=reply)
    assert "31头" in (await replies(api, group))[0].text


async def test_the_words_of_a_picture_are_asked_of_too(api: BotApi, group: Chat, li: User, ann: User) -> None:
    pictured = api.send_media(group, li, "photo", caption=CLAIM)
    api.say(group, ann, f"@{api.bot.username}", reply_to=pictured)
    assert "青澜江江豚增至31头" in (await replies(api, group))[0].text
    wordless = api.send_media(group, li, "sticker")
    api.say(group, ann, f"@{api.bot.username} is this true?", reply_to=wordless)
    assert (await replies(api, group))[0].text == say("en", "claim-short")


async def test_another_question_on_what_somebody_said_is_asked_of_its_reports(
    api: BotApi, group: Chat, li: User, ann: User
) -> None:
    said = api.say(group, li, CLAIM)
    api.say(group, ann, f"@{api.bot.username} 比上次多了几头？", reply_to=said)
    [reply] = await replies(api, group)
    assert "7头" in reply.text
    assert "青澜江江豚增至31头" in reply.text
    api.say(group, ann, f"@{api.bot.username} /help", reply_to=said)
    assert (await replies(api, group))[0].text.startswith(say("en", "help-title"))


async def test_an_album_is_asked_once_whichever_picture_has_the_words(api: BotApi, group: Chat, ann: User) -> None:
    for words in ("", f"@{api.bot.username} {FLOOD}", ""):
        api.send(group, ann, {"photo": MEDIA["photo"], "media_group_id": "a"} | _captioned(words))
    assert "5,480" in (await replies(api, group))[0].text
    api.say(group, ann, "/help")
    await replies(api, group)
    assert len(api.messages(group)) == 2


def _captioned(words: str) -> Json:
    return {"caption": words, "caption_entities": automatic_entities(words, [])} if words else {}


async def test_each_person_of_a_group_has_their_own_thread_of_questions(
    api: BotApi, group: Chat, li: User, ann: User
) -> None:
    name = f"@{api.bot.username}"
    api.say(group, ann, f"{name} {FLOOD}")
    await replies(api, group)
    api.say(group, li, f"{name} Who said that?")
    [to_li] = await replies(api, group)
    assert "Understood as" not in to_li.text
    api.say(group, ann, f"{name} Who said that?")
    [to_ann] = await replies(api, group)
    assert "Understood as: " in to_ann.text
    assert "the flood in Linjiang" in to_ann.text


async def test_talk_among_people_is_not_answered(api: BotApi, group: Chat, li: User, ann: User) -> None:
    first = api.say(group, ann, FLOOD)
    api.say(group, li, "@ann_reads 谁知道？", reply_to=first)
    api.say(group, li, "/weather")
    api.say(group, li, "/latest@other_bot")
    api.send_media(group, li, "photo", caption="look")
    api.send_media(group, li, "sticker")
    asked = api.say(group, li, "/latest")
    [answer] = await replies(api, group)
    assert answer.reply_to == asked
    assert len(api.requests("sendChatAction")) == 1


async def test_a_bare_mention_is_told_how_it_works(api: BotApi, group: Chat, li: User) -> None:
    api.say(group, li, f"@{api.bot.username}")
    [welcome] = await replies(api, group)
    assert welcome.text.startswith(say("zh", "start"))


async def test_an_addressed_command_that_does_not_exist_is_answered(api: BotApi, group: Chat, ann: User) -> None:
    api.say(group, ann, f"/weather@{api.bot.username}")
    [reply] = await replies(api, group)
    assert reply.text.startswith("There is no command /weather.")


async def test_a_forum_topic_is_kept(api: BotApi, ann: User) -> None:
    forum = api.group(-1002, "Forum", topics=True)
    thread = api.topic(forum, "News", ann)
    asked = api.say(forum, ann, "/search Quibbleton", thread=thread)
    [found] = await replies(api, forum)
    assert (found.thread, found.reply_to) == (thread, asked)
    text = await press(api, found, "Read 1", ann)
    assert (text.thread, text.reply_to) == (thread, found.message_id)
    assert {request.params.get("message_thread_id") for request in api.requests("sendChatAction")} == {thread}


async def test_a_thread_that_is_no_topic_is_not_named(api: BotApi, group: Chat, ann: User) -> None:
    """Outside of forums a reply has a thread, to which Telegram refuses messages."""
    api.say(group, ann, "/help", extra={"message_thread_id": 77})
    [helped] = await replies(api, group)
    assert helped.thread is None


async def test_anybody_in_the_group_may_turn_the_page(api: BotApi, group: Chat, li: User, ann: User) -> None:
    api.say(group, ann, "/latest 5")
    [listed] = await replies(api, group)
    assert (await press_in_place(api, listed, "Next ›", li)).text.startswith("最新消息")


async def test_an_edited_question_changes_its_answer(api: BotApi, group: Chat, ann: User) -> None:
    asked = api.say(group, ann, f"@{api.bot.username} How far away is the moon?")
    [answer] = await replies(api, group)
    api.edit(group, asked, f"@{api.bot.username} {FLOOD}")
    changed = await asyncio.to_thread(api.wait_edited, answer)
    assert "5,480" in changed.text


async def test_channel_posts_are_left_alone(api: BotApi, group: Chat, ann: User) -> None:
    channel = api.channel(-1003, "Posts")
    api.say(channel, None, "/latest")
    api.say(group, ann, "/help")
    await replies(api, group)
    assert api.messages(channel) == []


async def test_an_answer_follows_a_group_that_became_a_supergroup(api: BotApi, ann: User) -> None:
    old = api.group(-5, "Old", basic=True)
    api.delay("sendMessage", 30, chat=old)
    api.say(old, ann, "/latest 5")
    await asyncio.to_thread(api.wait_for, lambda: api.requests("sendMessage"))
    new = api.migrate(old, -1004, ann)
    api.delay("sendMessage", 0, chat=old)
    [listed] = await replies(api, new)
    assert listed.text.startswith("Latest news")
