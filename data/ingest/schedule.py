"""When a source is read next: by how often it publishes, by what it asks for, and by how it failed. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

_RECENT = 20  # articles that tell how often a source publishes
_JITTER = 0.1  # of an interval: sources that were added together do not come due together
_LONGEST_WAIT = timedelta(days=1)  # of a source, to be left alone; a mistaken header must not silence it for a year
_LONGEST_REFUSAL = timedelta(days=7)  # by Retry-After
_LONGEST_BACK_OFF = timedelta(days=1)
PAUSED_AFTER = 8  # failures in a row ...
PAUSED_AFTER_SPAN = timedelta(days=3)  # ... over at least this time without one success


@dataclass(frozen=True, slots=True)
class Intervals:
    """Between which two intervals every source is read."""

    shortest: timedelta = timedelta(minutes=10)
    longest: timedelta = timedelta(days=1)

    def clamp(self, interval: timedelta) -> timedelta:
        return min(max(interval, self.shortest), self.longest)


def interval_of(published: Sequence[datetime], now: datetime, limits: Intervals) -> timedelta:
    """Half the usual time between two articles of a source; longer the longer it has been silent.

    `published`: times of its articles in any order, the future ones left out. The usual time is the median gap of
    the newest ones: a week's backlog that came in one minute does not make a busy source. Without two of them there
    is nothing to go by: the geometric middle of the limits.
    """
    newest = sorted((time for time in published if time <= now), reverse=True)[:_RECENT]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(newest) if later > earlier]
    if not gaps:
        middle = (limits.shortest.total_seconds() * limits.longest.total_seconds()) ** 0.5
        return limits.clamp(timedelta(seconds=round(middle)))
    usual = timedelta(seconds=median(gaps))
    silence = now - newest[0]
    return limits.clamp(max(usual / 2, silence / 10))


def next_reading(
    now: datetime,
    interval: timedelta,
    limits: Intervals,
    rng: random.Random,
    fresh_until: datetime | None = None,
    ttl: timedelta | None = None,
) -> datetime:
    """When to read again after a success: not before the source's caching headers and its own ttl allow."""
    wanted = max(fresh_until or now, now + (ttl or timedelta()))
    earliest = min(wanted, now + _LONGEST_WAIT)
    return max(now + limits.clamp(_jittered(interval, rng)), earliest)


def retry(
    now: datetime, interval: timedelta, failures: int, rng: random.Random, retry_at: datetime | None = None
) -> datetime:
    """When to try again after the `failures`-th failure in a row: twice as late each time, at most a day.

    What the server itself says (`retry_at`) counts, up to a week.
    """
    pause = min(interval * 2.0 ** min(failures - 1, 20), max(_LONGEST_BACK_OFF, interval))
    later = now + _jittered(pause, rng)
    return max(later, min(retry_at, now + _LONGEST_REFUSAL)) if retry_at else later


def gives_up(failures: int, since: datetime, now: datetime) -> bool:
    """Whether a source that failed `failures` times in a row, and last succeeded at `since`, should be paused."""
    return failures >= PAUSED_AFTER and now - since >= PAUSED_AFTER_SPAN


def _jittered(interval: timedelta, rng: random.Random) -> timedelta:
    return interval * rng.uniform(1 - _JITTER, 1 + _JITTER)
