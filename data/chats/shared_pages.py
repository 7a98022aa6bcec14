"""Pages behind links that people sent: kept for a day so that they can be read on, and no part of the news."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta

from data.models import Entry
from data.store.database import Database
from data.text.urls import canonical_url

KEPT = timedelta(days=1)
_TIMES = ("published_at", "updated_at")


class SharedPages:
    """Entries by number and address, for KEPT; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def keep(self, url: str, entry: Entry) -> int:
        """What stands at `url` now; its number, the same as before where it was kept already."""
        now = int(self._clock().timestamp())
        content = json.dumps(asdict(entry) | {name: _written(getattr(entry, name)) for name in _TIMES})
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM pages WHERE read_at < ?", (self._oldest(),))
            upsert = """INSERT INTO pages (url, entry, read_at) VALUES (?, ?, ?)
                ON CONFLICT (url) DO UPDATE SET entry = excluded.entry, read_at = excluded.read_at RETURNING id"""
            return int(transaction.value(upsert, (canonical_url(url), content, now)))

    def number(self, url: str) -> int | None:
        """None for an address that was not read, or too long ago."""
        query = "SELECT id FROM pages WHERE url = ? AND read_at >= ?"
        number: int | None = self._database.value(query, (canonical_url(url), self._oldest()))
        return number

    def entry(self, number: int) -> Entry | None:
        """None for a page that is kept no more."""
        query = "SELECT entry FROM pages WHERE id = ? AND read_at >= ?"
        content = self._database.value(query, (number, self._oldest()))
        return _entry(content) if content else None

    def _oldest(self) -> int:
        return int((self._clock() - KEPT).timestamp())


def _written(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _entry(content: str) -> Entry:
    read = json.loads(content)
    return Entry(**read | {name: read[name] and datetime.fromisoformat(read[name]) for name in _TIMES})
