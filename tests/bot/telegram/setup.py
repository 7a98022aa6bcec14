"""What the tests of the bot in Telegram stand on: news, a loopback Telegram, the bot between them. Their plugin."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import Parts, open_parts
from bot.config import Config
from bot.conversation.router import Router
from bot.features.admin.all import operating
from bot.features.web_pages import WebPages
from bot.telegram.application import receiver
from bot.telegram.updates.receiving import serve
from data.models import Entry
from embeddings.clustering.unstored import Unstored
from embeddings.encoders.encoder import Encoder
from tests.support.asking import answer_to
from tests.support.bot_api import BotApi, Chat, SentMessage, User
from tests.support.stored import add

HOSTILE = "Zephyrium <b>&\"'</b> 👩‍🚀 & </a> wins"
PICTURE = "https://news.example/pictures/1.jpg"
LONG_BODY = "\n".join(f"Paragraph {number} of the Quibbleton chronicle has words. " * 5 for number in range(40))
EXTRA = [
    Entry("Unlinked Gryphonet report", "The gryphonet was seen twice at the harbour.", source="Harbour Post"),
    Entry("Quibbleton chronicle", LONG_BODY, url="https://news.example/quibbleton", image=PICTURE),
    Entry(HOSTILE, "Zephyrium took <i>first</i> & last place.", url="https://news.example/z?a=1&b=%22", source="A<B"),
]
KEPT = (
    *("turns", "rooms", "subscriptions", "alerts", "outbox", "sent", "feedback", "mishaps", "sources"),
    *("access", "invitations", "audit"),
)
AT = datetime(2022, 6, 26, tzinfo=UTC)


@pytest.fixture(scope="session")
def news(sample_home: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """The sample news and EXTRA."""
    home = tmp_path_factory.mktemp("telegram") / "home"
    shutil.copytree(sample_home, home)
    with open_parts(Config(home=home), encoder) as parts:
        add(parts.store, encoder, EXTRA)
        answer_to(parts.router, "谁赢了?")  # the first question waits for what is loaded late
        yield parts


@pytest.fixture
def router(news: Parts) -> Router:
    """Nobody has asked or set anything yet."""
    with news.store.database.transaction() as connection:
        for table in KEPT:
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM counters WHERE name = 'open to all'")
    config = Config(home=news.store.database.path.parent, allow_private="all", spacing=0)
    features = operating(config, news.store, lambda: AT)
    pages, compare = WebPages(config, news.store), Unstored(news.store, news.encoder, news.live)
    return Router(news.store, news.answerer, lambda: AT, operating=features, pages=pages, compare=compare)


@pytest.fixture
def api() -> Iterator[BotApi]:
    """Telegram; the bot must keep to its rules in every test."""
    with BotApi() as server:
        yield server
        assert server.violations == []


@pytest.fixture
def config(api: BotApi, tmp_path: Path) -> Config:
    return configured(api, tmp_path)


def configured(api: BotApi, home: Path, token: str | None = None) -> Config:
    settings = {"home": home, "telegram_api": api.url, "TELEGRAM_BOT_TOKEN": token or api.token}
    return Config(**settings)  # type: ignore[arg-type]


@pytest.fixture
async def bot(config: Config, router: Router) -> AsyncIterator[None]:
    """The bot is running."""
    async with running(config, router):
        yield


@asynccontextmanager
async def running(config: Config, router: Router) -> AsyncIterator[None]:
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(receiver(config, router), stop))
    try:
        yield
    finally:
        stop.set()
        await serving


@pytest.fixture
def li(api: BotApi) -> User:
    return api.user(7, "Li", "zh-hans", "li_reads")


@pytest.fixture
def ann(api: BotApi) -> User:
    return api.user(8, "Ann", "en", "ann_reads")


@pytest.fixture
def chat(api: BotApi, li: User) -> Chat:
    """Li's chat with the bot."""
    return api.private(li)


@pytest.fixture
def ann_chat(api: BotApi, ann: User) -> Chat:
    return api.private(ann)


async def replies(api: BotApi, chat: Chat, count: int = 1) -> list[SentMessage]:
    """The next messages of the bot in the chat."""
    return await asyncio.to_thread(api.wait_sent, chat, count)


async def ask(api: BotApi, chat: Chat, user: User, text: str) -> SentMessage:
    """What the bot says to a message."""
    api.say(chat, user, text)
    [reply] = await replies(api, chat)
    return reply


async def press(api: BotApi, message: SentMessage, button: str, user: User) -> SentMessage:
    """The message that a button brings, once the press was answered."""
    query = api.press(message, button, user)
    await asyncio.to_thread(api.wait_answered, query)
    [reply] = await replies(api, message.chat)
    assert len(api.answers(query)) == 1
    return reply


async def press_in_place(api: BotApi, message: SentMessage, button: str, user: User) -> SentMessage:
    """The same message after a button changed it."""
    query = api.press(message, button, user)
    changed = await asyncio.to_thread(api.wait_edited, message)
    await asyncio.to_thread(api.wait_answered, query)
    assert len(api.answers(query)) == 1
    return changed


def with_buttons(message: SentMessage, *data: str) -> SentMessage:
    """The message with buttons of our own, as a client may press them that is no ordinary app."""
    rows = [[{"text": each, "callback_data": each}] for each in data]
    return replace(message, reply_markup={"inline_keyboard": rows})
