"""What buttons stand for where it is too long for them: kept under the chat that sees them, for a while."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from data.store.database import Database
from data.store.upkeep.full_disk import where_it_fits

KEPT = timedelta(days=30)
"""After it was shown last."""
_NUMBERS = 10**15  # as a button has room for


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose something is: the chat that may see it, and the person with whom it is forgotten."""

    chat: str  # "telegram:CHAT_ID"; "" for a terminal
    person: str = ""  # "": nobody asked for it


class Views:
    """Contents by numbers that nobody can guess, each for one chat; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def number(self, content: Mapping[str, object], holder: Holder) -> int:
        """What a button says for `content`, which is kept as JSON: the same for the same content and holder.

        0, which stands for nothing, where the disk is full.
        """
        values = (lot(), holder.chat, holder.person, json.dumps(content, ensure_ascii=False), self._now())

        def number() -> int:
            with self._database.transaction() as transaction:
                transaction.execute("DELETE FROM buttons WHERE used_at < ?", (self._oldest(),))
                upsert = """INSERT INTO buttons (id, room, person, content, used_at) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (room, person, content) DO UPDATE SET used_at = excluded.used_at RETURNING id"""
                return int(transaction.value(upsert, values))

        return where_it_fits(number, 0)

    def content(self, number: int, holder: Holder) -> dict[str, Any]:
        """What `number` stands for, whoever of the chat asked for it; {} for what is kept no more, or elsewhere."""
        query = "SELECT content FROM buttons WHERE id = ? AND room = ? AND used_at >= ?"
        return dict(json.loads(self._database.value(query, (number, holder.chat, self._oldest())) or "{}"))

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _oldest(self) -> int:
        return self._now() - int(KEPT.total_seconds())


def lot() -> int:
    """A number that nobody can guess, of as many digits as a button has room for."""
    return 1 + secrets.randbelow(_NUMBERS - 1)
