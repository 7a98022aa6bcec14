"""What chats want to hear of: words, a section, a publisher, one story, or a digest at a time of day."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from data.store.database import Database, Queryable, Row, Transaction

MOST = 50  # of a chat, its topics together
_COLUMNS = (
    "s.id, s.room, s.thread, s.person, s.language, s.kind, s.include, s.exclude, s.source, s.section, s.article_id, "
    "s.minute, s.weekday, s.paused, s.made_at, s.told_at"
)


class Kind(StrEnum):
    """What a subscription is to."""

    WORDS = "words"
    TOPIC = "topic"
    SOURCE = "source"
    STORY = "story"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which news: with any of `include` and none of `exclude`, words or phrases as data.text.phrases looks for them.

    `source` and `section` are parts of names, as in data.models.Filters. Empty criteria are for any news.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    source: str | None = None
    section: str | None = None

    def __bool__(self) -> bool:
        return any((self.include, self.exclude, self.source, self.section))

    @property
    def kind(self) -> Kind:
        """What a subscription to it is called."""
        return Kind.WORDS if self.include else Kind.TOPIC if self.section else Kind.SOURCE


@dataclass(frozen=True, slots=True)
class Times:
    """When a digest comes, by the clock of its chat."""

    minute: int  # of the day
    weekday: int | None = None  # 0 is Monday; None: every day


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a chat wants to hear of; `made_at` and `told_at` are UTC, to the second."""

    id: int
    chat: str
    thread: int | None
    person: str  # who made it
    language: str  # in which: of its messages, unless the chat has set one
    kind: Kind
    criteria: Criteria
    article_id: int | None  # of a story: the newest known of the articles that tell it
    times: Times | None  # of a digest
    paused: bool
    made_at: datetime
    told_at: datetime | None  # of a digest: the moment for which the last one was made


@dataclass(frozen=True, slots=True)
class Owner:
    """Who subscribes, for which chat and topic, and in which language."""

    chat: str
    thread: int | None
    person: str
    language: str


class Subscriptions:
    """The subscriptions in `database`."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database, self._clock = database, clock

    def get(self, subscription_id: int) -> Subscription | None:
        return _stored(self._database, subscription_id)

    def of(self, chat: str, thread: int | None) -> list[Subscription]:
        """In the order they were made: what lists number from 1."""
        query = f"""SELECT {_COLUMNS} FROM subscriptions s
            WHERE s.room = ? AND s.thread IS NOT DISTINCT FROM ? ORDER BY s.id"""
        return [_subscription(row) for row in self._database.rows(query, (chat, thread))]

    def all_active(self) -> list[Subscription]:
        """Those that are to be told of news: not paused, and of chats to which something can be sent."""
        return self._active("s.kind != 'digest'") + self.active_digests()

    def active_digests(self) -> list[Subscription]:
        """Those of them that are digests."""
        return self._active("s.kind = 'digest'")

    def _active(self, condition: str) -> list[Subscription]:
        query = f"""SELECT {_COLUMNS} FROM subscriptions s LEFT JOIN rooms r ON r.room = s.room
            WHERE {condition} AND s.paused = 0 AND r.closed IS NULL ORDER BY s.id"""
        return [_subscription(row) for row in self._database.rows(query)]

    # -- changes

    def add(self, owner: Owner, criteria: Criteria) -> Subscription | None:
        """To news that meets them. The one there is already where it is the same; None where the chat has too many."""
        return self._add(owner, criteria.kind, criteria)

    def follow(self, owner: Owner, article_id: int) -> Subscription | None:
        """To the story that the stored article tells; as `add`, by story."""
        return self._add(owner, Kind.STORY, Criteria(), article_id=article_id)

    def add_digest(self, owner: Owner, times: Times, criteria: Criteria) -> Subscription | None:
        """In place of the chat's digest of the same news, if it has one; as `add`."""
        return self._add(owner, Kind.DIGEST, criteria, times=times)

    def _add(
        self, owner: Owner, kind: Kind, criteria: Criteria, article_id: int | None = None, times: Times | None = None
    ) -> Subscription | None:
        with self._database.transaction() as transaction:
            same = _same(transaction, owner, kind, criteria, article_id)
            if same and kind is Kind.DIGEST:  # a new one: it may come today though the old one has
                transaction.execute("DELETE FROM subscriptions WHERE id = ?", (same,))
            elif same:
                transaction.execute("UPDATE subscriptions SET paused = 0 WHERE id = ?", (same,))
                return _stored(transaction, same)
            query = "SELECT count(*) FROM subscriptions WHERE room = ?"
            if transaction.value(query, (owner.chat,)) >= MOST:
                return None
            values = {
                "room": owner.chat, "thread": owner.thread, "person": owner.person, "language": owner.language,
                "kind": kind, **_columns(criteria), "article_id": article_id, "minute": times and times.minute,
                "weekday": times and times.weekday, "made_at": int(self._clock().timestamp()),
            }  # fmt: skip
            marks = ", ".join(f":{name}" for name in values)
            insert = f"INSERT INTO subscriptions ({', '.join(values)}) VALUES ({marks}) RETURNING id"
            return _stored(transaction, int(transaction.value(insert, values)))

    def change(self, subscription_id: int, criteria: Criteria) -> None:
        """Other words; news of before the change is not told, found or not."""
        values = {**_columns(criteria), "made_at": int(self._clock().timestamp()), "id": subscription_id}
        if (subscription := self.get(subscription_id)) and subscription.kind is not Kind.DIGEST:
            values["kind"] = criteria.kind
        changes = ", ".join(f"{name} = :{name}" for name in values if name != "id")
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM alerts WHERE subscription_id = ? AND told_at IS NULL", (subscription_id,))
            transaction.execute(f"UPDATE subscriptions SET {changes} WHERE id = :id", values)

    def retime(self, subscription_id: int, times: Times) -> None:
        """Another time for a digest, which may come today though it has come already."""
        values = (times.minute, times.weekday, int(self._clock().timestamp()), subscription_id)
        self._database.execute("UPDATE subscriptions SET minute = ?, weekday = ?, made_at = ? WHERE id = ?", values)

    def pause(self, subscription_id: int, paused: bool) -> None:
        """Stops or goes on; what came before or while it was paused is not told."""
        changes, values = "paused = 1", [subscription_id]
        if not paused:
            changes, values = "paused = 0, made_at = ?", [int(self._clock().timestamp()), subscription_id]
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM alerts WHERE subscription_id = ? AND told_at IS NULL", (subscription_id,))
            transaction.execute(f"UPDATE subscriptions SET {changes} WHERE id = ?", values)

    def remove(self, subscription_id: int) -> None:
        """With what it has found and not told."""
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM alerts WHERE subscription_id = ? AND told_at IS NULL", (subscription_id,))
            transaction.execute("DELETE FROM subscriptions WHERE id = ?", (subscription_id,))

    def digest_made(self, subscription_id: int, moment: datetime) -> None:
        """For that moment; also where it was dropped."""
        values = (int(moment.timestamp()), subscription_id)
        self._database.execute("UPDATE subscriptions SET told_at = ? WHERE id = ?", values)


def _stored(database: Queryable, subscription_id: int) -> Subscription | None:
    rows = database.rows(f"SELECT {_COLUMNS} FROM subscriptions s WHERE s.id = ?", (subscription_id,))
    return _subscription(rows[0]) if rows else None


def _same(transaction: Transaction, owner: Owner, kind: Kind, criteria: Criteria, article_id: int | None) -> int | None:
    """The subscription to the same thing."""
    values = {"room": owner.chat, "thread": owner.thread, "kind": kind, **_columns(criteria)}
    query = """SELECT id FROM subscriptions WHERE room = :room AND thread IS NOT DISTINCT FROM :thread
        AND kind = :kind AND include = :include AND exclude = :exclude
        AND source IS NOT DISTINCT FROM :source AND section IS NOT DISTINCT FROM :section"""
    if article_id is not None:
        story = "SELECT coalesce(story_id, -id) FROM articles WHERE id ="
        query += f" AND ({story} article_id) = ({story} :article)"
        values["article"] = article_id
    same: int | None = transaction.value(query, values)
    return same


def _columns(criteria: Criteria) -> dict[str, object]:
    include, exclude = (json.dumps(words, ensure_ascii=False) for words in (criteria.include, criteria.exclude))
    return {"include": include, "exclude": exclude, "source": criteria.source, "section": criteria.section}


def _subscription(row: Row) -> Subscription:
    number, chat, thread, person, language, kind, *rest = row
    include, exclude, source, section, article, minute, weekday, paused, made_at, told_at = rest
    return Subscription(
        id=number,
        chat=chat,
        thread=thread,
        person=person,
        language=language,
        kind=Kind(kind),
        criteria=Criteria(tuple(json.loads(include)), tuple(json.loads(exclude)), source, section),
        article_id=article,
        times=None if minute is None else Times(minute, weekday),
        paused=bool(paused),
        made_at=datetime.fromtimestamp(made_at, UTC),
        told_at=None if told_at is None else datetime.fromtimestamp(told_at, UTC),
    )
