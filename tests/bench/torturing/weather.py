"""Servers that fail at random: a Telegram that refuses, drops and delays, and sites that break off."""

from __future__ import annotations

import random
import threading
from collections.abc import Mapping
from typing import Self

from tests.support.bot_api import BotApi
from tests.support.news_server import NewsServer, Reply

_SENDS = ("sendMessage", "sendMessage", "editMessageText", "answerCallbackQuery")
_AT_ONCE = 2  # faults that wait for a request: else a bot that backs off would meet all that gathered meanwhile


class Weather:
    """Bad inside the block. What is refused was surely not done, and what is dropped was done: a bot can know both."""

    def __init__(self, api: BotApi, chance: random.Random, every_s: float = 0.4) -> None:
        self._api, self._chance, self._every_s = api, chance, every_s
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._blow, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()
        exchange = self._api._exchange
        with self._api.world.changed:
            exchange.faults.clear()
            self._api.world.changed.notify_all()

    def _blow(self) -> None:
        while not self._over.wait(self._chance.uniform(0, 2 * self._every_s)):
            chance, method = self._chance, self._chance.choice(_SENDS)
            if len(self._api._exchange.faults) >= _AT_ONCE:
                continue
            match chance.randrange(6):
                case 0:
                    self._api.fail_next(method, 500, "Internal Server Error", times=chance.randint(1, 3))
                case 1:
                    self._api.fail_next(method, 429, retry_after=1)
                case 2:
                    self._api.drop_next("sendMessage", processed=True)
                case 3:
                    self._api.drop_next("getUpdates", processed=chance.random() < 0.5)
                case 4:
                    self._api.fail_next("getMe", 500, "Internal Server Error")
                case _:
                    self._api.fail_next("getUpdates", 502, "Bad Gateway")


class MoodyServer(NewsServer):
    """What is added fails with a probability of `badness`."""

    def __init__(self, chance: random.Random, badness: float = 0.15) -> None:
        super().__init__()
        self.badness, self._chance = badness, chance

    def add(
        self, path: str, body: bytes | str = b"", status: int = 200, headers: Mapping[str, str] | None = None
    ) -> str:
        content = body.encode() if isinstance(body, str) else body
        said = {"Content-Length": str(len(content))} | dict(headers or {})
        good = Reply(status, said, lambda: iter([content]))
        broken = Reply(status, said, lambda: iter([content[: len(content) // 2]]))
        bad = [broken, *(Reply(error, {"Content-Length": "0"}) for error in (500, 503))]
        return self.add_handler(
            path, lambda request: self._chance.choice(bad) if self._chance.random() < self.badness else good
        )
