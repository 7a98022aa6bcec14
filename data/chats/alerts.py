"""What subscriptions have found: each story once a chat and topic, waiting to be told or told.

Articles are looked at in the order of their ids up to a watermark, which moves in the transaction that keeps what
was found: a restart or a second process neither loses nor doubles anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data.chats.outbox import OutboxMessage, put_message
from data.store.database import Database, Queryable, Row, Transaction
from data.store.stories import Linked

FRESH = timedelta(hours=24)  # older news is not alerted
PATIENCE = timedelta(minutes=10)  # in which an article should have been linked to its story
_BACKLOG = timedelta(minutes=30)  # after a source's first article: what has no time of its own then is of the backlog
KEPT = timedelta(days=90)
_WATERMARK = "alerts"
_COLUMNS = "id, room, thread, subscription_id, article_id, found_at"


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new article, and where it belongs as far as that is known."""

    article_id: int
    story_id: int | None
    is_copy: bool


@dataclass(frozen=True, slots=True)
class News:
    """The new articles after `watermark` that are news, and the watermark when they have been looked at."""

    watermark: int
    articles: tuple[Fresh, ...]
    next_watermark: int


@dataclass(frozen=True, slots=True)
class Finding:
    """An article for a subscription. `follows`: told though the chat knows the story already."""

    chat: str
    thread: int | None
    subscription_id: int
    article: Fresh
    follows: bool = False

    @property
    def key(self) -> str:
        story = self.article.story_id
        return f"article:{self.article.article_id}" if self.follows or story is None else f"story:{story}"


@dataclass(frozen=True, slots=True)
class Alert:
    """What was found and is still to be told."""

    id: int
    chat: str
    thread: int | None
    subscription_id: int
    article_id: int
    found_at: datetime  # UTC, to the second


class Alerts:
    """The alerts in `database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- finding

    def news(self, now: datetime, most: int = 500) -> News:
        """At most `most` articles that have not been looked at; those not yet linked to stories wait for it a while."""
        second, mark = int(now.timestamp()), _watermark(self._database)
        query = "SELECT min(id) FROM articles WHERE id > ? AND linked < ? AND added_at > ?"
        waiting = self._database.value(query, (mark, Linked.DONE, int((now - PATIENCE).timestamp())))
        query = """SELECT id, published_at, story_id, copy_of, added_at, time_note, source_id FROM articles
            WHERE id > ? AND id < ? ORDER BY id LIMIT ?"""
        rows = self._database.rows(query, (mark, 2**62 if waiting is None else waiting, most))
        recent = [row for row in rows if row[1] is not None and row[1] > second - FRESH.total_seconds()]
        fresh = [Fresh(row[0], row[2], row[3] is not None) for row in recent if not self._is_backlog(row)]
        return News(mark, tuple(fresh), rows[-1][0] if rows else mark)

    def _is_backlog(self, row: Row) -> bool:
        """Whether the article was there before its source was read: when that is added, it has much that is not new."""
        _, published_at, _, _, added_at, time_note, source_id = row
        if source_id is None:
            return False
        if time_note is None:
            since = self._database.value("SELECT added_at FROM sources WHERE id = ?", (source_id,))
            return bool(published_at < (since or 0))
        first = self._database.value("SELECT min(added_at) FROM articles WHERE source_id = ?", (source_id,))
        return bool(added_at <= first + _BACKLOG.total_seconds())

    def keep(self, news: News, found: Sequence[Finding], now: datetime) -> bool:
        """Moves the watermark and keeps what is new of `found`; false where another process has done so before.

        A story that the chat was told of, or will be, is not new; an article in no case twice.
        """
        with self._database.transaction() as transaction:
            if _watermark(transaction) != news.watermark:
                return False
            upsert = "INSERT INTO counters VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
            transaction.execute(upsert, (_WATERMARK, news.next_watermark))
            for each in found:
                if not _is_known(transaction, each):
                    _put(transaction, each, int(now.timestamp()))
        return True

    # -- telling

    def places(self) -> list[tuple[str, int | None]]:
        """The chats and topics that are to be told something."""
        query = "SELECT DISTINCT room, thread FROM alerts WHERE told_at IS NULL ORDER BY room, thread"
        return [(chat, thread) for chat, thread in self._database.rows(query)]

    def waiting(self, chat: str, thread: int | None) -> list[Alert]:
        """What is to be told there, the oldest first."""
        query = f"""SELECT {_COLUMNS} FROM alerts
            WHERE room = ? AND thread IS NOT DISTINCT FROM ? AND told_at IS NULL ORDER BY found_at, id"""
        return [_alert(row) for row in self._database.rows(query, (chat, thread))]

    def told(self, chat: str, thread: int | None, since: datetime) -> list[datetime]:
        """When messages with alerts were made for the chat and topic after `since`."""
        return _told(self._database, chat, thread, since)

    def tell(self, batch: Sequence[Alert], message: OutboxMessage, now: datetime, told: int, since: datetime) -> bool:
        """Puts the message that tells of `batch` into the outbox, and counts them as told.

        False where another process did so before, or has made more messages after `since` than the `told` known of.
        """
        with self._database.transaction() as transaction:
            marks = ", ".join("?" * len(batch))
            ids = [alert.id for alert in batch]
            query = f"SELECT count(*) FROM alerts WHERE id IN ({marks}) AND told_at IS NULL"
            if transaction.value(query, ids) != len(batch):
                return False
            if len(_told(transaction, batch[0].chat, batch[0].thread, since)) > told:
                return False
            query = f"UPDATE alerts SET told_at = ?, batch = ? WHERE id IN ({marks})"
            transaction.execute(query, (int(now.timestamp()), ids[0], *ids))
            return put_message(transaction, message)

    def prune(self, now: datetime) -> None:
        """Forgets what was told long ago."""
        self._database.execute("DELETE FROM alerts WHERE told_at < ?", (int((now - KEPT).timestamp()),))


def _watermark(database: Queryable) -> int:
    return int(database.value("SELECT value FROM counters WHERE name = ?", (_WATERMARK,)) or 0)


def _told(database: Queryable, chat: str, thread: int | None, since: datetime) -> list[datetime]:
    query = """SELECT max(told_at) FROM alerts WHERE room = ? AND coalesce(thread, 0) = ? AND told_at > ?
        AND batch IS NOT NULL GROUP BY batch ORDER BY 1"""
    rows = database.rows(query, (chat, thread or 0, int(since.timestamp())))
    return [datetime.fromtimestamp(row[0], UTC) for row in rows]


def _is_known(transaction: Transaction, found: Finding) -> bool:
    """By the stories as they are now: they grow together after an article was told of."""
    same = "al.article_id = ?"
    values: list[object] = [found.chat, found.thread or 0, found.article.article_id]
    if found.article.story_id is not None and not found.follows:
        same += " OR a.story_id = ?"
        values.append(found.article.story_id)
    query = f"""SELECT 1 FROM alerts al JOIN articles a ON a.id = al.article_id
        WHERE al.room = ? AND coalesce(al.thread, 0) = ? AND ({same})"""
    return bool(transaction.rows(query, values))


def _put(transaction: Transaction, found: Finding, now: int) -> None:
    """Not where its article or subscription has gone meanwhile."""
    article_id, subscription_id = found.article.article_id, found.subscription_id
    there = "SELECT 1 FROM articles, subscriptions WHERE articles.id = ? AND subscriptions.id = ?"
    if not transaction.rows(there, (article_id, subscription_id)):
        return
    insert = """INSERT INTO alerts (room, thread, key, subscription_id, article_id, found_at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
    transaction.execute(insert, (found.chat, found.thread, found.key, subscription_id, article_id, now))
    if found.follows:
        query = "UPDATE subscriptions SET article_id = ? WHERE id = ?"
        transaction.execute(query, (article_id, subscription_id))


def _alert(row: Row) -> Alert:
    alert_id, chat, thread, subscription_id, article_id, found_at = row
    return Alert(alert_id, chat, thread, subscription_id, article_id, datetime.fromtimestamp(found_at, UTC))
