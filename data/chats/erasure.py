"""What is kept of a person, in all tables, counted and erased.

A person is `telegram:USER_ID`. Whoever speaks for a group or channel without a name of their own has its number, and
what is erased for them is what they asked, not what the group has set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from data.chats.chats import is_shared
from data.store.database import Database, Transaction, like

ASKED = "admit:"
"""The key of a message that asks an admin about a person begins so, with the person behind it."""
_LEAVES = "standing NOT IN ('banned', 'owner')"
Rows = Mapping[str, tuple[str, tuple[str | None, ...]]]
"""By table: a condition, and its values."""


@dataclass(frozen=True, slots=True)
class Traces:
    """How much is kept of a person, in rows."""

    questions: int  # in all chats
    judged: int  # questions kept to learn from
    settings: int  # of the private chat: 0 or 1
    subscriptions: int  # made in the private chat
    signed: int  # subscriptions of groups that carry the person's number: those stay, without it
    alerts: int
    messages: int  # of the bot in the private chat: what they were about, those still to be sent
    lists: int  # that buttons stand for, with the words searched for
    pages: int  # links and files sent
    days: int  # with a count of an LLM's tokens
    access: int  # that they were let in, or asked to be: 0 or 1; a ban and who the owner is stay, without a name

    @property
    def any(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


class Erasure:
    """The people in `database`; any thread may call. Raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def traces(self, person: str) -> Traces:
        with self._database.transaction() as transaction:
            return _traces(transaction, person)

    def forget(self, person: str) -> Traces:
        """Erases all of it, from the file too; what there was. Of others, and of groups, nothing goes."""
        self._database.overwrite_deleted()
        with self._database.transaction() as transaction:
            found = _traces(transaction, person)
            spent = "INSERT INTO llm_spending SELECT day, '', tokens FROM llm_spending WHERE person = ? "
            keep_total = "ON CONFLICT (day, person) DO UPDATE SET tokens = llm_spending.tokens + excluded.tokens"
            transaction.execute(spent + keep_total, (person,))
            for table, (condition, values) in _own(person).items():
                transaction.execute(f"DELETE FROM {table} WHERE {condition}", values)
            transaction.execute("UPDATE subscriptions SET person = '' WHERE person = ?", (person,))
            _forget_access(transaction, person)
        self._database.empty_log()
        return found


def _traces(transaction: Transaction, person: str) -> Traces:
    rows = _own(person)
    signed = "person = ? AND room IS DISTINCT FROM ?", (person, _private_chat(person))
    count = {table: _count(transaction, table, *which) for table, which in rows.items()}
    return Traces(
        questions=count["turns"],
        judged=count["feedback"],
        settings=count["rooms"],
        subscriptions=count["subscriptions"],
        signed=_count(transaction, "subscriptions", *signed),
        alerts=count["alerts"],
        messages=count["outbox"] + count["sent"],
        lists=count["buttons"],
        pages=count["shared_pages"],
        days=count["llm_spending"],
        access=count["access"],
    )


def _count(transaction: Transaction, table: str, condition: str, values: tuple[str | None, ...]) -> int:
    return int(transaction.value(f"SELECT count(*) FROM {table} WHERE {condition}", values))


def _own(person: str) -> Rows:
    """The rows that are the person's alone. Chats of turns are named by `bot.telegram.senders`."""
    transport, _, number = person.rpartition(":")
    in_chat_ = "room = ?", (_private_chat(person),)
    patterns = f"{like(person)}:%:-", f"{like(transport)}:%:{like(number)}"
    in_chat = "chat = ? OR chat LIKE ? ESCAPE '!' OR chat LIKE ? ESCAPE '!'", (person, *patterns)
    by_name = "person = ?", (person,)
    named: dict[str, tuple[str, tuple[str | None, ...]]]
    named = {"turns": in_chat, "feedback": by_name, "llm_spending": by_name, "updates": by_name}
    named["access"] = f"who = ? AND {_LEAVES}", (_private_chat(person),)
    held = "person = ? OR room = ?", (person, _private_chat(person))
    named |= {"buttons": held, "shared_pages": held}
    return named | dict.fromkeys(("subscriptions", "alerts", "outbox", "sent", "rooms"), in_chat_)


def _forget_access(transaction: Transaction, person: str) -> None:
    """What stays is nameless; what admins were asked or have done about the person, no longer says about whom."""
    transaction.execute("UPDATE access SET name = '', language = '' WHERE who = ?", (_private_chat(person),))
    for table, column in (("access", "by"), ("audit", "by"), ("audit", "about"), ("invitations", "made_by")):
        transaction.execute(f"UPDATE {table} SET {column} = '' WHERE {column} = ?", (person,))
    transaction.execute("DELETE FROM outbox WHERE key LIKE ? ESCAPE '!'", (f"{ASKED}{like(person)}:%",))


def _private_chat(person: str) -> str | None:
    """None, which no chat is, for who speaks as a group."""
    return None if is_shared(person) else person
