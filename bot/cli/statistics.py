"""`newsbot stats`: how much there is and how it grows, as numbers, as JSON and as a picture."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from babel.numbers import format_decimal
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.terminal import terminal_person
from bot.config import Config, index_path, store_path
from bot.core.catalogue import iso_time, local_time
from bot.core.person import Person
from bot.replies.charts.published import daily_chart
from bot.replies.sources import ago
from data.errors import StorageError
from data.store.articles import Store
from data.store.sources import DayCount, Sources
from data.store.statistics import Stats, gather

_PNG = "stats.png"
_MONTH = 30  # days


def stats_table(person: Person, stats: Stats, now: datetime) -> Table:
    table = Table("", "", box=None, show_header=False, pad_edge=False)
    for name, value in _rows(person, stats, now):
        table.add_row(person.say("stats-row", name=name), Text(value, justify="right"))
    return table


def _rows(person: Person, stats: Stats, now: datetime) -> Iterator[tuple[str, str]]:
    def number(value: float) -> str:
        return str(format_decimal(value, locale=person.language))

    def when(time: datetime | None) -> str:
        return f"{local_time(person.language, time, person.zone)} · {ago(person, time, now)}" if time else "–"

    yield "articles", number(stats.articles)
    yield "stories", number(stats.stories)
    yield "passages", number(stats.passages)
    yield "waiting", number(stats.waiting)
    yield "week", number(stats.a_day_last_7)
    yield "month", number(stats.a_day_last_30)
    yield "newest", when(stats.newest)
    yield "updated", when(stats.updated)
    yield "sources", number(stats.sources)
    yield "failing", number(stats.failing)
    yield "paused", number(stats.paused)
    yield "database", f"{number(round(stats.database_bytes / 2**20, 1))} MB"
    yield "index", f"{number(round(stats.index_bytes / 2**20, 1))} MB"


def stats_json(stats: Stats, counts: Sequence[DayCount], zone: ZoneInfo) -> dict[str, Any]:
    """The numbers under their names, times in `zone`; `daily`: articles by day and source, days in order."""
    times = {"newest": iso_time(stats.newest, zone), "updated": iso_time(stats.updated, zone)}
    daily = [{"day": each.day.isoformat(), "source": each.source, "articles": each.articles} for each in counts]
    return asdict(stats) | times | {"daily": daily}


@click.command("stats")
@click.option(
    "--png", is_flag=False, flag_value=_PNG, type=click.Path(path_type=Path), metavar="[FILE]",
    help=f"Draw articles a day and source into FILE ({_PNG}).",
)  # fmt: skip
@click.option("--days", type=click.IntRange(1, 92), default=_MONTH, show_default=True, help="Drawn, and in the JSON.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.pass_obj
def stats_command(config: Config, png: Path | None, days: int, as_json: bool) -> None:
    """How much there is, how it grows, and how the sources go."""
    with closing(Store(store_path(config))) as store:
        sources = Sources(store.database)
        sources.follow_config(config.sources)
        now, person = sources.now(), terminal_person(config)
        stats = gather(store, index_path(config), config.zone, now)
        last = now.astimezone(config.zone).date()
        first = last - timedelta(days=days - 1)
        counts = [each for each in sources.daily(now - timedelta(days=days), config.zone) if first <= each.day <= last]
    if as_json:
        click.echo(json.dumps(stats_json(stats, counts, config.zone), ensure_ascii=False))
    else:
        Console().print(stats_table(person, stats, now), highlight=False)
    if png:
        drawn = daily_chart(counts, first, last, person.say("stats-chart"), person.language)
        _write(png, drawn)
        click.echo(f"picture: {png.resolve()}", err=True)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise StorageError(f"{path}: the picture cannot be written ({error.strerror})") from error
