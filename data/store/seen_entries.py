"""What each source has shown already, so that no page is fetched twice for the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data.store.database import Database, Transaction

UNFINISHED = "unfinished"
"""The verdict of an entry whose page could not be fetched: it is tried again at the next reading."""
LIVE = "live"
"""The verdict of an entry whose page is still written on: it is read at every reading, for a day."""
_EXACTLY = timedelta(days=1)  # to this, what a source showed last is known


@dataclass(frozen=True, slots=True)
class SeenEntry:
    """An entry as a source showed it: `hash` changes when the source says something else of it."""

    key: str
    hash: str
    verdict: str
    tries: int = 0  # how often its page was asked for in vain
    seen_at: datetime | None = None  # first; None: now


class SeenEntries:
    """The table of what was seen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, source_id: int, keys: Sequence[str]) -> dict[str, SeenEntry]:
        """Those of `keys` that this source has shown before, by key."""
        query = "SELECT key, hash, verdict, tries, seen_at FROM seen WHERE source_id = ? AND key IN"
        rows = self._database.rows_by(query, keys, (source_id,))
        return {
            key: SeenEntry(key, said, verdict, tries, datetime.fromtimestamp(at, UTC))
            for key, said, verdict, tries, at in rows
        }

    def has_live(self, source_id: int, since: datetime) -> bool:
        """Whether the source has shown, since then, pages that are still written on."""
        query = "SELECT 1 FROM seen WHERE source_id = ? AND verdict = ? AND seen_at >= ? LIMIT 1"
        return bool(self._database.value(query, (source_id, LIVE, int(since.timestamp()))))

    def shown(self, source_id: int, keys: Sequence[str], now: datetime) -> None:
        """Notes that the source still shows these; to the day, so that most readings write nothing."""
        before = int((now - _EXACTLY).timestamp())
        query = "SELECT key FROM seen WHERE source_id = ? AND shown_at < ? AND key IN"
        known = self._database.rows_by(query, keys, (source_id, before))
        old = [(int(now.timestamp()), source_id, key) for (key,) in known]
        if old:
            with self._database.transaction() as transaction:
                transaction.executemany("UPDATE seen SET shown_at = ? WHERE source_id = ? AND key = ?", old)

    def forget(self, shown_before: datetime) -> int:
        """Forgets what its source has not shown since then; how many those were.

        What it showed when it was last read stays, however long ago that was: since then it says that it is unchanged.
        """
        query = (
            "WITH last AS MATERIALIZED (SELECT source_id, max(shown_at) - ? AS moment FROM seen GROUP BY source_id) "
            "DELETE FROM seen WHERE shown_at < ? "
            "AND shown_at < (SELECT moment FROM last WHERE last.source_id = seen.source_id)"
        )
        return self._database.execute(query, (int(_EXACTLY.total_seconds()), int(shown_before.timestamp())))


def put_seen(transaction: Transaction, source_id: int, entries: Sequence[SeenEntry], now: datetime) -> None:
    """Writes what was seen, inside the transaction that stores the articles themselves."""
    moment = int(now.timestamp())
    transaction.executemany(
        "INSERT INTO seen (source_id, key, hash, verdict, tries, seen_at, shown_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (source_id, key) DO UPDATE SET hash = excluded.hash, verdict = excluded.verdict, "
        "tries = excluded.tries, shown_at = excluded.shown_at",
        [(source_id, each.key, each.hash, each.verdict, each.tries, moment, moment) for each in entries],
    )
