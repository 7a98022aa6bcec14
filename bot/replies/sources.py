"""The sources as people see them: what each brings, when it was last read, and in words what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_timedelta
from babel.numbers import format_decimal
from rich.box import SIMPLE_HEAD
from rich.table import Column, Table
from rich.text import Text

from bot.core.catalogue import iso_time, local_day
from bot.core.person import Person
from bot.core.reply import Piece, Reply, ReplyKind, Style, plain
from bot.replies.articles import ListPage, page_buttons, title_line
from bot.replies.reasons import reason_words
from data.models import Publisher, Source

PAGE_SIZE = 10  # sources and publishers, of up to three lines


@dataclass(frozen=True, slots=True)
class HeldSources:
    """What there is to show: sources, articles a day of each by its id, and publishers that no source brings."""

    sources: Sequence[Source]
    rates: Mapping[int, float]
    publishers: Sequence[Publisher]

    @property
    def total(self) -> int:
        return len(self.sources) + len(self.publishers)


def by_need(sources: Sequence[Source]) -> list[Source]:
    """Those that fail first, then those given up, then the good ones, then those that somebody paused."""

    def need(source: Source) -> int:
        return (2 if not source.error else 0) if not source.paused else 1 if source.error else 3

    return sorted(sources, key=lambda source: (need(source), source.id))


def source_list(person: Person, held: HeldSources, now: datetime, number: int, view_id: int) -> Reply:
    """Page `number` (from 0): sources, and below them the publishers of articles from files."""
    if not held.total:
        return plain(person.say("sources-none"), ReplyKind.NOTHING)
    page = ListPage((), number, PAGE_SIZE, held.total, view_id)
    first, last = number * PAGE_SIZE, (number + 1) * PAGE_SIZE
    pieces = title_line(person, _title(person, held), page)
    for source in by_need(held.sources)[first:last]:
        pieces += [Piece("\n\n"), *source_pieces(person, source, held.rates.get(source.id, 0.0), now)]
    before = len(held.sources)
    publishers = held.publishers[max(0, first - before) : max(0, last - before)]
    if publishers and before:
        pieces.append(Piece("\n\n" + person.say("sources-files"), Style.BOLD))
    elif publishers:
        pieces.append(Piece("\n"))
    pieces += [piece for publisher in publishers for piece in _publisher(person, publisher)]
    return Reply(tuple(pieces), tuple(page_buttons(person, page)), kind=ReplyKind.LIST)


def publisher_list(person: Person, held: HeldSources) -> Reply:
    """All publishers of no source, for a terminal."""
    title = person.say("sources-files") if held.sources else _title(person, held)
    lines = [piece for publisher in held.publishers for piece in _publisher(person, publisher)]
    return Reply((Piece(title, Style.BOLD), *lines))


def _title(person: Person, held: HeldSources) -> str:
    if not held.sources:
        total = sum(publisher.articles for publisher in held.publishers)
        return person.say("sources-title", articles=total, sources=len(held.publishers))
    paused = sum(1 for source in held.sources if source.paused)
    failing = sum(1 for source in held.sources if source.error and not source.paused)
    counts = (("sources-count-failing", failing), ("sources-count-paused", paused))
    words = [person.say("sources-count", count=len(held.sources))]
    return " · ".join([*words, *(person.say(message, count=count) for message, count in counts if count)])


def source_pieces(person: Person, source: Source, rate: float, now: datetime) -> Iterator[Piece]:
    """Its title, when it was read and how much it brings, what is wrong with it: up to three lines."""
    mark = "⏸ " if source.paused else "⚠️ " if source.error else ""
    title = source.title if source.title != source.spec.shown else source.spec.shown.split("://")[-1].rstrip("/")
    yield Piece(f"{mark}{title}", url=source.spec.shown)
    yield Piece("\n" + " · ".join(_going(person, source, rate, now)), Style.FAINT)
    wrong = wrong_words(person, source)
    if wrong:
        yield Piece(f"\n{wrong}")


def _publisher(person: Person, publisher: Publisher) -> list[Piece]:
    at = publisher.newest_at
    day = local_day(person.language, at.astimezone(person.zone).date(), year=True) if at else None
    newest = day or person.say("time-unknown")
    detail = person.say("sources-line", articles=publisher.articles, newest=newest)
    return [Piece("\n"), Piece(publisher.name or person.say("source-unnamed")), Piece(f"  {detail}", Style.FAINT)]


def _going(person: Person, source: Source, rate: float, now: datetime) -> Iterator[str]:
    """`read 3 hours ago`, `12 a day`"""
    if source.succeeded_at is None:
        yield person.say("sources-unread")
    else:
        yield person.say("sources-read", ago=ago(person, source.succeeded_at, now))
        yield rate_words(person, rate)


def ago(person: Person, time: datetime, now: datetime) -> str:
    """`3 hours ago`, `3小时前`"""
    passed = now - time
    if passed < timedelta(minutes=1):
        return person.say("time-now")
    return str(format_timedelta(-passed, "minute", add_direction=True, locale=person.language))


def rate_words(person: Person, rate: float) -> str:
    """Articles a day; of a source that has less than one, articles a week."""
    if not rate:
        return person.say("sources-silent")
    message, value = ("sources-rate-day", rate) if rate >= 1 else ("sources-rate-week", rate * 7)
    return person.say(message, rate=str(format_decimal(round(value, 0 if value >= 10 else 1), locale=person.language)))


def wrong_words(person: Person, source: Source) -> str:
    """What is wrong with it, or why it is not read; "" where all is well."""
    if source.paused:
        why = reason_words(person, source.paused)
        return person.say("sources-given-up" if source.error else "sources-paused", why=why)
    if source.error:
        return person.say("sources-failing", why=reason_words(person, source.error), times=source.failures)
    return ""


def source_table(person: Person, held: HeldSources, now: datetime) -> Table:
    """For a terminal: a line a source, with the number by which it is named."""
    names = ("number", "title", "read", "rate", "state")
    headings = {name: person.say("sources-column", column=name) for name in names}
    columns = [
        Column(headings["number"], justify="right", no_wrap=True),
        Column(headings["title"], overflow="fold", ratio=3),
        Column(headings["read"], no_wrap=True),
        Column(headings["rate"], no_wrap=True),
        Column(headings["state"], overflow="fold", ratio=2),
    ]
    table = Table(*columns, box=SIMPLE_HEAD, pad_edge=False)
    for source in by_need(held.sources):
        read = ago(person, source.succeeded_at, now) if source.succeeded_at else "–"
        rate = rate_words(person, held.rates.get(source.id, 0.0)) if source.succeeded_at else "–"
        well = "sources-well" if source.succeeded_at else "sources-unread"
        title = source.title if source.title == source.spec.shown else f"{source.title}\n{source.spec.shown}"
        table.add_row(str(source.id), Text(title), read, rate, Text(wrong_words(person, source) or person.say(well)))
    return table


def publisher_json(publisher: Publisher, zone: ZoneInfo) -> dict[str, Any]:
    newest = iso_time(publisher.newest_at, zone)
    return {"name": publisher.name, "articles": publisher.articles, "newest": newest}


def source_json(source: Source, rate: float, zone: ZoneInfo) -> dict[str, Any]:
    """For scripts; times are in `zone`, null where there is none."""
    return {
        "id": source.id,
        "url": source.spec.shown,
        "title": source.title,
        "kind": source.spec.kind,
        "section": source.spec.section,
        "css": source.spec.css,
        "in_config": source.in_config,
        "paused": source.paused,
        "error": source.error,
        "failures": source.failures,
        "added": iso_time(source.added_at, zone),
        "last_success": iso_time(source.succeeded_at, zone),
        "last_try": iso_time(source.tried_at, zone),
        "next": None if source.paused else iso_time(source.due_at, zone),
        "articles_a_day": round(rate, 2),
    }
