"""Buttons made up, or taken along from another chat, of every family there is: they show nothing and change nothing."""

from __future__ import annotations

import asyncio

import pytest

from bot.config import Config
from bot.conversation.router import Router
from bot.core.catalogue import say
from bot.core.seals import Seals
from bot.features.admin.all import operating
from bot.features.feature import presses_of
from data.models import Entry
from data.store.articles import Store
from tests.bot.telegram.setup import AT, ask, replies, with_buttons
from tests.support.bot_api import BotApi, Chat, User
from tests.support.made import Answers, answered
from tests.support.stored import keep

pytestmark = pytest.mark.usefixtures("bot")
NUMBERS = ("1", "1:0")
NEWS = {"article", "part", "quote", "history", "story", "alike"}
QUESTION = "临江转移了多少人?"


@pytest.fixture
def router(store: Store) -> Router:
    """News and answers made by hand: nothing here needs a model."""
    keep(
        store, *(Entry(f"标题{number}", "正文。", f"https://news.example/{number}") for number in range(1, 10)), now=AT
    )
    features = operating(Config(), store, lambda: AT)
    return Router(store, Answers({QUESTION: answered()}), lambda: AT, operating=features)


def families(router: Router) -> list[str]:
    presses = presses_of((*router.features, *operating(Config(), router.store, lambda: AT)))
    assert {"watch", "again", "page", "good", "bad", "do", "told", "list", "cast"} <= presses.keys()
    return sorted({"read", *presses})


def everything(router: Router) -> list[object]:
    database = router.store.database
    tables = ("turns", "feedback", "subscriptions", "buttons", "shared_pages", "sources", "outbox", "mishaps")
    return [database.rows(f"SELECT * FROM {table}") for table in tables]


async def test_a_strangers_buttons_of_every_family_are_no_longer_valid(
    api: BotApi, router: Router, chat: Chat, li: User, ann_chat: Chat, ann: User
) -> None:
    """As they would be in Li's chat, pressed by Ann in hers; and those of the rest without a seal at all."""
    await ask(api, chat, li, "/search 标题")
    await ask(api, chat, li, QUESTION)
    shown = await ask(api, ann_chat, ann, "/help")
    before, sent = everything(router), len(api.messages(ann_chat))
    actions = [(kind, f"{kind}:{end}") for kind in families(router) for end in NUMBERS]
    forged = [Seals(api.token).sealed(chat.id, action) for _, action in actions]
    forged += [action for kind, action in actions if kind not in NEWS]
    for data in forged:
        query = api.press(with_buttons(shown, data), data, ann, stale=True)
        assert (await asyncio.to_thread(api.wait_answered, query, 60))["text"] == say("en", "view-gone")
    assert (everything(router), len(api.messages(ann_chat))) == (before, sent)


async def test_genuine_buttons_are_pressed_in_their_own_chat(api: BotApi, chat: Chat, li: User, ann: User) -> None:
    found = await ask(api, chat, li, "/search 标题")
    more = next(button for button in found.buttons if (button.action or "").startswith("page:"))
    query = api.press(found, more.text, li)
    assert "第 2 / 2 页" in (await asyncio.to_thread(api.wait_edited, found)).text
    assert "text" not in await asyncio.to_thread(api.wait_answered, query)
    stranger = api.private(ann)
    shown = await ask(api, stranger, ann, "/help")
    query = api.press(with_buttons(shown, str(more.data)), str(more.data), ann, stale=True)
    assert (await asyncio.to_thread(api.wait_answered, query))["text"] == say("en", "view-gone")


async def test_buttons_that_older_versions_left_under_news_lead_to_it(api: BotApi, chat: Chat, li: User) -> None:
    shown = await ask(api, chat, li, "/help")
    api.press(with_buttons(shown, "article:1:0"), "article:1:0", li, stale=True)
    [opened] = await replies(api, chat)
    assert opened.text.startswith("标题1")
