"""An answer that takes a moment is shown while it is made, and only words that stand."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from itertools import pairwise

import pytest

from bot.app import Parts
from bot.conversation.dialogues import Answers
from bot.conversation.router import Router
from bot.core.answer import Answer
from bot.question.asked import Asked
from tests.bot.telegram.setup import AT, ask, replies
from tests.support.bot_api import BotApi, Chat, User

pytestmark = pytest.mark.usefixtures("bot")
FLOOD = "How many people were moved to safety by the flood in Linjiang?"


class SlowAnswers:
    """Tells what the test lets it tell, then answers."""

    def __init__(self, answers: Answers) -> None:
        self._answers, self._go, self._asked = answers, threading.Event(), threading.Event()
        self._growing: list[Asked] = []

    def answer(self, question: Asked) -> Answer:
        self._growing.append(question)
        self._asked.set()
        assert self._go.wait(30)
        return self._answers.answer(question)

    async def say(self, text: str) -> None:
        """The answer so far."""
        assert await asyncio.to_thread(self._asked.wait, 30)
        [*_, asked] = self._growing
        assert asked.growing
        asked.growing(text)

    def finish(self) -> None:
        self._go.set()


@pytest.fixture
def slow(news: Parts) -> Iterator[SlowAnswers]:
    slow = SlowAnswers(news.answerer)
    yield slow
    slow.finish()


@pytest.fixture
def router(router: Router, news: Parts, slow: SlowAnswers) -> Router:
    return Router(news.store, slow, lambda: AT)


async def drafted(api: BotApi, chat: Chat, text: str) -> None:
    await asyncio.to_thread(api.wait_for, lambda: text in [draft["text"] for draft in api.drafts(chat)])


async def test_a_draft_grows_in_a_private_chat_until_the_answer_takes_its_place(
    api: BotApi, ann_chat: Chat, ann: User, slow: SlowAnswers
) -> None:
    asked = api.say(ann_chat, ann, FLOOD)
    await drafted(api, ann_chat, "")
    await slow.say("One <b>sentence & [1].")
    await drafted(api, ann_chat, "One <b>sentence & [1]. …")
    await slow.say("One <b>sentence & [1].\nAnother [2].")
    await drafted(api, ann_chat, "One <b>sentence & [1].\nAnother [2]. …")
    slow.finish()
    [answer] = await replies(api, ann_chat)
    assert "5,480" in answer.text
    assert {draft["draft_id"] for draft in api.drafts(ann_chat)} == {asked}
    order = [request.method for request in api.requests() if request.method in ("sendMessageDraft", "sendMessage")]
    assert order[-1] == "sendMessage"
    assert order.count("sendMessage") == 1


async def test_drafts_keep_a_distance(api: BotApi, ann_chat: Chat, ann: User, slow: SlowAnswers) -> None:
    api.say(ann_chat, ann, FLOOD)
    for number in range(60):
        await slow.say(f"Words {number}")
        await asyncio.sleep(0.02)
    await drafted(api, ann_chat, "Words 59 …")
    times = [request.time for request in api.requests("sendMessageDraft")]
    assert all(after - before >= 0.35 for before, after in pairwise(times))
    slow.finish()
    await replies(api, ann_chat)


async def test_a_quick_answer_has_no_draft(api: BotApi, ann_chat: Chat, ann: User) -> None:
    for _ in range(3):
        await ask(api, ann_chat, ann, "/help")
    assert [draft for draft in api.drafts(ann_chat) if draft["text"]] == []


@pytest.mark.parametrize("status", [400, 404, 500])
async def test_a_server_without_drafts_is_asked_once(
    api: BotApi, ann_chat: Chat, ann: User, slow: SlowAnswers, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    api.fail_next("sendMessageDraft", status)
    api.say(ann_chat, ann, FLOOD)
    await asyncio.to_thread(api.wait_for, lambda: [r.status for r in api.requests("sendMessageDraft")] == [status])
    await slow.say("Words")
    slow.finish()
    assert "5,480" in (await replies(api, ann_chat))[0].text
    assert "5,480" in (await ask(api, ann_chat, ann, FLOOD)).text
    assert len(api.requests("sendMessageDraft")) == 1
    assert "answers come without drafts" in caplog.text


async def test_in_a_group_one_message_is_edited_into_the_answer(api: BotApi, ann: User, slow: SlowAnswers) -> None:
    group = api.group(-1001, "Readers")
    asked = api.say(group, ann, f"@{api.bot.username} {FLOOD}")
    await slow.say("One <b>sentence & [1].")
    [growing] = await replies(api, group)
    assert (growing.text, growing.reply_to) == ("One <b>sentence & [1]. …", asked)
    await slow.say("One sentence [1].\nAnother [2].")
    changed = await asyncio.to_thread(api.wait_edited, growing)
    assert changed.text == "One sentence [1].\nAnother [2]. …"
    first, edit = api.requests("sendMessage")[0], api.requests("editMessageText")[0]
    assert edit.time - first.time >= 2.9
    slow.finish()
    answer = await asyncio.to_thread(api.wait_edited, changed)
    assert "5,480" in answer.text
    assert len(api.messages(group)) == 1
    assert api.requests("sendMessageDraft") == []


async def test_in_a_group_nothing_is_said_before_there_are_words(api: BotApi, ann: User, slow: SlowAnswers) -> None:
    group = api.group(-1001, "Readers")
    api.say(group, ann, f"@{api.bot.username} {FLOOD}")
    await asyncio.to_thread(api.wait_for, lambda: api.requests("sendChatAction"))
    await asyncio.sleep(1)
    assert api.messages(group) == []
    slow.finish()
    assert "5,480" in (await replies(api, group))[0].text
