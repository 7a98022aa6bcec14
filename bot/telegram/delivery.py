"""Brings rendered messages to a chat, or says in one log line why not; what is repeated: see `retries`."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, TypeAlias, TypeVar

from telegram import LinkPreviewOptions, ReplyParameters
from telegram import Message as Sent
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.telegram.rate_limits import Haste
from bot.telegram.rendering import RenderedMessage
from bot.telegram.retries import TRIES, Undelivered, insist, surely_undone

Bot: TypeAlias = ExtBot[Any]
_log = logging.getLogger(__name__)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_CLOSED = (  # refusals of a chat that the bot may not write to (any more), as Telegram words them
    *("chat not found", "not enough rights", "have no rights", "need administrator rights", "chat_write_forbidden"),
    *("user_is_blocked", "peer_id_invalid", "chat_restricted", "group chat was deactivated", "bot is not a member"),
)
_TOPIC_CLOSED = ("topic_closed", "topic_deleted", "message thread not found")
_GONE = ("to edit not found", "can't be edited", "no text in the message to edit")  # of a message to be edited
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where messages go: a chat, in a forum its topic, and the message that they answer; and who waits for them."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    haste: Haste = Haste.REPLY


async def send(bot: Bot, place: Destination, messages: Sequence[RenderedMessage]) -> list[int]:
    """The ids of the messages that arrived: not all of them where the chat is closed to the bot or Telegram fails.

    Raises TelegramError for a refusal that only a mistake of ours can explain.
    """
    return await change(bot, place, (), messages)


async def change(bot: Bot, place: Destination, ids: Sequence[int], messages: Sequence[RenderedMessage]) -> list[int]:
    """Lets the earlier messages `ids` say `messages`: sends what is more, deletes what is too many; the new ids.

    Raises as `send` does.
    """
    shown: list[int | None] = []
    with _noted(place):
        for message_id, message in zip_longest(ids, messages):
            if message is None:
                await _delete(bot, place, message_id)
            elif message_id is None:
                shown.append(await _follow(bot, place, message))
            else:
                shown.append(await _edit(bot, place, message_id, message))
    return [each for each in shown if each is not None]


def closes_chat(error: Exception) -> bool:
    """Whether a refusal says that nothing can be sent to the chat (any more)."""
    return isinstance(error, Forbidden) or (isinstance(error, BadRequest) and _says(error, _CLOSED))


def closes_topic(error: Exception) -> bool:
    """The same of one topic of a forum."""
    return isinstance(error, BadRequest) and _says(error, _TOPIC_CLOSED)


def _says(refusal: BadRequest, wordings: Sequence[str]) -> bool:
    return any(words in refusal.message.lower() for words in wordings)


@contextmanager
def _noted(place: Destination) -> Iterator[None]:
    try:
        yield
    except Undelivered as reason:
        _log.warning("a reply to chat %s did not get through: %s", place.chat_id, reason)
    except TelegramError as refusal:
        if not (closes_chat(refusal) or closes_topic(refusal)):
            raise
        _log.warning("a reply to chat %s did not get through: %s", place.chat_id, refusal)


async def _follow(bot: Bot, place: Destination, message: RenderedMessage) -> int | None:
    """A group that became a supergroup has a new id, in which neither message ids nor topics are the old ones."""
    try:
        return await post(bot, place, message)
    except ChatMigrated as moved:
        return await post(bot, Destination(moved.new_chat_id, haste=place.haste), message)


async def post(bot: Bot, place: Destination, message: RenderedMessage, tries: int = TRIES) -> int | None:
    """The id of the new message; None for a mere file that the server does not take.

    Raises Undelivered, and every refusal as TelegramError.
    """
    if message.file is None:
        return await _say(bot, place, message, tries)
    try:
        return await _upload(bot, place, message, tries)
    except _FileRefused as refusal:
        _log.info("a file goes without: %s", refusal)
        return await _say(bot, place, replace(message, file=None), tries) if message.html else None


async def _say(bot: Bot, place: Destination, message: RenderedMessage, tries: int) -> int:
    async def say(text: str, parse_mode: str | None) -> int:
        sent = await bot.send_message(
            place.chat_id,
            text,
            parse_mode,
            message_thread_id=place.thread_id,
            reply_parameters=_answered(place),
            reply_markup=message.keyboard,
            link_preview_options=NO_PREVIEW,
            rate_limit_args=place.haste,
        )
        return sent.message_id

    return await _said(say, message, harmless=False, tries=tries)


class _FileRefused(Exception):
    """The server does not take files, or not this one; nothing was sent."""


async def _upload(bot: Bot, place: Destination, message: RenderedMessage, tries: int) -> int:
    """The file with its words, if it has any, under it."""
    file, caption = message.file, message.html or None
    assert file is not None
    picture = file.name.endswith(".png")

    async def upload() -> Sent:
        sending = bot.send_photo if picture else bot.send_document
        try:
            return await sending(
                place.chat_id,
                file.content,
                caption=caption,
                parse_mode=ParseMode.HTML if caption else None,
                filename=file.name,
                message_thread_id=place.thread_id,
                reply_parameters=_answered(place),
                reply_markup=message.keyboard,
                rate_limit_args=place.haste,
            )
        except (BadRequest, InvalidToken, NetworkError) as error:  # what is not known to a server is "Not Found"
            refused = not closes_chat(error) and not closes_topic(error) and error.__cause__ is None
            if refused and surely_undone(error):
                raise _FileRefused(str(error)) from error
            raise

    return (await insist(upload, harmless=False, tries=tries)).message_id


def _answered(place: Destination) -> ReplyParameters | None:
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None


async def _edit(bot: Bot, place: Destination, message_id: int, message: RenderedMessage) -> int | None:
    if message.file:  # under it may be words, and they cannot become a file
        return await _replace(bot, place, message_id, message)

    async def say(text: str, parse_mode: str | None) -> int:
        await bot.edit_message_text(
            text,
            place.chat_id,
            message_id,
            parse_mode=parse_mode,
            reply_markup=message.keyboard,
            link_preview_options=NO_PREVIEW,
            rate_limit_args=place.haste,
        )
        return message_id

    try:
        return await _said(say, message, harmless=True)
    except BadRequest as refusal:
        if _says(refusal, ("not modified",)):
            return message_id
        if _says(refusal, _GONE):
            return await _replace(bot, place, message_id, message)
        raise
    except ChatMigrated as moved:
        return await post(bot, Destination(moved.new_chat_id, haste=place.haste), message)


async def _replace(bot: Bot, place: Destination, message_id: int, message: RenderedMessage) -> int | None:
    """A new message; the old one goes when it is there."""
    new = await _follow(bot, place, message)
    await _delete(bot, place, message_id)
    return new


async def _delete(bot: Bot, place: Destination, message_id: int) -> None:
    with suppress(TelegramError):  # too old, or gone already: then it stays as it is
        await bot.delete_message(place.chat_id, message_id)


async def _said(
    say: Callable[[str, str | None], Awaitable[T]], message: RenderedMessage, *, harmless: bool, tries: int = TRIES
) -> T:
    """In HTML, or without markup where Telegram refuses it."""
    try:
        return await insist(lambda: say(message.html, ParseMode.HTML), harmless=harmless, tries=tries)
    except BadRequest as refusal:
        if not _says(refusal, ("entit", "parse_mode", "parse mode")):
            raise
        _log.error("Telegram refuses our markup, so it goes as plain text: %s", refusal)
        return await insist(lambda: say(message.plain, None), harmless=harmless, tries=tries)
