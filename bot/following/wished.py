"""What of the stored news is as wished: for what a subscription would have told, and for digests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.following.alerting import Read, is_wished
from data.models import Filters
from data.store import Store
from data.subscriptions import Wish
from data.wanted import Recent, recent

_MOST = 500  # articles that are read


@dataclass(frozen=True, slots=True)
class Wished:
    """The articles, newest first; `complete` is false where there are more that were not read."""

    articles: tuple[Recent, ...]
    complete: bool

    @property
    def stories(self) -> int:
        return len({each.story for each in self.articles})


def wished_news(store: Store, wish: Wish, after: datetime, until: datetime, added: datetime | None = None) -> Wished:
    """The news that came out between `after` and `until`, as wished; stored after `added`."""
    filters = Filters(after=after, known_at=until, source=wish.source, section=wish.section)
    found = recent(store.database, filters, wish.include, added)
    if not (wish.include or wish.exclude):
        return Wished(tuple(found), complete=True)
    articles = store.articles([each.article_id for each in found[:_MOST]])
    names = replace(wish, source=None, section=None)  # the search has seen to them
    read = (each for each in found[:_MOST] if each.article_id in articles)
    good = tuple(each for each in read if is_wished(names, Read.of(articles[each.article_id])))
    return Wished(good, len(found) <= _MOST)
