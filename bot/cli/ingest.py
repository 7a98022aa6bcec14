"""`newsbot ingest`: inputs into the store, with a bar while it works and a line about everything that went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.background import drop_samples, make_home_findable, told
from bot.config import Config, store_path
from bot.core.progress import progress
from data.errors import SourceError
from data.ingest.decide import Arrival
from data.ingest.inputs import read_input
from data.ingest.intake import ingest
from data.models import Problem
from data.parse.feeds.opml import parse_opml
from data.secrets import shown_address
from data.store.articles import Store

_PROBLEMS_SHOWN = 20


def ingest_inputs(config: Config, inputs: Sequence[str]) -> bool:
    """Whether all of every input was good. What is good of a bad one is stored all the same.

    A list of feeds (OPML) stands for its feeds: each is read once, and becomes no source. At the end the sample news
    makes way for other news, and all that came is embedded and its copies are folded.
    """
    with closing(Store(store_path(config))) as store:
        good = all([_ingest(store, config, each) for what in inputs for each in _listed(what)])
        drop_samples(store)
    make_home_findable(config)
    return good


def _listed(what: str) -> Sequence[str]:
    """The feeds of an OPML file; else what was named itself."""
    if not what.lower().endswith((".opml", ".opml.gz")) or not Path(what).is_file():
        return [what]
    specs, problems = parse_opml(Path(what).read_bytes())
    for problem in problems:
        click.echo(f"newsbot: {what}: {problem}", err=True)
    return [spec.url for spec in specs]


def _ingest(store: Store, config: Config, what: str) -> bool:
    shown = shown_address(what)
    try:
        with ExitStack() as bars:
            came = read_input(
                what, config.zone, config.fetch_options, lambda pages: bars.enter_context(progress(what, pages))
            )
    except SourceError as error:
        click.echo(f"newsbot: {error}", err=True)
        return False
    with progress(what, len(came.found)) as advance:
        verdicts = ingest(store, came.found, Arrival(datetime.now(UTC), listing=came.listing), advance)
    click.echo(f"{what}: {told(verdicts)}", err=True)
    _tell_problems(shown, came.problems)
    return not came.problems


def _tell_problems(what: str, problems: Sequence[Problem]) -> None:
    for problem in problems[:_PROBLEMS_SHOWN]:
        click.echo(f"newsbot: {what}: {problem}", err=True)
    if len(problems) > _PROBLEMS_SHOWN:
        click.echo(f"newsbot: {what}: and {len(problems) - _PROBLEMS_SHOWN} more problems", err=True)
