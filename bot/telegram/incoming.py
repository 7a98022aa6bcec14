"""Messages as they come in: whether one speaks to the bot, what it says, and the files sent with it."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.conversation.understanding import ALONE, MessageContext
from bot.conversation.verification import asks_if_true
from bot.core.commands import NAMES, changes_chat, parse_command
from bot.features.media import MAX_FILE, Medium, is_readable

_log = logging.getLogger(__name__)

_ADDRESS = re.compile(r"/\w+@(\w+)")
_AFTER_NAME = " \n\t,:;，：；、"
_BARE = "/start"  # what is heard where the bot is only called by its name
_MEDIA = (  # the first that a message has: an animation is a document too, a venue a location
    *("photo", "sticker", "voice", "audio", "video", "video_note"),
    *("animation", "document", "location", "contact", "poll", "dice"),
)
_CALLED = {"video_note": Medium.VIDEO, "document": Medium.FILE}  # the others have our names


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a person says to the bot: a command or question; None where `medium` comes without words."""

    text: str | None
    medium: Medium | None = None  # what comes with the words, or in their place
    context: MessageContext = ALONE  # as far as the message itself tells it
    asked: str = ""  # where they are somebody else's words: what is asked of them
    told: str = ""  # what somebody else says in the message to which this one is a reply


def hear(message: Message, me: User) -> Incoming | None:
    """None where nobody speaks to the bot `me`. Where it is only called by its name it hears /start."""
    if _is_written_by_a_program(message, me):
        return None
    if message.chat.type == ChatType.PRIVATE:
        return _hear_in_private(message, me)
    if message.chat.type == ChatType.CHANNEL:
        return _hear_in_channel(message, me)
    return _hear_in_group(message, me)


def _is_written_by_a_program(message: Message, me: User) -> bool:
    """Answering other bots could go on for ever, and what somebody shares by `@bot words` are the bot's own words.

    An anonymous administrator is shown as a bot that has a chat.
    """
    sender = message.from_user
    if message.via_bot and message.via_bot.id == me.id:
        return True
    return bool(message.is_automatic_forward or (sender and sender.is_bot and not message.sender_chat))


def _hear_in_private(message: Message, me: User) -> Incoming | None:
    text, medium, forwarded = _words(message), _medium(message), message.forward_origin is not None
    question = _question(text, _mentions(message, me))
    if text and not forwarded and message.reply_to_message and message.reply_to_message.forward_origin:
        return _asked_of(message.reply_to_message, message, question)
    if text:
        return Incoming(question, medium, MessageContext(_links(message), forwarded))
    # a live location is edited every few seconds
    return Incoming(None, medium) if medium and not message.edit_date else None


def _hear_in_group(message: Message, me: User) -> Incoming | None:
    text, mentions = _words(message), _mentions(message, me)
    command = parse_command(text)
    if command and not mentions:
        return Incoming(text) if _is_for(text, command.name, me) else None
    if not text or not (mentions or _replies_to(message, me)):
        return None
    question, earlier = _question(text, mentions), message.reply_to_message
    if earlier and not earlier.forum_topic_created and not _replies_to(message, me):
        return _asked_of(earlier, message, question)
    return Incoming(question, _medium(message), MessageContext(_links(message)))


def _asked_of(earlier: Message, message: Message, question: str) -> Incoming:
    """A question in reply to what somebody said; one that only asks whether that is true is about their words."""
    quoted = message.quote.text if message.quote and message.quote.is_manual else ""
    told, bare = quoted or _words(earlier), question == _BARE
    if bare or asks_if_true(question):
        return Incoming(told, None, MessageContext(_links(earlier), forwarded=True), "" if bare else question)
    return Incoming(question, _medium(message), MessageContext(_links(message)), told=told)


def _hear_in_channel(message: Message, me: User) -> Incoming | None:
    """Posts are for the channel's readers; only its administrators write there, and only what it gets is theirs."""
    text = message.text or ""
    command = parse_command(text)
    return Incoming(text) if command and changes_chat(command) and _is_for(text, command.name, me) else None


def _medium(message: Message) -> Medium | None:
    """None for a message of words alone, and for one that only tells what happened in the chat."""
    name = next((name for name in _MEDIA if getattr(message, name)), None)
    if name:
        return _CALLED.get(name) or Medium(name)
    return Medium.OTHER if message.effective_attachment else None


def _links(message: Message) -> tuple[str, ...]:
    entities = message.entities or message.caption_entities
    return tuple(entity.url for entity in entities if entity.type == MessageEntity.TEXT_LINK and entity.url)


def _words(message: Message) -> str:
    return message.text or message.caption or ""


def _is_for(text: str, name: str, me: User) -> bool:
    """Groups often have several bots: one that is not addressed leaves commands it does not know to the others."""
    address = _ADDRESS.match(text)
    return _is_name(address[1], me) if address else name in NAMES


def _mentions(message: Message, me: User) -> list[MessageEntity]:
    text, entities = _words(message), message.entities or message.caption_entities
    return [entity for entity in entities if _names(entity, text, me)]


def _names(entity: MessageEntity, text: str, me: User) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntity.MENTION and _is_name(_units(text, entity.offset, entity.length)[1:], me)


def _is_name(name: str, me: User) -> bool:
    return name.casefold() == (me.username or "").casefold()


def _replies_to(message: Message, me: User) -> bool:
    """In a topic all messages count as replies to the one that opened it; that is no word to the bot."""
    earlier = message.reply_to_message
    return bool(earlier and not earlier.forum_topic_created and earlier.from_user and earlier.from_user.id == me.id)


def _question(text: str, mentions: Sequence[MessageEntity]) -> str:
    """`text` without the bot's name, and without what stands between a name and what is said."""
    if not mentions:
        return text
    kept, at = [], 0
    for mention in mentions:
        kept.append(_units(text, at, mention.offset - at).strip())
        at = mention.offset + mention.length
    return " ".join([*kept, _units(text, at).strip()]).strip().lstrip(_AFTER_NAME) or _BARE


def _units(text: str, start: int, length: int | None = None) -> str:
    """Part of `text` in UTF-16 units, as Telegram counts; without `length` to the end."""
    units = text.encode("utf-16-le", "surrogatepass")
    end = None if length is None else 2 * (start + length)
    return units[2 * start : end].decode("utf-16-le", "surrogatepass")


@dataclass(frozen=True, slots=True)
class SentFile:
    """`problem` is a message of the catalogues: why there is no content."""

    name: str
    content: bytes = b""
    problem: str = ""


async def sent_file(message: Message) -> SentFile | None:
    """The file of `message`; None where it has none, or one of a kind that is not read."""
    document = message.document
    if document is None or not is_readable(document.file_name or "", document.mime_type or ""):
        return None
    name = document.file_name or document.mime_type or ""
    if (document.file_size or 0) > MAX_FILE:
        return SentFile(name, problem="medium-large")
    try:
        content = await (await document.get_file()).download_as_bytearray()
    except TelegramError as error:  # a server may have no files
        _log.warning("the file of message %s cannot be fetched: %s", message.message_id, error)
        return SentFile(name, problem="medium-lost")
    return SentFile(name, bytes(content)) if len(content) <= MAX_FILE else SentFile(name, problem="medium-large")
