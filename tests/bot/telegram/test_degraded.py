"""On a server that knows nine methods and refuses all others, and on one that fails: what can work works."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.app import Parts
from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import Question, Understood
from bot.core.catalogue import say
from bot.core.person import Person
from bot.core.reply import Button, File, Piece, Reply
from bot.core.reply_json import reply_to_json
from data.chats.outbox import Outbox
from tests.bot.telegram.setup import AT, ask, configured, press_in_place, running
from tests.bot.telegram.test_files import CHART
from tests.support.bot_api import BotApi, Chat, User
from tests.support.bot_api.client import BASIC

FLOOD = "How many people were moved to safety by the flood in Linjiang?"


class ChartingRouter(Router):
    """Draws a chart of anything."""

    def respond(self, message: Understood, person: Person) -> Reply:
        if not isinstance(message, Question) or message.words != "chart":
            return super().respond(message, person)
        return Reply((Piece("three a day"),), ((Button("7 days", "page:1:0"),),), file=CHART)


@pytest.fixture(params=[404, 500])
async def poor(request: pytest.FixtureRequest, router: Router, news: Parts, config: Config) -> AsyncIterator[BotApi]:
    """A running bot on a server that knows little and whose first getMe fails."""
    router = ChartingRouter(news.store, news.answerer, lambda: AT)
    with BotApi(only=BASIC, refuse_with=request.param) as api:
        api.fail_next("getMe", request.param)
        async with running(configured(api, config.home), router):
            yield api
        assert api.violations == []
        assert api.unacknowledged == 0


@pytest.fixture
def reader(poor: BotApi) -> User:
    return poor.user(8, "Ann", "en")


@pytest.fixture
def chat(poor: BotApi, reader: User) -> Chat:
    return poor.private(reader)


async def test_questions_lists_and_articles(poor: BotApi, chat: Chat, reader: User) -> None:
    answer = await ask(poor, chat, reader, FLOOD)
    assert "5,480" in answer.text
    listed = await ask(poor, chat, reader, "/latest 5")
    listed = await press_in_place(poor, listed, "Next ›", reader)
    assert "\n6. " in listed.text
    assert (await ask(poor, chat, reader, "/start")).text.startswith(say("en", "start"))


async def test_a_reply_with_a_picture_comes_as_words(poor: BotApi, chat: Chat, reader: User) -> None:
    reply = await ask(poor, chat, reader, "chart")
    assert (reply.text, reply.photo) == ("three a day", None)
    assert [button.text for button in reply.buttons] == ["7 days"]


async def test_mails_arrive_with_and_without_files(poor: BotApi, chat: Chat, reader: User, news: Parts) -> None:
    outbox = Outbox(news.store.database)
    for key, file in (("words", None), ("picture", CHART), ("export", File("a.jsonl", b"{}"))):
        reply = Reply((Piece(key),), file=file)
        outbox.put(key, f"telegram:{chat.id}", None, reply_to_json(reply), AT - timedelta(minutes=1))
    said = await asyncio.to_thread(poor.wait_sent, chat, 3, timeout=60)
    assert [message.text for message in said] == ["words", "picture", "export"]


async def test_settings_are_set_by_buttons(poor: BotApi, chat: Chat, reader: User, router: Router) -> None:
    panel = await ask(poor, chat, reader, "/settings")
    seen = {panel.text}
    for _ in range(2):  # into a page of choices, and one of them
        button = next(each for each in panel.buttons if each.data)
        query = poor.press(panel, button.data or "", reader)
        await asyncio.to_thread(poor.wait_answered, query)
        panel = await asyncio.to_thread(poor.wait_edited, panel)
        seen.add(panel.text + str(panel.rows))
    assert len(seen) == 3


async def test_groups_are_served(poor: BotApi, reader: User) -> None:
    group = poor.group(-1001, "Readers")
    asked = poor.say(group, reader, f"@{poor.bot.username} {FLOOD}")
    [answer] = await asyncio.to_thread(poor.wait_sent, group, timeout=60)
    assert "5,480" in answer.text
    assert answer.reply_to == asked
    poor.say(group, reader, "/subscribe flood")
    assert (await asyncio.to_thread(poor.wait_sent, group))[0].text  # nobody can be shown to be an administrator


async def test_inline_queries_and_drafts_cost_no_reply(poor: BotApi, chat: Chat, reader: User) -> None:
    poor.ask_inline(reader, "flood")
    assert (await ask(poor, chat, reader, "/help")).text.startswith(say("en", "help-title"))
