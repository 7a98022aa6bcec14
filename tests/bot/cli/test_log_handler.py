"""Logs that nobody watches in a terminal: a JSON object a line, with the message that it came of."""

from __future__ import annotations

import asyncio
import json
import logging
from contextvars import copy_context

from bot.cli.log_handler import JSONFormatter
from bot.core.request import REQUEST


def line(request: int | None, message: str) -> dict[str, object]:
    record = logging.LogRecord("bot.x", logging.WARNING, "x.py", 7, message, None, None)

    def formatted() -> str:
        REQUEST.set(request)
        return JSONFormatter(["own-secret"]).format(record)

    read: dict[str, object] = json.loads(copy_context().run(formatted))
    return read


def test_a_line_says_what_when_and_of_which_message() -> None:
    told = line(17, '坏了\n"two" lines')
    assert (told["level"], told["logger"], told["message"]) == ("warning", "bot.x", '坏了\n"two" lines')
    assert told["request"] == 17
    assert str(told["time"]).endswith("+00:00")
    assert "request" not in line(None, "x")


def test_what_is_secret_is_hidden_in_it_too() -> None:
    told = line(1, "https://me:pw@a.example/?apikey=abc and own-secret")
    assert not {"pw@", "abc", "own-secret"} & set(str(told["message"]).split())
    assert "own-secret" not in str(told)
    assert "abc" not in str(told)


async def test_tasks_side_by_side_have_their_own() -> None:
    async def served(number: int) -> int | None:
        REQUEST.set(number)
        await asyncio.sleep(0)
        return REQUEST.get()

    assert await asyncio.gather(served(1), served(2)) == [1, 2]
