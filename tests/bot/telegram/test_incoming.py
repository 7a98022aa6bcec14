"""Which messages speak to the bot, and what they say."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Message, User

from bot.conversation.understanding import MessageContext
from bot.features.media import Medium
from bot.telegram.incoming import Incoming, hear
from tests.support.bot_api.rules import automatic_entities

ME = User(700, "News", is_bot=True, username="News_Bot")
LI = {"id": 7, "is_bot": False, "first_name": "Li"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Readers"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Li"}
FILE = {"file_id": "f", "file_unique_id": "u"}
ANIMATED = {"is_animated": False, "is_video": False}
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]


def message(chat: dict[str, Any] = GROUP, **fields: Any) -> Message:
    marks = automatic_entities(text, []) if (text := fields.get("text")) else []
    content = {"entities": marks} | fields
    read = Message.de_json({"message_id": 5, "date": 1, "chat": chat, "from": LI} | content, None)
    assert read
    return read


def heard(text: str, **fields: Any) -> str | None:
    """What the bot hears of a text in a group."""
    found = hear(message(text=text, **fields), ME)
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("@News_Bot who won?", "who won?"),
        ("@news_bot: who won?", "who won?"),
        ("👩‍🚀😀 @News_Bot 谁赢了？", "👩‍🚀😀 谁赢了？"),
        ("谁赢了 @News_Bot", "谁赢了"),
        ("@News_Bot，谁赢了？@News_Bot", "谁赢了？"),
        ("@News_Bot", "/start"),
        ("@News_Bot /latest 3", "/latest 3"),
    ],
)
def test_a_mention_is_taken_out_of_the_question(text: str, question: str) -> None:
    assert heard(text) == question


@pytest.mark.parametrize("text", ["who won?", "@News_Bots who won?", "mail@News_Bot.example", "@li @News"])
def test_a_group_may_talk_among_itself(text: str) -> None:
    assert heard(text) is None


def test_a_mention_without_a_username_counts() -> None:
    entity = {"type": "text_mention", "offset": 3, "length": 4, "user": ME.to_dict()}
    assert heard("😀 News 谁赢了", entities=[entity]) == "😀 谁赢了"
    assert heard("😀 News 谁赢了", entities=[entity | {"user": LI}]) is None


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("/latest", True),
        ("/latest@news_bot 3", True),
        ("/weather@News_Bot", True),
        ("/weather", False),
        ("/latest@other_bot", False),
    ],
)
def test_a_group_leaves_other_commands_to_other_bots(text: str, is_heard: bool) -> None:
    assert heard(text) == (text if is_heard else None)


def reply_to(sender: dict[str, Any], **fields: Any) -> dict[str, Any]:
    earlier = {"message_id": 4, "date": 1, "chat": GROUP, "from": sender, "text": "a"}
    return {"reply_to_message": earlier | fields}


def test_a_reply_to_the_bot_is_for_the_bot() -> None:
    assert heard("and then?", **reply_to(ME.to_dict())) == "and then?"
    assert heard("and then?", **reply_to(LI)) is None
    assert heard("/weather", **reply_to(ME.to_dict())) is None


def test_a_message_in_a_topic_that_the_bot_opened_is_no_reply_to_it() -> None:
    opened = reply_to(ME.to_dict(), forum_topic_created={"name": "News", "icon_color": 7322096})
    assert heard("and then?", **opened) is None


def test_other_bots_are_not_answered_but_anonymous_administrators_are() -> None:
    other = {"id": 9, "is_bot": True, "first_name": "Other"}
    assert heard("@News_Bot hi", **{"from": other}) is None
    assert heard("@News_Bot hi", **{"from": other, "sender_chat": GROUP}) == "hi"
    assert heard("@News_Bot hi", is_automatic_forward=True, sender_chat=GROUP) is None


def test_what_was_shared_by_the_bots_own_name_is_no_question() -> None:
    shared = message(PRIVATE, text="A story", via_bot=ME.to_dict())
    assert hear(shared, ME) is None


def test_in_private_all_text_is_heard() -> None:
    assert hear(message(PRIVATE, text="/weather"), ME) == Incoming("/weather")
    assert hear(message(PRIVATE, text="@li_reads hi"), ME) == Incoming("@li_reads hi")
    assert hear(message(PRIVATE, text="@News_Bot hi"), ME) == Incoming("hi")


def test_in_private_what_is_not_text_is_noticed_once() -> None:
    assert hear(message(PRIVATE, photo=PHOTO), ME) == Incoming(None, Medium.PHOTO)
    location = {"location": {"latitude": 1.0, "longitude": 2.0, "live_period": 60}}
    assert hear(message(PRIVATE, **location), ME) == Incoming(None, Medium.LOCATION)
    assert hear(message(PRIVATE, edit_date=2, **location), ME) is None
    assert hear(message(PRIVATE, pinned_message={"message_id": 4, "date": 1, "chat": PRIVATE}), ME) is None


def test_a_caption_is_the_question() -> None:
    assert hear(message(PRIVATE, photo=PHOTO, caption="what is this?"), ME) == Incoming("what is this?", Medium.PHOTO)


@pytest.mark.parametrize(
    ("medium", "content"),
    [
        (Medium.STICKER, {"sticker": FILE | {"type": "regular", "width": 9, "height": 9} | ANIMATED}),
        (Medium.VOICE, {"voice": FILE | {"duration": 1}}),
        (Medium.AUDIO, {"audio": FILE | {"duration": 1}}),
        (Medium.VIDEO, {"video": FILE | {"width": 9, "height": 9, "duration": 1}}),
        (Medium.VIDEO, {"video_note": FILE | {"length": 9, "duration": 1}}),
        (Medium.ANIMATION, {"animation": FILE | {"width": 9, "height": 9, "duration": 1}, "document": FILE}),
        (Medium.FILE, {"document": FILE}),
        (Medium.CONTACT, {"contact": {"phone_number": "1", "first_name": "Li"}}),
        (Medium.DICE, {"dice": {"emoji": "🎲", "value": 6}}),
        (Medium.OTHER, {"story": {"chat": PRIVATE, "id": 1}}),
    ],
)
def test_each_kind_of_thing_is_known(medium: Medium, content: dict[str, Any]) -> None:
    assert hear(message(PRIVATE, **content), ME) == Incoming(None, medium)


def test_a_forwarded_message_is_known_as_one_with_the_addresses_behind_its_words() -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "https://news.example/7"}
    read = hear(message(PRIVATE, text="Read this", forward_origin=origin, entities=[link]), ME)
    assert read == Incoming("Read this", context=MessageContext(("https://news.example/7",), forwarded=True))


def test_a_caption_in_a_group_is_noticed_where_it_names_the_bot() -> None:
    marks = [{"type": "mention", "offset": 0, "length": 9}]
    assert hear(message(photo=PHOTO, caption="@News_Bot this?", caption_entities=marks), ME) == Incoming(
        "this?", Medium.PHOTO
    )
    assert hear(message(photo=PHOTO, caption="this"), ME) is None
    assert hear(message(photo=PHOTO, **reply_to(ME.to_dict())), ME) is None


SAID = {"message_id": 3, "date": 1, "chat": GROUP, "from": LI, "text": "江豚多了7头，大家快看 https://news.example/7"}
POST = {"type": "channel", "date": 1, "message_id": 9, "chat": {"id": -1009, "type": "channel", "title": "江豚"}}


def replied(text: str, chat: dict[str, Any] = GROUP, **earlier: Any) -> Incoming | None:
    return hear(message(chat, text=text, reply_to_message=SAID | earlier), ME)


@pytest.mark.parametrize("words", ["这是真的吗？", "谁报道的", "Is this true?"])
def test_whether_it_is_true_is_asked_of_what_somebody_said(words: str) -> None:
    asked = Incoming(SAID["text"], context=MessageContext(forwarded=True), asked=words)
    assert replied(f"@News_Bot {words}") == asked


def test_a_bare_name_in_reply_asks_it_too() -> None:
    assert replied("@News_Bot") == Incoming(SAID["text"], context=MessageContext(forwarded=True))


def test_of_a_picture_the_words_under_it_are_meant_and_of_a_part_that_was_chosen_that_part() -> None:
    pictured = {name: value for name, value in SAID.items() if name != "text"} | {"caption": "江豚", "photo": PHOTO}
    found = hear(message(text="@News_Bot 真的吗", reply_to_message=pictured | {"forward_origin": POST}), ME)
    assert found
    assert found.text == "江豚"
    quote = {"text": "江豚多了7头", "position": 0, "is_manual": True}
    read = hear(message(text="@News_Bot 真的吗", reply_to_message=SAID, quote=quote), ME)
    assert read
    assert read.text == "江豚多了7头"


def test_another_question_keeps_its_words_and_knows_what_was_said() -> None:
    assert replied("@News_Bot 多了几头？") == Incoming("多了几头？", told=SAID["text"])


def test_what_people_say_to_each_other_is_not_heard() -> None:
    assert replied("这是真的吗？") is None


def test_a_reply_to_the_bot_is_a_question_of_its_own() -> None:
    assert replied("这是真的吗？", **{"from": ME.to_dict()}) == Incoming("这是真的吗？")


def test_in_private_what_was_forwarded_can_be_asked_of_and_ones_own_words_cannot() -> None:
    found = replied("真的吗", PRIVATE, forward_origin=POST)
    assert found == Incoming(SAID["text"], context=MessageContext(forwarded=True), asked="真的吗")
    assert replied("真的吗", PRIVATE) == Incoming("真的吗")
