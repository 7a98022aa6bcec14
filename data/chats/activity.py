"""How much the bot is used: people, chats, questions, subscriptions. Counts only, nobody's words or numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from data.store.database import Database, Transaction


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done since some moment, and the subscriptions that there are now."""

    people: int  # who spoke to the bot, in private or in a group
    chats: int  # groups and channels in which it was spoken to
    questions: int  # on the days (UTC) after the one of that moment
    declined: int  # of them
    subscriptions: int  # those that are paused too
    paused: int


def activity(database: Database, since: datetime) -> Activity:
    """What `database` tells of the time since then."""
    moment = int(since.timestamp())
    kinds = database.rows("SELECT kind, room FROM rooms WHERE seen_at >= ?", (moment,))
    private = {chat for kind, chat in kinds if kind == "private"}
    asked_in = database.rows(
        "SELECT DISTINCT chat FROM turns WHERE asked_at >= ? AND chat LIKE 'telegram:-%'", (moment,)
    )
    senders = {f"telegram:{chat.rpartition(':')[2]}" for (chat,) in asked_in}
    named = {each for each in senders if not each.startswith("telegram:-")}  # others speak as a group
    asked = "SELECT coalesce(sum(questions), 0), coalesce(sum(declined), 0) FROM asking WHERE day > ?"
    [(questions, declined)] = database.rows(asked, (_day(since),))
    [(subscriptions, paused)] = database.rows("SELECT count(*), coalesce(sum(paused), 0) FROM subscriptions")
    return Activity(
        people=len(private | named),
        chats=len(kinds) - len(private),
        questions=int(questions),
        declined=int(declined),
        subscriptions=subscriptions,
        paused=int(paused),
    )


def count_question(transaction: Transaction, at: datetime, declined: bool) -> None:
    """One more."""
    insert = "INSERT INTO asking VALUES (?, 1, ?) ON CONFLICT (day) DO UPDATE SET "
    add = "questions = asking.questions + 1, declined = asking.declined + excluded.declined"
    transaction.execute(insert + add, (_day(at), int(declined)))


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()
