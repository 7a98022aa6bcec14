"""How much the bot is used: people, rooms, questions, subscriptions. Counts only, nobody's words or numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.database import Database


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done since some moment, and the subscriptions that there are now."""

    people: int  # who spoke to the bot, in private or in a group
    rooms: int  # groups and channels in which it was spoken to
    questions: int
    unanswered: float  # share of the questions, as far as chats still keep them
    subscriptions: int  # those that are paused too
    paused: int


def activity(database: Database, since: datetime) -> Activity:
    """What `database` tells of the time since then."""
    moment = int(since.timestamp())
    kinds = database.rows("SELECT kind, room FROM rooms WHERE seen_at >= ?", (moment,))
    private = {room for kind, room in kinds if kind == "private"}
    chats = database.rows("SELECT DISTINCT chat FROM turns WHERE asked_at >= ? AND chat LIKE 'telegram:-%'", (moment,))
    speakers = {f"telegram:{chat.rpartition(':')[2]}" for (chat,) in chats}
    named = {each for each in speakers if not each.startswith("telegram:-")}  # others speak as a group
    turns = "SELECT count(*), total(answer = ''), min(id) FROM turns WHERE asked_at >= ?"
    [(kept, declined, first)] = database.rows(turns, (moment,))
    [(subscriptions, paused)] = database.rows("SELECT count(*), total(paused) FROM subscriptions")
    return Activity(
        people=len(private | named),
        rooms=len(kinds) - len(private),
        questions=_since(database, first),
        unanswered=declined / kept if kept else 0.0,
        subscriptions=subscriptions,
        paused=int(paused),
    )


def _since(database: Database, first: int | None) -> int:
    """By the numbers that questions get, which are never used twice: a chat keeps only its last ones."""
    if first is None:
        return 0
    last = database.value("SELECT seq FROM sqlite_sequence WHERE name = 'turns'")
    return int(last) - first + 1
