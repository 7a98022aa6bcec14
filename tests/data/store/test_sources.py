"""The sources in the database: added, found, due, paused, followed from the configuration."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from data.errors import SourceError
from data.models import Entry, SourceKind, SourceSpec
from data.store.articles import Store
from data.store.derived import Draft
from data.store.sources import FIRST_INTERVAL, PAUSED_BY_HAND, DayCount, Sources, Success
from tests.support.clocks import Clock

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = SourceSpec("https://a.example/feed", SourceKind.FEED, "甲报", "要闻")
PAGE = SourceSpec("https://b.example/news/")


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def sources(store: Store, clock: Clock) -> Sources:
    return Sources(store.database, clock)


def test_a_new_source_is_due_at_once_and_called_by_what_is_known_of_it(sources):
    first, second = sources.add(FEED, "甲报 RSS"), sources.add(PAGE)
    assert (first.title, second.title) == ("甲报", PAGE.url)
    assert (first.due_at, first.interval, first.spec) == (NOW, FIRST_INTERVAL, FEED)
    assert sources.due() == sources.all() == [first, second]


def test_an_address_is_a_source_once(sources):
    number = sources.add(PAGE).id
    with pytest.raises(SourceError, match=f"number {number}"):
        sources.add(replace(PAGE, title="另一个名字"))
    assert len(sources.all()) == 1


@pytest.mark.parametrize("name", ["1", FEED.url, "甲报", "甲"])
def test_a_source_is_found_by_number_address_or_title(sources, name):
    feed, _ = sources.add(FEED), sources.add(PAGE)
    assert sources.find(name) == feed


def test_a_name_that_means_none_or_several_says_so(sources):
    sources.add(FEED)
    sources.add(replace(FEED, url="https://a.example/other", title="甲报副刊"))
    assert sources.find("甲报").id == 1  # exactly so
    with pytest.raises(SourceError, match="1 甲报, 2 甲报副刊"):
        sources.find("甲")
    with pytest.raises(SourceError, match="no source"):
        sources.find("乙报")


def test_a_reading_that_went_well_is_remembered(sources, clock):
    source = sources.add(PAGE)
    clock.now += HOUR
    success = Success(
        NOW + 5 * HOUR, 2 * HOUR, SourceKind.LISTING, "乙站", etag='"1"', last_modified="x", body_hash="h"
    )
    sources.succeeded(source, success)
    (now,) = sources.all()
    assert (now.title, now.spec.kind, now.interval) == ("乙站", SourceKind.LISTING, 2 * HOUR)
    assert (now.etag, now.last_modified, now.body_hash) == ('"1"', "x", "h")
    assert now.tried_at == now.succeeded_at == NOW + HOUR
    assert sources.due() == []
    assert sources.next_due() == NOW + 5 * HOUR
    clock.now = NOW + 5 * HOUR
    assert sources.due() == [now]


def test_a_permanent_redirect_is_followed_unless_that_address_is_a_source_already(sources):
    first, second = sources.add(FEED), sources.add(PAGE)
    sources.succeeded(second, Success(NOW, HOUR, moved_to="https://b.example/neu/"))
    assert sources.find("2").spec.url == "https://b.example/neu/"
    sources.succeeded(second, Success(NOW, HOUR, moved_to=first.spec.url))
    assert sources.find("2").spec.url == "https://b.example/neu/"
    assert sources.find("2").succeeded_at == NOW


def test_failures_are_counted_until_a_success(sources):
    source = sources.add(PAGE)
    sources.failed(source, "no answer in time", NOW + HOUR)
    sources.failed(source, "no such host", NOW + 2 * HOUR)
    failing = sources.find("1")
    assert (failing.failures, failing.error, failing.due_at) == (2, "no such host", NOW + 2 * HOUR)
    sources.succeeded(source, Success(NOW, HOUR))
    assert (sources.find("1").failures, sources.find("1").error) == (0, None)


def test_those_that_failed_are_read_last(sources, clock):
    bad, good = sources.add(PAGE), sources.add(FEED)
    sources.failed(bad, "no answer in time", NOW)
    assert [each.id for each in sources.due()] == [good.id, bad.id]


def test_a_source_that_is_given_up_is_told_once(sources):
    source = sources.add(PAGE)
    sources.failed(source, "the page is gone", NOW, paused="the page is gone")
    assert sources.due() == []
    assert [each.id for each in sources.untold()] == [source.id]
    assert sources.untold() == []
    sources.resume(source.id)
    assert [(each.failures, each.error, each.paused) for each in sources.due()] == [(0, None, None)]


def test_an_operator_s_own_pause_needs_not_be_told(sources):
    sources.pause(sources.add(PAGE).id, "by command")
    assert (sources.due(), sources.untold()) == ([], [])
    assert sources.find("1").paused == "by command"


def test_a_source_that_is_removed_leaves_its_articles_unless_told_otherwise(sources, store):
    for number, spec in enumerate((PAGE, FEED)):
        source = sources.add(spec)
        store.keep([Draft(Entry(f"标题{number}", "正文。"))], source.id, [], NOW)
    before = store.sequence()
    sources.remove(1)
    assert store.count() == 2
    sources.remove(2, articles=True)
    assert [article.title for article in store.latest(9)] == ["标题0"]
    assert store.sequence() > before
    assert sources.all() == []


def test_the_configuration_is_followed(sources):
    by_command = sources.add(PAGE)
    sources.follow_config([FEED])
    (kept, feed) = sources.all()
    assert (kept, feed.spec, feed.in_config) == (by_command, FEED, True)
    sources.follow_config([replace(FEED, title="新名"), PAGE])
    assert [(each.id, each.title, each.in_config) for each in sources.all()] == [
        (by_command.id, PAGE.url, True),
        (feed.id, "新名", True),
    ]
    sources.follow_config([])
    assert sources.all() == []


def test_what_reading_told_survives_a_configuration_that_does_not_say(sources):
    sources.follow_config([PAGE])
    (source,) = sources.all()
    moved = Success(NOW, HOUR, SourceKind.LISTING, moved_to="https://b.example/neu/", etag='"1"')
    sources.succeeded(source, moved)
    sources.follow_config([PAGE])
    (now,) = sources.all()
    assert (now.id, now.spec.kind, now.etag, now.spec.url) == (source.id, SourceKind.LISTING, '"1"', moved.moved_to)
    sources.follow_config([replace(PAGE, css="a.title")])
    assert (sources.all()[0].spec.css, sources.all()[0].etag) == ("a.title", None)  # reads otherwise: anew


def test_a_new_address_in_the_configuration_that_a_redirect_had_told_keeps_the_source(sources):
    sources.follow_config([PAGE])
    (source,) = sources.all()
    moved = SourceSpec("https://b.example/neu/")
    sources.succeeded(source, Success(NOW, HOUR, moved_to=moved.url))
    for _ in range(2):
        sources.follow_config([moved])
        assert [(each.id, each.spec.url, each.in_config) for each in sources.all()] == [(source.id, moved.url, True)]


def test_a_pause_by_command_outlasts_a_reading_that_was_under_way(sources):
    source = sources.add(PAGE)
    sources.pause(source.id, PAUSED_BY_HAND)
    sources.failed(source, "no answer in time", NOW + HOUR)
    sources.failed(source, "no answer in time", NOW + HOUR, paused="no answer in time")
    assert sources.all()[0].paused == PAUSED_BY_HAND
    assert sources.untold() == []


def test_rates_and_days_count_what_was_published(sources, store):
    feed = sources.add(FEED)
    times = [NOW - timedelta(hours=each) for each in (1, 2, 30, 24 * 13, 24 * 20)]
    drafts = [Draft(Entry(f"标题{number}", "正文。", published_at=time)) for number, time in enumerate(times)]
    store.keep(drafts, feed.id, [], NOW)
    store.keep([Draft(Entry("散稿", "正文。", published_at=NOW, source="乙社"))], None, [], NOW)
    assert sources.rates() == {feed.id: 4 / 14}
    assert sources.published(feed.id, 3) == times[:3]
    assert sources.daily(NOW - timedelta(days=2), ZoneInfo("Asia/Shanghai")) == [
        DayCount(date(2026, 3, 3), "甲报", 1),
        DayCount(date(2026, 3, 4), "乙社", 1),
        DayCount(date(2026, 3, 4), "甲报", 2),
    ]
