"""What went wrong while the bot ran, for its operators: the newest of it, in lines without tokens or people's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from data.store.database import Database

KEPT = 500


@dataclass(frozen=True, slots=True)
class LoggedError:
    """Something that went wrong, once or again and again. Times are UTC, to the second."""

    what: str
    times: int  # as far as they are kept
    first: datetime
    last: datetime


class ErrorLog:
    """The newest `kept` errors in `database`; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, kept: int = KEPT) -> None:
        self._database, self._kept = database, kept

    def note(self, what: str, at: datetime) -> None:
        """Adds one, and forgets the oldest that is too many."""
        with self._database.transaction() as transaction:
            insert = "INSERT INTO mishaps (at, what) VALUES (?, ?) RETURNING id"
            added = int(transaction.value(insert, (int(at.timestamp()), what)))
            transaction.execute("DELETE FROM mishaps WHERE id <= ?", (added - self._kept,))

    def last(self, most: int, skipped: int = 0) -> list[LoggedError]:
        """The same words once, what happened last first; without the first `skipped` of them."""
        query = (
            "SELECT what, count(*), min(at), max(at) FROM mishaps GROUP BY what ORDER BY max(id) DESC LIMIT ? OFFSET ?"
        )
        rows = self._database.rows(query, (most, skipped))
        return [LoggedError(what, times, _time(first), _time(last)) for what, times, first, last in rows]

    def count(self) -> int:
        """How many different ones there are."""
        return int(self._database.value("SELECT count(DISTINCT what) FROM mishaps"))


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
