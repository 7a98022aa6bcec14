"""Seals of buttons: an action is done in the chat that was shown it, and nobody can make one up."""

from __future__ import annotations

import base64
import hashlib
import hmac

LENGTH = 9
"""Bytes that a seal adds to an action."""
_MARK = "~"
_FOR_ANYBODY = frozenset({"article", "part", "quote", "history", "story", "alike"})
"""The news itself. Versions before 0.4.0 have left buttons without a seal, and those still lead to it."""


class Seals:
    """Made with `secret`: with another, earlier buttons are void."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(secret.encode()).digest()

    def sealed(self, chat: int, action: str) -> str:
        """`action` as a button of `chat` carries it."""
        return f"{action}{_MARK}{self._seal(chat, action)}"

    def opened(self, chat: int, data: str) -> str | None:
        """The action that a button of `chat` carries; None where this bot never gave it to that chat."""
        action, mark, seal = data.rpartition(_MARK)
        if mark:
            return action if hmac.compare_digest(seal.encode(), self._seal(chat, action).encode()) else None
        return data if data.partition(":")[0] in _FOR_ANYBODY else None

    def _seal(self, chat: int, action: str) -> str:
        """48 bits: each guess costs a message to Telegram."""
        digest = hashlib.blake2b(f"{chat}:{action}".encode(), key=self._key, digest_size=6, person=b"button").digest()
        return base64.urlsafe_b64encode(digest).decode()
