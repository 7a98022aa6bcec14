"""The numbers of the running bot as Prometheus reads them, taken from store and measures when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.core.measures import BUCKETS, Measures
from bot.homes.backup import backups
from data.chats.outbox import Outbox
from data.chats.updates import KeptUpdates
from data.store.articles import Store
from data.store.sources import Sources


class Numbers(Collector):
    """Those of `store` and `measures`."""

    def __init__(
        self, store: Store, measures: Measures, clock: Callable[[], datetime], backup_folder: Path | None = None
    ) -> None:
        self._store, self._measures, self._clock = store, measures, clock
        self._backup_folder = backup_folder
        self._updates = KeptUpdates(store.database)
        self._outbox, self._sources = Outbox(store.database), Sources(store.database, clock)
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self)
        ProcessCollector(registry=self._registry)  # memory, processor time, open files

    def text(self) -> bytes:
        """As Prometheus reads it. Raises StorageError."""
        return generate_latest(self._registry)

    def describe(self) -> Iterable[Metric]:
        return ()

    def collect(self) -> Iterator[Metric]:
        yield from self._replies()
        yield from self._store_numbers()
        yield self._source_numbers()
        yield from self._lags()
        made = backups(self._backup_folder)
        if made:
            at = made[-1].stat().st_mtime
            yield GaugeMetricFamily("newsbot_last_backup_timestamp_seconds", "When the last was made.", value=at)

    def _replies(self) -> Iterator[Metric]:
        counted = self._measures.counted()
        replies = CounterMetricFamily("newsbot_replies", "Replies by kind.", labels=["kind"])
        for kind, count in sorted(counted.kinds.items()):
            replies.add_metric([kind], count)
        yield replies
        seconds = HistogramMetricFamily("newsbot_reply_seconds", "How long replies took.")
        ends, total, buckets = [*map(str, BUCKETS), "+Inf"], 0, []
        for end, count in zip(ends, counted.buckets, strict=True):
            total += count
            buckets.append((end, total))
        seconds.add_metric([], buckets, counted.seconds)
        yield seconds
        yield CounterMetricFamily("newsbot_failures", "Updates that could not be served.", value=counted.failures)
        yield GaugeMetricFamily("newsbot_loop_silent_seconds", "Since the loop turned.", value=self._measures.silent_s)

    def _store_numbers(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("newsbot_articles", "Articles that are held.", value=self._store.count())
        waiting = self._store.count_pending()
        yield GaugeMetricFamily("newsbot_passages_waiting", "Passages that wait to be embedded.", value=waiting)
        outbox = GaugeMetricFamily("newsbot_outbox", "Messages nobody waits at, by state.", labels=["state"])
        for state, count in self._outbox.counts().items():
            outbox.add_metric([state.value.replace(" ", "_")], count)
        yield outbox

    def _source_numbers(self) -> Metric:
        sources = self._sources.all()
        counts = {
            "paused": sum(1 for each in sources if each.paused),
            "failing": sum(1 for each in sources if each.error and not each.paused),
            "well": sum(1 for each in sources if not each.error and not each.paused),
        }
        metric = GaugeMetricFamily("newsbot_sources", "Sources by how they do.", labels=["state"])
        for state, count in counts.items():
            metric.add_metric([state], count)
        return metric

    def _lags(self) -> Iterator[Metric]:
        """How far each stage is behind: 0 where nothing is due."""
        now = self._clock()
        due = {
            "answering": self._updates.oldest(),
            "reading": self._sources.next_due(),
            "sending": self._outbox.next_due(),
        }
        lags = GaugeMetricFamily("newsbot_lag_seconds", "How long the next step of a stage is due.", labels=["stage"])
        for stage, at in due.items():
            lags.add_metric([stage], max(0.0, (now - at).total_seconds()) if at else 0.0)
        yield lags
