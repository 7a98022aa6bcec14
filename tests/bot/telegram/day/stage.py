"""Where a scripted day happens: the sample news in a home folder, a loopback Telegram, the real bot, and one clock."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import Parts, open_parts
from bot.background import make_findable
from bot.config import Config
from bot.conversation.router import Router
from bot.core.commands import parse_command
from bot.features.admin.all import operating
from bot.features.articles import FindSimilar
from bot.features.web_pages import WebPages, open_reader
from bot.notifications.notifier import Notifier
from bot.telegram.application import receiver
from bot.telegram.updates.receiving import serve
from data.chats.outbox import Outbox, State
from data.ingest.update import Updater
from data.models import Entry, SourceSpec
from data.store.derived import Draft
from data.store.sources import Sources
from embeddings.clustering.unstored import Unstored
from embeddings.encoders.encoder import Encoder
from embeddings.intent.classifier import IntentClassifier, shipped_weights
from embeddings.reader.reader import Reader
from embeddings.search.similar import Similar
from tests.support.bot_api import BotApi, Chat, SentMessage, User

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2022, 6, 26, 7, 30, tzinfo=SHANGHAI)  # the newest of the sample news is of the evening before
ADMIN = 90
_PATIENCE_S = 60  # of a busy machine


class Clock:
    """The one time of news, bot and Telegram; it moves only when it is told to."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)

    def at(self, hour: int, minute: int = 0) -> None:
        """The next time that it is so late in Shanghai."""
        local = self.now.astimezone(SHANGHAI)
        wanted = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
        self.now = (wanted if wanted > local else wanted + timedelta(days=1)).astimezone(UTC)


class Stage:
    """`home` may be opened again: what a restart finds."""

    def __init__(self, home: Path, api: BotApi, clock: Clock, encoder: Encoder, reader: Reader | None) -> None:
        self.home, self.api, self.clock = home, api, clock
        self._encoder, self._reader = encoder, reader
        self._published = 0
        self.commanded: set[str] = set()  # what people have used so far
        self.pressed: set[str] = set()

    @property
    def config(self) -> Config:
        settings = {"home": self.home, "telegram_api": self.api.url, "TELEGRAM_BOT_TOKEN": self.api.token}
        return Config(**settings, admins=str(ADMIN), allow_private="all", spacing=0)  # type: ignore[arg-type]

    @contextmanager
    def opened(self) -> Iterator[Parts]:
        with open_parts(self.config, self._encoder, self._reader) as parts:
            make_findable(parts)
            self.parts = parts
            yield parts

    def router(self, parts: Parts) -> Router:
        """As `open_parts` makes it, with the clock of the stage."""
        similar: FindSimilar = Similar(parts.store, parts.live)
        return Router(
            parts.store, parts.answerer, self.clock, parts.priority, similar=similar,
            pages=WebPages(self.config, parts.store), compare=Unstored(parts.store, self._encoder, parts.live),
            operating=operating(self.config, parts.store, self.clock),
            intents=IntentClassifier(shipped_weights(), self._encoder),
        )  # fmt: skip

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Router]:
        """The bot is started, and stopped at the end."""
        with self.opened() as parts:
            stop, router = asyncio.Event(), self.router(parts)
            serving = asyncio.create_task(serve(receiver(self.config, router), stop))
            try:
                yield router
            finally:
                stop.set()
                await serving

    def source(self, url: str, title: str | None = None) -> int:
        return Sources(self.parts.store.database, self.clock).add(SourceSpec(url, title=title)).id

    async def update(self) -> None:
        """All sources are read, and what is new in them is made findable."""
        store = self.parts.store
        sources = Sources(store.database, self.clock).all()
        async with open_reader(self.config, store, clock=self.clock) as reader:
            await Updater(store, reader, self.clock, self.config.update_options).update(sources)
        await asyncio.to_thread(make_findable, self.parts)

    async def publish(
        self,
        source: int,
        title: str,
        body: str,
        publisher: str,
        minutes_ago: int = 5,
        changes: int | None = None,
        image: str | None = None,
    ) -> int:
        """A new article of a source, or another text of the one that it `changes`, findable after it; its id."""
        self._published += 1
        time = self.clock() - timedelta(minutes=minutes_ago)
        entry = Entry(title, body, f"https://news.example/new/{self._published}", None, time, publisher, image=image)
        [article_id] = self.parts.store.keep([Draft(entry, article_id=changes)], source, [], self.clock())
        await asyncio.to_thread(make_findable, self.parts)
        return article_id

    async def replies(self, chat: Chat, count: int = 1) -> list[SentMessage]:
        return await asyncio.to_thread(self.api.wait_sent, chat, count, _PATIENCE_S)

    async def ask(self, chat: Chat, user: User | None, text: str, thread: int | None = None) -> SentMessage:
        """What the bot says to a message."""
        command = parse_command(text)
        if command:
            self.commanded.add(command.name)
        self.api.say(chat, user, text, thread=thread)
        [reply] = await self.replies(chat)
        return reply

    def _data(self, message: SentMessage, button: str) -> str:
        found = next(
            (each for each in message.buttons if each.action and button in (each.text, each.action.partition(":")[0])),
            None,
        )
        assert found, f"no {button!r} in {[(each.text, each.data) for each in message.buttons]} of {message.text!r}"
        self.last_pressed = (found.action or "").partition(":")[0]
        self.pressed.add(self.last_pressed)
        return found.data or ""

    async def settle(self) -> None:
        """All that is due by now was made and sent."""
        database, config = self.parts.store.database, self.config
        agent, outbox = Notifier(self.parts.store, config.language, config.zone, self.clock), Outbox(database)
        await asyncio.to_thread(agent.make_due)
        for _ in range(600):
            if not outbox.due(self.clock()) and not outbox.counts()[State.SENDING]:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"still under way: {outbox.counts()}")

    async def press(self, message: SentMessage, button: str, user: User, changes: bool = True) -> SentMessage:
        """The message that a button brings, or the one that it changed. `button`: its label, or its kind."""
        api, before, edits = self.api, len(self.api.messages(message.chat)), self.api.current(message).edits
        query = api.press(message, self._data(message, button), user, stale=True)
        await asyncio.to_thread(api.wait_answered, query, _PATIENCE_S)
        if not changes or self.last_pressed in ("good", "bad"):
            return message
        changed = await asyncio.to_thread(
            api.wait_for,
            lambda: len(api.messages(message.chat)) > before or api.current(message).edits > edits,
            _PATIENCE_S,
        )
        assert changed
        if len(api.messages(message.chat)) > before:
            return (await self.replies(message.chat))[0]
        return api.current(message)


@contextmanager
def open_stage(sample_home: Path, folder: Path, encoder: Encoder, reader: Reader | None) -> Iterator[Stage]:
    """A stage on a copy of the sample news under `folder`."""
    home, clock = folder / "home", Clock()
    shutil.copytree(sample_home, home)
    with BotApi(now=lambda: clock().timestamp()) as api:
        yield Stage(home, api, clock, encoder, reader)
