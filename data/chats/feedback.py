"""Questions to learn from: those that no article answered, and answers that people judged."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from data.store.database import Database, Row, Transaction

KEPT = timedelta(days=90)
_COLUMNS = "turn_id, person, question, answer, articles, verdict, asked_at"


class Rating(IntEnum):
    """What a person thinks of an answer."""

    BAD = -1
    NONE = 0
    GOOD = 1


@dataclass(frozen=True, slots=True)
class Opinion:
    """A question, what came of it, and what `person` thinks of that."""

    turn_id: int
    person: str  # who asked what was not answered, or who judged
    question: str  # made whole
    answer: str  # "" for a refusal
    articles: tuple[int, ...]  # cited
    verdict: Rating
    asked_at: datetime  # UTC, to the second
    times: int = 1  # of a list: how often there is the same


class Feedback:
    """Opinions, one a person on each answer, kept for KEPT; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def note_unanswered(self, turn_id: int, person: str, question: str, asked_at: datetime) -> None:
        """That nothing answered what `person` asked."""
        opinion = Opinion(turn_id, person, question, "", (), Rating.NONE, asked_at)
        with self._database.transaction() as transaction:
            _put(transaction, opinion, "DO NOTHING")
            self._forget_old(transaction)

    def judge(self, opinion: Opinion) -> None:
        """What a person thinks of an answer; it replaces what the same person thought of it before."""
        with self._database.transaction() as transaction:
            _put(transaction, opinion, "(turn_id, person) DO UPDATE SET verdict = excluded.verdict")
            self._forget_old(transaction)

    def verdict(self, turn_id: int, person: str) -> Rating:
        """NONE where the person has said nothing."""
        query = "SELECT verdict FROM feedback WHERE turn_id = ? AND person = ?"
        return Rating(self._database.value(query, (turn_id, person)) or 0)

    def unanswered(self, limit: int) -> list[Opinion]:
        """The newest questions that nothing answered, each of the same words once."""
        return self._found("answer = ''", limit)

    def bad(self, limit: int) -> list[Opinion]:
        """The newest answers that people called bad, the same answer to the same question once."""
        return self._found(f"verdict = {Rating.BAD:d} AND answer != ''", limit)

    def _found(self, condition: str, limit: int) -> list[Opinion]:
        newest = f"SELECT max(id), count(*) FROM feedback WHERE {condition} AND asked_at >= ? GROUP BY question, answer"
        query = f"""WITH newest (id, times) AS ({newest})
            SELECT {_COLUMNS}, times FROM feedback JOIN newest USING (id) ORDER BY id DESC LIMIT ?"""
        return [_opinion(row) for row in self._database.rows(query, (self._oldest(), limit))]

    def _forget_old(self, transaction: Transaction) -> None:
        transaction.execute("DELETE FROM feedback WHERE asked_at < ?", (self._oldest(),))

    def _oldest(self) -> int:
        return int((self._clock() - KEPT).timestamp())


def _put(transaction: Transaction, opinion: Opinion, on_conflict: str) -> None:
    told = (opinion.turn_id, opinion.person, opinion.question, opinion.answer, json.dumps(opinion.articles))
    values = (*told, int(opinion.verdict), int(opinion.asked_at.timestamp()))
    insert = f"INSERT INTO feedback ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT {on_conflict}"
    transaction.execute(insert, values)


def _opinion(row: Row) -> Opinion:
    turn_id, person, question, answer, articles, verdict, asked_at, times = row
    cited, at = tuple(json.loads(articles)), datetime.fromtimestamp(asked_at, UTC)
    return Opinion(turn_id, person, question, answer, cited, Rating(verdict), at, times)
