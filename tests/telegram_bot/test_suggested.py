"""Suggested questions in Telegram: under an answer that stands there already, never in the way of the next message."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.answering.answer import Answer
from bot.config import Config
from bot.newsroom import Newsroom
from bot.understanding.asked import Asked
from data.models import Article, Entry
from data.store import Store
from tests.bot_api import BotApi, Chat, User
from tests.made import citation, refused, statement
from tests.telegram_bot.setup import AT, ask, press, running

MOVED, LEVEL = "临江防汛指挥部转移了3260人。", "临江水文站水位涨到23.70米。"
QUESTION, SUGGESTED = "临江转移了多少人?", "临江水文站水位涨到多少米？"


class Slow:
    """Answers from the one article; what is asked to suggest it waits for `go`."""

    def __init__(self, article: Article) -> None:
        self.article, self.go = article, threading.Event()

    def answer(self, question: Asked) -> Answer:
        if question.in_own_words:
            self.go.wait(10)
        quote = {QUESTION: MOVED, SUGGESTED: LEVEL}.get(question.question)
        return (
            Answer((statement(self.article, quote),), (citation(self.article, quote),), (), 0.9) if quote else refused()
        )


@pytest.fixture
def answers(store: Store) -> Slow:
    store.write([(Entry("临江连夜转移三千人", MOVED + LEVEL, "https://news.example/1"), [])], "none", AT)
    article = store.named("https://news.example/1")
    assert article
    return Slow(article)


async def test_they_come_under_the_answer_and_are_asked_by_a_press(
    api: BotApi, config: Config, store: Store, answers: Slow, chat: Chat, li: User
) -> None:
    answers.go.set()
    async with running(config, Newsroom(store, answers, lambda: AT)):
        answer = await ask(api, chat, li, QUESTION)
        changed = await asyncio.to_thread(api.wait_edited, answer)
        assert changed.text == answer.text
        assert SUGGESTED not in [button.text for button in answer.buttons]
        assert [button.text for button in changed.buttons][-1] == SUGGESTED
        told = await press(api, changed, SUGGESTED, li)
        assert told.text.startswith(f"💬 {SUGGESTED}\n\n{LEVEL} [1]")


async def test_nobody_waits_for_them(
    api: BotApi, config: Config, store: Store, answers: Slow, chat: Chat, li: User
) -> None:
    async with running(config, Newsroom(store, answers, lambda: AT)):
        answer = await ask(api, chat, li, QUESTION)
        assert (await ask(api, chat, li, "/help")).text
        answers.go.set()
        changed = await asyncio.to_thread(api.wait_edited, answer)
        assert [button.text for button in changed.buttons][-1] == SUGGESTED
