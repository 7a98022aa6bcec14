"""The standing of people, groups and channels with the bot, as its admins or a link settled it.

Each is named as in `data.chats.chats`: `telegram:USER_ID`, of what is shared `telegram:-CHAT_ID`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from data.store.database import Database, Row, Transaction, like

_COLUMNS = "id, who, standing, name, language, by, at"
_ORDER = "CASE standing WHEN 'waiting' THEN 0 WHEN 'owner' THEN 1 WHEN 'admitted' THEN 2 ELSE 3 END, at DESC, id DESC"
_OPEN = "open to all"


class Standing(StrEnum):
    """What was settled about somebody."""

    OWNER = "owner"
    ADMITTED = "admitted"
    WAITING = "waiting"  # the admins were asked
    REFUSED = "refused"  # by an admin who was asked
    BANNED = "banned"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody about whom something was settled. Times are UTC, to the second."""

    id: int  # buttons say this
    who: str
    standing: Standing
    name: str  # as Telegram showed it; "" where it is not known or was forgotten
    language: str  # of the app; "" where it is not known
    by: str  # who settled it; of a group that came by itself who added it; "": nobody in particular
    at: datetime


class Standings:
    """Those in `database`; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def of(self, *names: str) -> dict[str, Member]:
        """Those of `names` about whom something was settled."""
        query = f"SELECT {_COLUMNS} FROM access WHERE who IN"
        return {member.who: member for member in map(_member, self._database.rows_by(query, names))}

    def get(self, member_id: int) -> Member | None:
        return next(
            map(_member, self._database.rows(f"SELECT {_COLUMNS} FROM access WHERE id = ?", (member_id,))), None
        )

    def named(self, words: str) -> list[Member]:
        """By number, @username or part of a name, in capitals or not."""
        number = words.removeprefix("telegram:")
        query = f"SELECT {_COLUMNS} FROM access WHERE who = ? OR name LIKE ? ESCAPE '!' ORDER BY {_ORDER}"
        return [_member(row) for row in self._database.rows(query, (f"telegram:{number}", f"%{like(words)}%"))]

    def all(self, most: int, skipped: int = 0) -> list[Member]:
        """Who waits first, then owners, those let in and the others, the newest of each first."""
        query = f"SELECT {_COLUMNS} FROM access ORDER BY {_ORDER} LIMIT ? OFFSET ?"
        return [_member(row) for row in self._database.rows(query, (most, skipped))]

    def count(self, standing: Standing | None = None) -> int:
        query = "SELECT count(*) FROM access WHERE standing = coalesce(?, standing)"
        return int(self._database.value(query, (standing,)))

    def owners(self) -> list[str]:
        return [who for (who,) in self._database.rows("SELECT who FROM access WHERE standing = 'owner' ORDER BY id")]

    def added_by(self, who: str) -> list[str]:
        """The groups and channels that are let in because `who` added them."""
        query = "SELECT who FROM access WHERE by = ? AND standing = 'admitted' AND who LIKE '%:-%'"
        return [group for (group,) in self._database.rows(query, (who,))]

    def settle(self, who: str, standing: Standing, by: str = "", name: str = "", language: str = "") -> Member:
        """From now on that is how it stands; a name or language that is not given stays as it was."""
        with self._database.transaction() as transaction:
            return self.settle_in(transaction, who, standing, by, name, language)

    def settle_in(
        self, transaction: Transaction, who: str, standing: Standing, by: str = "", name: str = "", language: str = ""
    ) -> Member:
        """The same as part of a transaction."""
        insert = f"""INSERT INTO access (who, standing, name, language, by, at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (who) DO UPDATE SET standing = excluded.standing, by = excluded.by, at = excluded.at,
            name = CASE excluded.name WHEN '' THEN access.name ELSE excluded.name END,
            language = CASE excluded.language WHEN '' THEN access.language ELSE excluded.language END
            RETURNING {_COLUMNS}"""
        return _member(transaction.rows(insert, (who, standing, name, language, by, self._now()))[0])

    def leave(self, who: str) -> None:
        """A group has put the bot out: who adds it next is asked about again. A ban stays."""
        self._database.execute("DELETE FROM access WHERE who = ? AND standing IN ('admitted', 'waiting')", (who,))

    # -- whether everybody may come

    @property
    def is_open(self) -> bool:
        """Whether everybody may come who is not banned: until an owner is there, or an admin says otherwise."""
        return bool(self._database.value("SELECT value FROM counters WHERE name = ?", (_OPEN,)) != 0)

    def open(self) -> None:
        """Everybody may come from now on."""
        self._database.execute(*_set_open(True))

    def close(self) -> None:
        """Nobody new may come unasked from now on; the chats that are served by now are let in."""
        with self._database.transaction() as transaction:
            self.close_in(transaction)

    def close_in(self, transaction: Transaction) -> None:
        """The same as part of a transaction."""
        transaction.execute(*_set_open(False))
        admit = """INSERT INTO access (who, standing, name, language, by, at)
            SELECT room, 'admitted', coalesce(title, ''), '', '', ? FROM rooms WHERE closed IS NULL
            ON CONFLICT (who) DO UPDATE SET standing = 'admitted' WHERE access.standing = 'waiting'"""
        transaction.execute(admit, (self._now(),))

    def _now(self) -> int:
        return int(self._clock().timestamp())


def _set_open(is_open: bool) -> tuple[str, tuple[str, int]]:
    insert = "INSERT INTO counters (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    return insert, (_OPEN, int(is_open))


def _member(row: Row) -> Member:
    member_id, who, standing, name, language, by, at = row
    return Member(member_id, who, Standing(standing), name, language, by, datetime.fromtimestamp(at, UTC))
