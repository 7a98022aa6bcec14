"""What of the stored news meets criteria: for what a subscription would have told, and for digests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.notifications.matching import Read, is_wanted
from data.chats.subscriptions import Criteria
from data.models import Filters
from data.store.articles import Store
from data.store.recent import WantedNews, recent

_MOST = 500  # articles that are read


def wanted_news(
    store: Store, criteria: Criteria, after: datetime, until: datetime, added: datetime | None = None
) -> WantedNews:
    """The news that came out between `after` and `until` and meets them; stored after `added`."""
    filters = Filters(after=after, known_at=until, source=criteria.source, section=criteria.section)
    found = recent(store.database, filters, criteria.include, added)
    if not (criteria.include or criteria.exclude):
        return WantedNews(tuple(found), complete=True)
    articles = store.articles([each.article_id for each in found[:_MOST]])
    names = replace(criteria, source=None, section=None)  # the search has seen to them
    read = (each for each in found[:_MOST] if each.article_id in articles)
    good = tuple(each for each in read if is_wanted(names, Read.of(articles[each.article_id])))
    return WantedNews(good, len(found) <= _MOST)
