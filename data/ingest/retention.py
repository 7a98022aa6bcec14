"""How long articles are kept: by age and by number, the oldest go first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from data.store.articles import Store
from data.store.robots import StoredRobots
from data.store.seen_entries import SeenEntries

_AT_ONCE = 200  # articles a transaction, so that nobody waits long for the lock
_SEEN_FOR = timedelta(days=180)  # after a source showed an entry last
_ROBOTS_FOR = timedelta(days=30)  # after a site was asked for its rules last


@dataclass(frozen=True, slots=True)
class Retention:
    """What is kept; None: no bound."""

    age: timedelta | None = None
    articles: int | None = None


def retire(store: Store, retention: Retention, now: datetime) -> int:
    """Takes out the articles that are too old or too many, with all that belongs to them; how many those were.

    An article without a time is as old as its being stored.
    """
    gone = store.oldest_beyond(now - retention.age if retention.age is not None else None, retention.articles)
    for at in range(0, len(gone), _AT_ONCE):
        store.remove(gone[at : at + _AT_ONCE])
    SeenEntries(store.database).forget(now - _SEEN_FOR)
    StoredRobots(store.database).forget(now - _ROBOTS_FOR)
    return len(gone)
