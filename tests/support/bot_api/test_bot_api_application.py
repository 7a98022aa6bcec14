"""A real python-telegram-bot Application on the loopback Bot API."""

from __future__ import annotations

import asyncio
import os
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

os.environ.setdefault("PTB_TIMEDELTA", "true")

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from tests.support.bot_api import BotApi, Chat, User
from tests.support.bot_api.client import BASIC, result

Context = ContextTypes.DEFAULT_TYPE
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 360) + b"\r\n--not a boundary\r\n\x00\xff"


async def echo(update: Update, context: Context) -> None:
    """Answer with the same words and a button."""
    assert update.effective_message
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("again", callback_data="again")]])
    await update.effective_message.reply_text(update.effective_message.text or "", "HTML", reply_markup=markup)


async def again(update: Update, context: Context) -> None:
    assert update.callback_query
    await update.callback_query.answer()
    await update.callback_query.edit_message_text("<b>again</b>", parse_mode="HTML")


@asynccontextmanager
async def polling(api: BotApi) -> AsyncIterator[tuple[Any, list[Exception]]]:
    """A running echo bot and the errors that its handlers met."""
    errors: list[Exception] = []

    async def note(update: object, context: Context) -> None:
        assert isinstance(context.error, Exception)
        errors.append(context.error)

    app = Application.builder().token(api.token).base_url(f"{api.url}/bot").concurrent_updates(True).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.add_handler(CallbackQueryHandler(again))
    app.add_error_handler(note)
    assert app.updater
    async with app:
        await app.start()
        await app.updater.start_polling(timeout=10, error_callback=errors.append)
        try:
            yield app, errors
        finally:
            await app.updater.stop()
            await app.stop()


async def test_an_application_polls_answers_and_edits(api: BotApi, li: User, chat: Chat) -> None:
    async with polling(api) as (_app, errors):
        api.say(chat, li, "<i>hello</i>")
        [answer] = await asyncio.to_thread(api.wait_sent, chat)
        assert answer.text == "hello"
        query_id = api.press(answer, "again", li)
        assert (await asyncio.to_thread(api.wait_edited, answer)).text == "again"
        assert api.answers(query_id)
    assert errors == []
    assert api.violations == []
    assert api.unacknowledged == 0


async def test_nothing_is_lost_over_a_restart(api: BotApi, li: User, chat: Chat) -> None:
    api.say(chat, li, "while away")
    async with polling(api):
        await asyncio.to_thread(api.wait_sent, chat)
    async with polling(api) as (_app, errors):
        api.say(chat, li, "back again")
        await asyncio.to_thread(api.wait_sent, chat)
    assert [m.text for m in api.messages(chat)] == ["while away", "back again"]
    assert errors == []


async def test_two_people_are_served_at_once(api: BotApi, li: User, chat: Chat) -> None:
    other = api.private(wang := api.user(8, "Wang"))
    api.delay("sendMessage", 60, chat=chat)
    async with polling(api):
        api.say(chat, li, "slow")
        api.say(other, wang, "fast")
        await asyncio.to_thread(api.wait_sent, other)
        assert api.messages(chat) == []
        api.delay("sendMessage", 0, chat=chat)
        await asyncio.to_thread(api.wait_sent, chat)


async def test_errors_reach_the_application_as_its_own_types(api: BotApi, li: User, chat: Chat) -> None:
    old, blocked = api.group(-5, "Old", basic=True), api.private(wang := api.user(8, "Wang"))
    api.migrate(old, -1003, li)
    api.block(wang)
    async with polling(api) as (app, _errors):
        api.fail_next("sendMessage", 429, retry_after=17)
        with pytest.raises(RetryAfter) as flood:
            await app.bot.send_message(chat.id, "a")
        assert flood.value.retry_after.total_seconds() == 17  # type: ignore[union-attr]
        with pytest.raises(ChatMigrated) as moved:
            await app.bot.send_message(old.id, "a")
        assert moved.value.new_chat_id == -1003
        with pytest.raises(Forbidden):
            await app.bot.send_message(blocked.id, "a")
        with pytest.raises(BadRequest, match="parse entities"):
            await app.bot.send_message(chat.id, "<p>", parse_mode="HTML")
        api.drop_next("sendMessage")
        with pytest.raises(NetworkError):
            await app.bot.send_message(chat.id, "sent all the same")
    assert [m.text for m in api.messages(chat)] == ["sent all the same"]


async def test_a_second_application_makes_the_first_meet_a_conflict(api: BotApi) -> None:
    async with polling(api) as (_app, errors):
        await asyncio.to_thread(api.wait_for, lambda: api.requests("getUpdates"))
        await asyncio.to_thread(result, api, "getUpdates")
        await asyncio.to_thread(api.wait_for, lambda: errors)
    assert isinstance(errors[0], Conflict)


async def test_uploads_arrive_whole(api: BotApi, chat: Chat) -> None:
    async with polling(api) as (app, _errors):
        sent = await app.bot.send_photo(chat.id, PNG, caption="<b>Coverage</b>", parse_mode="HTML")
        assert sent.photo[-1].width == 640
        await app.bot.edit_message_caption(chat.id, sent.message_id, caption="Less")
        await app.bot.send_document(chat.id, b"line\r\n", filename="evaluation.jsonl")
        with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
            await app.bot.send_photo(chat.id, b"no picture")
        with pytest.raises(BadRequest, match="caption is too long"):
            await app.bot.send_photo(chat.id, PNG, caption="x" * 1025)
    picture, file = api.messages(chat)
    assert (picture.photo, picture.text, file.document) == (PNG, "Less", b"line\r\n")
    assert api.requests("sendPhoto")[0].params["photo"] == "attach://photo"
    assert api.violations == []


async def test_an_application_asks_for_chats_and_menus(api: BotApi, li: User) -> None:
    group = api.group(-1001, "Readers", owner=li)
    async with polling(api) as (app, _errors):
        assert (await app.bot.get_chat(group.id)).title == "Readers"
        assert [m.user.id for m in await app.bot.get_chat_administrators(group.id)] == [li.id]
        await app.bot.set_my_commands([("latest", "Latest news")])
        await app.bot.set_chat_menu_button()
        await app.bot.send_chat_action(group.id, "typing")
    assert api.commands() == [("latest", "Latest news")]
    assert api.violations == []


async def test_an_application_comes_up_on_the_common_methods_alone() -> None:
    with BotApi(only=BASIC) as api:
        chat = api.private(li := api.user(7, "Li"))
        async with polling(api) as (app, errors):
            api.say(chat, li, "hello")
            await asyncio.to_thread(api.wait_sent, chat)
            with pytest.raises(InvalidToken):  # so the library words any 404
                await app.bot.set_my_commands([("latest", "Latest news")])
        assert errors == []


async def test_waiting_on_the_event_loop_is_refused(api: BotApi, chat: Chat) -> None:
    with pytest.raises(RuntimeError, match="to_thread"):
        api.wait_sent(chat)


async def test_inline_results_and_drafts_of_the_library_are_well_formed(api: BotApi, li: User, chat: Chat) -> None:
    query_id = api.ask_inline(li, "chips")
    async with polling(api) as (app, _errors):
        content = InputTextMessageContent("<b>Chips</b>", "HTML", link_preview_options=LinkPreviewOptions(True))
        await app.bot.answer_inline_query(query_id, [InlineQueryResultArticle("1", "Chips", content)], cache_time=5)
        await app.bot.send_message_draft(chat.id, 5, "The answer gr")
        await app.bot.send_message_draft(chat.id, 5, "The answer grows")
        message = await app.bot.send_message(chat.id, "The answer", reply_parameters=ReplyParameters(9, None, True))
        await app.bot.delete_messages(chat.id, [message.message_id])
    assert api.answers(query_id)[0]["results"][0]["title"] == "Chips"
    assert [draft["text"] for draft in api.drafts(chat)] == ["The answer gr", "The answer grows"]
    assert api.messages(chat) == []
    assert api.violations == []
