"""A disk that takes nothing more: commands, lists and answers go out all the same, and nothing is stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.person import ChatContext, Person
from data.errors import UnwritableError
from data.models import Entry
from data.store.articles import Store
from data.store.database import Database
from tests.conftest import SHANGHAI
from tests.support.made import Answers, answered
from tests.support.stored import keep

NOW = datetime(2026, 3, 4, 4, tzinfo=UTC)
LI = Person("zh", SHANGHAI, "telegram:7:-:-", "telegram:7", ChatContext("telegram:7"))


@contextmanager
def full(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No page can be added to the file, nor a row to one that has room: as on a disk without a byte left."""
    connect = Database._connect

    def connected(self: Database) -> sqlite3.Connection:
        connection = connect(self)
        connection.execute("PRAGMA query_only = ON")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(Database, "_connect", connected)
        store.close()
        yield
    store.close()


def test_help_lists_and_answers_go_out_and_nothing_is_remembered(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(
        store,
        *(Entry(f"标题{n}", "正文。" * 9, f"https://x.example/{n}", published_at=NOW) for n in range(30)),
        now=NOW,
    )
    router = Router(store, Answers({"谁赢了?": answered()}), lambda: NOW)
    with full(store, monkeypatch):
        with pytest.raises(UnwritableError):
            store.database.execute("INSERT INTO counters VALUES ('x', 1)")
        for words in (
            "/help",
            "/latest",
            "/latest 5",
            "/search 标题",
            "/sources",
            "/settings",
            "/why",
            "谁赢了?",
            "你好",
        ):
            assert router.respond(understand(words), LI).text, words
        asked = router.respond(understand("谁赢了?"), LI)
        assert asked.answer
        assert asked.answer.answered
        listed = router.respond(understand("/search 标题"), LI)
        page = next(button for row in listed.buttons for button in row if button.action.startswith("page:"))
        assert router.press(page.action, LI).reply.text == LI.say("view-gone")
        assert router.dialogues.last(LI) is None
    assert router.respond(understand("谁赢了?"), LI).answer
    assert router.dialogues.last(LI)
