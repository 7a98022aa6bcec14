"""The gate before all handlers: an update of somebody who is not let in ends here, with one kind line at most."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from telegram import CallbackQuery, Chat, InlineQuery, InlineQueryResultsButton, Message, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.core.commands import parse_command
from bot.core.person import ChatContext, Person
from bot.core.reply import Reply
from bot.core.request import REQUEST
from bot.features.access.door import Door, Visitor
from bot.telegram.delivery import Bot, Delivery, Destination
from bot.telegram.incoming import hear
from bot.telegram.menus import set_menus
from bot.telegram.rendering import render
from bot.telegram.senders import Sender, Senders, presser, writer
from data.errors import NewsError

_log = logging.getLogger(__name__)
_OWN_DATA = frozenset({"forget", "privacy"})
"""What everybody may ask for in private, banned or not."""
_CACHED_S = 10


class Gate:
    """Asks `door` about everybody who writes, presses or types; groups that the bot is added to come by Membership."""

    def __init__(self, door: Door, senders: Senders, delivery: Delivery) -> None:
        self._door, self._senders, self._delivery = door, senders, delivery

    async def begin(self, bot: Bot) -> None:
        """At the start: nothing goes on to who is not let in any more, and who has the log can become the owner."""
        try:
            await asyncio.to_thread(self._door.close_to_strangers)
            start = await asyncio.to_thread(self._door.owner_start)
        except NewsError as error:  # a full disk, for instance: who is let in is served all the same
            _log.error("who may use the bot is not settled anew: %s", error)
            return
        if start:
            _log.info("no owner yet; who first opens this link owns it: https://t.me/%s?start=%s", bot.username, start)

    def admins(self) -> list[int]:
        """Their numbers, which are those of their chats with the bot."""
        return [int(who.rpartition(":")[2]) for who in self._senders.access.admins()]

    async def update(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Raises ApplicationHandlerStop for an update that must go no further; any other gives the log its number."""
        if not isinstance(update, Update):
            return
        REQUEST.set(update.update_id)
        if update.callback_query:
            await self._press(update.callback_query)
        elif update.inline_query:
            await self._inline(update.inline_query)
        elif update.effective_message and not update.my_chat_member:
            await self._message(update.effective_message, context.bot)

    async def _message(self, message: Message, bot: Bot) -> None:
        heard = hear(message, bot.bot)
        command = parse_command(heard.text) if heard and heard.text else None
        if heard is None:
            return
        sender = writer(message, None)
        if sender.is_private and command and command.name in _OWN_DATA:
            return
        start = command.words if command and command.name == "start" else ""
        met = await asyncio.to_thread(self._door.meet, _visitor(sender, start), self._person(sender))
        if met.reply:
            await self._say(message.chat, message, met.reply)
        if met.owns:
            await set_menus(bot, [message.chat.id])
        if met.reply or not met.inside:
            raise ApplicationHandlerStop

    async def _press(self, query: CallbackQuery) -> None:
        sender = presser(query)
        if sender.is_private and (query.data or "").partition(":")[0] in _OWN_DATA:
            return
        visitor = _visitor(sender)
        if await asyncio.to_thread(self._senders.access.lets_in, visitor.who, visitor.chat):
            return
        words = await asyncio.to_thread(self._door.words_for, visitor, self._person(sender))
        with suppress(TelegramError):  # too old: nobody looks at that clock any more
            await query.answer(words, show_alert=True)
        raise ApplicationHandlerStop

    async def _inline(self, query: InlineQuery) -> None:
        visitor = _visitor(Sender(query.from_user, None))
        if await asyncio.to_thread(self._senders.access.lets_in, visitor.who, None):
            return
        label = self._senders.stranger(query.from_user).say("door-inline")
        with suppress(TelegramError):  # typed on since, or a server without inline mode
            button = InlineQueryResultsButton(label, start_parameter="inline")
            await query.answer([], cache_time=_CACHED_S, is_personal=True, button=button)
        raise ApplicationHandlerStop

    def _person(self, sender: Sender) -> Person:
        """Without asking what the chat has set: a stranger has set nothing."""
        person = self._senders.stranger(sender.user)
        chat = ChatContext(f"telegram:{sender.chat.id}") if sender.chat and sender.is_private else None
        return Person(person.language, person.zone, id=sender.id, chat=chat)

    async def _say(self, chat: Chat, message: Message, reply: Reply) -> None:
        topic = message.message_thread_id if message.is_topic_message else None
        place = Destination(chat.id, topic, None if chat.type == ChatType.PRIVATE else message.message_id)
        with suppress(TelegramError):
            await self._delivery.send(place, render(reply))


def _visitor(sender: Sender, start: str = "") -> Visitor:
    user = sender.user
    chat = f"telegram:{sender.chat.id}" if sender.chat else None
    return Visitor(sender.id, chat, shown_name(user), (user and user.language_code) or "", start)


def shown_name(user: User | None) -> str:
    """`Ann Lee @ann_reads`, as admins are to tell people apart."""
    if user is None:
        return ""
    return f"{user.full_name} @{user.username}" if user.username else user.full_name
