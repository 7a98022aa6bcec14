"""What becomes of the chats the bot is in: it is added, shut out, let in again, or a group gets another number."""

from __future__ import annotations

import asyncio

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.conversation.router import Router
from bot.core.person import Person
from bot.core.reply import plain
from bot.features.access.door import Door, Met, Visitor
from bot.telegram.access.gate import shown_name
from bot.telegram.delivery import Delivery, Destination
from bot.telegram.rendering import render
from bot.telegram.senders import Senders
from data.chats.messages import Handled

_OUT = (ChatMember.LEFT, ChatMember.BANNED)


class Membership:
    """Keeps the chats as Telegram says they are, and greets a group once, or says that it is not let in."""

    def __init__(self, router: Router, door: Door, senders: Senders, delivery: Delivery) -> None:
        self._chats, self._door, self._senders, self._delivery = router.chats, door, senders, delivery
        self._handled = Handled(router.store.database, router.clock)

    async def changed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot's own standing in a chat is another."""
        change = update.my_chat_member
        if change is None:
            return
        chat = f"telegram:{change.chat.id}"
        shut = _shut_out(change.new_chat_member)
        if shut:
            await asyncio.to_thread(self._chats.close, chat, shut)
            if change.new_chat_member.status in _OUT:
                await asyncio.to_thread(self._door.left, chat)
            return
        person = self._senders.stranger(change.from_user)
        met = await asyncio.to_thread(self._met, change, person)
        if met.inside:
            await asyncio.to_thread(self._chats.reopen, chat)
        if _joins_group(change) and await asyncio.to_thread(self._handled.begin, update.update_id):
            greeting = plain(person.say("group-greeting", bot=f"@{context.bot.username}")) if met.inside else met.reply
            if greeting:
                await self._delivery.send(Destination(change.chat.id), render(greeting))

    def _met(self, change: ChatMemberUpdated, person: Person) -> Met:
        """Whether who changed it, or the chat, is let in."""
        chat, by = f"telegram:{change.chat.id}", change.from_user
        visitor = Visitor(f"telegram:{by.id}", chat, shown_name(by), by.language_code or "")
        if change.chat.type != ChatType.PRIVATE and change.old_chat_member.status in _OUT:
            return self._door.added(chat, change.chat.title or "", visitor, person)
        return Met(self._senders.access.lets_in(visitor.who, chat))

    async def moved(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group has become a supergroup; both of them say so."""
        message = update.effective_message
        if message is None:
            return
        old = message.migrate_from_chat_id or message.chat.id
        new = message.migrate_to_chat_id or message.chat.id
        await asyncio.to_thread(self._chats.migrate, f"telegram:{old}", f"telegram:{new}")


def _shut_out(member: ChatMember) -> str:
    """Why the bot can write nothing there; "" where it can."""
    if member.status in _OUT:
        return "blocked" if member.status == ChatMember.BANNED else "left"
    return "" if getattr(member, "can_send_messages", True) is not False else "may not write"


def _joins_group(change: ChatMemberUpdated) -> bool:
    return change.old_chat_member.status in _OUT and change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
