"""Who is spoken to, and where: what every reply hangs on beside the news."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.catalogue import LANGUAGES, Language, say
from data.chats.chats import ChatSettings
from data.text.scripts import has_han


class ChatKind(StrEnum):
    """What a chat is to those in it."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class ChatContext:
    """Where is spoken: a chat, in a forum one of its topics. Settings and subscriptions belong to a chat."""

    key: str  # "telegram:CHAT_ID"; of a private chat the same as the person's id
    kind: ChatKind = ChatKind.PRIVATE
    thread: int | None = None  # the topic
    manages: bool = True  # whether who speaks may change what the chat gets: in groups its administrators


class Length(StrEnum):
    """How much an answer says."""

    SHORT = "short"  # the words that answer, and their sources
    NORMAL = "normal"
    LONG = "long"  # with the sentences around them


@dataclass(frozen=True, slots=True)
class Person:
    """Who is spoken to: in which language, and whose clock the times are told by."""

    language: Language
    zone: ZoneInfo
    conversation: str | None = None  # whose former questions complete the next; None: each question stands alone
    id: str | None = None  # "telegram:USER_ID": whose spending, feedback and subscriptions these are
    chat: ChatContext | None = None  # None: a terminal or a script
    operator: bool = False  # an admin of the bot, see NEWSBOT_ADMINS
    length: Length = Length.NORMAL
    otherwise: Language | None = None  # where a language was set: what it would be if none was
    growing: Callable[[str], None] | None = field(default=None, compare=False)  # gets an answer while it is made

    @property
    def operates(self) -> bool:
        """Whether the commands of the bot's admins are theirs here: never where others read along."""
        return self.operator and (self.chat is None or self.chat.kind is ChatKind.PRIVATE)

    def say(self, message: str, **values: str | int) -> str:
        return say(self.language, message, **values)

    def speaking_as(self, question: str) -> Person:
        """The same person, spoken to in the language of `question` where its script tells it and none was set."""
        if self.otherwise:
            return self
        if has_han(question):
            return replace(self, language="zh")
        return replace(self, language="en") if _is_english(question) else self


def settled(person: Person, settings: ChatSettings) -> Person:
    """The person as the chat has set; what it has not set stays."""
    natural = person.otherwise or person.language
    language = next((each for each in LANGUAGES if each == settings.language), None)
    return replace(
        person,
        language=language or natural,
        otherwise=natural if language else None,
        zone=ZoneInfo(settings.zone) if settings.zone else person.zone,
        length=Length(settings.length) if settings.length else person.length,
    )


def _is_english(text: str) -> bool:
    """Not by a bare `BYD` or `2022`: such words stand in Chinese too."""
    words = re.findall(r"[A-Za-z]+", text)
    return text.isascii() and (len(words) > 1 or any(not word.isupper() for word in words))
