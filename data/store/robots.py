"""The robots.txt files of sites, kept between runs."""

from __future__ import annotations

from datetime import UTC, datetime

from data.store.database import Database


class StoredRobots:
    """The table of them: the memory that `data.fetch.robots` asks for; any thread may call."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, origin: str) -> tuple[str, datetime] | None:
        rows = self._database.rows("SELECT body, fetched_at FROM robots WHERE origin = ?", (origin,))
        return (rows[0][0], datetime.fromtimestamp(rows[0][1], UTC)) if rows else None

    def put(self, origin: str, body: str, fetched_at: datetime) -> None:
        upsert = """INSERT INTO robots (origin, body, fetched_at) VALUES (?, ?, ?)
            ON CONFLICT (origin) DO UPDATE SET body = excluded.body, fetched_at = excluded.fetched_at"""
        self._database.execute(upsert, (origin, body, int(fetched_at.timestamp())))

    def forget(self, fetched_before: datetime) -> None:
        """Takes out the files of sites that have not been asked for theirs since then."""
        self._database.execute("DELETE FROM robots WHERE fetched_at < ?", (int(fetched_before.timestamp()),))
