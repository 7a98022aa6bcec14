"""Pages and files that people sent: kept under their chat for a day so that they can be read on, and no news."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta

from data.chats.views import Holder, lot
from data.models import Entry
from data.store.database import Database
from data.text.urls import canonical_url

KEPT = timedelta(days=1)
_TIMES = ("published_at", "updated_at")


class SharedPages:
    """Entries by number, each for one chat, for KEPT; any thread may call. Raises StorageError."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def keep(self, url: str | None, entry: Entry, holder: Holder) -> int:
        """What stands at `url` now, or in a file (None); its number, the same where that page was kept already."""
        now = int(self._clock().timestamp())
        content = json.dumps(asdict(entry) | {name: _written(getattr(entry, name)) for name in _TIMES})
        values = (lot(), holder.chat, holder.person, canonical_url(url) if url else None, content, now)
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM shared_pages WHERE read_at < ?", (self._oldest(),))
            upsert = """INSERT INTO shared_pages (id, room, person, url, entry, read_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (room, person, url)
                DO UPDATE SET entry = excluded.entry, read_at = excluded.read_at RETURNING id"""
            return int(transaction.value(upsert, values))

    def known(self, url: str, holder: Holder) -> tuple[int, Entry] | None:
        """What stood at `url` when the chat sent it last, and its number; None where it did not, or too long ago."""
        query = "SELECT id, entry FROM shared_pages WHERE url = ? AND room = ? AND read_at >= ? ORDER BY read_at DESC"
        rows = self._database.rows(query, (canonical_url(url), holder.chat, self._oldest()))
        return (rows[0][0], _entry(rows[0][1])) if rows else None

    def entry(self, number: int, holder: Holder) -> Entry | None:
        """None for a page that is kept no more, or is another chat's."""
        query = "SELECT entry FROM shared_pages WHERE id = ? AND room = ? AND read_at >= ?"
        content = self._database.value(query, (number, holder.chat, self._oldest()))
        return _entry(content) if content else None

    def _oldest(self) -> int:
        return int((self._clock() - KEPT).timestamp())


def _written(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _entry(content: str) -> Entry:
    read = json.loads(content)
    return Entry(**read | {name: read[name] and datetime.fromisoformat(read[name]) for name in _TIMES})
