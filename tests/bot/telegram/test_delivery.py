"""What Telegram and the network do to a reply on its way: refusals, limits, broken connections."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.app import Parts
from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import SmallTalk, Understood
from bot.core.catalogue import say
from bot.core.person import Person
from bot.core.reply import Button, Piece, Pressed, Reply, plain
from bot.telegram.application import build
from bot.telegram.delivery import Delivery, Destination
from bot.telegram.rendering import RenderedMessage, render
from bot.telegram.updates.remembered import Remembered
from tests.bot.telegram.setup import ask, press, press_in_place, replies
from tests.support.bot_api import BotApi, Chat, User

HELP = say("zh", "help-title")


def sends(api: BotApi, chat: Chat) -> list[int | None]:
    """The status of each attempt to send to the chat."""
    return [request.status for request in api.requests("sendMessage") if request.params["chat_id"] == chat.id]


@pytest.mark.usefixtures("bot")
async def test_a_flood_limit_is_waited_out_and_the_answer_arrives_once(
    api: BotApi, chat: Chat, li: User, ann_chat: Chat, ann: User
) -> None:
    api.fail_next("sendMessage", 429, retry_after=1, chat=chat)
    api.say(chat, li, "/help")
    await asyncio.to_thread(api.wait_for, lambda: sends(api, chat) == [429])
    await ask(api, ann_chat, ann, "/help")  # another chat does not wait
    assert sends(api, chat) == [429]
    [helped] = await replies(api, chat)
    assert helped.text.startswith(HELP)
    refused, sent = api.requests("sendMessage")[0], api.requests("sendMessage")[-1]
    assert sent.time - refused.time >= 1
    assert len(api.messages(chat)) == 1


@pytest.mark.usefixtures("bot")
async def test_a_flood_limit_of_hours_is_not_waited_for(
    api: BotApi, chat: Chat, li: User, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail_next("sendMessage", 429, retry_after=43837)
    api.say(chat, li, "/latest 5")
    await ask(api, chat, li, "/help")
    assert sends(api, chat) == [429, 200]
    assert [record.exc_info for record in caplog.records if "did not get through" in record.message] == [None]


@pytest.mark.usefixtures("bot")
async def test_refused_markup_goes_as_plain_text(api: BotApi, chat: Chat, li: User) -> None:
    # with what is new in it, and without
    api.fail_next("sendMessage", 400, "Bad Request: can't parse entities: Unsupported start tag", times=2)
    listed = await ask(api, chat, li, "/latest 1")
    assert listed.text.startswith("最新消息")
    assert listed.links == []
    assert "https://news.example/" in listed.text
    assert listed.buttons
    api.fail_next("editMessageText", 400, "Bad Request: can't parse entities: Unsupported start tag", times=2)
    assert (await press_in_place(api, listed, "下一页 ›", li)).links == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("processed", [True, False])
async def test_a_send_whose_fate_is_unclear_is_not_repeated(
    api: BotApi, chat: Chat, li: User, processed: bool, caplog: pytest.LogCaptureFixture
) -> None:
    api.drop_next("sendMessage", processed=processed)
    api.say(chat, li, "/latest 5")
    await asyncio.to_thread(api.wait_for, lambda: sends(api, chat) == [0])
    api.take_sent(chat)
    assert (await ask(api, chat, li, "/help")).text.startswith(HELP)
    assert sends(api, chat) == [0, 200]
    assert "it may have arrived" in caplog.text


@pytest.mark.usefixtures("bot")
async def test_a_failure_that_telegram_admits_is_tried_again(api: BotApi, chat: Chat, li: User) -> None:
    api.fail_next("sendMessage", 500, "Internal Server Error")
    assert (await ask(api, chat, li, "/help")).text.startswith(HELP)
    assert sends(api, chat) == [500, 200]


@pytest.mark.usefixtures("bot")
async def test_the_failure_of_a_gateway_says_nothing_of_the_message(api: BotApi, chat: Chat, li: User) -> None:
    api.fail_next("sendMessage", 502, "Bad Gateway")
    api.say(chat, li, "/latest 5")
    assert (await ask(api, chat, li, "/help")).text.startswith(HELP)
    assert sends(api, chat) == [502, 200]


@pytest.mark.usefixtures("bot")
async def test_an_edit_may_be_done_twice(api: BotApi, chat: Chat, li: User) -> None:
    listed = await ask(api, chat, li, "/latest 5")
    api.drop_next("editMessageText", processed=True)
    query = api.press(listed, "下一页 ›", li)
    await asyncio.to_thread(api.wait_for, lambda: len(api.requests("editMessageText")) == 2)
    await asyncio.to_thread(api.wait_answered, query)
    await ask(api, chat, li, "/help")
    assert "\n6. " in api.current(listed).text


@pytest.mark.usefixtures("bot")
async def test_a_person_who_blocked_the_bot_costs_one_line(
    api: BotApi, chat: Chat, li: User, ann_chat: Chat, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    api.delay("sendMessage", 30, chat=chat)
    api.say(chat, li, "/help")
    await asyncio.to_thread(api.wait_for, lambda: sends(api, chat))
    api.block(li)
    api.delay("sendMessage", 0, chat=chat)
    assert (await ask(api, ann_chat, ann, "/help")).text.startswith("Commands")
    await asyncio.to_thread(api.wait_for, lambda: "blocked by the user" in caplog.text)
    assert sends(api, chat) == [403]
    [line] = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert line.exc_info is None


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("words", ["chat not found", "not enough rights to send text messages", "TOPIC_CLOSED"])
async def test_a_chat_closed_to_the_bot_gets_no_second_message(
    api: BotApi, chat: Chat, li: User, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail_next("sendMessage", 400, f"Bad Request: {words}")
    api.say(chat, li, "/latest 5")
    assert (await ask(api, chat, li, "/help")).text.startswith(HELP)
    assert sends(api, chat) == [400, 200]
    assert caplog.text.count("did not get through") == 1


@pytest.mark.usefixtures("bot")
async def test_any_other_refusal_is_our_mistake_and_the_person_is_told(
    api: BotApi, chat: Chat, li: User, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail_next("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID")
    assert (await ask(api, chat, li, "/latest 5")).text == say("zh", "failed")
    [line] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "BadRequest: Button_data_invalid (" in line.message
    assert line.exc_info is None


class BrokenRouter(Router):
    """Says badly that it is broken."""

    def respond(self, message: Understood, person: Person) -> Reply:
        if isinstance(message, SmallTalk):
            return plain("hello")
        raise RuntimeError("the disk\nis full")

    def press(self, action: str, person: Person) -> Pressed:
        raise RuntimeError("the disk is full")


class TestBroken:
    """A router that fails."""

    @pytest.fixture
    def router(self, news: Parts) -> Router:
        return BrokenRouter(news.store, news.answerer)

    @pytest.mark.usefixtures("bot")
    async def test_the_person_is_told_once_and_the_operator_in_one_line(
        self, api: BotApi, ann_chat: Chat, ann: User, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert (await ask(api, ann_chat, ann, "who?")).text == say("en", "failed")
        assert (await ask(api, ann_chat, ann, "hello")).text == "hello"
        [line] = [record for record in caplog.records if record.levelno >= logging.ERROR]
        assert "RuntimeError: the disk (test_delivery.py:" in line.message
        assert "\n" not in line.message

    @pytest.mark.usefixtures("bot")
    async def test_a_press_that_fails_is_answered_too(
        self, api: BotApi, ann_chat: Chat, ann: User, config: Config, router: Router
    ) -> None:
        reply = Reply((Piece("a list"),), ((Button("open", "article:1:0"),),))
        async with build(config, router) as application:
            await Delivery(application.bot).send(Destination(ann_chat.id), render(reply))
        [message] = await replies(api, ann_chat)
        assert (await press(api, message, "open", ann)).text == say("en", "failed")


def test_only_the_newest_replies_are_remembered() -> None:
    replies = Remembered[list[int]](2)
    for asked in (1, 2, 1, 3):
        replies.remember((7, asked), [asked * 10])
    assert [replies.of((7, asked)) for asked in (1, 2, 3)] == [[10], None, [30]]


async def test_changed_replies_grow_and_shrink(api: BotApi, chat: Chat, config: Config, router: Router) -> None:
    def parts(*texts: str) -> list[RenderedMessage]:
        return [message for text in texts for message in render(plain(text))]

    place = Destination(chat.id)
    async with build(config, router) as application:
        bot, delivery = application.bot, Delivery(application.bot)
        ids = await delivery.change(place, [], parts("one", "two"))
        ids = await delivery.change(place, ids, parts("one", "zwei", "drei"))
        assert [m.text for m in api.messages(chat)] == ["one", "zwei", "drei"]
        ids = await delivery.change(place, ids, parts("un"))
        assert [m.text for m in api.messages(chat)] == ["un"]
        await bot.delete_message(chat.id, ids[0])
        [new] = await delivery.change(place, ids, parts("uno"))
    assert [m.message_id for m in api.messages(chat)] == [new]
