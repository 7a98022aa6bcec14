"""The menus of commands: by language, and by who sees them. A server may have none; the bot works without."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, TelegramError

from bot.core.catalogue import Language, say
from bot.core.commands import NAMES, OPERATING
from bot.telegram.delivery import Bot

_log = logging.getLogger(__name__)
_LANGUAGES: dict[str | None, Language] = {None: "en", "en": "en", "zh": "zh"}  # by the app's; None: any other
_IN_GROUPS = ("latest", "search", "topics", "trend", "help")
_MANAGING = ("subscribe", "subscriptions", "digest", "settings")
EVERYBODY = tuple(name for name in NAMES if name not in OPERATING)
GROUPS = tuple(name for name in NAMES if name in _IN_GROUPS)
MANAGERS = tuple(name for name in NAMES if name in _IN_GROUPS + _MANAGING)


async def set_menus(bot: Bot, operators: Iterable[int]) -> None:
    """Sets those that are not as they should be: at most starts of the bot none."""
    try:
        for scope, names in _menus(operators):
            await _set(bot, scope, names)
    except TelegramError as error:
        _log.info("no command menu: %s", error)


def _menus(operators: Iterable[int]) -> Iterator[tuple[BotCommandScope, Sequence[str]]]:
    """Telegram shows the narrowest that fits."""
    yield BotCommandScopeDefault(), EVERYBODY
    yield BotCommandScopeAllPrivateChats(), EVERYBODY
    yield BotCommandScopeAllGroupChats(), GROUPS
    yield BotCommandScopeAllChatAdministrators(), MANAGERS
    for operator in operators:
        yield BotCommandScopeChat(operator), NAMES


async def _set(bot: Bot, scope: BotCommandScope, names: Sequence[str]) -> None:
    for code, language in _LANGUAGES.items():
        wanted = [BotCommand(name, say(language, f"command-{name}")) for name in names]
        try:
            if list(await bot.get_my_commands(scope, code)) != wanted:
                await bot.set_my_commands(wanted, scope, code)
        except BadRequest as refusal:  # an operator who has never written to the bot
            _log.info("a command menu was not set: %s", refusal)
