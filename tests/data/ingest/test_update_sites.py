"""One update over all sites of `support.sites`: what is stored, what is said of the bad, and how the reader behaved.

A second one follows, half a day later by the clock that is handed in: some sites changed, most did not.
"""

from __future__ import annotations

import asyncio
import random
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from data.fetch.fetcher import Fetcher, FetchOptions
from data.ingest.source_reader import SourceReader
from data.ingest.update import SourceReport, Updater
from data.ingest.workers import Workers
from data.models import SourceSpec
from data.store.articles import Store
from data.store.robots import StoredRobots
from data.store.sources import Sources
from embeddings.clustering.linker import StoryLinker
from tests.conftest import SHANGHAI
from tests.support.sites.manners import Agreed, complaints
from tests.support.sites.moody import LATER
from tests.support.sites.server import SiteServer
from tests.support.sites.site import NOW, Site, Told
from tests.support.sites.world import EVERYTHING

SPACING_S, AT_ONCE = 0.1, 1
FETCHING = FetchOptions(
    contact="https://news.example/bot",
    allow_private=("127.0.0.0/8",),
    spacing_s=SPACING_S,
    per_host=AT_ONCE,  # then a request never overtakes another on its way, however slow the machine
    silence_s=8.0,
    whole_s=15.0,
)
AGREED = Agreed(SPACING_S, AT_ONCE, r"^newsbot/[\d.]+ \(\+https://news\.example/bot\)$")
NAMES = [maker.__name__ for maker in EVERYTHING]

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one update: of each site its report, None where it was not due, and the rows of its articles."""

    reports: Mapping[int, SourceReport]
    rows: Mapping[int, list[Row]]


@dataclass(slots=True)
class World:
    """The sites, by the number of their source, and what came of the first and of the second update."""

    server: SiteServer
    sites: dict[int, Site]
    readings: list[Reading] = field(default_factory=list)

    def of(self, name: str) -> tuple[int, Site]:
        number = NAMES.index(name) + 1
        return number, self.sites[number]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    path = tmp_path_factory.mktemp("sites") / "news.db"
    with SiteServer(EVERYTHING) as server:
        store = Store(path)
        sources = Sources(store.database, lambda: server.now)
        specs = (SourceSpec(site.url, site.kind, site.title, site.section, site.css) for site in server.sites)
        world = World(server, {sources.add(spec).id: site for spec, site in zip(specs, server.sites, strict=True)})
        for server.edition, server.now in enumerate((NOW, LATER)):
            reports = asyncio.run(update(store, sources, lambda: server.now))
            world.readings.append(Reading(reports, rows_by_source(path)))
        store.close()
        yield world


async def update(store: Store, sources: Sources, clock: Callable[[], datetime]) -> dict[int, SourceReport]:
    reports: dict[int, SourceReport] = {}
    with Workers(2) as workers:
        async with Fetcher(FETCHING, StoredRobots(store.database), clock, random.Random(1)) as fetcher:
            updater = Updater(store, SourceReader(fetcher, workers, SHANGHAI, clock), clock, rng=random.Random(1))
            await updater.update(sources.due(), lambda report: reports.update({report.source.id: report}))
    StoryLinker(store, None).link()
    return reports


def rows_by_source(path: Path) -> dict[int, list[Row]]:
    with sqlite3.connect(path) as database:
        database.row_factory = sqlite3.Row
        found: dict[int, list[Row]] = {}
        for row in database.execute("SELECT * FROM articles ORDER BY id"):
            found.setdefault(row["source_id"], []).append(dict(row))
    return found


def differences(rows: list[Row], site: Site, told: tuple[Told, ...]) -> list[str]:
    """What is not stored once, whole and right, and what is stored that was not told."""
    found: list[str] = []
    for each in told:
        same = [row for row in rows if row["url"] == each.url]
        if len(same) != 1:
            found.append(f"{each.title} ({each.url}) is stored {len(same)} times")
            continue
        for name, wanted in expected(each).items():
            if same[0][name] != wanted:
                found.append(f"{each.title}: {name} is {same[0][name]!r}, not {wanted!r}")
    urls, titles = {each.url for each in told}, set(site.maybe)
    if not site.endless:
        found += [
            f"{row['title']} ({row['url']})" for row in rows if row["url"] not in urls and row["title"] not in titles
        ]
    return found


def expected(told: Told) -> dict[str, object]:
    """The columns of its row that are known."""
    looked_at = {name: getattr(told, name) for name in ("section", "author", "source", "image")}
    moment = int((told.at or NOW).timestamp())  # where no time is believed: of the first reading
    certain = {"title": told.title, "body": told.body, "published_at": moment, "time_note": told.note}
    return certain | {name: value for name, value in looked_at.items() if value is not None}


def test_there_are_more_than_sixty_sites(world: World) -> None:
    assert len(world.sites) >= 60
    assert len({site.name for site in world.sites.values()}) == len(world.sites)


@pytest.mark.parametrize("name", NAMES)
def test_every_good_article_is_stored_once_whole_and_right(world: World, name: str) -> None:
    number, site = world.of(name)
    assert differences(world.readings[0].rows.get(number, []), site, site.told) == []


@pytest.mark.parametrize("name", NAMES)
def test_half_a_day_later_nothing_is_new_but_what_changed(world: World, name: str) -> None:
    number, site = world.of(name)
    told = site.told if site.told_later is None else site.told_later
    assert differences(world.readings[1].rows.get(number, []), site, told) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_source_is_named_with_its_reason_and_a_good_one_is_not(world: World, name: str) -> None:
    number, site = world.of(name)
    reason = world.readings[0].reports[number].error
    if site.may_fail:
        return
    assert (reason is None) == (site.fails is None), reason
    assert re.search(site.fails or "", reason or ""), reason
    assert "\n" not in (reason or "")


@pytest.mark.parametrize("name", [name for name in NAMES if name in ("flaky", "too_many")])
def test_what_failed_at_first_is_read_when_it_works_again(world: World, name: str) -> None:
    number, _ = world.of(name)
    assert world.readings[0].reports[number].error
    assert world.readings[1].reports[number].error is None


@pytest.mark.parametrize("name", ["cached", "expires", "closed_for_days", "gone"])
def test_what_asked_for_patience_or_is_gone_is_not_due(world: World, name: str) -> None:
    number, _ = world.of(name)
    assert number in world.readings[0].reports
    assert number not in world.readings[1].reports


def test_an_article_that_changed_keeps_what_it_said(world: World) -> None:
    number, site = world.of("changed")
    before = {row["url"]: row["id"] for row in world.readings[0].rows[number]}
    after = {row["url"]: row for row in world.readings[1].rows[number]}
    assert {url: row["id"] for url, row in after.items()} == before
    assert [after[told.url]["changed_at"] for told in site.told] == [int(LATER.timestamp())] * 2 + [
        int(NOW.timestamp())
    ] * (len(site.told) - 2)


def test_no_words_of_an_error_page_are_stored(world: World) -> None:
    never = [words for site in world.sites.values() for words in site.never]
    rows = [row for rows in world.readings[1].rows.values() for row in rows]
    assert never
    assert [row["title"] for row in rows if any(words in f"{row['title']}{row['body']}" for words in never)] == []


def test_copies_of_an_agency_are_folded(world: World) -> None:
    number, site = world.of("wire_copy")
    rows = {row["id"]: row for rows in world.readings[0].rows.values() for row in rows}
    by_url = {row["url"]: row for row in rows.values()}
    agency = {row["url"]: row for row in world.readings[0].rows[world.of("wire")[0]]}
    for copy, path in site.copies:
        original = next(row for url, row in agency.items() if str(url).endswith(path))
        assert root(by_url[copy], rows) == root(original, rows)
    own = [row for row in world.readings[0].rows[number] if row["url"] not in dict(site.copies)]
    assert [row["copy_of"] for row in own] == [None, None]


def root(row: Row, rows: Mapping[object, Row]) -> object:
    """The article that is shown for it: the one it copies, or itself."""
    while row["copy_of"] is not None:
        row = rows[row["copy_of"]]
    return row["id"]


def test_the_reader_is_polite(world: World) -> None:
    sites = {world.server.host_of(site): site for site in world.server.sites}
    assert complaints(world.server.visits, sites, AGREED) == []


def test_the_second_reading_costs_a_fraction_of_the_first(world: World) -> None:
    """Of the sites that are read well and did not change."""
    same = {world.server.host_of(site) for site in world.sites.values() if not site.fails and not site.told_later}
    same -= {world.server.host_of(world.of("crowded_feed")[1])}  # it goes on with its items
    sent = [
        sum(visit.sent for visit in world.server.visits if visit.host in same and visit.edition == edition)
        for edition in (0, 1)
    ]
    assert sent[1] < 0.1 * sent[0]
