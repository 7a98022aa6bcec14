"""What people send beside words, and what the bot can do with each kind."""

from __future__ import annotations

from enum import StrEnum

from bot.core.person import Person
from bot.core.reply import Reply, plain

MAX_FILE = 1024 * 1024
"""Bytes of a file that is read."""

_READABLE_TYPES = ("text/", "application/xhtml+xml", "application/xml", "application/json", "application/rss+xml")
_READABLE_NAMES = (".html", ".htm", ".txt", ".md", ".xml", ".json", ".eml", ".mht", ".mhtml")


class Medium(StrEnum):
    """The kinds; a message of one has words too where it is asked with a caption."""

    PHOTO = "photo"
    STICKER = "sticker"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    ANIMATION = "animation"
    FILE = "file"
    LOCATION = "location"
    CONTACT = "contact"
    POLL = "poll"
    DICE = "dice"
    OTHER = "other"


def medium_reply(person: Person, medium: Medium) -> Reply:
    """What to send instead, or what can be done with it."""
    return plain(person.say("medium", kind=medium, example=person.say("start-example-question")))


def is_readable(name: str, media_type: str) -> bool:
    """Whether a file may be a page or a text: by its type, or its name."""
    return media_type.lower().startswith(_READABLE_TYPES) or name.lower().endswith(_READABLE_NAMES)
