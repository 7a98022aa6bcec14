"""The sources: which there are, when each is due, and how reading them goes. Times are aware UTC."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from data.errors import SourceError
from data.models import Publisher, Source, SourceKind, SourceSpec
from data.secrets import shown_address, without_secrets
from data.store.database import Database, Row, Transaction
from data.store.vector_log import raise_sequence

PAUSED_BY_HAND = "by command"
FIRST_INTERVAL = timedelta(hours=1)  # of a source that has not been read yet
_COLUMNS = (
    "id, url, kind, given_title, own_title, section, css, in_config, added_at, due_at, interval, paused, tried_at, "
    "succeeded_at, failures, error, etag, last_modified, body_hash"
)
_RATE_DAYS = 14


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many articles of a source were published on a day of the reader's zone."""

    day: date
    source: str
    articles: int


@dataclass(frozen=True, slots=True)
class Success:
    """What is remembered of a reading that went well."""

    due_at: datetime
    interval: timedelta
    kind: SourceKind = SourceKind.AUTO  # how it was read; AUTO: that could not be told
    title: str | None = None  # its own
    moved_to: str | None = None  # its address from now on
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None


class Sources:
    """The sources of the database."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database, self.now = database, clock

    def all(self) -> list[Source]:
        """In the order they were added."""
        return [_source(row) for row in self._database.rows(f"SELECT {_COLUMNS} FROM sources ORDER BY id")]

    def get(self, source_id: int) -> Source | None:
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM sources WHERE id = ?", (source_id,))
        return _source(rows[0]) if rows else None

    def named(self, name: str) -> list[Source]:
        """By number, address or title; else all that have it as a part of theirs."""
        sources = self.all()
        exact = [each for each in sources if name in (str(each.id), each.spec.url, each.spec.shown, each.title)]
        return exact or [each for each in sources if name.casefold() in each.title.casefold()]

    def find(self, name: str) -> Source:
        """The only one of that name. Raises SourceError where none is meant, or several are."""
        found = self.named(name)
        if not found:
            raise SourceError(name, "no source has this number, address or title; see: newsbot sources")
        if len(found) > 1:
            several = ", ".join(f"{each.id} {each.title}" for each in found[:5])
            raise SourceError(name, f"several sources are called so ({several}); give the number")
        return found[0]

    def due(self) -> list[Source]:
        """Those to be read now; those that failed last time come last, so that they keep nobody waiting."""
        query = f"SELECT {_COLUMNS} FROM sources WHERE paused IS NULL AND due_at <= ? ORDER BY failures, due_at, id"
        return [_source(row) for row in self._database.rows(query, (self._second(),))]

    def next_due(self) -> datetime | None:
        """When the next source is due; None where none is to be read."""
        moment = self._database.value("SELECT min(due_at) FROM sources WHERE paused IS NULL")
        return None if moment is None else datetime.fromtimestamp(moment, UTC)

    # -- changed by an operator

    def add(self, spec: SourceSpec, channel_title: str | None = None, in_config: bool = False) -> Source:
        """A new source, due at once. Raises SourceError where its address is a source already."""
        with self._database.transaction() as transaction:
            known = transaction.value("SELECT id FROM sources WHERE url = ?", (spec.url,))
            if known is not None:
                raise SourceError(spec.url, f"is a source already (number {known})")
            return _insert(transaction, spec, channel_title, in_config, self._second())

    def remove(self, source_id: int, articles: bool = False) -> None:
        """Takes the source out; its articles stay, as nobody's, unless `articles` says otherwise."""
        with self._database.transaction() as transaction:
            if articles:
                transaction.execute("DELETE FROM articles WHERE source_id = ?", (source_id,))
                raise_sequence(transaction)
            transaction.execute("DELETE FROM sources WHERE id = ?", (source_id,))

    def pause(self, source_id: int, why: str) -> None:
        """Stops reading it. An operator's own pause needs not be told."""
        self._set("paused = ?, told_at = ?", (why, self._second()), source_id)

    def resume(self, source_id: int) -> None:
        """Reads it again, at once, as if it had never failed."""
        changes = "paused = NULL, told_at = NULL, failures = 0, error = NULL, due_at = ?"
        self._set(changes, (self._second(),), source_id)

    def follow_config(self, specs: Sequence[SourceSpec]) -> None:
        """Makes the sources of newsbot.toml those of `specs`: adds new ones, takes out those no longer named."""
        with self._database.transaction() as transaction:
            known: dict[str, int] = dict(transaction.rows("SELECT config_url, id FROM sources WHERE in_config = 1"))
            for spec in specs:
                if spec.url not in known:
                    _adopt(transaction, spec, self._second())
                else:
                    _change(transaction, known[spec.url], spec)
            for url in known.keys() - {spec.url for spec in specs}:  # unless it was named anew by where it moved to
                transaction.execute("DELETE FROM sources WHERE config_url = ?", (url,))

    # -- how reading goes

    def succeeded(self, source: Source, success: Success) -> None:
        """Notes a reading that went well, and the new address where the source has moved to one that is free."""
        now = self._second()
        with self._database.transaction() as transaction:
            transaction.execute(
                "UPDATE sources SET tried_at = ?, succeeded_at = ?, failures = 0, error = NULL, due_at = ?, "
                "interval = ?, kind = CASE WHEN kind = 'auto' THEN ? ELSE kind END, "
                "own_title = coalesce(?, own_title), etag = ?, last_modified = ?, body_hash = ? WHERE id = ?",
                (now, now, int(success.due_at.timestamp()), int(success.interval.total_seconds()), success.kind,
                 success.title, success.etag, success.last_modified, success.body_hash, source.id),
            )  # fmt: skip
            if success.moved_to:
                free = "NOT EXISTS (SELECT 1 FROM sources WHERE url = ?)"
                values = (success.moved_to, source.id, success.moved_to)
                transaction.execute(f"UPDATE sources SET url = ? WHERE id = ? AND {free}", values)

    def failed(self, source: Source, error: str, due_at: datetime, paused: str | None = None) -> None:
        """Notes a reading that failed, and why the source is not read any more if so; a pause meanwhile stays."""
        changes = "tried_at = ?, failures = failures + 1, error = ?, due_at = ?, paused = coalesce(paused, ?)"
        self._set(changes, (self._second(), error, int(due_at.timestamp()), paused), source.id)

    def untold(self) -> list[Source]:
        """Sources that were paused for their failures and that the operator has not been told of; now they are."""
        with self._database.transaction() as transaction:
            query = f"SELECT {_COLUMNS} FROM sources WHERE paused IS NOT NULL AND told_at IS NULL ORDER BY id"
            found = [_source(row) for row in transaction.rows(query)]
            transaction.executemany(
                "UPDATE sources SET told_at = ? WHERE id = ?", [(self._second(), each.id) for each in found]
            )
        return found

    # -- what they bring

    def published(self, source_id: int, newest: int = 40) -> list[datetime]:
        """Times of the newest articles that a source brought, the newest first."""
        query = (
            "SELECT published_at FROM articles WHERE source_id = ? AND published_at IS NOT NULL "
            "ORDER BY added_at DESC, published_at DESC LIMIT ?"
        )
        rows = self._database.rows(query, (source_id, newest))
        return sorted((datetime.fromtimestamp(row[0], UTC) for row in rows), reverse=True)

    def rates(self) -> dict[int, float]:
        """Articles a day of each source that brought any in the last 14 days, by when they were published."""
        since = self.now() - timedelta(days=_RATE_DAYS)
        query = "SELECT source_id, count(*) FROM articles WHERE source_id IS NOT NULL AND published_at >= ? GROUP BY 1"
        return {row[0]: row[1] / _RATE_DAYS for row in self._database.rows(query, (int(since.timestamp()),))}

    def brought(self, source_id: int) -> int:
        """How many of the articles held a source brought."""
        return int(self._database.value("SELECT count(*) FROM articles WHERE source_id = ?", (source_id,)))

    def others(self) -> list[Publisher]:
        """Publishers none of whose articles a source brought, those with most articles first."""
        query = (
            "SELECT source, count(*), max(published_at) FROM articles "
            "GROUP BY source HAVING max(source_id) IS NULL ORDER BY 2 DESC, 1 NULLS FIRST"
        )
        return [Publisher(name, count, _time(newest)) for name, count, newest in self._database.rows(query)]

    def daily(self, since: datetime, zone: ZoneInfo) -> list[DayCount]:
        """Articles a day since then, by source, or by publisher where no source brought them; days in order."""
        query = """
            SELECT a.published_at, coalesce(s.given_title, s.own_title, a.source, s.url, '')
            FROM articles a LEFT JOIN sources s ON s.id = a.source_id WHERE a.published_at >= ?"""
        counts: dict[tuple[date, str], int] = {}
        for moment, name in self._database.rows(query, (int(since.timestamp()),)):
            day = datetime.fromtimestamp(moment, zone).date()
            counts[day, shown_address(name)] = counts.get((day, shown_address(name)), 0) + 1
        return [DayCount(day, name, count) for (day, name), count in sorted(counts.items())]

    def _set(self, changes: str, values: Sequence[object], source_id: int) -> None:
        self._database.execute(f"UPDATE sources SET {changes} WHERE id = ?", (*values, source_id))

    def _second(self) -> int:
        return int(self.now().timestamp())


def _insert(transaction: Transaction, spec: SourceSpec, own_title: str | None, in_config: bool, now: int) -> Source:
    values = {
        "url": spec.url, "kind": spec.kind, "given_title": spec.title, "own_title": own_title, "section": spec.section,
        "css": spec.css, "in_config": int(in_config), "config_url": spec.url if in_config else None, "added_at": now,
        "due_at": now, "interval": int(FIRST_INTERVAL.total_seconds()),
    }  # fmt: skip
    marks = ", ".join(f":{name}" for name in values)
    query = f"INSERT INTO sources ({', '.join(values)}) VALUES ({marks}) RETURNING {_COLUMNS}"
    return _source(transaction.rows(query, values)[0])


def _adopt(transaction: Transaction, spec: SourceSpec, now: int) -> None:
    """A source that newsbot.toml names for the first time; one added by command with its address is taken over."""
    known = transaction.value("SELECT id FROM sources WHERE url = ?", (spec.url,))
    if known is None:
        _insert(transaction, spec, None, True, now)
        return
    transaction.execute("UPDATE sources SET in_config = 1, config_url = url WHERE id = ?", (known,))
    _change(transaction, known, spec)


def _change(transaction: Transaction, source_id: int, spec: SourceSpec) -> None:
    columns = "kind, given_title, section, css"
    known = transaction.rows(f"SELECT {columns} FROM sources WHERE id = ?", (source_id,))[0]
    kind = known[0] if spec.kind is SourceKind.AUTO else spec.kind  # what reading it has told stays
    values = (kind, spec.title, spec.section, spec.css)
    if known != values:
        # another way of reading: what came last says nothing about what would come now
        changes = "kind = ?, given_title = ?, section = ?, css = ?, etag = NULL, last_modified = NULL, body_hash = NULL"
        transaction.execute(f"UPDATE sources SET {changes} WHERE id = ?", (*values, source_id))


def _source(row: Row) -> Source:
    source_id, url, kind, given, own, section, css, in_config, added, due, interval, paused, *rest = row
    tried, succeeded, failures, error, etag, last_modified, body_hash = rest
    return Source(
        id=source_id,
        spec=SourceSpec(url, SourceKind(kind), given, section, css),
        title=without_secrets(given or own or "") or shown_address(url),
        in_config=bool(in_config),
        added_at=datetime.fromtimestamp(added, UTC),
        due_at=datetime.fromtimestamp(due, UTC),
        interval=timedelta(seconds=interval),
        paused=paused and without_secrets(paused),
        tried_at=_time(tried),
        succeeded_at=_time(succeeded),
        failures=failures,
        error=error and without_secrets(error),
        etag=etag,
        last_modified=last_modified,
        body_hash=body_hash,
    )


def _time(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
