"""Who waits for a slow site keeps nobody else waiting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.config import Config
from bot.conversation.router import Router
from bot.features.web_pages import WebPages
from data.store.articles import Store
from tests.bot.telegram.setup import AT, ask
from tests.support.bot_api import BotApi, Chat, User
from tests.support.made import Answers
from tests.support.news_server import NewsServer

pytestmark = pytest.mark.usefixtures("bot")
LINKS = 36


@pytest.fixture
def router(store: Store) -> Iterator[Router]:
    config = Config(home=store.database.path.parent, allow_private="127.0.0.0/8", spacing=0)
    with closing(WebPages(config, store, wait_s=1.5)) as pages:
        yield Router(store, Answers({}), lambda: AT, pages=pages)


async def test_help_comes_at_once_while_many_wait_for_slow_links(
    api: BotApi, server: NewsServer, chat: Chat, li: User
) -> None:
    """In the queue behind them it would come when 20 of them had been told that their site is silent."""
    link, senders = server.add_silent("/slow"), [api.user(100 + number, f"U{number}", "en") for number in range(36)]
    for sender in senders:
        api.say(api.private(sender), sender, link)
    assert "/latest" in (await ask(api, chat, li, "/help")).text
    assert sum(bool(api.messages(api.private(sender))) for sender in senders) <= 16
