"""The menus of commands: in both languages, by who sees them, and set only where they are other than they should be."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.config import Config
from bot.conversation.router import Router
from bot.core.catalogue import Language, say
from bot.core.commands import NAMES, OPERATING
from bot.telegram.menus import EVERYBODY, GROUPS, MANAGERS
from tests.bot.telegram.setup import ask, running
from tests.support.bot_api import BotApi, Chat, User

PRIVATE, GROUP, ADMINS = ({"type": f"all_{kind}"} for kind in ("private_chats", "group_chats", "chat_administrators"))
MENUS = 4 * 3  # scopes and languages


def menu(language: Language, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, say(language, f"command-{name}")) for name in names]


async def all_set(api: BotApi, count: int) -> None:
    await asyncio.to_thread(
        api.wait_for, lambda: len([r for r in api.requests("setMyCommands") if r.status is not None]) >= count
    )


async def test_each_sees_the_commands_that_are_theirs(api: BotApi, config: Config, router: Router) -> None:
    async with running(config, router):
        await all_set(api, MENUS)
    for scope in (None, PRIVATE):
        assert api.commands(scope, "zh") == menu("zh", EVERYBODY)
        assert api.commands(scope, "en") == api.commands(scope) == menu("en", EVERYBODY)
    assert api.commands(GROUP, "zh") == menu("zh", GROUPS)
    assert api.commands(ADMINS, "zh") == menu("zh", MANAGERS)
    assert set(GROUPS) < set(MANAGERS) < set(EVERYBODY) == set(NAMES) - OPERATING
    assert {"subscribe", "digest", "settings"} <= set(MANAGERS) - set(GROUPS)


async def test_admins_of_the_bot_see_more_once_they_have_written_to_it(
    api: BotApi, config: Config, router: Router, li: User
) -> None:
    api.private(li)
    config = config.model_copy(update={"admins": (99, li.id)})
    async with running(config, router):
        await all_set(api, MENUS + 2 * 3)
    assert api.commands({"type": "chat", "chat_id": li.id}, "zh") == menu("zh", NAMES)


async def test_a_second_start_sets_nothing_and_a_changed_menu_is_set_again(
    api: BotApi, config: Config, router: Router
) -> None:
    async with running(config, router):
        await all_set(api, MENUS)
    api.world.commands['{"type": "all_group_chats"}', "zh"] = []
    async with running(config, router):
        await all_set(api, MENUS + 1)
        await asyncio.to_thread(api.wait_for, lambda: len(api.requests("getMyCommands")) == 2 * MENUS)
    assert len(api.requests("setMyCommands")) == MENUS + 1
    assert api.commands(GROUP, "zh") == menu("zh", GROUPS)


@pytest.mark.parametrize("method", ["getMyCommands", "setMyCommands"])
@pytest.mark.parametrize("status", [404, 500])
async def test_a_server_without_menus_loses_nothing_else(
    api: BotApi, config: Config, router: Router, chat: Chat, li: User, method: str, status: int
) -> None:
    api.fail_next(method, status)
    async with running(config, router):
        assert (await ask(api, chat, li, "/help")).text.startswith(say("zh", "help-title"))
        await asyncio.to_thread(api.wait_for, lambda: [r.status for r in api.requests(method)] == [status])
