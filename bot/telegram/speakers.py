"""Who speaks in an update, and where: from what Telegram tells to a Person with their room and its settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import Bot, CallbackQuery, Chat, ChatMember, Message, User
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.commands import changes_room, parse_command
from bot.config import Config
from bot.desks.settings import settled
from bot.person import Person, Room, RoomKind
from bot.understanding.smalltalk import Sort, sort_of
from bot.views.messages import language_of
from data.rooms import Rooms

_KINDS = {ChatType.PRIVATE.value: RoomKind.PRIVATE, ChatType.CHANNEL.value: RoomKind.CHANNEL}
_READING = frozenset({"article", "part", "quote", "history", "story", "page", "read", "alike", "ask", "good", "bad"})
"""Buttons that change nothing in a room."""
_YES_FOR, _NO_FOR = timedelta(minutes=5), timedelta(seconds=20)  # somebody who was just made one tries again
_ANSWER_S = 5.0  # for a question that a reader waits for
_MOST_KNOWN = 5000


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, where, and about what: a command that changes what the room gets needs a right to."""

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
    def chat_key(self) -> str | None:
        """Whose questions belong together: those of one person in one chat, and in one topic of it."""
        if self.chat is None:
            return None
        who = None if self.is_private or self.chat.type == ChatType.CHANNEL else self.sender or self.user
        return f"telegram:{self.chat.id}:{self.topic or '-'}:{who.id if who else '-'}"


def writer(message: Message, text: str) -> Speaker:
    """Who wrote `message`, which says `text`."""
    topic = message.message_thread_id if message.is_topic_message else None
    return Speaker(message.from_user, message.chat, topic, message.sender_chat, _changes_room(text))


def presser(query: CallbackQuery) -> Speaker:
    """Who pressed a button, of a message of the bot: in a channel that may be any reader."""
    message, kind = query.message, (query.data or "").partition(":")[0]
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Speaker(query.from_user, message.chat if message else None, topic, None, kind not in _READING)


class Speakers:
    """Persons for speakers, with the settings of their rooms."""

    def __init__(self, config: Config, rooms: Rooms, clock: Callable[[], datetime]) -> None:
        self._config, self._rooms, self._clock = config, rooms, clock
        self._known: dict[tuple[int, int], tuple[datetime, bool]] = {}  # until when, whether an administrator

    def stranger(self, user: User | None) -> Person:
        """One of whom only the app's language is known; asks nobody, and cannot fail."""
        language = language_of(user.language_code if user else None, self._config.language)
        return Person(language, self._config.zone, id=f"telegram:{user.id}" if user else None)

    def person(self, speaker: Speaker, manages: bool) -> Person:
        """Reads the settings of the room, and notes that it is spoken in; blocks."""
        app = self.stranger(speaker.user)
        operator = speaker.sender is None and speaker.user is not None and speaker.user.id in self._config.admins
        room = _room(speaker, manages)
        person = Person(app.language, app.zone, speaker.chat_key, speaker.id, room, operator)
        key = room.key if room else speaker.id
        if room and speaker.chat:
            self._rooms.seen(room.key, room.kind, speaker.chat.title)
        return settled(person, self._rooms.settings(key)) if key else person

    async def manages(self, bot: Bot, speaker: Speaker) -> bool:
        """Whether the speaker may change what the room gets. Telegram is asked where that is wanted and not known."""
        if speaker.is_private:
            return True
        if speaker.sender or speaker.user is None:  # an administrator who speaks as the group, a channel's own post
            return speaker.chat == (speaker.sender or speaker.chat)
        return (
            speaker.wants_right and speaker.chat is not None and await self._is_admin(bot, speaker.chat, speaker.user)
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


def _changes_room(text: str) -> bool:
    """Whether it is a command that may; with its slash or without."""
    message = sort_of(text)
    command = parse_command(message.words if message.sort is Sort.COMMAND else text)
    return command is not None and changes_room(command)


def _room(speaker: Speaker, manages: bool) -> Room | None:
    chat = speaker.chat
    if chat is None:
        return None
    return Room(f"telegram:{chat.id}", _KINDS.get(chat.type, RoomKind.GROUP), speaker.topic, manages)
