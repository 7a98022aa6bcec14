"""Which vectors came and went, as the store's triggers note it, so that an index can follow without comparing all."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from data.store.database import Database, Queryable, Transaction

_LINES_KEPT = 100_000  # some weeks of a busy day's news; an index that lags behind more compares everything, once
_STEP = 1_000_000  # at random up to this: an index of another database, or of before a backup was put back, shows
_SAVED = """INSERT INTO counters VALUES ('saved index sequence', ?), ('saved index logged', ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value"""
_NOW = "SELECT (SELECT value FROM counters WHERE name = 'sequence'), (SELECT coalesce(max(id), 0) FROM vector_log)"


@dataclass(frozen=True, slots=True)
class Moment:
    """A state of the store: `sequence` as Store.sequence, `logged` the last line of the log."""

    sequence: int
    logged: int


def sequence(database: Queryable) -> int:
    """A number that rises with every change of articles or passages, by any process."""
    return int(database.value("SELECT value FROM counters WHERE name = 'sequence'"))


def raise_sequence(transaction: Transaction) -> None:
    rise = "UPDATE counters SET value = value + ? WHERE name = 'sequence'"
    transaction.execute(rise, (1 + secrets.randbelow(_STEP),))


class VectorLog:
    """The log in `database`; any process may follow it."""

    def __init__(self, database: Database, lines_kept: int = _LINES_KEPT) -> None:
        self._database, self._lines_kept = database, lines_kept

    def now(self) -> Moment:
        ((sequence, logged),) = self._database.rows(_NOW)
        return Moment(sequence, logged)

    def since(self, moment: Moment) -> list[int] | None:
        """Passages whose vectors came or went after `moment`; None where the log does not tell: it was trimmed,
        or a backup was put back."""
        query = "SELECT DISTINCT passage_id FROM vector_log WHERE id > ?"
        passage_ids = [row[0] for row in self._database.rows(query, (moment.logged,))]
        ((first, last),) = self._database.rows("SELECT coalesce(min(id), 1), coalesce(max(id), 0) FROM vector_log")
        return passage_ids if first - 1 <= moment.logged <= last else None

    def note_saved(self, moment: Moment) -> None:
        """Before an index file of `moment` is written; trims what such a file does not need."""
        with self._database.transaction() as transaction:
            transaction.execute(_SAVED, (moment.sequence, moment.logged))
            transaction.execute("DELETE FROM vector_log WHERE id <= ?", (moment.logged - self._lines_kept,))

    def saved(self, sequence: int) -> Moment | None:
        """The moment of the index file that was written last, if its sequence is this one.

        A sequence rises by random steps: one that is noted here was this database's own.
        """
        query = "SELECT value FROM counters WHERE name = 'saved index logged' AND ? = "
        query += "(SELECT value FROM counters WHERE name = 'saved index sequence')"
        logged = self._database.value(query, (sequence,))
        return None if logged is None else Moment(sequence, logged)
