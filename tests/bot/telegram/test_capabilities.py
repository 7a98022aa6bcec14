"""Times, quotes, texts to copy and pictures above a text: on a server that knows them, and on those that do not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.app import Parts
from bot.config import Config
from bot.conversation.router import Router
from bot.core.reply import Button, Piece, Reply
from bot.core.reply_json import reply_to_json
from bot.telegram.application import build
from bot.telegram.delivery import Delivery, Destination
from bot.telegram.rendering import render
from data.chats.outbox import Outbox
from tests.bot.telegram.setup import AT, PICTURE, ask, configured, press, press_in_place, replies, running
from tests.support.bot_api import BotApi, Chat, SentMessage, User
from tests.support.bot_api.client import BASIC
from tests.support.bot_api.rules import NEWER

FLOOD = "How many people were moved to safety by the flood in Linjiang?"
NEW = Reply(
    (Piece("News"), Piece("\n"), Piece("3 hours before", time=AT - timedelta(hours=3)), Piece("\n"),
     Piece("its paragraph", quoted=True)),
    ((Button("more", "article:1:0", unquoted="quote:1:0:4:7"), Button("copy", "", copy="“News”")),),
    preview=PICTURE,
)  # fmt: skip


def kinds(message: SentMessage) -> set[str]:
    """Of all that is new in a message."""
    found = {"tg-time" for each in message.entities if each["type"] == "date_time"}
    found |= {"blockquote" for each in message.entities if each["type"] == "expandable_blockquote"}
    found |= {"copy_text" for button in message.buttons if button.copy}
    return found | ({"link_preview"} if message.preview != {"is_disabled": True} else set())


def statuses(api: BotApi) -> list[int | None]:
    return [request.status for request in api.requests("sendMessage")]


def test_the_server_is_told_of_all_that_there_is() -> None:
    assert {"tg-time", "blockquote", "copy_text", "link_preview"} == NEWER


class TestKnown:
    """A server of today."""

    @pytest.fixture(autouse=True)
    def begun(self, bot: None) -> None:
        """The bot is running."""

    async def test_an_answer_has_its_paragraph_folded_and_its_time_for_the_phone_to_tell(
        self, api: BotApi, ann_chat: Chat, ann: User
    ) -> None:
        answer = await ask(api, ann_chat, ann, FLOOD)
        assert kinds(answer) == {"tg-time", "blockquote", "copy_text"}
        [quote] = [each for each in answer.entities if each["type"] == "expandable_blockquote"]
        words = answer.text.encode("utf-16-le")[2 * quote["offset"] : 2 * (quote["offset"] + quote["length"])]
        assert "5,480" in words.decode("utf-16-le")
        assert sum(each["type"] == "bold" for each in answer.entities) == 2
        [time] = [each for each in answer.entities if each["type"] == "date_time"]
        assert (time["date_time_format"], answer.text[time["offset"] :].startswith("19 Jun 2022, 17:45")) == (
            "Dt",
            True,
        )

    async def test_its_buttons_open_the_text_and_copy_the_quote(self, api: BotApi, ann_chat: Chat, ann: User) -> None:
        answer = await ask(api, ann_chat, ann, FLOOD)
        copy = answer.button("📋 Copy").copy
        assert copy
        assert "5,480" in copy
        assert "\nhttps://news.example/" in copy
        assert len(copy) <= 256
        text = await press(api, answer, "Read 1", ann)
        assert text.text.startswith("Most Linjiang flood evacuees")

    async def test_news_of_today_is_so_many_hours_old(self, api: BotApi, ann_chat: Chat, ann: User) -> None:
        listed = await ask(api, ann_chat, ann, "/latest 5")
        formats = [each["date_time_format"] for each in listed.entities if each["type"] == "date_time"]
        assert formats == ["r", "Dt", "Dt", "Dt", "Dt"]

    async def test_what_is_shared_has_what_the_server_is_known_to_take(
        self, api: BotApi, ann_chat: Chat, ann: User
    ) -> None:
        async def shared() -> str:
            answer = await asyncio.to_thread(api.wait_answered, api.ask_inline(ann, "Linjiang flood"))
            return str(answer["results"][0]["input_message_content"]["message_text"])

        assert "<tg-time" not in await shared()
        await ask(api, ann_chat, ann, "/latest 5")
        assert "<tg-time" in await shared()

    async def test_an_article_has_its_picture_above_the_text_and_a_list_none(
        self, api: BotApi, ann_chat: Chat, ann: User
    ) -> None:
        found = await ask(api, ann_chat, ann, "/search Quibbleton")
        assert found.preview == {"is_disabled": True}
        opened = await press_in_place(api, found, "Read 1", ann)
        assert opened.preview == {"url": PICTURE, "prefer_large_media": True, "show_above_text": True}
        second = await press_in_place(api, opened, "Next part ›", ann)
        assert second.preview == {"is_disabled": True}
        assert "link_preview" in kinds(await press_in_place(api, second, "‹ Part before", ann))


@pytest.fixture(params=[*({each} for each in sorted(NEWER)), set(NEWER)], ids=lambda lacks: "+".join(sorted(lacks)))
def lacks(request: pytest.FixtureRequest) -> set[str]:
    return set(request.param)


@pytest.fixture
def older(lacks: set[str]) -> Iterator[BotApi]:
    """A server that does not know some of it, or nothing."""
    with BotApi(only=BASIC, lacks=lacks) as api:
        yield api
        assert api.violations == []


async def test_what_a_server_refuses_is_left_out_and_not_tried_again(
    older: BotApi, lacks: set[str], config: Config, router: Router
) -> None:
    chat = older.private(older.user(8, "Ann", "en"))
    async with build(configured(older, config.home), router) as application:
        delivery, place = Delivery(application.bot), Destination(chat.id)
        [first] = await delivery.send(place, render(NEW, AT))
        assert len(statuses(older)) <= len(lacks) + 1
        tried = len(statuses(older))
        await delivery.send(place, render(NEW, AT))
        await delivery.change(
            place, [first], render(Reply((Piece("Other "), *NEW.pieces), NEW.buttons, preview=PICTURE))
        )
    assert statuses(older) == [*[400] * (tried - 1), 200, 200]
    assert [request.status for request in older.requests("editMessageText")] == [200]
    for message in older.messages(chat):
        assert kinds(message) == NEWER - lacks
        assert ("its paragraph" in message.text) == ("blockquote" not in lacks)
        assert [each.action for each in message.buttons if each.action] == [
            "quote:1:0:4:7" if "blockquote" in lacks else "article:1:0"
        ]


async def test_an_answer_is_what_it_was_before_there_was_any_of_it(config: Config, router: Router) -> None:
    with BotApi(only=BASIC, lacks=set(NEWER)) as api:
        chat = api.private(ann := api.user(8, "Ann", "en"))
        async with running(configured(api, config.home), router):
            answer = await ask(api, chat, ann, FLOOD)
            assert kinds(answer) == set()
            assert answer.text.endswith("[1] Most Linjiang flood evacuees are home; 1,910 still in shelters\n"
                                        "Linjiang Weekly · 19 Jun 2022, 17:45")  # fmt: skip
            assert [each.text for each in answer.buttons] == ["Read 1", "👍", "👎", "🔔 Follow", "🔎 Similar"]
            quote = await press(api, answer, "Read 1", ann)
            assert quote.text.startswith(
                "Most Linjiang flood evacuees are home; 1,910 still in shelters\nLinjiang Weekly"
            )
            assert [entity["type"] for entity in quote.entities] == ["text_link", "bold"]
            assert len((await press(api, quote, "Full text ›", ann)).text) > len(quote.text)
            tried = len(statuses(api))
            await ask(api, chat, ann, FLOOD)
            assert statuses(api)[tried:] == [200]
        assert api.violations == []


async def test_mails_too_are_sent_as_the_server_can_take_them(config: Config, router: Router, news: Parts) -> None:
    with BotApi(only=BASIC, lacks=set(NEWER)) as api:
        chat = api.private(api.user(8, "Ann", "en"))
        for key in ("first", "second"):
            Outbox(news.store.database).put(key, f"telegram:{chat.id}", None, reply_to_json(NEW), AT)
        async with running(configured(api, config.home), router):
            first, second = await asyncio.to_thread(api.wait_sent, chat, 2, timeout=60)
        assert first.text == second.text == "News\n3 hours before"
        assert statuses(api)[-2:] == [200, 200]
        assert api.violations == []


async def test_a_picture_that_cannot_be_had_is_left_out_of_its_message_only(
    api: BotApi, chat: Chat, config: Config, router: Router
) -> None:
    api.fail_next("sendMessage", 400, "Bad Request: WEBPAGE_CURL_FAILED")
    async with build(config, router) as application:
        delivery = Delivery(application.bot)
        for _ in range(2):
            await delivery.send(Destination(chat.id), render(NEW, AT))
    first, second = await replies(api, chat, 2)
    assert kinds(first) == NEWER - {"link_preview"}
    assert kinds(second) == NEWER


@pytest.mark.parametrize(
    ("refusal", "left"),
    [
        ("unknown field", set()),
        ("can't parse link_preview_options", NEWER - {"link_preview"}),
        ("BUTTON_COPY_TEXT_INVALID", NEWER - {"copy_text"}),
        ('can\'t parse entities: Expected equal sign in declaration of an attribute of the tag "blockquote"',
         NEWER - {"blockquote"}),
        ("can't parse entities", {"copy_text", "link_preview"}),
    ],
)  # fmt: skip
async def test_a_refusal_is_for_what_it_names_and_else_for_all_of_its_kind(
    api: BotApi, chat: Chat, config: Config, router: Router, refusal: str, left: set[str]
) -> None:
    api.fail_next("sendMessage", 400, f"Bad Request: {refusal}")
    async with build(config, router) as application:
        delivery = Delivery(application.bot)
        for _ in range(2):
            await delivery.send(Destination(chat.id), render(NEW, AT))
    assert [kinds(message) for message in await replies(api, chat, 2)] == [left, left]
    assert statuses(api) == [400, 200, 200]


async def test_a_refusal_for_something_else_makes_nothing_unknown(
    api: BotApi, chat: Chat, config: Config, router: Router
) -> None:
    async with build(config, router) as application:
        delivery = Delivery(application.bot)
        api.fail_next("sendMessage", 400, "Bad Request: can't parse entities: Unclosed start tag", times=2)
        await delivery.send(Destination(chat.id), render(NEW, AT))  # in the end without any markup
        await delivery.send(Destination(chat.id), render(NEW, AT))
    first, second = await replies(api, chat, 2)
    assert (first.text, kinds(first) & {"tg-time", "blockquote"}) == ("News\n3 hours before", set())
    assert kinds(second) == NEWER
