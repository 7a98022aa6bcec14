"""When a source is read next: worked examples, and bounds that hold for all."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest.schedule import Intervals, gives_up, interval_of, next_reading, retry

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
LIMITS = Intervals(timedelta(minutes=10), timedelta(days=1))
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


def every(gap: timedelta, count: int = 10, newest: datetime = NOW) -> list[datetime]:
    return [newest - gap * number for number in range(count)]


def steady() -> random.Random:
    """Whose jitter is none."""

    class Middle(random.Random):
        def uniform(self, a: float, b: float) -> float:
            return (a + b) / 2

    return Middle()


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (every(2 * HOUR), HOUR),  # half the gap
        (every(MINUTE), 10 * MINUTE),  # not more often than allowed
        (every(7 * DAY), DAY),  # nor more seldom
        ([NOW] * 30 + every(4 * HOUR, newest=NOW), 2 * HOUR),  # a backlog that came at once
        (every(HOUR, newest=NOW - 50 * HOUR), 5 * HOUR),  # silent for two days: a tenth of the silence
        (every(2 * HOUR, newest=NOW + 9 * DAY)[:3] + every(2 * HOUR), HOUR),  # times to come tell nothing
        ([], 2 * HOUR),  # nothing to go by: between ten minutes and a day
        ([NOW], 2 * HOUR),
    ],
)
def test_the_interval_follows_how_often_a_source_publishes(published, expected):
    assert interval_of(published, NOW, LIMITS) == expected


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))))  # noqa: DTZ001
def test_the_interval_stays_inside_its_limits(published):
    assert LIMITS.shortest <= interval_of(published, NOW, LIMITS) <= LIMITS.longest


@pytest.mark.parametrize(
    ("fresh_for", "ttl", "expected"),
    [
        (None, None, HOUR),
        (20 * MINUTE, None, HOUR),  # fresh for less than the interval changes nothing
        (3 * HOUR, None, 3 * HOUR),
        (None, 4 * HOUR, 4 * HOUR),
        (300 * DAY, None, DAY),  # a mistaken header does not silence a source
    ],
)
def test_what_a_source_asks_for_is_kept(fresh_for, ttl, expected):
    due = next_reading(NOW, HOUR, LIMITS, steady(), NOW + fresh_for if fresh_for else None, ttl)
    assert due - NOW == expected


@given(st.integers(0, 2**32), st.integers(1, 100_000))
def test_jitter_stays_within_a_tenth_and_the_limits(seed, seconds):
    interval = timedelta(seconds=seconds)
    wait = next_reading(NOW, interval, LIMITS, random.Random(seed)) - NOW
    assert LIMITS.clamp(interval * 0.9) <= wait <= LIMITS.clamp(interval * 1.1)


def test_each_failure_in_a_row_doubles_the_wait_up_to_a_day():
    waits = [retry(NOW, HOUR, failures, steady()) - NOW for failures in range(1, 8)]
    assert waits == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY, DAY]
    assert retry(NOW, HOUR, 10_000, steady()) - NOW == DAY


def test_a_server_that_says_when_to_come_again_is_obeyed_up_to_a_week():
    assert retry(NOW, HOUR, 1, steady(), NOW + 5 * HOUR) - NOW == 5 * HOUR
    assert retry(NOW, HOUR, 1, steady(), NOW + MINUTE) - NOW == HOUR
    assert retry(NOW, HOUR, 1, steady(), NOW + 400 * DAY) - NOW == 7 * DAY


@pytest.mark.parametrize(
    ("failures", "since", "expected"),
    [(7, 30 * DAY, False), (8, 3 * DAY, True), (8, 2 * DAY, False), (50, HOUR, False)],
)
def test_a_source_is_given_up_after_many_failures_over_days(failures, since, expected):
    assert gives_up(failures, NOW - since, NOW) is expected
