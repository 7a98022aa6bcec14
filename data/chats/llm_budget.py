"""What questions cost at the LLM endpoint: tokens by day (UTC) and person, and the limits on them.

Tokens are set aside before a call and settled after it, so calls side by side, in several processes too,
cannot run over a limit together. What was set aside by a process that died stays counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from data.store.database import Database, Queryable, Transaction

_NOBODY = ""  # the row of questions that no person of a chat asked


@dataclass(frozen=True, slots=True)
class TokenLimits:
    """Tokens that may be spent on a day (UTC), by all together and by one person; None: as many as wanted."""

    a_day: int | None = None
    a_day_per_person: int | None = None


@dataclass(frozen=True, slots=True)
class Reservation:
    """Tokens set aside for one call, in the row of `day` and `person`."""

    day: str
    person: str
    tokens: int


class LLMBudget:
    """The ledger in `database`; any thread may call. Raises StorageError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reserve(self, tokens: int, person: str | None, limits: TokenLimits, now: datetime) -> Reservation | None:
        """Sets `tokens` aside; None where that would pass a limit. `person` None: only the day's limit counts."""
        with self._database.transaction() as transaction:
            if not _within(_spent(transaction, now) + tokens, limits.a_day):
                return None
            if person and not _within(_spent(transaction, now, person) + tokens, limits.a_day_per_person):
                return None
            wanted = Reservation(_day(now), person or _NOBODY, tokens)
            _add(transaction, wanted, tokens)
        return wanted

    def settle(self, reservation: Reservation, tokens: int) -> None:
        """Puts what the call really cost in the place of what was set aside for it; to be called once."""
        with self._database.transaction() as transaction:
            _add(transaction, reservation, tokens - reservation.tokens)

    def spent(self, now: datetime, person: str | None = None) -> int:
        """Of the day of `now`, by all or by `person`; what is set aside counts as spent."""
        return _spent(self._database, now, person)


def _spent(database: Queryable, now: datetime, person: str | None = None) -> int:
    query, values = "SELECT coalesce(sum(tokens), 0) FROM llm_spending WHERE day = ?", [_day(now)]
    if person is not None:
        query, values = f"{query} AND person = ?", [*values, person]
    return int(database.value(query, values))


def _add(transaction: Transaction, row: Reservation, tokens: int) -> None:
    insert = "INSERT INTO llm_spending VALUES (?, ?, ?) ON CONFLICT (day, person) DO UPDATE SET "
    transaction.execute(f"{insert}tokens = llm_spending.tokens + excluded.tokens", (row.day, row.person, tokens))


def _day(now: datetime) -> str:
    return now.astimezone(UTC).date().isoformat()


def _within(tokens: int, limit: int | None) -> bool:
    return limit is None or tokens <= limit
