"""`newsbot ingest`: inputs into the store, with a bar while it works and a line about everything that went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot.app import Parts
from bot.background import drop_samples, link_stories
from bot.core.progress import progress
from data.errors import SourceError
from data.fetch.fetcher import DEFAULTS, FetchOptions
from data.ingest.inputs import read_input
from data.models import Parsed
from data.parse.feeds.opml import parse_opml
from embeddings.search.embedder import Tally

_PROBLEMS_SHOWN = 20


def ingest_inputs(parts: Parts, inputs: Sequence[str], zone: ZoneInfo, options: FetchOptions = DEFAULTS) -> bool:
    """Whether all of every input was good. What is good of a bad one is stored all the same.

    A list of feeds (OPML) stands for its feeds: each is read once, and becomes no source. At the end the sample news
    makes way for other news, and copies are folded.
    """
    good = all([_ingest(parts, each, zone, options) for what in inputs for each in _listed(what)])
    drop_samples(parts.store)
    link_stories(parts.linker)
    parts.live.refresh()
    return good


def _listed(what: str) -> Sequence[str]:
    """The feeds of an OPML file; else what was named itself."""
    if not what.lower().endswith((".opml", ".opml.gz")) or not Path(what).is_file():
        return [what]
    specs, problems = parse_opml(Path(what).read_bytes())
    for problem in problems:
        click.echo(f"newsbot: {what}: {problem}", err=True)
    return [spec.url for spec in specs]


def _ingest(parts: Parts, what: str, zone: ZoneInfo, options: FetchOptions) -> bool:
    try:
        with ExitStack() as bars:
            parsed = read_input(what, zone, options, lambda pages: bars.enter_context(progress(what, pages)))
    except SourceError as error:
        click.echo(f"newsbot: {error}", err=True)
        return False
    with progress(what, len(parsed.entries)) as advance:
        tally = parts.indexer.add(parsed.entries, advance)
    parts.live.refresh()
    click.echo(f"{what}: {_told(tally)}", err=True)
    _tell_problems(what, parsed)
    return not parsed.problems


def _told(tally: Tally) -> str:
    return f"{tally.new} new, {tally.changed} changed, {tally.unchanged} known already"


def _tell_problems(what: str, parsed: Parsed) -> None:
    for problem in parsed.problems[:_PROBLEMS_SHOWN]:
        click.echo(f"newsbot: {what}: {problem}", err=True)
    if len(parsed.problems) > _PROBLEMS_SHOWN:
        click.echo(f"newsbot: {what}: and {len(parsed.problems) - _PROBLEMS_SHOWN} more problems", err=True)
