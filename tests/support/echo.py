"""A router without news, and a program that runs it in Telegram: for tests of everything but the answers."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.config import load_config
from bot.conversation.router import Router
from bot.conversation.understanding import Question, Understood
from bot.core.person import Person
from bot.core.reply import Reply, plain
from bot.telegram.application import run
from data.store.articles import Store
from tests.support.bot_api import BotApi
from tests.support.paths import ROOT

SLOW_S = 1.5


class Echo(Router):
    """Answers a question with its words; one that says it is slow after a while."""

    def __init__(self, home: Path) -> None:
        super().__init__(Store(home / "news.db"), answerer=None)  # type: ignore[arg-type]

    def respond(self, message: Understood, person: Person) -> Reply:
        if not isinstance(message, Question):
            return super().respond(message, person)
        if "slow" in message.words:
            threading.Event().wait(SLOW_S)
        return plain(message.words)


@contextmanager
def echoing(api: BotApi, home: Path, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """The process; killed at the end if it is still there."""
    wanted = {"TELEGRAM_BOT_TOKEN": api.token, "NEWSBOT_TELEGRAM_API": api.url, "NEWSBOT_HOME": str(home)}
    command = [sys.executable, "-m", "tests.support.echo"]
    environment = os.environ | wanted | settings
    with subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


if __name__ == "__main__":
    config = load_config()
    run(config, Echo(config.home))
