"""Who speaks in an update, and where: from what Telegram tells to a Person with their chat and its settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from telegram import Bot, CallbackQuery, Chat, ChatMember, Message, User
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.config import Config
from bot.conversation.understanding import Understood
from bot.core.access import Access
from bot.core.catalogue import language_of
from bot.core.commands import Command, changes_chat
from bot.core.person import ChatContext, ChatKind, Person, settled
from data.chats.chats import Chats
from data.store.upkeep.full_disk import where_it_fits

_KINDS = {ChatType.PRIVATE.value: ChatKind.PRIVATE, ChatType.CHANNEL.value: ChatKind.CHANNEL}
_READING = frozenset({"article", "part", "quote", "history", "story", "page", "read", "alike", "ask", "good", "bad"})
"""Buttons that change nothing in a chat."""
_YES_FOR, _NO_FOR = timedelta(minutes=5), timedelta(seconds=20)  # somebody who was just made one tries again
_ANSWER_S = 5.0  # for a question that a reader waits for
_MOST_KNOWN = 5000


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks, where, and about what: a command that changes what the chat gets needs a right to."""

    user: User | None  # None: a channel itself
    chat: Chat | None  # None: nowhere, as in a question typed behind the bot's name
    topic: int | None = None
    sender: Chat | None = None  # for which group or channel somebody speaks who does not say who they are
    wants_right: bool = False

    @property
    def id(self) -> str | None:
        who = self.sender or self.user
        return f"telegram:{who.id}" if who else None

    @property
    def is_private(self) -> bool:
        return self.chat is None or self.chat.type == ChatType.PRIVATE

    @property
    def conversation(self) -> str | None:
        """Whose questions belong together: those of one person in one chat, and in one topic of it."""
        if self.chat is None:
            return None
        who = None if self.is_private or self.chat.type == ChatType.CHANNEL else self.sender or self.user
        return f"telegram:{self.chat.id}:{self.topic or '-'}:{who.id if who else '-'}"


def writer(message: Message, said: Understood | None) -> Sender:
    """Who wrote `message`, and whether what it says needs a right to."""
    topic = message.message_thread_id if message.is_topic_message else None
    wants_right = isinstance(said, Command) and changes_chat(said)
    return Sender(message.from_user, message.chat, topic, message.sender_chat, wants_right)


def presser(query: CallbackQuery) -> Sender:
    """Who pressed a button, of a message of the bot: in a channel that may be any reader."""
    message, kind = query.message, (query.data or "").partition(":")[0]
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Sender(query.from_user, message.chat if message else None, topic, None, kind not in _READING)


class Senders:
    """Persons for senders, with the settings of their chats."""

    def __init__(self, config: Config, access: Access, chats: Chats, clock: Callable[[], datetime]) -> None:
        self.access = access
        self._config, self._chats, self._clock = config, chats, clock
        self._known: dict[tuple[int, int], tuple[datetime, bool]] = {}  # until when, whether an administrator

    def stranger(self, user: User | None) -> Person:
        """One of whom only the app's language is known; asks nobody, and cannot fail."""
        language = language_of(user.language_code if user else None, self._config.language)
        return Person(language, self._config.zone, id=f"telegram:{user.id}" if user else None)

    def person(self, sender_: Sender, manages: bool) -> Person:
        """Reads the settings of the chat and, of who is let in, notes that it is spoken in; blocks."""
        app = self.stranger(sender_.user)
        operator = sender_.sender is None and sender_.user is not None and self.access.is_admin(sender_.id)
        context, spends = _chat(sender_, manages), self.access.admits(sender_.id)
        person = Person(app.language, app.zone, sender_.conversation, sender_.id, context, operator, spends=spends)
        key = context.key if context else sender_.id
        if context and sender_.chat and (spends or self.access.lets_in(sender_.id, context.key)):
            where_it_fits(partial(self._chats.seen, context.key, context.kind, sender_.chat.title), None)
        return settled(person, self._chats.settings(key)) if key else person

    async def manages(self, bot: Bot, sender_: Sender) -> bool:
        """Whether the sender may change what the chat gets. Telegram is asked where that is wanted and not known."""
        if sender_.is_private:
            return True
        if sender_.sender or sender_.user is None:  # an administrator who speaks as the group, a channel's own post
            return sender_.chat == (sender_.sender or sender_.chat)
        return (
            sender_.wants_right and sender_.chat is not None and await self._is_admin(bot, sender_.chat, sender_.user)
        )

    async def _is_admin(self, bot: Bot, chat: Chat, user: User) -> bool:
        now, key = self._clock(), (chat.id, user.id)
        until, known = self._known.get(key, (now, False))
        if now < until:
            return known
        try:
            member = await bot.get_chat_member(chat.id, user.id, read_timeout=_ANSWER_S)
            found = member.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR)
        except TelegramError:  # who cannot be shown to be one is none
            found = False
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[key] = (now + (_YES_FOR if found else _NO_FOR), found)
        return found


def _chat(sender_: Sender, manages: bool) -> ChatContext | None:
    chat = sender_.chat
    if chat is None:
        return None
    return ChatContext(f"telegram:{chat.id}", _KINDS.get(chat.type, ChatKind.GROUP), sender_.topic, manages)
