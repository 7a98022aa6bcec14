"""Brings rendered messages to a chat, or says in one log line why not.

What is repeated: a send is, after a flood limit and where it surely was not done (no connection was made, or the
Bot API itself says that it failed). A send whose fate is unclear - the connection broke or timed out after the
request left, a gateway answered for the Bot API - is not: the reader would get it twice, and can ask again if it
is lost. Edits do no harm twice and are repeated in all these cases.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from typing import TypeVar

import httpx
from telegram import Bot, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.rendering import Message

_log = logging.getLogger(__name__)
_TRIES = 3
_PATIENCE_S = 120.0  # of all waiting for one message; flood limits of many hours exist
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_CLOSED = (  # refusals of a chat that the bot may not write to (any more), as Telegram words them
    *("chat not found", "not enough rights", "have no rights", "need administrator rights", "chat_write_forbidden"),
    *("topic_closed", "topic_deleted", "message thread not found", "user_is_blocked", "peer_id_invalid"),
    *("chat_restricted", "group chat was deactivated", "bot is not a member"),
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where messages go: a chat, in a forum its topic, and the message that they answer."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None


class Undelivered(Exception):
    """A message was given up; says why."""


async def send(bot: Bot, place: Place, messages: Sequence[Message]) -> list[int]:
    """The ids of the messages that arrived: not all of them where the chat is closed to the bot or Telegram fails.

    Raises TelegramError for a refusal that only a mistake of ours can explain.
    """
    arrived: list[int] = []
    with _noted(place):
        for message in messages:
            arrived.append(await _send(bot, place, message))
    return arrived


async def change(bot: Bot, place: Place, ids: Sequence[int], messages: Sequence[Message]) -> list[int]:
    """Lets the earlier messages `ids` say `messages`: sends what is more, deletes what is too many; the new ids.

    Raises as `send` does.
    """
    shown: list[int] = []
    with _noted(place):
        for message_id, message in zip_longest(ids, messages):
            if message is None:
                await _delete(bot, place, message_id)
            elif message_id is None:
                shown.append(await _send(bot, place, message))
            else:
                shown.append(await _edit(bot, place, message_id, message))
    return shown


@contextmanager
def _noted(place: Place) -> Iterator[None]:
    try:
        yield
    except (Undelivered, Forbidden) as reason:
        _log.warning("a reply to chat %s did not get through: %s", place.chat_id, reason)
    except BadRequest as refusal:
        if not any(words in refusal.message.lower() for words in _CLOSED):
            raise
        _log.warning("a reply to chat %s did not get through: %s", place.chat_id, refusal)


async def _send(bot: Bot, place: Place, message: Message) -> int:
    """A group that became a supergroup has a new id, in which neither message ids nor topics are the old ones."""
    try:
        return await _post(bot, place, message)
    except ChatMigrated as moved:
        return await _post(bot, Place(moved.new_chat_id), message)


async def _post(bot: Bot, place: Place, message: Message) -> int:
    reply = ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None

    async def say(text: str, parse_mode: str | None) -> int:
        sent = await bot.send_message(
            place.chat_id,
            text,
            parse_mode,
            message_thread_id=place.thread_id,
            reply_parameters=reply,
            reply_markup=message.keyboard,
            link_preview_options=_NO_PREVIEW,
        )
        return sent.message_id

    return await _said(say, message, harmless=False)


async def _edit(bot: Bot, place: Place, message_id: int, message: Message) -> int:
    async def say(text: str, parse_mode: str | None) -> int:
        await bot.edit_message_text(
            text,
            place.chat_id,
            message_id,
            parse_mode=parse_mode,
            reply_markup=message.keyboard,
            link_preview_options=_NO_PREVIEW,
        )
        return message_id

    try:
        return await _said(say, message, harmless=True)
    except BadRequest as refusal:
        if "not modified" in refusal.message.lower():
            return message_id
        if "to edit not found" in refusal.message.lower() or "can't be edited" in refusal.message.lower():
            return await _send(bot, place, message)
        raise
    except ChatMigrated as moved:
        return await _post(bot, Place(moved.new_chat_id), message)


async def _delete(bot: Bot, place: Place, message_id: int) -> None:
    with suppress(TelegramError):  # too old, or gone already: then it stays as it is
        await bot.delete_message(place.chat_id, message_id)


async def _said(say: Callable[[str, str | None], Awaitable[T]], message: Message, *, harmless: bool) -> T:
    """In HTML, or without markup where Telegram refuses it."""
    try:
        return await _insist(lambda: say(message.html, ParseMode.HTML), harmless=harmless)
    except BadRequest as refusal:
        if not any(word in refusal.message.lower() for word in ("entit", "parse_mode", "parse mode")):
            raise
        _log.error("Telegram refuses our markup, so it goes as plain text: %s", refusal)
        return await _insist(lambda: say(message.plain, None), harmless=harmless)


async def _insist(act: Callable[[], Awaitable[T]], *, harmless: bool) -> T:
    """Tries again as the module says; `harmless`: to do it twice. Raises Undelivered when it gives up."""
    waited = 0.0
    for attempt in range(1, _TRIES + 1):
        try:
            return await act()
        except BadRequest:
            raise
        except (RetryAfter, NetworkError) as error:
            if not (harmless or _surely_undone(error)):
                raise Undelivered(f"{error}; it may have arrived, so it is not sent again") from error
            pause = _pause_s(error, attempt)
            waited += pause
            if attempt == _TRIES or waited > _PATIENCE_S:
                raise Undelivered(f"{error}; given up at try {attempt}") from error
            await asyncio.sleep(pause)
    raise AssertionError("the last try returns or raises")


def _surely_undone(error: TelegramError) -> bool:
    if isinstance(error, RetryAfter):
        return True
    if error.__cause__ is None:  # an answer in the form of the Bot API, though a gateway may have given it
        return not isinstance(error, TimedOut) and "gateway" not in error.message.lower()
    return isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)


def _pause_s(error: TelegramError, attempt: int) -> float:
    if not isinstance(error, RetryAfter):
        return float(attempt)
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
