"""Messages that nobody is waiting at: alerts, digests, announcements. Each is put once and sent once.

A message goes waiting -> sending -> sent, or given up. Whoever sends says so before and after, so that a crash in
between shows: what was `sending` then may have arrived or not. It is settled as unclear and not sent again, since a
message twice is worse than one that is missing in so rare a case. So: exactly once, and where the fate of a message
cannot be known, at most once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from data.store.database import Database, Row, Transaction, like

KEPT = timedelta(days=30)
_COLUMNS = "id, key, room, thread, reply, due_at, tries"


class State(StrEnum):
    """How far a message is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    GIVEN_UP = "given up"
    UNCLEAR = "unclear"  # the program ended while it was being sent


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """What is to be said, to whom and when; the same `key` is never put twice."""

    key: str
    chat: str
    thread: int | None
    reply: str  # JSON, see bot.core.reply_json
    due_at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A message of the outbox."""

    id: int
    message: OutboxMessage
    tries: int  # that failed


def put_message(transaction: Transaction, message: OutboxMessage) -> bool:
    """False where its key was put before, which changes nothing."""
    insert = """INSERT INTO outbox (key, room, thread, reply, due_at, state) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING"""
    due_at = int(message.due_at.timestamp())
    values = (message.key, message.chat, message.thread, message.reply, due_at, State.WAITING)
    return transaction.execute(insert, values) == 1


class Outbox:
    """The messages in `database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, key: str, chat: str, thread: int | None, reply: str, due_at: datetime) -> bool:
        """False where the key was put before, which changes nothing."""
        with self._database.transaction() as transaction:
            return put_message(transaction, OutboxMessage(key, chat, thread, reply, due_at))

    def due(self, now: datetime, most: int = 100) -> list[OutboxItem]:
        """Those to be sent now, the oldest first."""
        query = f"SELECT {_COLUMNS} FROM outbox WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, id LIMIT ?"
        return [_item(row) for row in self._database.rows(query, (int(now.timestamp()), most))]

    def next_due(self) -> datetime | None:
        """When the next one is to be sent; None where none waits."""
        moment = self._database.value("SELECT min(due_at) FROM outbox WHERE state = 'waiting'")
        return None if moment is None else datetime.fromtimestamp(moment, UTC)

    def sending(self, item_id: int) -> bool:
        """Takes the message, right before it is sent; false where it is no longer there to be taken."""
        return self._to(State.SENDING, item_id, State.WAITING)

    def sent(self, item_id: int, message_id: int | None, now: datetime) -> None:
        """It arrived, as that message of the chat."""
        changes = "message_id = ?, sent_at = ?, error = NULL"
        self._to(State.SENT, item_id, State.SENDING, changes, (message_id, int(now.timestamp())))

    def postponed(self, item_id: int, until: datetime, error: str) -> None:
        """It surely did not arrive, and is to be tried again."""
        changes = "due_at = ?, error = ?, tries = tries + 1"
        self._to(State.WAITING, item_id, State.SENDING, changes, (int(until.timestamp()), error))

    def given_up(self, item_id: int, error: str) -> None:
        """It surely did not arrive and never will."""
        self._to(State.GIVEN_UP, item_id, State.SENDING, "error = ?, tries = tries + 1", (error,))

    def settle(self) -> int:
        """At the start of the only process that sends: what an earlier one was sending is unclear; how much that is."""
        values = (State.UNCLEAR, "the program ended while it was being sent", State.SENDING)
        return self._database.execute("UPDATE outbox SET state = ?, error = ? WHERE state = ?", values)

    def counts(self, prefix: str = "") -> dict[State, int]:
        """How many messages are in each state; of those only whose key begins so, with `broadcast:7:` for instance."""
        query = "SELECT state, count(*) FROM outbox WHERE key LIKE ? ESCAPE '!' GROUP BY state"
        found: dict[str, int] = dict(self._database.rows(query, (f"{like(prefix)}%",)))
        return {state: found.get(state.value, 0) for state in State}

    def prune(self, now: datetime) -> int:
        """Forgets what was done with long ago; how many messages."""
        query = "DELETE FROM outbox WHERE state NOT IN ('waiting', 'sending') AND coalesce(sent_at, due_at) < ?"
        return self._database.execute(query, (int((now - KEPT).timestamp()),))

    def _to(
        self, state: State, item_id: int, before: State, changes: str = "error = error", values: Sequence[object] = ()
    ) -> bool:
        query = f"UPDATE outbox SET state = ?, {changes} WHERE id = ? AND state = ?"
        return self._database.execute(query, (state, *values, item_id, before)) == 1


def _item(row: Row) -> OutboxItem:
    item_id, key, chat, thread, reply, due_at, tries = row
    return OutboxItem(item_id, OutboxMessage(key, chat, thread, reply, datetime.fromtimestamp(due_at, UTC)), tries)
