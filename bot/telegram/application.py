"""The bot put together for Telegram, and run by long polling."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
from contextlib import suppress

from telegram.error import TelegramError
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from bot.commands import NAMES
from bot.config import Config
from bot.messages import Language, say
from bot.newsroom import Newsroom
from bot.telegram.handlers import Conversation
from bot.telegram.ordering import ChatOrder
from bot.telegram.pacing import Pacing
from bot.telegram.polling import TOKEN, App, serve
from data.errors import ConfigError

_log = logging.getLogger(__name__)
_MENUS: dict[str | None, Language] = {None: "en", "en": "en", "zh": "zh"}  # by language of the app; None: any other
_CONNECT_S, _ANSWER_S = 10.0, 20.0


def run(config: Config, newsroom: Newsroom) -> None:
    """Answers until SIGINT or SIGTERM. Raises ConfigError where the token is missing, or refused by Telegram."""
    application = build(config, newsroom)
    asyncio.run(_serve_until_signal(application))


async def _serve_until_signal(application: App) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C ends asyncio.run as it does everywhere
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(application, stop)


def build(config: Config, newsroom: Newsroom) -> App:
    """Wiring only; `polling.serve` runs it. Raises ConfigError without a usable token."""
    token = _token(config)
    _silence_libraries()
    conversation = Conversation(config, newsroom)
    application = _application(config, token)
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGES, conversation.message))
    application.add_handler(CallbackQueryHandler(conversation.press))
    application.add_error_handler(conversation.failed)
    return application


def _application(config: Config, token: str) -> App:
    builder = (
        Application.builder()
        .token(token)
        .base_url(f"{config.telegram_api}/bot")
        .updater(None)
        .rate_limiter(Pacing())
        .concurrent_updates(ChatOrder())
        .connect_timeout(_CONNECT_S)
        .read_timeout(_ANSWER_S)
        .write_timeout(_ANSWER_S)
        .pool_timeout(_ANSWER_S)
        .get_updates_connect_timeout(_CONNECT_S)
        .get_updates_read_timeout(_ANSWER_S)
        .post_init(set_menus)
    )
    try:
        return builder.build()
    except (RuntimeError, ValueError) as error:  # a proxy in the environment that httpx cannot use
        raise ConfigError("ALL_PROXY, HTTPS_PROXY or HTTP_PROXY", str(error).splitlines()[0]) from error


def _token(config: Config) -> str:
    token = config.telegram_token.get_secret_value().strip() if config.telegram_token else ""
    if not token:
        raise ConfigError(TOKEN, "not set; @BotFather in Telegram gives you one")
    if not re.fullmatch(r"[\w:.-]+", token, re.ASCII):  # it becomes part of a URL
        raise ConfigError(TOKEN, "has characters that no token has; copy it again from @BotFather")
    return token


def _silence_libraries() -> None:
    """They log URLs, and the token is part of every URL; and what people write."""
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)


async def set_menus(application: App) -> None:
    """The menu of commands in each language. A server may have no menus; the bot works without."""
    try:
        for code, language in _MENUS.items():
            commands = [(name, say(language, f"command-{name}")) for name in NAMES]
            await application.bot.set_my_commands(commands, language_code=code)
    except TelegramError as error:
        _log.info("no command menu: %s", error)
