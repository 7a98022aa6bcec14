"""For the tests of the server itself: the server, Li, and Li's chat with the bot."""

from collections.abc import Iterator

import pytest

from tests.support.bot_api import BotApi, Chat, User


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture
def li(api: BotApi) -> User:
    return api.user(7, "Li", "zh", "li_reads")


@pytest.fixture
def chat(api: BotApi, li: User) -> Chat:
    return api.private(li)
