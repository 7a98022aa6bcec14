"""News all day long: sources that are due are read, what they brought is folded into stories, embedded and, when old,
retired. Once by command, or beside the replies of the running bot; both at once is safe."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from bot.app import Parts, open_parts
from bot.config import Config
from bot.core.progress import progress
from bot.features.web_pages import open_reader
from data.errors import NewsError
from data.ingest.decide import Verdict
from data.ingest.retention import retire
from data.ingest.update import SourceReport, Updater
from data.models import Source
from data.samples import make_way
from data.store.articles import Store
from data.store.sources import Sources
from data.store.upkeep.privacy import FILE, FOLDER
from embeddings.clustering.linker import StoryLinker

_log = logging.getLogger(__name__)
_LONGEST_SLEEP_S = 60.0  # between two looks at what is due: another process may have added a source
_RESTING_S = 2.0  # between two looks at what is to be embedded
_AT_ONCE = 64  # passages or articles, between two looks at whether to stop
_LINKED_AT_ONCE = 250  # articles, whose texts are read once
_SAVE_EVERY_S = 600.0
_RETIRE_EVERY_S = 3600.0
_NICE = 10  # of the processes that parse pages beside replies
_STOP_S = 10.0
_PLURAL = {Verdict.NOT_ARTICLE: "not articles"}


@contextmanager
def sole_reader(home: Path, wait_s: float) -> Iterator[bool]:
    """Whether this process may read sources now: one does at a time. The system lets go of it if the process dies."""
    home.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    lock = FileLock(home / "update.lock", mode=FILE)
    try:
        lock.acquire(timeout=wait_s)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


async def read_sources(
    config: Config, store: Store, sources: Sequence[Source], done: Callable[[SourceReport], None], nice: int = 0
) -> None:
    """Reads `sources` once each, whether due or not."""
    processes = (1 if nice else os.cpu_count() or 1) if sources else 0
    async with open_reader(config, store, processes, nice) as reader:
        await Updater(store, reader, _now, config.update_options).update(sources, done)


def make_findable(parts: Parts, advance: Callable[[int], None] = lambda done: None) -> None:
    """Embeds all that waits for it, and folds it into stories."""
    parts.embedder.embed_pending(advance=advance)
    link_stories(parts.linker)
    parts.live.refresh()


def make_home_findable(config: Config) -> None:
    """The same with a bar, where nothing else runs."""
    with open_parts(config, asks=False) as parts, progress("embedding", parts.store.count_pending()) as advance:
        make_findable(parts, advance)


def link_stories(linker: StoryLinker) -> None:
    """Folds copies, and links reports of one event where they have vectors."""
    while linker.link(_LINKED_AT_ONCE):
        pass


def drop_samples(store: Store) -> None:
    """Takes the sample news out where there is other news now, and says so."""
    gone = make_way(store)
    if gone:
        _log.info("the sample news (%d articles) was taken out: there is other news now", gone)


def told(verdicts: Counter[str]) -> str:
    """`34 new, 2 changed, 5 known already, 1 too old`: what became of entries, in words."""
    known = verdicts[Verdict.UNCHANGED] + verdicts[Verdict.DUPLICATE]
    words = [f"{verdicts[Verdict.NEW]} new", f"{verdicts[Verdict.CHANGED]} changed", f"{known} known already"]
    rest = (Verdict.TOO_OLD, Verdict.NOT_ARTICLE)
    words += [f"{verdicts[each]} {_PLURAL.get(each, each)}" for each in rest if verdicts[each]]
    unfinished = verdicts["unfinished"]
    return ", ".join(words + ([f"{unfinished} to be tried again"] if unfinished else []))


class NewsUpdates:
    """The updates beside the replies of a running bot, in two threads: one reads, one makes findable.

    Where nothing is to be embedded, the first folds copies too.
    """

    def __init__(self, config: Config, parts: Parts) -> None:
        self._config, self._parts = config, parts
        self._stopping = threading.Event()
        self._came = threading.Event()  # something new may wait to be embedded
        self._retired_at = -_RETIRE_EVERY_S  # by the monotonic clock
        self._threads = [threading.Thread(target=self._read_on, name="sources", daemon=True)]
        if config.embed:
            self._threads.append(threading.Thread(target=self._find_on, name="embedding", daemon=True))

    @contextmanager
    def running(self) -> Iterator[None]:
        """Updates go on while the block does."""
        self.start()
        try:
            yield
        finally:
            self.stop()

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends both; what is half done is done again at the next start."""
        self._stopping.set()
        self._came.set()
        for thread in self._threads:
            thread.join(_STOP_S)

    def _read_on(self) -> None:
        sources, followed = Sources(self._parts.store.database, _now), False
        while not self._stopping.is_set():
            wait_s = _LONGEST_SLEEP_S
            with _error_log("reading sources"):
                if not followed:  # once: a command may know a newer configuration
                    sources.follow_config(self._config.sources)
                    followed = True
                self._round(sources)
                wait_s = _until(sources.next_due())
            self._came.set()
            self._stopping.wait(wait_s)

    def _round(self, sources: Sources) -> None:
        """All that is due, unless another process is at it."""
        with sole_reader(self._config.home, 0) as alone:
            if not alone:
                return
            asyncio.run(self._read_due(sources.due()))
            tell_operator(sources)
            if time.monotonic() - self._retired_at > _RETIRE_EVERY_S:
                retire(self._parts.store, self._config.retention, _now())
                self._retired_at = time.monotonic()
        if not self._config.embed:
            link_stories(self._parts.linker)

    async def _read_due(self, due: Sequence[Source]) -> None:
        reading = asyncio.create_task(read_sources(self._config, self._parts.store, due, self._done, _NICE))
        while not reading.done():
            await asyncio.wait((reading,), timeout=0.2)
            if self._stopping.is_set():
                reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading

    def _done(self, report: SourceReport) -> None:
        _log_report(report)
        if report.verdicts[Verdict.NEW] + report.verdicts[Verdict.CHANGED]:  # other sources may take minutes yet
            drop_samples(self._parts.store)

    def _find_on(self) -> None:
        saved_at = time.monotonic()
        parts = self._parts
        while not self._stopping.is_set():
            with _error_log("embedding news"):
                while not self._stopping.is_set() and (
                    parts.linker.link(_AT_ONCE) + parts.embedder.embed_pending(_AT_ONCE, priority=parts.priority)
                ):
                    parts.live.refresh()
                if time.monotonic() - saved_at > _SAVE_EVERY_S:
                    parts.live.save()
                    saved_at = time.monotonic()
            self._came.wait(_LONGEST_SLEEP_S)
            self._came.clear()
            self._stopping.wait(_RESTING_S)


def tell_operator(sources: Sources) -> None:
    """One line, once, for each source that was given up."""
    for source in sources.untold():
        _log.warning(
            "%s (%s) is not read any more: %s. When it is well again: newsbot sources resume %d",
            source.title, source.spec.shown, source.paused, source.id,
        )  # fmt: skip


def _log_report(report: SourceReport) -> None:
    """What is new about a source: a failure other than the last one, or that it is well again."""
    source = report.source
    if report.error and report.error != source.error:
        _log.warning("%s (%s): %s", source.title, source.spec.shown, report.error)
    elif report.error is None and source.error:
        _log.info("%s (%s) can be read again", source.title, source.spec.shown)
    elif report.verdicts[Verdict.NEW] + report.verdicts[Verdict.CHANGED]:
        _log.debug("%s: %s", source.title, told(report.verdicts))


@contextmanager
def _error_log(what: str) -> Iterator[None]:
    """A round that fails is told and tried again; the replies go on."""
    try:
        yield
    except NewsError as error:
        _log.error("%s: %s", what, error)
    except Exception:  # noqa: BLE001 as above: a mistake here must not end the thread
        _log.exception("%s failed", what)


def _until(due: datetime | None) -> float:
    return _LONGEST_SLEEP_S if due is None else min(_LONGEST_SLEEP_S, max(1.0, (due - _now()).total_seconds()))


def _now() -> datetime:
    return datetime.now(UTC)
