"""The chats that the bot is in, what those in them have set, and all that is kept of a person, to be forgotten.

A chat is named `telegram:CHAT_ID`. A private one has the name of its person, so what was made in it is that
person's alone; groups and channels have a minus in their number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypedDict, Unpack

from data.store.database import Database, Transaction

HOURLY = 5
"""Alerts an hour in a chat that has not set how many."""
KEPT_CLOSED = timedelta(days=30)
"""So long a chat where nothing can be sent is kept, for a person who comes back."""
_SEEN_EVERY = timedelta(hours=1)  # when somebody spoke is kept no finer, so that few messages write
_OF_A_CHAT = ("subscriptions", "alerts", "outbox", "sent", "buttons", "shared_pages", "rooms")


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """What was set in a chat; None: nothing was, and it is as configured."""

    language: str | None = None
    zone: str | None = None
    length: str | None = None  # of answers
    quiet: tuple[int, int] | None = None  # from and to in minutes of the day, over midnight too; None: never quiet
    hourly: int | None = None  # alerts an hour; None: HOURLY, 0: as many as there are

    @property
    def alerts_an_hour(self) -> int | None:
        """None: as many as there are."""
        return HOURLY if self.hourly is None else self.hourly or None

    def is_quiet(self, minute: int) -> bool:
        """Whether `minute` of the day falls into the quiet hours."""
        if self.quiet is None:
            return False
        start, end = self.quiet
        return start <= minute < end if start < end else minute >= start or minute < end


@dataclass(frozen=True, slots=True)
class LastOverview:
    """The last overview a chat was given: `told` is JSON that says how it came about."""

    at: datetime
    told: str


class Changes(TypedDict, total=False):
    """Settings to change; None takes one back."""

    language: str | None
    zone: str | None
    length: str | None
    quiet: tuple[int, int] | None
    hourly: int | None


class Chats:
    """The chats in `database`; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def seen(self, chat: str, kind: str, title: str | None = None) -> None:
        """Somebody speaks to the bot there: where it hears them, it is not shut out."""
        now = self._now()
        fresh = """SELECT 1 FROM rooms WHERE room = ? AND kind = ? AND title IS NOT DISTINCT FROM ?
            AND closed IS NULL AND seen_at > ?"""
        if self._database.rows(fresh, (chat, kind, title, now - int(_SEEN_EVERY.total_seconds()))):
            return
        insert = "INSERT INTO rooms (room, kind, title, seen_at) VALUES (?, ?, ?, ?) ON CONFLICT (room) DO UPDATE SET "
        change = "kind = excluded.kind, title = excluded.title, seen_at = excluded.seen_at, closed = NULL"
        with self._database.transaction() as transaction:
            transaction.execute(f"{insert}{change}, closed_at = NULL", (chat, kind, title, now))
            self._remove_long_closed(transaction)

    def settings(self, chat: str) -> ChatSettings:
        query = "SELECT language, zone, length, quiet_from, quiet_to, hourly FROM rooms WHERE room = ?"
        for language, zone, length, start, end, hourly in self._database.rows(query, (chat,)):
            quiet = None if start is None or end is None else (start, end)
            return ChatSettings(language, zone, length, quiet, hourly)
        return ChatSettings()

    def set(self, chat: str, **changes: Unpack[Changes]) -> None:
        """`chats.set("telegram:7", zone="Europe/Berlin", quiet=None)`"""
        columns: dict[str, object] = {**changes}
        if "quiet" in changes:
            del columns["quiet"]
            columns["quiet_from"], columns["quiet_to"] = changes["quiet"] or (None, None)
        with self._database.transaction() as transaction:
            self._have(transaction, chat)
            for column, value in columns.items():
                transaction.execute(f"UPDATE rooms SET {column} = ? WHERE room = ?", (value, chat))

    def looked_at(self, chat: str) -> datetime | None:
        """Up to when an overview told the chat all that there was; None: none did."""
        at = self._database.value("SELECT looked_at FROM rooms WHERE room = ?", (chat,))
        return None if at is None else datetime.fromtimestamp(at, UTC)

    def overview(self, chat: str) -> LastOverview | None:
        for at, told in self._database.rows("SELECT overview_at, overview FROM rooms WHERE room = ?", (chat,)):
            return None if at is None else LastOverview(datetime.fromtimestamp(at, UTC), told)
        return None

    def keep_overview(self, chat: str, made: LastOverview, whole: bool, asked: bool = True) -> None:
        """`whole`: it told of all the news up to then, and not of a part of it.

        `asked`: somebody is there who asked; what was not asked for is kept of known chats only: that one may have
        become another meanwhile.
        """
        at = int(made.at.timestamp())
        with self._database.transaction() as transaction:
            if asked:
                self._have(transaction, chat)
            update = "UPDATE rooms SET overview_at = ?, overview = ?, looked_at = CASE WHEN ? THEN ? ELSE looked_at END"
            transaction.execute(f"{update} WHERE room = ?", (at, made.told, whole, at, chat))

    def close(self, chat: str, why: str) -> None:
        """Nothing can be sent there any more; what was to be sent is given up, and is not sent later as old news."""
        now = self._now()
        with self._database.transaction() as transaction:
            self._have(transaction, chat)
            close = "UPDATE rooms SET closed = ?, closed_at = coalesce(closed_at, ?) WHERE room = ?"
            transaction.execute(close, (why, now, chat))
            give_up = "UPDATE outbox SET state = 'given up', error = ? WHERE room = ? AND state = 'waiting'"
            transaction.execute(give_up, (why, chat))
            transaction.execute("UPDATE alerts SET told_at = ? WHERE room = ? AND told_at IS NULL", (now, chat))
            self._remove_long_closed(transaction)

    def reopen(self, chat: str) -> None:
        """It can be written to again, and gets what it had subscribed to, from now on."""
        self._database.execute("UPDATE rooms SET closed = NULL, closed_at = NULL WHERE room = ?", (chat,))

    def closed(self, chat: str) -> str | None:
        """Why nothing can be sent there; None where it can, or nothing is known of it."""
        why: str | None = self._database.value("SELECT closed FROM rooms WHERE room = ?", (chat,))
        return why

    def open_chats(self) -> list[str]:
        """Where something can be sent, whoever spoke last first."""
        query = "SELECT room FROM rooms WHERE closed IS NULL ORDER BY seen_at DESC, room"
        return [chat for (chat,) in self._database.rows(query)]

    def migrate(self, old: str, new: str) -> None:
        """A group has become another chat: all that it set and gets moves; its topics and message numbers are void."""
        with self._database.transaction() as transaction:
            self._have(transaction, old)
            _merge_settings(transaction, old, new)
            transaction.execute("DELETE FROM sent WHERE room = ?", (old,))
            _drop_same_alerts(transaction, old, new)
            for table in ("subscriptions", "alerts", "outbox"):
                transaction.execute(f"UPDATE {table} SET room = ?, thread = NULL WHERE room = ?", (new, old))
            _rekey_outbox(transaction, old, new)
            _move_standing(transaction, old, new)
            _move_buttons(transaction, old, new)
            move = "UPDATE turns SET chat = ? || substr(chat, ?) WHERE substr(chat, 1, ?) = ?"
            transaction.execute(move, (f"{new}:", len(old) + 2, len(old) + 1, f"{old}:"))

    def _have(self, transaction: Transaction, chat: str) -> None:
        kind = "group" if is_shared(chat) else "private"
        insert = "INSERT INTO rooms (room, kind, seen_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        transaction.execute(insert, (chat, kind, self._now()))

    def _remove_long_closed(self, transaction: Transaction) -> None:
        long_ago = self._now() - int(KEPT_CLOSED.total_seconds())
        gone = transaction.rows("SELECT room FROM rooms WHERE closed_at <= ?", (long_ago,))
        for (chat,) in gone:
            for table in _OF_A_CHAT:
                transaction.execute(f"DELETE FROM {table} WHERE room = ?", (chat,))

    def _now(self) -> int:
        return int(self._clock().timestamp())


def is_shared(chat: str) -> bool:
    """Whether it is a group's or a channel's, and not one person's."""
    return ":-" in chat


def _move_standing(transaction: Transaction, old: str, new: str) -> None:
    """What was settled about the group counts on; what the new chat had by itself goes."""
    settled = "EXISTS (SELECT 1 FROM access WHERE who = ?)"
    transaction.execute(f"DELETE FROM access WHERE who = ? AND {settled}", (new, old))
    transaction.execute("UPDATE access SET who = ? WHERE who = ?", (new, old))


def _move_buttons(transaction: Transaction, old: str, new: str) -> None:
    """Of the same one in both the old counts: messages that stay show it."""
    same = "other.room = ? AND other.person = buttons.person AND other.content = buttons.content"
    twice = f"DELETE FROM buttons WHERE room = ? AND EXISTS (SELECT 1 FROM buttons other WHERE {same})"
    transaction.execute(twice, (new, old))
    transaction.execute("UPDATE buttons SET room = ? WHERE room = ?", (new, old))


def _merge_settings(transaction: Transaction, old: str, new: str) -> None:
    """The new chat may have spoken before it was known whose it is: what it has set counts first."""
    kept = ("language", "zone", "length", "quiet_from", "quiet_to", "hourly", "looked_at", "overview_at", "overview")
    copy = f"INSERT INTO rooms (room, kind, title, seen_at, {', '.join(kept)}) "
    copy += f"SELECT ?, kind, title, seen_at, {', '.join(kept)} FROM rooms WHERE room = ? "
    copy += "ON CONFLICT (room) DO UPDATE SET "
    copy += ", ".join(f"{column} = coalesce(rooms.{column}, excluded.{column})" for column in kept)
    transaction.execute(copy, (new, old))
    transaction.execute("DELETE FROM rooms WHERE room = ?", (old,))


def _drop_same_alerts(transaction: Transaction, old: str, new: str) -> None:
    """Those that would stand there twice: the new chat was told the same, or another topic of the old one was."""
    told = "key IN (SELECT key FROM alerts WHERE room = ? AND coalesce(thread, 0) = 0)"
    first = "id IN (SELECT min(id) FROM alerts WHERE room = ? GROUP BY key)"
    transaction.execute(f"DELETE FROM alerts WHERE room = ? AND ({told} OR NOT {first})", (old, new, old))


def _rekey_outbox(transaction: Transaction, old: str, new: str) -> None:
    """What was put for the old chat is not put again for the new one."""
    key, values = "replace(outbox.key, ?, ?)", (f"{old}:", f"{new}:")
    taken = f"SELECT 1 FROM outbox other WHERE other.key = {key}"
    query = f"UPDATE outbox SET key = {key} WHERE room = ? AND NOT EXISTS ({taken})"
    transaction.execute(query, (*values, new, *values))
