"""A bot that is killed or restarted with questions waiting answers each of them once, in the order of its chat."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.support.bot_api import BotApi, Chat, User
from tests.support.echo import echoing

CHATS, QUICK, WAITING = 4, 2, 4


def asked_in(chat: Chat) -> list[str]:
    """The first of those that wait is slow."""
    quick = [f"who won race {number} of {chat.id}?" for number in range(QUICK)]
    slow = f"who won the slow race of {chat.id}?"
    return [*quick, slow, *(f"who lost race {number} of {chat.id}?" for number in range(WAITING - 1))]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_with_questions_waiting(api: BotApi, tmp_path: Path, number: int) -> None:
    users = [api.user(100 + each, f"Reader {each}", "en") for each in range(CHATS)]
    chats = {api.private(user).id: user for user in users}
    with echoing(api, tmp_path) as process:
        for user in users:
            ask_all(api, user)
        api.wait_for(lambda: all(len(said(api, user)) >= QUICK for user in users), timeout=60)
        api.wait_for(lambda: not api.unacknowledged, timeout=60)
        process.send_signal(number)
        process.wait(timeout=60)
        assert all(len(said(api, user)) <= QUICK + 1 for user in users)
    assert len(chats) == CHATS
    with echoing(api, tmp_path):
        api.wait_for(lambda: all(len(said(api, user)) >= QUICK + WAITING for user in users), timeout=60)
    assert {user.id: said(api, user) for user in users} == {user.id: asked_in(api.private(user)) for user in users}


def ask_all(api: BotApi, user: User) -> None:
    chat = api.private(user)
    for question in asked_in(chat):
        api.say(chat, user, question)


def said(api: BotApi, user: User) -> list[str]:
    return [message.text for message in api.messages(api.private(user))]
