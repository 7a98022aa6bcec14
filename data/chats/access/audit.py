"""What the bot's admins did, for each other to read: the newest of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from data.store.database import Database, Transaction

KEPT = 1000


class Deed(StrEnum):
    """What can be done; each has its words in every catalogue, `deed-...`."""

    OWN = "own"
    OPEN = "open"
    CLOSE = "close"
    ADMIT = "admit"
    REFUSE = "refuse"
    BAN = "ban"
    UNBAN = "unban"
    INVITE = "invite"
    REVOKE = "revoke"
    ADD = "add"
    REMOVE = "remove"
    PAUSE = "pause"
    RESUME = "resume"
    BROADCAST = "broadcast"
    REBUILD = "rebuild"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Entered:
    """One thing that was done. The time is UTC, to the second."""

    at: datetime
    by: str  # telegram:USER_ID; "": the machine's operator, or somebody who was forgotten
    deed: Deed
    about: str  # whom or what: telegram:ID, the title of a source, a number; "" where that was forgotten


class Audit:
    """The newest `kept` deeds in `database`; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, clock: Callable[[], datetime], kept: int = KEPT) -> None:
        self._database, self._clock, self._kept = database, clock, kept

    def enter(self, by: str | None, deed: Deed, about: str = "") -> None:
        with self._database.transaction() as transaction:
            self.enter_in(transaction, by, deed, about)

    def enter_in(self, transaction: Transaction, by: str | None, deed: Deed, about: str = "") -> None:
        """As part of a transaction; forgets the oldest that is too many."""
        insert = "INSERT INTO audit (at, by, deed, about) VALUES (?, ?, ?, ?) RETURNING id"
        values = (int(self._clock().timestamp()), by or "", deed, about)
        added = int(transaction.value(insert, values))
        transaction.execute("DELETE FROM audit WHERE id <= ?", (added - self._kept,))

    def last(self, most: int, skipped: int = 0) -> list[Entered]:
        """The newest first."""
        rows = self._database.rows(
            "SELECT at, by, deed, about FROM audit ORDER BY id DESC LIMIT ? OFFSET ?", (most, skipped)
        )
        return [Entered(datetime.fromtimestamp(at, UTC), by, Deed(deed), about) for at, by, deed, about in rows]

    def count(self) -> int:
        return int(self._database.value("SELECT count(*) FROM audit"))
