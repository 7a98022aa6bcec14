"""Messages in and out: which updates of Telegram were answered, and what the messages that the bot sent speak of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from data.store.database import Database

KEPT = timedelta(days=30)
_UPDATES_KEPT = timedelta(days=2)  # Telegram keeps what was not fetched for one


class Handled:
    """The updates whose answer began to be sent, for two days; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def begin(self, update_id: int) -> bool:
        """Notes that an answer is about to be sent; False where that was noted before."""
        now = int(self._clock().timestamp())
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM handled WHERE at < ?", (now - int(_UPDATES_KEPT.total_seconds()),))
            insert = "INSERT INTO handled (update_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING"
            return transaction.execute(insert, (update_id, now)) == 1

    def undo(self, update_id: int) -> None:
        """The answer that was about to be sent surely was not."""
        self._database.execute("DELETE FROM handled WHERE update_id = ?", (update_id,))

    def knows(self, update_id: int) -> bool:
        return self._database.value("SELECT 1 FROM handled WHERE update_id = ?", (update_id,)) is not None


class Sent:
    """Messages by chat and number, for KEPT; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def remember(self, chat: str, message_id: int, about: str) -> None:
        """`about`: JSON; it replaces what a message said before it was edited. Old messages are forgotten."""
        now = int(self._clock().timestamp())
        with self._database.transaction() as transaction:
            upsert = """INSERT INTO sent (room, message_id, about, sent_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (room, message_id) DO UPDATE SET about = excluded.about, sent_at = excluded.sent_at"""
            transaction.execute(upsert, (chat, message_id, about, now))
            transaction.execute("DELETE FROM sent WHERE sent_at < ?", (now - int(KEPT.total_seconds()),))

    def about(self, chat: str, message_id: int) -> str | None:
        """None for a message that speaks of no article, or is forgotten."""
        query = "SELECT about FROM sent WHERE room = ? AND message_id = ?"
        about: str | None = self._database.value(query, (chat, message_id))
        return about
