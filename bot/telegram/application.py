"""The bot put together for Telegram, and run."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
from contextlib import suppress

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.config import Config
from bot.conversation.router import Router
from bot.core import systemd
from bot.core.measures import Measures, beat
from bot.features.access.door import Door
from bot.homes.daily import DailyBackups
from bot.notifications.notifier import Notifier
from bot.telegram.access.gate import Gate
from bot.telegram.delivery import Delivery
from bot.telegram.handlers import Conversation
from bot.telegram.inline import Inline
from bot.telegram.membership import Membership
from bot.telegram.menus import set_menus
from bot.telegram.outbox_sender import OutboxSender
from bot.telegram.rate_limits import RateLimits
from bot.telegram.updates.inbox import App, Inbox
from bot.telegram.updates.polling import Poller
from bot.telegram.updates.receiving import TOKEN, Receiver, serve
from bot.telegram.upkeep.backups import BackupSender
from data.chats.access.standings import Standings
from data.chats.updates import KeptUpdates
from data.errors import ConfigError

_CONNECT_S, _ANSWER_S = 10.0, 20.0


def run(config: Config, router: Router) -> None:
    """Answers until SIGINT or SIGTERM. Raises ConfigError where the token is missing, or refused by Telegram."""
    asyncio.run(_serve_until_signal(receiver(config, router), router.measures))


async def _serve_until_signal(receiving: Receiver, measures: Measures) -> None:
    stop, beating = asyncio.Event(), asyncio.create_task(beat(measures))
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C ends asyncio.run as it does everywhere
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(receiving, stop)
    systemd.notify(systemd.STOPPING)
    beating.cancel()


def receiver(config: Config, router: Router) -> Receiver:
    """Wiring only; `updates.receiving.serve` runs it. Raises ConfigError without a usable token."""
    application, conversation = _wired(config, router)
    kept = KeptUpdates(router.store.database)
    inbox = Inbox(application, kept, conversation.refuse, router.clock, config.messages_waiting)
    if config.webhook:
        from bot.telegram.updates.webhook import Webhook

        return Webhook(application, inbox, config.webhook, config.webhook_listen)
    return Poller(application, inbox)


def build(config: Config, router: Router) -> App:
    """The bot without what brings updates to it."""
    return _wired(config, router)[0]


def _wired(config: Config, router: Router) -> tuple[App, Conversation]:
    token = _token(config)
    _silence_libraries()
    pacing = RateLimits()
    application = _application(config, token, pacing)
    delivery = Delivery(application.bot)
    conversation = Conversation(config, router, delivery)
    door = Door(config, conversation.senders.access, router.store.database, router.clock)
    gate = Gate(door, conversation.senders, delivery)
    beside = Beside(config, router, pacing, delivery, gate)
    application.post_init, application.post_stop = beside.begin, beside.end
    membership = Membership(router, door, conversation.senders, delivery)
    inline = Inline(router, conversation.senders, delivery)
    application.add_handler(TypeHandler(Update, conversation.known), group=-2)
    application.add_handler(TypeHandler(Update, gate.update), group=-1)
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.moved))
    application.add_handler(
        MessageHandler(filters.UpdateType.MESSAGES | filters.UpdateType.CHANNEL_POST, conversation.message)
    )
    application.add_handler(CallbackQueryHandler(conversation.press))
    application.add_handler(InlineQueryHandler(inline.query))
    application.add_handler(ChatMemberHandler(membership.changed, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(conversation.failed)
    return application, conversation


class Beside:
    """What runs beside the replies: the menus are set once, and mails are sent all the time."""

    def __init__(self, config: Config, router: Router, pacing: RateLimits, delivery: Delivery, gate: Gate) -> None:
        self._config, self._router, self._pacing, self._delivery = config, router, pacing, delivery
        self._gate = gate
        self._mailing: OutboxSender | None = None
        self._task: asyncio.Task[None] | None = None
        self._backups: DailyBackups | None = None
        self._saving: asyncio.Task[None] | None = None

    async def begin(self, application: App) -> None:
        store, clock = self._router.store, self._router.clock
        agent = Notifier(store, self._config.language, self._config.zone, clock)
        self._mailing = OutboxSender(self._delivery, self._pacing, store.database, agent.make_due, clock)
        self._task = asyncio.create_task(self._mailing.run())
        sender = BackupSender(self._config, application.bot, Standings(store.database, clock))
        self._backups = DailyBackups(self._config, clock, sender.send)
        self._saving = asyncio.create_task(self._backups.run())
        await self._gate.begin(application.bot)
        await set_menus(application.bot, self._gate.admins())

    async def end(self, application: App) -> None:
        """Mails under way arrive, and a backup under way is made."""
        if self._backups and self._saving:
            self._backups.stop()
            await self._saving
        if self._mailing and self._task:
            await self._mailing.stop()
            await self._task


def _application(config: Config, token: str, pacing: RateLimits) -> App:
    builder = (
        Application.builder()
        .token(token)
        .base_url(f"{config.telegram_api}/bot")
        .base_file_url(f"{config.telegram_api}/file/bot")
        .updater(None)
        .rate_limiter(pacing)
        .connect_timeout(_CONNECT_S)
        .read_timeout(_ANSWER_S)
        .write_timeout(_ANSWER_S)
        .pool_timeout(_ANSWER_S)
        .get_updates_connect_timeout(_CONNECT_S)
        .get_updates_read_timeout(_ANSWER_S)
    )
    try:
        return builder.build()
    except (RuntimeError, ValueError) as error:  # a proxy in the environment that httpx cannot use
        raise ConfigError("ALL_PROXY, HTTPS_PROXY or HTTP_PROXY", str(error).splitlines()[0]) from error


def _token(config: Config) -> str:
    if config.telegram_token is None:
        raise ConfigError(TOKEN, "not set; @BotFather in Telegram gives you one")
    token = config.telegram_token.get_secret_value()
    if not re.fullmatch(r"[\w:.-]+", token, re.ASCII):  # it becomes part of a URL
        raise ConfigError(TOKEN, "has characters that no token has; copy it again from @BotFather")
    return token


def _silence_libraries() -> None:
    """They log URLs, and the token is part of every URL; and what people write."""
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
