"""Brings rendered messages to a chat, or says in one log line why not; what is repeated: see `retries`.

A server that refuses something new in a message gets it without that, and from then on all others too.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import zip_longest
from typing import Any, TypeAlias, TypeVar

from telegram import Message as Sent
from telegram import ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.core.seals import Seals
from bot.telegram.rate_limits import Dispatch, Haste
from bot.telegram.rendering import Capability, RenderedMessage
from bot.telegram.retries import PATIENT_S, AnsweredBefore, Answering, Undelivered, insist, surely_undone

Bot: TypeAlias = ExtBot[Any]
_log = logging.getLogger(__name__)
_CLOSED = (  # refusals of a chat that the bot may not write to (any more), as Telegram words them
    *("chat not found", "not enough rights", "have no rights", "need administrator rights", "chat_write_forbidden"),
    *("user_is_blocked", "peer_id_invalid", "chat_restricted", "group chat was deactivated", "bot is not a member"),
)
_TOPIC_CLOSED = ("topic_closed", "topic_deleted", "message thread not found")
_GONE = ("to edit not found", "can't be edited", "no text in the message to edit")  # of a message to be edited
_MARKUP = ("entit", "parse_mode", "parse mode")  # of what cannot be parsed in a text
_DOUBTS = (  # what a refusal that says so may be for; the first words that it has decide
    *((each.value, {each}) for each in Capability),
    *((words, {Capability.PREVIEWS}) for words in ("preview", "webpage")),
    *((words, {Capability.TIMES, Capability.QUOTES}) for words in _MARKUP),
    *((words, {Capability.COPYING}) for words in ("button", "keyboard", "reply_markup")),
    *((words, set(Capability)) for words in ("can't parse", "unknown", "unexpected", "unsupported", "field")),
)
_THIS_ONLY = "webpage"  # a picture that cannot be had says nothing of others
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where messages go: a chat, in a forum its topic, and the message that they answer; and who waits for them, how
    long they are tried again, and what notes that they answer it."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None
    haste: Haste = Haste.REPLY
    patience_s: float = PATIENT_S
    once: Answering | None = field(default=None, compare=False)

    @property
    def slot(self) -> Dispatch:
        return Dispatch(self.haste, self._begin if self.once else None)

    async def _begin(self) -> None:
        if self.once and not await self.once.begins():
            raise AnsweredBefore("it was answered before", None)


class Delivery:
    """Through one bot, whose token seals the buttons."""

    def __init__(self, bot: Bot) -> None:
        self.bot, self.seals = bot, Seals(bot.token)
        self._unknown: Set[Capability] = frozenset()  # to the server, as it has shown
        self._known: Set[Capability] = frozenset()

    def surely(self, message: RenderedMessage) -> RenderedMessage:
        """The message with what the server has taken before, for where a refusal would be the end of it."""
        return message.without(frozenset(Capability) - self._known)

    async def send(self, place: Destination, messages: Sequence[RenderedMessage]) -> list[int]:
        """The ids of the messages that arrived: not all where the chat is closed to the bot or Telegram fails.

        Raises TelegramError for a refusal that only a mistake of ours can explain.
        """
        return await self.change(place, (), messages)

    async def change(self, place: Destination, ids: Sequence[int], messages: Sequence[RenderedMessage]) -> list[int]:
        """Lets the earlier messages `ids` say `messages`: sends what is more, deletes what is too many; the new ids.

        Raises as `send` does.
        """
        shown: list[int | None] = []
        with _noted(place):
            for message_id, message in zip_longest(ids, messages):
                if message is None:
                    await self._delete(place, message_id)
                elif message_id is None:
                    shown.append(await self._follow(place, message))
                else:
                    shown.append(await self._edit(place, message_id, message))
                place = replace(place, once=None)  # from now on the answer is under way
        return [each for each in shown if each is not None]

    async def _follow(self, place: Destination, message: RenderedMessage) -> int | None:
        """A group that became a supergroup has a new id, in which neither message ids nor topics are the old ones."""
        try:
            return await self.post(place, message)
        except ChatMigrated as moved:
            return await self.post(replace(place, chat_id=moved.new_chat_id, thread_id=None, reply_to=None), message)

    async def post(self, place: Destination, message: RenderedMessage) -> int | None:
        """The id of the new message; None for a mere file that the server does not take.

        Raises Undelivered, and every refusal as TelegramError.
        """
        if message.file is None:
            return await self._say(place, message)
        try:
            return await self._upload(place, message)
        except _FileRefused as refusal:
            _log.info("a file goes without: %s", refusal)
            return await self._say(place, replace(message, file=None)) if message.pieces else None

    async def _say(self, place: Destination, message: RenderedMessage) -> int:
        async def say(form: RenderedMessage, text: str, parse_mode: str | None) -> int:
            sent = await self.bot.send_message(
                place.chat_id,
                text,
                parse_mode,
                message_thread_id=place.thread_id,
                reply_parameters=_answered(place),
                reply_markup=form.sealed(partial(self.seals.sealed, place.chat_id)),
                link_preview_options=form.preview,
                rate_limit_args=place.slot,
            )
            return sent.message_id

        return await self._said(place, say, message, harmless=False)

    async def _upload(self, place: Destination, message: RenderedMessage) -> int:
        """The file with its words, if it has any, under it. It has nothing new: a refusal is for the file."""
        message = message.without(frozenset(Capability))
        file, caption = message.file, message.html or None
        assert file is not None
        picture = file.name.endswith(".png")

        async def upload() -> Sent:
            sending = self.bot.send_photo if picture else self.bot.send_document
            try:
                return await sending(
                    place.chat_id,
                    file.content,
                    caption=caption,
                    parse_mode=ParseMode.HTML if caption else None,
                    filename=file.name,
                    message_thread_id=place.thread_id,
                    reply_parameters=_answered(place),
                    reply_markup=message.sealed(partial(self.seals.sealed, place.chat_id)),
                    rate_limit_args=place.slot,
                )
            except (BadRequest, InvalidToken, NetworkError) as error:  # what is not known to a server is "Not Found"
                refused = not closes_chat(error) and not closes_topic(error) and error.__cause__ is None
                if refused and surely_undone(error):
                    raise _FileRefused(str(error)) from error
                raise

        return (await insist(upload, harmless=False, patience_s=place.patience_s, once=place.once)).message_id

    async def _edit(self, place: Destination, message_id: int, message: RenderedMessage) -> int | None:
        if message.file:  # under it may be words, and they cannot become a file
            return await self._replace(place, message_id, message)

        async def say(form: RenderedMessage, text: str, parse_mode: str | None) -> int:
            await self.bot.edit_message_text(
                text,
                place.chat_id,
                message_id,
                parse_mode=parse_mode,
                reply_markup=form.sealed(partial(self.seals.sealed, place.chat_id)),
                link_preview_options=form.preview,
                rate_limit_args=place.slot,
            )
            return message_id

        try:
            return await self._said(place, say, message, harmless=True)
        except BadRequest as refusal:
            if _says(refusal, ("not modified",)):
                return message_id
            if _says(refusal, _GONE):
                return await self._replace(place, message_id, message)
            raise
        except ChatMigrated as moved:
            return await self.post(replace(place, chat_id=moved.new_chat_id, thread_id=None, reply_to=None), message)

    async def _replace(self, place: Destination, message_id: int, message: RenderedMessage) -> int | None:
        """A new message; the old one goes when it is there."""
        new = await self._follow(place, message)
        await self._delete(place, message_id)
        return new

    async def _delete(self, place: Destination, message_id: int) -> None:
        with suppress(TelegramError):  # too old, or gone already: then it stays as it is
            await self.bot.delete_message(place.chat_id, message_id)

    async def _said(
        self,
        place: Destination,
        say: Callable[[RenderedMessage, str, str | None], Awaitable[T]],
        message: RenderedMessage,
        *,
        harmless: bool,
    ) -> T:
        """As HTML with all that the server knows, or without markup where Telegram refuses even the old one."""
        trying = partial(insist, harmless=harmless, patience_s=place.patience_s, once=place.once)
        form, missed = message.without(self._unknown), frozenset[Capability]()
        while True:
            try:
                said = await trying(partial(say, form, form.html, ParseMode.HTML))
            except BadRequest as refusal:
                doubted = _doubted(refusal, form.uses)
                if not doubted and not _says(refusal, _MARKUP):
                    raise
                if not doubted:
                    _log.error("Telegram refuses our markup, so it goes as plain text: %s", refusal)
                    return await trying(partial(say, form, form.plain, None))
                form = form.without(doubted)
                missed |= frozenset() if _says(refusal, (_THIS_ONLY,)) else doubted
            else:
                self._known |= form.uses
                self._miss(missed)
                return said

    def _miss(self, missed: Set[Capability]) -> None:
        """The server took a message without those that it refused with them."""
        if missed - self._unknown:
            _log.info("messages go without %s, which the server refuses", ", ".join(each.value for each in missed))
            self._unknown |= missed


class _FileRefused(Exception):
    """The server does not take files, or not this one; nothing was sent."""


def closes_chat(error: Exception) -> bool:
    """Whether a refusal says that nothing can be sent to the chat (any more)."""
    return isinstance(error, Forbidden) or (isinstance(error, BadRequest) and _says(error, _CLOSED))


def closes_topic(error: Exception) -> bool:
    """The same of one topic of a forum."""
    return isinstance(error, BadRequest) and _says(error, _TOPIC_CLOSED)


def _says(refusal: BadRequest, wordings: Sequence[str]) -> bool:
    return any(words in refusal.message.lower() for words in wordings)


def _doubted(refusal: BadRequest, used: Set[Capability]) -> frozenset[Capability]:
    """What of a message the server may have refused it for; empty where it is something else."""
    return next((frozenset(used & suspected) for words, suspected in _DOUBTS if _says(refusal, (words,))), frozenset())


def _answered(place: Destination) -> ReplyParameters | None:
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None


@contextmanager
def _noted(place: Destination) -> Iterator[None]:
    try:
        yield
    except AnsweredBefore:
        return
    except Undelivered as reason:
        _log.warning("a reply to chat %s did not get through: %s", place.chat_id, reason)
    except TelegramError as refusal:
        if not (closes_chat(refusal) or closes_topic(refusal)):
            raise
        _log.warning("a reply to chat %s did not get through: %s", place.chat_id, refusal)
