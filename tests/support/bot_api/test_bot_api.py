"""The loopback Bot API itself: it must keep, repeat and refuse what Telegram keeps, repeats and refuses."""

from __future__ import annotations

import threading
from typing import Any

import httpx
import pytest

from tests.support.bot_api import BotApi, Chat, Request, User, wire
from tests.support.bot_api.client import BASIC, call, keyboard, press_me, refusal, result
from tests.support.bot_api.wire import decode, problem_with, schemas_present

needs_schemas = pytest.mark.skipif(not schemas_present(), reason="../shared/telegram is not here")


# Who may ask what


def test_the_bot_is_introduced(api: BotApi) -> None:
    me = result(api, "getMe")
    assert (me["is_bot"], me["username"]) == (True, "newsbot_test_bot")
    assert problem_with("User", me) is None


@pytest.mark.parametrize(("token", "status"), [("123:wrong", 401), ("nonsense", 404)])
def test_a_wrong_token_is_refused(api: BotApi, token: str, status: int) -> None:
    assert call(api, "getMe", token=token).status_code == status


@pytest.mark.parametrize("status", [404, 500])
def test_methods_outside_the_chosen_set_are_refused(status: int) -> None:
    with BotApi(only=BASIC, refuse_with=status) as api:
        assert call(api, "getMe").status_code == 200
        assert call(api, "setMyCommands", commands=[]).status_code == status
        assert call(api, "noSuchMethod").status_code == status
        assert [(r.method, r.status) for r in api.requests("setMyCommands")] == [("setMyCommands", status)]


@needs_schemas
def test_a_malformed_request_is_refused_and_recorded(api: BotApi, chat: Chat) -> None:
    assert call(api, "sendMessage", chat_id=chat.id, text="a", parse_mod="HTML").status_code == 400
    assert call(api, "sendMessage", chat_id=chat.id).status_code == 400
    assert len(api.violations) == 2
    assert "parse_mod" in api.violations[0]


def test_without_schemas_the_server_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_definitions", lambda file: {})
    with BotApi() as api:
        chat = api.private(li := api.user(7, "Li"))
        api.say(chat, li, "hello")
        assert not api.schema_checked
        assert len(result(api, "getUpdates", timeout=5, allowed_updates=["message"])) == 1
        result(api, "sendMessage", chat_id=chat.id, text="123", reply_markup=keyboard(press_me()))
        assert api.messages(chat)[0].buttons[0].data == "more"
        assert api.messages(chat)[0].text == "123"


@needs_schemas
def test_parameters_are_decoded_by_their_types() -> None:
    fields = {"chat_id": "-5", "text": "12", "disable_notification": "true", "reply_parameters": '{"message_id": 3}'}
    assert decode("sendMessage", fields, {}) == {
        "chat_id": -5,
        "text": "12",
        "disable_notification": True,
        "reply_parameters": {"message_id": 3},
    }
    assert decode("sendMessage", {"chat_id": "@channel"}, {}) == {"chat_id": "@channel"}


# Updates


def test_updates_come_again_until_acknowledged(api: BotApi, li: User, chat: Chat) -> None:
    api.say(chat, li, "one")
    api.say(chat, li, "two")
    first = result(api, "getUpdates")
    assert [u["message"]["text"] for u in first] == ["one", "two"]
    assert result(api, "getUpdates") == first
    assert result(api, "getUpdates", limit=1) == first[:1]
    assert result(api, "getUpdates", offset=first[1]["update_id"]) == first[1:]
    assert api.unacknowledged == 1
    assert result(api, "getUpdates", offset=first[1]["update_id"] + 1) == []
    assert api.unacknowledged == 0


def test_a_negative_offset_keeps_only_the_newest(api: BotApi, li: User, chat: Chat) -> None:
    for word in ("one", "two", "three"):
        api.say(chat, li, word)
    assert [u["message"]["text"] for u in result(api, "getUpdates", offset=-1)] == ["three"]
    assert api.unacknowledged == 1


def test_a_long_poll_ends_with_the_first_update(api: BotApi, li: User, chat: Chat) -> None:
    answers: list[Any] = []
    poll = threading.Thread(target=lambda: answers.append(result(api, "getUpdates", timeout=15)))
    poll.start()
    api.wait_for(lambda: api.requests("getUpdates"))
    api.say(chat, li, "hello")
    poll.join(timeout=5)
    assert [u["message"]["text"] for u in answers[0]] == ["hello"]


def test_only_the_wanted_kinds_are_queued_from_then_on(api: BotApi, li: User, chat: Chat) -> None:
    api.say(chat, li, "before")
    result(api, "getUpdates", allowed_updates=["callback_query"])
    api.say(chat, li, "unwanted")
    assert [u["message"]["text"] for u in result(api, "getUpdates")] == ["before"]
    result(api, "getUpdates", allowed_updates=[])
    api.say(chat, li, "wanted")
    assert len(result(api, "getUpdates")) == 2


def test_a_second_poller_ends_the_first_with_409(api: BotApi) -> None:
    answers: list[tuple[int, str]] = []
    first = threading.Thread(target=lambda: answers.append(refusal(api, "getUpdates", timeout=15)))
    first.start()
    api.wait_for(lambda: api.requests("getUpdates"))
    assert result(api, "getUpdates") == []
    first.join(timeout=5)
    assert answers[0][0] == 409
    assert answers[0][1].startswith("Conflict: terminated by other getUpdates request")


def test_polling_is_refused_while_a_webhook_is_set(api: BotApi) -> None:
    result(api, "setWebhook", url="https://news.example.org/hook")
    assert refusal(api, "getUpdates")[0] == 409
    assert result(api, "getWebhookInfo")["url"] == "https://news.example.org/hook"
    result(api, "deleteWebhook")
    assert result(api, "getUpdates") == []


def test_a_webhook_gets_what_waits_and_dropping_forgets_it(api: BotApi, li: User, chat: Chat) -> None:
    api.say(chat, li, "old")
    result(api, "deleteWebhook", drop_pending_updates=True)
    assert result(api, "getUpdates") == []
    with BotApi() as receiver:  # any HTTP server does: this one answers 200 to getMe
        hook = f"{receiver.url}/bot{receiver.token}/getMe"
        result(api, "setWebhook", url=hook)
        api.say(chat, li, "new")
        [posted] = receiver.wait_for(lambda: receiver.requests("getMe"))
        assert posted.params["message"]["text"] == "new"


def test_what_people_do_reaches_the_bot_well_formed(api: BotApi, li: User, chat: Chat) -> None:
    group = api.group(-1001, "Readers", topics=True, owner=li)
    thread = api.topic(group, "Chips", li)
    hello = api.say(group, li, "hi @newsbot_test_bot", thread=thread)
    api.say(group, li, "again", reply_to=hello)
    api.edit(group, hello, "changed")
    for kind in ("sticker", "photo", "voice", "video", "document", "location", "contact"):
        api.send_media(chat, li, kind)
    api.say(api.channel(-1002, "Channel"), None, "post")
    api.ask_inline(li, "chips")
    api.block(li)
    kinds = [next(k for k in u if k != "update_id") for u in result(api, "getUpdates")]
    assert kinds == [
        *["message"] * 3,
        "edited_message",
        *["message"] * 7,
        "channel_post",
        "inline_query",
        "my_chat_member",
    ]


@needs_schemas
def test_a_malformed_invention_fails_the_test_that_made_it(api: BotApi, li: User, chat: Chat) -> None:
    with pytest.raises(ValueError, match="malformed update"):
        api.send(chat, li, {"text": 5})


# Editing and deleting


def test_an_edit_shows_and_leaves_the_older_snapshot_alone(api: BotApi, chat: Chat) -> None:
    result(api, "sendMessage", chat_id=chat.id, text="page 1", reply_markup=keyboard(press_me()))
    [before] = api.wait_sent(chat)
    result(api, "editMessageText", chat_id=chat.id, message_id=before.message_id, text="page 2")
    after = api.wait_edited(before)
    assert (before.text, after.text, after.buttons, after.edits) == ("page 1", "page 2", [], 1)


def test_an_edit_without_a_change_is_refused(api: BotApi, chat: Chat) -> None:
    same = {"chat_id": chat.id, "text": "<b>a</b>", "parse_mode": "HTML", "reply_markup": keyboard(press_me())}
    message_id = result(api, "sendMessage", **same)["message_id"]
    for method, params in [
        ("editMessageText", same | {"text": "<strong>a</strong> "}),
        ("editMessageReplyMarkup", {"chat_id": chat.id, "reply_markup": keyboard(press_me())}),
    ]:
        status, description = refusal(api, method, message_id=message_id, **params)
        assert status == 400
        assert description.startswith("Bad Request: message is not modified: ")


def test_what_is_not_there_or_not_its_own_cannot_be_edited_or_deleted(api: BotApi, li: User, chat: Chat) -> None:
    group = api.group(-1001, "Readers")
    theirs = {"chat_id": group.id, "message_id": api.say(group, li, "mine")}
    gone = {"chat_id": chat.id, "message_id": 999}
    assert refusal(api, "editMessageText", text="b", **gone) == (400, "Bad Request: message to edit not found")
    assert refusal(api, "editMessageReplyMarkup", **gone) == (400, "Bad Request: message to edit not found")
    assert refusal(api, "deleteMessage", **gone) == (400, "Bad Request: message to delete not found")
    assert refusal(api, "editMessageText", text="b", **theirs) == (400, "Bad Request: message can't be edited")
    assert refusal(api, "deleteMessage", **theirs) == (400, "Bad Request: message can't be deleted")
    assert refusal(api, "editMessageText", text="b") == (400, "Bad Request: message identifier is not specified")


def test_a_deleted_message_is_gone_but_was_sent(api: BotApi, chat: Chat) -> None:
    message_id = result(api, "sendMessage", chat_id=chat.id, text="one moment")["message_id"]
    result(api, "sendMessage", chat_id=chat.id, text="the answer")
    result(api, "deleteMessage", chat_id=chat.id, message_id=message_id)
    assert [m.text for m in api.messages(chat)] == ["the answer"]
    assert [(m.text, m.deleted) for m in api.wait_sent(chat, 2)] == [("one moment", True), ("the answer", False)]
    assert refusal(api, "editMessageText", chat_id=chat.id, message_id=message_id, text="b")[0] == 400


def test_sent_messages_are_handed_out_once(api: BotApi, chat: Chat) -> None:
    for text in "abc":
        result(api, "sendMessage", chat_id=chat.id, text=text)
    assert [m.text for m in api.wait_sent(chat, 2)] == ["a", "b"]
    assert [m.text for m in api.take_sent(chat)] == ["c"]
    with pytest.raises(TimeoutError, match="sendMessage"):
        api.wait_sent(chat, timeout=0.05)


# Chats


def test_where_the_bot_may_not_write_it_is_told_why(api: BotApi, li: User, chat: Chat) -> None:
    group, other, old = api.group(-1001, "Readers"), api.group(-1002, "Gone"), api.group(-5, "Old", basic=True)
    api.block(li)
    api.kick(group, li)
    api.delete_chat(other)
    new = api.migrate(old, -1003, li)
    assert refusal(api, "sendMessage", chat_id=chat.id, text="a") == (403, "Forbidden: bot was blocked by the user")
    kicked = "Forbidden: bot was kicked from the supergroup chat"
    assert refusal(api, "sendChatAction", chat_id=group.id, action="typing") == (403, kicked)
    assert refusal(api, "sendMessage", chat_id=other.id, text="a")[0] == 403
    assert refusal(api, "sendMessage", chat_id=99, text="a") == (400, "Bad Request: chat not found")
    moved = call(api, "sendMessage", chat_id=old.id, text="a")
    assert (moved.status_code, moved.json()["parameters"]) == (400, {"migrate_to_chat_id": new.id})
    api.unblock(li)
    api.invite(group, li)
    for open_chat in (chat, group, new):
        result(api, "sendMessage", chat_id=open_chat.id, text="a")


def test_a_message_of_before_the_block_can_still_be_edited(api: BotApi, li: User, chat: Chat) -> None:
    message_id = result(api, "sendMessage", chat_id=chat.id, text="a")["message_id"]
    api.block(li)
    result(api, "editMessageText", chat_id=chat.id, message_id=message_id, text="b")


def test_a_channel_is_known_by_its_name(api: BotApi) -> None:
    channel = api.channel(-1002, "Channel", username="chips_daily")
    sent = result(api, "sendMessage", chat_id="@chips_daily", text="a")
    assert sent["sender_chat"]["id"] == channel.id


def test_a_reply_needs_its_message(api: BotApi, li: User, chat: Chat) -> None:
    question = api.say(chat, li, "what news?")
    sent = result(api, "sendMessage", chat_id=chat.id, text="this", reply_parameters={"message_id": question})
    assert sent["reply_to_message"]["text"] == "what news?"
    assert api.messages(chat)[0].reply_to == question
    lost = {"message_id": 999}
    answer = refusal(api, "sendMessage", chat_id=chat.id, text="b", reply_parameters=lost)
    assert answer == (400, "Bad Request: message to be replied not found")
    lenient = lost | {"allow_sending_without_reply": True}
    assert "reply_to_message" not in result(api, "sendMessage", chat_id=chat.id, text="b", reply_parameters=lenient)


def test_a_topic_must_exist(api: BotApi, li: User) -> None:
    group = api.group(-1001, "Readers", topics=True)
    thread = api.topic(group, "Chips", li)
    sent = result(api, "sendMessage", chat_id=group.id, text="a", message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    assert api.messages(group)[0].thread == thread
    answer = refusal(api, "sendMessage", chat_id=group.id, text="a", message_thread_id=thread + 50)
    assert answer == (400, "Bad Request: message thread not found")


def test_message_ids_of_two_groups_collide_as_in_telegram(api: BotApi, li: User) -> None:
    one, two = api.group(-1001, "One"), api.group(-1002, "Two")
    assert api.say(one, li, "a") == api.say(two, li, "b")


def test_members_have_their_status(api: BotApi, li: User) -> None:
    wang = api.user(8, "Wang")
    group = api.group(-1001, "Readers", owner=li)
    assert result(api, "getChatMember", chat_id=group.id, user_id=wang.id)["status"] == "left"
    api.say(group, wang, "hi")
    assert result(api, "getChatMember", chat_id=group.id, user_id=wang.id)["status"] == "member"
    api.promote(group, wang)
    administrators = result(api, "getChatAdministrators", chat_id=group.id)
    assert [(m["user"]["id"], m["status"]) for m in administrators] == [(li.id, "creator"), (8, "administrator")]
    assert all(problem_with("ChatMember", member) is None for member in administrators)
    assert problem_with("ChatFullInfo", result(api, "getChat", chat_id=group.id)) is None


def test_a_group_that_was_left_is_closed(api: BotApi) -> None:
    group = api.group(-1001, "Readers")
    result(api, "leaveChat", chat_id=group.id)
    assert refusal(api, "sendMessage", chat_id=group.id, text="a")[0] == 403


# The other methods


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ({"command": "Latest", "description": "a"}, "BOT_COMMAND_INVALID"),
        ({"command": "latest", "description": "x" * 257}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
def test_a_bad_command_menu_is_refused(api: BotApi, command: dict[str, str], reason: str) -> None:
    assert refusal(api, "setMyCommands", commands=[command]) == (400, f"Bad Request: {reason}")


def test_menus_are_kept_by_scope_and_language(api: BotApi) -> None:
    menu, private = [{"command": "latest", "description": "最新"}], {"type": "all_private_chats"}
    result(api, "setMyCommands", commands=menu, scope=private, language_code="zh")
    assert api.commands(private, "zh") == [("latest", "最新")]
    assert api.commands() == []
    assert result(api, "getMyCommands", scope=private, language_code="zh") == menu
    result(api, "deleteMyCommands", scope=private, language_code="zh")
    assert api.commands(private, "zh") == []


def test_drafts_show_in_private_chats_only(api: BotApi, chat: Chat) -> None:
    result(api, "sendMessageDraft", chat_id=chat.id, draft_id=1, text="<b>The</b>", parse_mode="HTML")
    assert api.drafts(chat) == [{"draft_id": 1, "text": "The", "html": "<b>The</b>"}]
    group = api.group(-1001, "Readers")
    assert refusal(api, "sendMessageDraft", chat_id=group.id, draft_id=1, text="a")[0] == 400
    assert refusal(api, "sendMessageDraft", chat_id=chat.id, draft_id=0, text="a")[0] == 400


def test_inline_answers_follow_the_rules_of_messages(api: BotApi, li: User) -> None:
    def article(identifier: str, text: str) -> dict[str, Any]:
        content = {"message_text": text, "parse_mode": "HTML"}
        return {"type": "article", "id": identifier, "title": "t", "input_message_content": content}

    query_id = api.ask_inline(li, "chips")
    bad = refusal(api, "answerInlineQuery", inline_query_id=query_id, results=[article("1", "<p>")])
    assert "can't parse entities" in bad[1]
    twice = refusal(api, "answerInlineQuery", inline_query_id=query_id, results=[article("1", "a")] * 2)
    assert twice == (400, "Bad Request: RESULT_ID_DUPLICATE")
    result(api, "answerInlineQuery", inline_query_id=query_id, results=[article("1", "a")])
    assert len(api.answers(query_id)) == 1
    assert refusal(api, "answerInlineQuery", inline_query_id="5", results=[])[0] == 400


# Faults


def test_ordered_refusals_come_as_often_as_ordered(api: BotApi, li: User, chat: Chat) -> None:
    other = api.private(api.user(8, "Wang"))
    api.fail_next("sendMessage", 429, retry_after=3, chat=chat)
    api.fail_next("getMe", 500, "Internal Server Error", times=2)
    result(api, "sendMessage", chat_id=other.id, text="a")
    flood = call(api, "sendMessage", chat_id=chat.id, text="a")
    assert (flood.status_code, flood.json()["parameters"]) == (429, {"retry_after": 3})
    assert flood.json()["description"] == "Too Many Requests: retry after 3"
    result(api, "sendMessage", chat_id=chat.id, text="a")
    assert [call(api, "getMe").status_code for _ in range(3)] == [500, 500, 200]
    assert [r.status for r in api.requests("sendMessage")] == [200, 429, 200]


@pytest.mark.parametrize(("processed", "texts"), [(True, ["a"]), (False, [])])
def test_a_dropped_request_is_done_or_not_as_ordered(
    api: BotApi, chat: Chat, processed: bool, texts: list[str]
) -> None:
    api.drop_next("sendMessage", processed=processed)
    with pytest.raises(httpx.RemoteProtocolError):
        call(api, "sendMessage", chat_id=chat.id, text="a")
    assert [m.text for m in api.messages(chat)] == texts
    assert [r.status for r in api.requests()] == [0]


def test_a_delay_of_one_chat_holds_up_no_other(api: BotApi, chat: Chat) -> None:
    other = api.private(api.user(8, "Wang"))
    api.delay("sendMessage", 60, chat=chat)
    slow = threading.Thread(target=lambda: call(api, "sendMessage", chat_id=chat.id, text="slow"))
    slow.start()
    api.wait_for(lambda: api.requests("sendMessage"))
    result(api, "sendMessage", chat_id=other.id, text="fast")
    assert api.messages(chat) == []
    assert api.requests()[0].status is None
    api.delay("sendMessage", 0, chat=chat)
    assert [m.text for m in api.wait_sent(chat)] == ["slow"]
    slow.join(timeout=5)


def test_a_delay_does_not_outlive_the_server() -> None:
    with BotApi() as api:
        api.delay("getMe", 60)
        slow = threading.Thread(target=lambda: call(api, "getMe"))
        slow.start()
        api.wait_for(lambda: api.requests("getMe"))
    slow.join(timeout=5)
    assert not slow.is_alive()


def test_requests_tell_what_and_when(api: BotApi, chat: Chat) -> None:
    call(api, "sendMessage", chat_id=chat.id, text="a", disable_notification=True)
    call(api, "getMe")
    [sent] = api.requests("sendMessage")
    assert isinstance(sent, Request)
    assert sent.params == {"chat_id": chat.id, "text": "a", "disable_notification": True}
    assert sent.time <= api.requests("getMe")[0].time
    assert api.messages(chat)[0].silent
