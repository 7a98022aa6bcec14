"""`newsbot ask --batch`: messages as JSON lines, each answered as a chat would be, replies as JSON lines."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.cli.json_output import reply_json
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.commands import Command, changes_chat
from bot.core.person import ChatContext, Person, settled
from bot.core.reply import Reply, ReplyKind
from data.chats.erasure import Erasure
from data.errors import ConfigError, SourceError
from data.text.dates import parse_date

_MINUTE = timedelta(minutes=1)
_LISTS = (ReplyKind.LIST, ReplyKind.OVERVIEW)


@dataclass(frozen=True, slots=True)
class _Line:
    """`id` as it was given; `chat` is the name of its chat, None where the line stands alone."""

    number: int
    id: object
    question: str
    chat: str | None
    asked_at: datetime | None


def answer_batch(
    router: Router, zone: ZoneInfo, batch: IO[str], at: datetime | None, explain: bool = False
) -> Iterator[dict[str, Any]]:
    """The reply to each line of `batch`; `at` is the moment of asking where a line has none.

    Lines of one `chat` are a conversation. Nothing of it stays behind.
    """
    chats = _Chats(router, zone, at)
    try:
        for line in _lines(batch, zone):
            started = time.perf_counter()
            message, person = understand(line.question), chats.person(line)
            reply = router.respond(message, person)
            told = told_json(router, reply, zone, explain)
            if line.chat is not None:
                told["understood"] = reply.answer.understood if reply.answer else ""
            elif isinstance(message, Command) and changes_chat(message):
                chats.forget(line)
            yield {"id": line.id, **told, "ms": round((time.perf_counter() - started) * 1000, 1)}
    finally:
        chats.forget_all()


def told_json(router: Router, reply: Reply, zone: ZoneInfo, explain: bool = False) -> dict[str, Any]:
    """A reply with what the store knows of its articles."""
    ids = reply.about.article_ids if reply.about and reply.kind in _LISTS else ()
    listed = list(router.store.articles(ids).values())
    cited = [*reply.answer.articles, *reply.answer.closest] if reply.answer else []
    return reply_json(reply, zone, listed, router.lists.tellings(cited), explain)


def moment_in(text: str | None, zone: ZoneInfo) -> datetime | None:
    """A moment of asking; None for none. ConfigError for what is no time."""
    if not text:
        return None
    moment = parse_date(text, zone)
    if moment is None:
        raise ConfigError("--at", f"is no time: {text}; write it like 2022-06-25T09:00:00+08:00")
    return moment


def _lines(batch: IO[str], zone: ZoneInfo) -> Iterator[_Line]:
    for number, text in enumerate(batch, 1):
        if not text.strip():
            continue
        try:
            read = json.loads(text)
            line_id, question = read["id"], str(read["question"])
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(f"{batch.name}, line {number}", "is no JSON object with id and question") from error
        chat = read.get("chat")
        yield _Line(number, line_id, question, str(chat) if chat else None, moment_in(read.get("asked_at"), zone))


class _Chats:
    """The chats of a batch, whose names begin with `batch:`: each with a clock and settings of its own.

    A clock that was set goes on by a minute a line; one that was not is the real one.
    """

    def __init__(self, router: Router, zone: ZoneInfo, at: datetime | None) -> None:
        self._settings, self._erasure = router.chats.settings, Erasure(router.store.database)
        self._zone, self._at = zone, at
        self._moments: dict[str, datetime | None] = {}  # of the last line

    def person(self, line: _Line) -> Person:
        """Who speaks in it. A chat begins without what a batch that was killed may have left of it."""
        key = _key(line)
        if line.chat is None:
            return Person("en", self._zone, chat=ChatContext(key), known_at=line.asked_at or self._at)
        if key not in self._moments:
            self._erasure.forget(key)
        last = self._moments.get(key)
        moment = self._moments[key] = line.asked_at or (last + _MINUTE if last else self._at)
        person = Person("en", self._zone, key, chat=ChatContext(key), known_at=moment)
        return settled(person, self._settings(key))

    def forget(self, line: _Line) -> None:
        """What a line that stands alone has set or subscribed to."""
        self._erasure.forget(_key(line))

    def forget_all(self) -> None:
        for key in self._moments:
            self._erasure.forget(key)


def _key(line: _Line) -> str:
    """Without signs that mean something in the names of chats."""
    name = line.chat if line.chat is not None else f"line {line.number}"
    return "batch:" + quote(name, safe="").replace("-", "%2D")
