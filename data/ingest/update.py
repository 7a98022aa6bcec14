"""An update: every source that is due is read, and what is new in it is stored.

One source never waits for another: each is read by itself, bounded in time, and what goes wrong with it is noted with
it. A kill at any moment loses nothing and doubles nothing: articles are written in the transaction that notes them as
seen, and a source's validators only after all that it showed has been dealt with.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import ParamSpec, TypeVar

from data.errors import FetchError, GoneError, NewsError, SourceError
from data.fetch.fetcher import Validators
from data.ingest.decide import Arrival, Verdict, is_worth_reading
from data.ingest.intake import judge, keep
from data.ingest.schedule import Intervals, gives_up, interval_of, next_reading, retry
from data.ingest.source_reader import Front, Full, SourceReader, refuses_for_good
from data.models import Channel, Entry, Form, Parsed, Source, SourceKind
from data.store.articles import Store
from data.store.identity import article_key, shown_hash, shown_key
from data.store.seen_entries import LIVE, UNFINISHED, SeenEntries, SeenEntry
from data.store.sources import Sources, Success

_log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
_AT_ONCE = 8  # entries of a source that are worked on together, and stored in one transaction
_TRIES = 3  # readings at which a page may fail before the source's own words are stored instead
_MOST_ENTRIES = 2000  # of one page; what is behind them is not news
_GONE = (404, 410)
_STORED = (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.DUPLICATE, LIVE)
_LIVE_FOR = timedelta(days=1)
_PAGES_AT_FIRST, _PAGES_LATER = 3, 10  # of a listing: at the first reading; later until one shows nothing new


@dataclass(frozen=True, slots=True)
class Options:
    """What bounds an update."""

    limits: Intervals = Intervals()
    oldest: timedelta | None = timedelta(days=30)  # entries published longer ago are not stored; None: all are
    sources_at_once: int = 64
    entries_a_reading: int = 300  # of one source; the rest comes with the next reading
    longest: timedelta = timedelta(minutes=10)  # of one source, likewise: others may come due meanwhile


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one source: how many entries had which verdict, or what went wrong."""

    source: Source
    verdicts: Counter[str] = field(default_factory=Counter)
    error: str | None = None
    notes: tuple[str, ...] = ()  # what of it could not be read, though it was read as a whole


@dataclass(slots=True)
class _Reading:
    """One source being read."""

    source: Source
    left: int  # entries that may still be worked on
    until_s: float  # by the clock of the event loop: no more entries are begun
    verdicts: Counter[str] = field(default_factory=Counter)
    finished: bool = True  # false: something is left for the next reading
    retry_at: datetime | None = None  # when its site asks to come again


class Updater:
    """Reads sources into `store`. The database is spoken to in one thread, so that no reading waits for a lock."""

    def __init__(
        self,
        store: Store,
        reader: SourceReader,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        options: Options = Options(),
        rng: random.Random | None = None,
    ) -> None:
        self._store, self._reader, self._clock, self._options = store, reader, clock, options
        self._sources, self._seen = Sources(store.database, clock), SeenEntries(store.database)
        self._rng = rng or random.Random()
        self._writing = ThreadPoolExecutor(1, "store")

    async def update(
        self, sources: Sequence[Source], done: Callable[[SourceReport], None] = lambda report: None
    ) -> None:
        """Reads each of `sources` once; `done` is called for each as it is finished, whatever became of it."""
        waiting = iter(sources)  # shared: each reader takes the next one
        readers = [self._read_on(waiting, done) for _ in range(min(self._options.sources_at_once, len(sources)))]
        await asyncio.gather(*readers)

    async def _read_on(self, waiting: Iterator[Source], done: Callable[[SourceReport], None]) -> None:
        for source in waiting:
            try:
                report = await self._read(source)
            except NewsError as error:
                reason = error.reason if isinstance(error, SourceError) else str(error)
                report = await self._failed(source, error, reason)
            except Exception as error:  # noqa: BLE001 a mistake of ours in one source must not stop the others
                _log.exception("reading %s failed", source.spec.shown)
                report = await self._failed(source, error, f"could not be read ({type(error).__name__})")
            done(report)

    async def _read(self, source: Source) -> SourceReport:
        live = await self._do(self._seen.has_live, source.id, self._clock() - _LIVE_FOR)
        known = Validators() if live else Validators(source.etag, source.last_modified)
        front = await self._reader.front(source.spec, known, "" if live else source.body_hash or "")
        until_s = asyncio.get_running_loop().time() + self._options.longest.total_seconds()
        reading = _Reading(source, self._options.entries_a_reading, until_s)
        problems: tuple[str, ...] = ()
        if front.parsed:
            kind = front.kind or source.spec.kind
            await self._take(reading, front.parsed, kind)
            await self._take_older(reading, front.parsed, kind)
            problems = tuple(map(str, front.parsed.problems))
        await self._do(self._succeeded, reading, front)
        return SourceReport(source, reading.verdicts, notes=problems)

    async def _take_older(self, reading: _Reading, parsed: Parsed, kind: SourceKind) -> None:
        """Follows a listing, or a feed that is read for the first time, to its further pages."""
        first = reading.source.succeeded_at is None
        if not first and parsed.form is not Form.LISTING:
            return
        visited = {reading.source.spec.url}
        for _ in range(_PAGES_AT_FIRST - 1 if first else _PAGES_LATER - 1):
            url = parsed.channel.next_url
            if url is None or url in visited or not reading.left:
                return
            visited.add(url)
            try:
                parsed = await self._reader.older(url, replace(reading.source.spec, kind=SourceKind.AUTO))
            except SourceError:  # the first page was good: that counts
                return
            if not await self._take(reading, parsed, kind):
                return

    async def _take(self, reading: _Reading, parsed: Parsed, kind: SourceKind) -> int:
        """Stores what is new among the entries of a page; how many of them the source had not shown before."""
        spec, channel = reading.source.spec, parsed.channel
        entries = {
            shown_key(entry): _completed(entry, reading.source, channel)
            for entry in _told_apart(parsed.entries[:_MOST_ENTRIES])
        }
        shown = await self._do(self._seen.of, reading.source.id, list(entries))
        wanted = {key: entry for key, entry in entries.items() if self._is_wanted(entry, shown.get(key))}
        await self._do(self._seen.shown, reading.source.id, list(shown), self._clock())
        reading.verdicts[Verdict.UNCHANGED] += len(entries) - len(wanted)
        if len(wanted) > reading.left:
            reading.finished = False
        todo = list(wanted)[: reading.left]
        reading.left -= len(todo)
        for at in range(0, len(todo), _AT_ONCE):
            if at and asyncio.get_running_loop().time() >= reading.until_s:
                reading.left, reading.finished = 0, False
                break
            some = [(key, wanted[key], shown.get(key)) for key in todo[at : at + _AT_ONCE]]
            fetched = await asyncio.gather(*(self._fetch(reading, entry, seen) for _, entry, seen in some))
            came = [(full, replace(note, key=key)) for (key, _, _), (full, note) in zip(some, fetched, strict=True)]
            await self._do(self._keep, reading, came, kind is SourceKind.LISTING)
        return sum(key not in shown for key in wanted) if spec.kind is not SourceKind.ARTICLE else 0

    def _is_wanted(self, entry: Entry, seen: SeenEntry | None) -> bool:
        if seen is None or seen.verdict == UNFINISHED or not shown_hash(entry).startswith(seen.hash):
            return True
        return seen.verdict == LIVE and seen.seen_at is not None and seen.seen_at > self._clock() - _LIVE_FOR

    async def _fetch(self, reading: _Reading, entry: Entry, seen: SeenEntry | None) -> tuple[Full | None, SeenEntry]:
        """The entry with its text, None where it is not to be stored, and what is noted of it."""
        note = SeenEntry(shown_key(entry), shown_hash(entry), "")
        too_little = is_worth_reading(entry, None if seen and seen.verdict in _STORED else self._oldest())
        if too_little:
            return None, replace(note, verdict=too_little)
        if seen is None and await self._do(self._is_known, entry):  # another source showed it, with the same title
            return None, replace(note, verdict=Verdict.UNCHANGED)
        tries = seen.tries if seen else 0
        if reading.retry_at:
            return None, replace(note, verdict=UNFINISHED, tries=tries)
        try:
            full = await self._reader.full(entry)
        except FetchError as error:
            reading.retry_at = reading.retry_at or error.retry_at
            if tries + 1 < _TRIES and not refuses_for_good(error):
                return None, replace(note, verdict=UNFINISHED, tries=tries + 1)
            if error.status in _GONE:
                return None, replace(note, verdict=Verdict.NOT_ARTICLE)
            full = Full(entry, found=False)
        return full, replace(note, verdict=LIVE if full.entry.live else "")

    def _is_known(self, entry: Entry) -> bool:
        if entry.url is None or entry.complete:
            return False
        stored = self._store.known([article_key(entry)])
        return any(known.article.title == entry.title for known in stored.values())

    # -- in the thread of the database

    async def _do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._writing, partial(work, *args, **kwargs))

    def _keep(self, reading: _Reading, came: Sequence[tuple[Full | None, SeenEntry]], listing: bool) -> None:
        """Decides on entries whose texts are there, and writes them with the notes of what was seen."""
        arrival = Arrival(self._clock(), reading.source.id, self._oldest(), listing)
        judged = judge(self._store, [full.public(reading.source.spec.url) for full, _ in came if full], arrival)
        decided, seen = iter(judged), list[SeenEntry]()
        for full, note in came:
            verdict: str = next(decided).verdict if full else note.verdict
            if verdict == UNFINISHED:
                reading.finished = False
            reading.verdicts[verdict] += 1
            seen.append(note if note.verdict == LIVE else replace(note, verdict=verdict))
        keep(self._store, judged, arrival, seen)

    def _oldest(self) -> datetime | None:
        return self._clock() - self._options.oldest if self._options.oldest else None

    def _succeeded(self, reading: _Reading, front: Front) -> None:
        source, now, options = reading.source, self._clock(), self._options
        interval = interval_of(self._sources.published(source.id), now, options.limits)
        channel = front.parsed.channel if front.parsed else Channel()
        due = next_reading(now, interval, options.limits, self._rng, front.page.fresh_until, channel.ttl)
        if reading.retry_at:
            due = max(due, reading.retry_at)
        validators = front.page.validators if reading.finished else Validators()
        success = Success(
            due_at=due,
            interval=interval,
            kind=front.kind or SourceKind.AUTO,
            title=channel.title,
            moved_to=front.page.moved_to,
            etag=validators.etag,
            last_modified=validators.last_modified,
            body_hash=front.body_hash if reading.finished else None,
        )
        self._sources.succeeded(source, success)

    async def _failed(self, source: Source, error: Exception, reason: str) -> SourceReport:
        now, failures = self._clock(), source.failures + 1
        retry_at = error.retry_at if isinstance(error, FetchError) else None
        due = retry(now, source.interval, failures, self._rng, retry_at)
        given_up = isinstance(error, GoneError) or gives_up(failures, source.succeeded_at or source.added_at, now)
        await self._do(self._sources.failed, source, reason, due, reason if given_up else None)
        return SourceReport(source, error=reason)


def _told_apart(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries without the ids that stand for several addresses: some feeds give all items the same."""
    addresses: defaultdict[str | None, set[str | None]] = defaultdict(set)
    for entry in entries:
        addresses[entry.external_id].add(entry.url)
    for entry in entries:
        yield replace(entry, external_id=None) if len(addresses[entry.external_id]) > 1 else entry


def _completed(entry: Entry, source: Source, channel: Channel) -> Entry:
    """The entry with what its source says of all its entries."""
    return replace(
        entry,
        source=entry.source or source.spec.title or channel.title or None,
        section=entry.section or source.spec.section,
        language=entry.language or channel.language,
    )
