"""Links that open the bot and say what it is opened for: `https://t.me/BOT?start=ask_...`. Pure.

Telegram carries up to 64 letters, digits, `_` and `-`; the bot gets them as `/start ask_...`.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from bot.conversation.understanding import MessageContext, Understood, understand
from bot.core.commands import Command, changes_chat

_LONGEST = 64
_ASK, _STORY, _LATEST = "ask_", "story_", "latest"
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Opening:
    """What the bot was opened for: a question or /latest to answer, as it was understood, or what a button does (see
    Router.press)."""

    text: str = ""
    message: Understood | None = None
    action: str = ""


def ask_start(question: str) -> str | None:
    """What follows `?start=`; None for a question that is too long: 45 bytes of UTF-8, or 15 Han characters, fit."""
    encoded = base64.urlsafe_b64encode(question.strip().encode(errors="replace")).decode().rstrip("=")
    return _ASK + encoded if encoded and len(_ASK + encoded) <= _LONGEST else None


def ask_link(bot: str, question: str) -> str:
    """Opens the bot called `bot` and asks it; where the question is too long, only opens it."""
    return _link(bot, ask_start(question) or "")


def story_link(bot: str, article_id: int) -> str:
    """Opens an article, from which its story is one tap away."""
    return _link(bot, f"{_STORY}{article_id}")


def latest_link(bot: str) -> str:
    """Opens the newest stories."""
    return _link(bot, _LATEST)


def pressed_link(bot: str, action: str) -> str:
    """Opens what a button leads to: its article, or else the newest stories."""
    kind, *numbers = action.split(":")
    opens = kind in ("article", "story") and numbers and _NUMBER.fullmatch(numbers[0])
    return story_link(bot, int(numbers[0])) if opens else latest_link(bot)


def opening(message: Understood, context: MessageContext) -> Opening | None:
    """What `message` opens the bot for; None for any other. A link can hide no command: `／digest off` is one."""
    if not isinstance(message, Command) or message.name != "start":
        return None
    if message.words == _LATEST:
        return Opening("/latest", Command("latest", ""))
    number = message.words.removeprefix(_STORY)
    if message.words.startswith(_STORY) and _NUMBER.fullmatch(number):
        return Opening(action=f"article:{int(number)}:0")
    question = _question(message.words)
    if not question or question.startswith("/"):
        return None
    asked = understand(question, context)
    return None if isinstance(asked, Command) and changes_chat(asked) else Opening(question, asked)


def _link(bot: str, start: str) -> str:
    return f"https://t.me/{bot}?start={start}" if start else f"https://t.me/{bot}"


def _question(words: str) -> str:
    """ "" where there is none."""
    encoded = words.removeprefix(_ASK)
    if encoded == words:
        return ""
    try:
        padded = encoded + "=" * (-len(encoded) % 4)
        return base64.b64decode(padded, b"-_", validate=True).decode().strip()
    except (binascii.Error, ValueError):
        return ""
