"""Who is spoken to, and where: what every reply hangs on beside the news."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.core.catalogue import LANGUAGES, Language, say
from data.chats.chats import ChatSettings
from data.chats.views import Holder
from data.text.scripts import has_han, is_traditional

CONVERTED = "zh_Hant_all"
"""Set as the language of a chat: traditional characters, also for quotes."""


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
    operator: bool = False  # an admin of the bot, see bot.core.access
    spends: bool = True  # whether an LLM may be asked for them: only for who was let in, not for a whole group
    bot: str = ""  # the bot's own name where there are links to it
    length: Length = Length.NORMAL
    otherwise: Language | None = None  # where a language was set: what it would be if none was
    converts: bool = False  # whether the words of the news are to be in traditional characters too
    growing: Callable[[str], None] | None = field(default=None, compare=False)  # gets an answer while it is made
    known_at: datetime | None = None  # of a script: what was published later is not known, and it is that moment

    @property
    def operates(self) -> bool:
        """Whether the commands of the bot's admins are theirs here: never where others read along."""
        return self.operator and (self.chat is None or self.chat.kind is ChatKind.PRIVATE)

    @property
    def place(self) -> str:
        """Where they are, as what was asked there is kept; "" for who is nowhere and is remembered nothing of."""
        return self.chat.key if self.chat else self.conversation or ""

    @property
    def holder(self) -> Holder:
        """Whose it is what they are shown here."""
        return Holder(self.place, self.id or "")

    def say(self, message: str, **values: str | int) -> str:
        return say(self.language, message, **values)

    def now(self, clock: Callable[[], datetime]) -> datetime:
        """The moment that 昨天 counts from for the person."""
        return self.known_at or clock()

    def speaking(self, language: Language | None) -> Person:
        """The same person, spoken to in `language` where there is one and none was set.

        Whose app has traditional characters reads those: many words look alike in both.
        """
        known = self.otherwise or language is None or (language == "zh" and self.language == "zh_Hant")
        return self if known or language is None else replace(self, language=language)


def settled(person: Person, settings: ChatSettings) -> Person:
    """The person as the chat has set; what it has not set stays."""
    natural = person.otherwise or person.language
    converts = settings.language == CONVERTED
    language = next((each for each in LANGUAGES if each == settings.language), "zh_Hant" if converts else None)
    return replace(
        person,
        language=language or natural,
        otherwise=natural if language else None,
        converts=converts,
        zone=ZoneInfo(settings.zone) if settings.zone else person.zone,
        length=Length(settings.length) if settings.length else person.length,
    )


def language_in(text: str) -> Language | None:
    """What the script of `text` tells; not by a bare `BYD` or `2022`: such words stand in Chinese too."""
    if has_han(text):
        return "zh_Hant" if is_traditional(text) else "zh"
    words = re.findall(r"[A-Za-z]+", text)
    return "en" if text.isascii() and (len(words) > 1 or any(not word.isupper() for word in words)) else None
