"""Albums: Telegram sends each picture as a message, and the words with any of them. One reply is enough for all."""

from __future__ import annotations

import asyncio
from collections import deque

from telegram import Message

_REMEMBERED = 50


class Albums:
    """Which albums had their reply; the pictures of one arrive within `together_s`."""

    def __init__(self, together_s: float = 1.0) -> None:
        self._together_s = together_s
        self._replied: deque[str] = deque(maxlen=_REMEMBERED)

    def takes(self, message: Message) -> bool:
        """Whether the reply to `message` is the first to its album; one of no album always is."""
        album = message.media_group_id
        if album is None or message.edit_date:
            return True
        if album in self._replied:
            return False
        self._replied.append(album)
        return True

    async def stays_wordless(self, message: Message) -> bool:
        """Waits for words with the other pictures; False where they came, or where this is told of another picture."""
        await asyncio.sleep(self._together_s)
        return self.takes(message)
