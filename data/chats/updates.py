"""Updates of Telegram from their arrival until their reply is out: a kill or a restart loses none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data.store.database import Database

_TOO_OLD = timedelta(days=1)  # Telegram keeps what is not fetched as long


@dataclass(frozen=True, slots=True)
class KeptUpdate:
    """One that waits. `content`: JSON as it came; `begun`: how often its handling began and did not end."""

    id: int
    chat: str  # "" where it has none
    person: str  # "" where it has none
    content: str
    begun: int = 0


class KeptUpdates:
    """Those in `database`. Raises StorageError. To be called from one thread, whose deletions leave nothing to read."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._overwrites = False

    def write(self, came: Sequence[KeptUpdate], begun: Sequence[int], done: Sequence[int], now: datetime) -> None:
        """All of it in one transaction: updates that came, those whose handling begins, and those that may go."""
        if not self._overwrites:
            self._database.overwrite_deleted()
            self._overwrites = True
        with self._database.transaction() as transaction:
            insert = "INSERT INTO updates (id, room, person, content, came_at) VALUES (?, ?, ?, ?, ?) "
            at = int(now.timestamp())
            rows = [(each.id, each.chat, each.person, each.content, at) for each in came]
            transaction.executemany(insert + "ON CONFLICT DO NOTHING", rows)
            transaction.executemany("UPDATE updates SET begun = begun + 1 WHERE id = ?", [(each,) for each in begun])
            transaction.executemany("DELETE FROM updates WHERE id = ?", [(each,) for each in done])

    def waiting(self, now: datetime) -> list[KeptUpdate]:
        """In the order in which they came; those that nobody waits for any more are forgotten."""
        oldest = int((now - _TOO_OLD).timestamp())
        self._database.execute("DELETE FROM updates WHERE came_at < ?", (oldest,))
        rows = self._database.rows("SELECT id, room, person, content, begun FROM updates ORDER BY id")
        return [KeptUpdate(*row) for row in rows]

    def ended(self) -> None:
        """The program ends as it should: no update is the reason."""
        self._database.execute("UPDATE updates SET begun = 0 WHERE begun > 0")

    def oldest(self) -> datetime | None:
        """When the one came that waits longest; None where none waits."""
        at = self._database.value("SELECT min(came_at) FROM updates")
        return datetime.fromtimestamp(at, UTC) if at is not None else None
