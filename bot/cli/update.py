"""`newsbot update`: reads what is due now, with a bar while it works and a line for every source that went wrong."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import closing

import click

from bot.background import drop_samples, link_stories, make_home_findable, read_sources, sole_reader, told
from bot.config import Config, store_path
from bot.core.progress import progress
from data.ingest.retention import retire
from data.ingest.update import SourceReport
from data.models import Source
from data.store.articles import Store
from data.store.sources import Sources
from embeddings.clustering.linker import StoryLinker

_PATIENCE_S = 600.0  # with another update
_NOTES_SHOWN = 3  # of one source


def update_now(config: Config, names: Sequence[str], all_sources: bool, embed: bool) -> bool:
    """Whether every source could be read. `names`: only these, due or not; `all_sources`: all that are not paused."""
    with closing(Store(store_path(config))) as store:
        with sole_reader(config.home, 0) as alone:
            if alone:
                good = _read(config, store, names, all_sources)
        if not alone:
            click.echo("another update is running; waiting for it", err=True)
            with sole_reader(config.home, _PATIENCE_S) as alone:
                good = alone and _read(config, store, names, all_sources)
            if not alone:
                click.echo("newsbot: the other update is still running; nothing was read", err=True)
        waiting = store.count_pending()
        if not embed:
            link_stories(StoryLinker(store, None))
    if embed and waiting:
        make_home_findable(config)
    return good


def _read(config: Config, store: Store, names: Sequence[str], all_sources: bool) -> bool:
    sources = Sources(store.database)
    sources.follow_config(config.sources)
    chosen = _chosen(sources, names, all_sources)
    reports: list[SourceReport] = []
    with progress("sources", len(chosen)) as advance:

        def done(report: SourceReport) -> None:
            reports.append(report)
            advance(1)

        asyncio.run(read_sources(config, store, chosen, done))
    _tell(reports)
    drop_samples(store)
    for source in sources.untold():
        click.echo(
            f"newsbot: {source.title} is not read any more; when it is well again: newsbot sources resume {source.id}",
            err=True,
        )
    retired = retire(store, config.retention, sources.now())
    if retired:
        click.echo(f"{retired} old articles taken out", err=True)
    return not any(report.error for report in reports)


def _chosen(sources: Sources, names: Sequence[str], all_sources: bool) -> list[Source]:
    if names:
        return list(dict.fromkeys(sources.find(name) for name in names))
    return [each for each in sources.all() if not each.paused] if all_sources else sources.due()


def _tell(reports: Sequence[SourceReport]) -> None:
    verdicts: Counter[str] = sum((report.verdicts for report in reports), Counter())
    failed = sorted((report for report in reports if report.error), key=lambda report: report.source.id)
    for report in failed:
        click.echo(f"newsbot: {_named(report.source)}: {report.error}", err=True)
    for report in reports:
        for note in report.notes[:_NOTES_SHOWN]:
            click.echo(f"newsbot: {_named(report.source)}: {note}", err=True)
    good = len(reports) - len(failed)
    bad = f"; {len(failed)} could not be read" if failed else ""
    click.echo(f"{good} {'source' if good == 1 else 'sources'} read: {told(verdicts)}{bad}", err=True)


def _named(source: Source) -> str:
    return source.spec.shown if source.title == source.spec.shown else f"{source.title} ({source.spec.shown})"
