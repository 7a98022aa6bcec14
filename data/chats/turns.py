"""What each chat asked last and was told: what a follow-up is made whole from, and what /why tells about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from data.chats.activity import count_question
from data.store.database import Database, Row

MOST = 20
KEPT = timedelta(days=7)
_COLUMNS = "question, whole, answer, explanation, asked_at"
_READ = f"id, {_COLUMNS}"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a chat and what came of it."""

    question: str  # as typed
    whole: str  # made whole from the turns before
    answer: str  # "" for a refusal
    explanation: str  # JSON: why it was answered so
    at: datetime  # UTC, to the second
    id: int = 0  # never used twice; 0: not stored

    @property
    def title(self) -> str:
        """The title of the first article cited; "" when the explanation names none."""
        title = self._explained("title")
        return title if isinstance(title, str) else ""

    @property
    def topic(self) -> str:
        """The question that began what it goes on with; itself where it began that."""
        topic = self._explained("topic")
        return topic if isinstance(topic, str) else self.whole

    @property
    def articles(self) -> tuple[int, ...]:
        """The ids of the articles cited; of a refusal none."""
        return self._ids("articles")

    @property
    def spoken_of(self) -> tuple[int, ...]:
        """Those or, where it was declined, those that answered what it goes on with."""
        return self.articles or self._ids("spoken_of")

    def _ids(self, name: str) -> tuple[int, ...]:
        ids = self._explained(name)
        return tuple(each for each in ids if isinstance(each, int)) if isinstance(ids, list) else ()

    def _explained(self, name: str) -> Any:
        explained = _parsed(self.explanation)
        return explained.get(name) if isinstance(explained, dict) else None


class Turns:
    """The last `most` turns of each chat, none older than `kept`: nobody's questions are kept for long."""

    def __init__(self, database: Database, most: int = MOST, kept: timedelta = KEPT) -> None:
        self._database, self._most, self._kept = database, most, kept

    def remember(self, chat: str, question: str, whole: str, answer: str, explanation: str, at: datetime) -> int:
        """Adds a turn, and forgets the old ones of all chats; its id."""
        second = int(at.timestamp())
        with self._database.transaction() as transaction:
            insert = f"INSERT INTO turns (chat, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"
            added = int(transaction.value(insert, (chat, question, whole, answer, explanation, second)))
            count_question(transaction, at, declined=not answer)
            transaction.execute("DELETE FROM turns WHERE asked_at < ?", (second - int(self._kept.total_seconds()),))
            newest = "SELECT id FROM turns WHERE chat = ? ORDER BY id DESC LIMIT ?"
            transaction.execute(f"DELETE FROM turns WHERE chat = ? AND id NOT IN ({newest})", (chat, chat, self._most))
        return added

    def turn(self, turn_id: int, chat: str | None = None) -> Turn | None:
        """None for one that is forgotten or, with `chat`, not asked there: in `telegram:7`, whoever did."""
        inside = "" if chat is None else f"{chat}:"
        query = f"SELECT {_READ} FROM turns WHERE id = ? AND substr(chat || ':', 1, ?) = ?"
        rows = self._database.rows(query, (turn_id, len(inside), inside))
        return _turn(rows[0]) if rows else None

    def last(self, chat: str, count: int) -> list[Turn]:
        """The newest `count` turns of `chat`, the newest of them last."""
        query = f"SELECT {_READ} FROM turns WHERE chat = ? ORDER BY id DESC LIMIT ?"
        return [_turn(row) for row in reversed(self._database.rows(query, (chat, count)))]

    def clear(self, chat: str) -> None:
        """Forgets all that `chat` asked."""
        self._database.execute("DELETE FROM turns WHERE chat = ?", (chat,))


def _turn(row: Row) -> Turn:
    turn_id, question, whole, answer, explanation, asked_at = row
    return Turn(question, whole, answer, explanation, datetime.fromtimestamp(asked_at, UTC), turn_id)


def _parsed(explanation: str) -> Any:
    try:
        return json.loads(explanation)
    except ValueError:  # an older program may have written something else
        return None
