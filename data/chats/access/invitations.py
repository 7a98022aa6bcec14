"""Links that let in who opens them, or make them the owner: kept as hashes, so that reading the file opens nothing."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data.chats.access.standings import Member, Standing, Standings
from data.store.database import Database, Transaction

VALID = timedelta(days=7)
_BYTES = 24  # 32 letters of a link


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that can be used still. Times are UTC, to the second."""

    id: int
    made_by: str
    expires_at: datetime
    left: int  # how many more it lets in


class Invitations:
    """Those in `database`; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock
        self._standings = Standings(database, clock)

    def invite(self, made_by: str, uses: int = 1) -> tuple[str, Invitation]:
        """What a link must carry to let in so many people within VALID; it is told here and nowhere else."""
        expires_at = (self._clock() + VALID).replace(microsecond=0)
        secret = secrets.token_urlsafe(_BYTES)
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM invitations WHERE uses <= 0 OR expires_at <= ?", (self._now(),))
            made = _insert(transaction, secret, made_by, int(expires_at.timestamp()), uses)
        return secret, Invitation(made, made_by, expires_at.astimezone(UTC), uses)

    def for_owner(self) -> str | None:
        """What a link must carry to make who opens it first the owner; earlier ones end. None where there is one."""
        secret = secrets.token_urlsafe(_BYTES)
        with self._database.transaction() as transaction:
            if transaction.rows("SELECT 1 FROM access WHERE standing = 'owner'"):
                return None
            transaction.execute("DELETE FROM invitations WHERE expires_at IS NULL")
            _insert(transaction, secret, "", None, 1)
        return secret

    def open(self) -> list[Invitation]:
        """Those that let in still, the newest first."""
        query = """SELECT id, made_by, expires_at, uses FROM invitations
            WHERE expires_at > ? AND uses > 0 ORDER BY id DESC"""
        rows = self._database.rows(query, (self._now(),))
        return [Invitation(number, by, datetime.fromtimestamp(until, UTC), uses) for number, by, until, uses in rows]

    def revoke(self, number: int) -> bool:
        """False where it was gone already."""
        return self._database.execute("DELETE FROM invitations WHERE id = ? AND expires_at > 0", (number,)) == 1

    def redeem(self, secret: str, who: str, name: str, language: str) -> Member | None:
        """Lets in who opened the link; None where it lets nobody in any more, or `who` is banned."""
        with self._database.transaction() as transaction:
            banned = transaction.rows("SELECT 1 FROM access WHERE who = ? AND standing = 'banned'", (who,))
            if banned:
                return None
            query = "UPDATE invitations SET uses = uses - 1 WHERE secret = ? AND uses > 0 AND expires_at > ?"
            if not transaction.execute(query, (_hashed(secret), self._now())):
                return None
            by = transaction.value("SELECT made_by FROM invitations WHERE secret = ?", (_hashed(secret),))
            return self._standings.settle_in(transaction, who, Standing.ADMITTED, by, name, language)

    def claim(self, secret: str, who: str, name: str, language: str) -> Member | None:
        """Makes who opened the link the owner, and those served by now are let in; None where that is not its link."""
        with self._database.transaction() as transaction:
            query = "DELETE FROM invitations WHERE secret = ? AND expires_at IS NULL"
            if not transaction.execute(query, (_hashed(secret),)):
                return None
            if transaction.rows("SELECT 1 FROM access WHERE standing = 'owner'"):
                return None
            self._standings.close_in(transaction)
            return self._standings.settle_in(transaction, who, Standing.OWNER, who, name, language)

    def _now(self) -> int:
        return int(self._clock().timestamp())


def _insert(transaction: Transaction, secret: str, by: str, until: int | None, uses: int) -> int:
    insert = "INSERT INTO invitations (secret, made_by, expires_at, uses) VALUES (?, ?, ?, ?) RETURNING id"
    return int(transaction.value(insert, (_hashed(secret), by, until, uses)))


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
