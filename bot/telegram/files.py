"""Files that people send, fetched where they may be texts or pages."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from telegram import Message
from telegram.error import TelegramError

from bot.features.media import MAX_FILE, is_readable

_log = logging.getLogger(__name__)


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
