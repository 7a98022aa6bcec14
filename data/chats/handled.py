"""Which updates of Telegram were answered: one that comes again, after a crash, is not answered twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from data.store.database import Database

_KEPT = timedelta(days=2)  # Telegram keeps what was not fetched for one


class Handled:
    """The updates whose answer began to be sent, for two days; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def begin(self, update_id: int) -> bool:
        """Notes that an answer is about to be sent; False where that was noted before."""
        now = int(self._clock().timestamp())
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM handled WHERE at < ?", (now - int(_KEPT.total_seconds()),))
            insert = "INSERT OR IGNORE INTO handled (update_id, at) VALUES (?, ?)"
            return connection.execute(insert, (update_id, now)).rowcount == 1

    def knows(self, update_id: int) -> bool:
        return self._database.value("SELECT 1 FROM handled WHERE update_id = ?", (update_id,)) is not None
