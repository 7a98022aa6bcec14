"""Words of thousands of characters, as a cat on a keyboard makes them, are answered like any others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.person import ChatContext, Person
from bot.telegram.rendering import render
from data.models import Entry
from data.store.articles import Store
from tests.conftest import SHANGHAI
from tests.support.made import Answers, answered
from tests.support.stored import keep

NOW = datetime(2026, 3, 4, 4, tzinfo=UTC)
LI = Person("zh", SHANGHAI, "telegram:7:-:-", "telegram:7", ChatContext("telegram:7"))
COMMANDS = (
    "/search ",
    "/latest ",
    "/subscribe ",
    "/trend ",
    "/settings zone ",
    "/digest ",
    "/sources ",
    "/",
    "source:",
)
WORDS = ("a" * 4000, "芯片" * 1800, "a-b" * 900, "1," * 1500, "https://x.example/" + "q" * 3000)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word[:4])
def test_every_command_has_a_reply_that_can_be_sent(word: str, store: Store) -> None:
    keep(store, Entry("标题", "芯片正文。" * 9, "https://x.example/1"))
    router = Router(store, Answers({word: answered()}), lambda: NOW)
    for command in (*COMMANDS, ""):
        assert render(router.respond(understand(command + word), LI)), command


def test_an_article_with_such_a_word_is_stored_and_found(store: Store) -> None:
    keep(store, Entry("标题", f"前面。{'ay' * 20_000} behind", "https://x.example/1"))
    assert store.count() == 1
