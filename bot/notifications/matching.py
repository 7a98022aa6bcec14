"""Which news is told to whom, and when: pure. What each subscription finds, and how alerts become messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from data.chats.alerts import Alert, Finding, Fresh
from data.chats.chats import ChatSettings
from data.chats.subscriptions import Criteria, Kind, Subscription
from data.models import Article
from data.text.phrases import phrase, running
from data.text.tokens import fold

HOUR = timedelta(hours=1)
_phrase = lru_cache(maxsize=10_000)(phrase)
_running = lru_cache(maxsize=500)(running)  # the same news stands in the digests of many chats


@dataclass(frozen=True, slots=True)
class Read:
    """An article as criteria look at it."""

    article: Article
    running: str  # see data.text.phrases

    @classmethod
    def of(cls, article: Article) -> Read:
        return cls(article, _running(f"{article.title}\n{article.body}"))


def is_wanted(criteria: Criteria, read: Read) -> bool:
    """Whether an article is such news."""
    return (
        (not criteria.include or any(_phrase(words) in read.running for words in criteria.include))
        and not any(_phrase(words) in read.running for words in criteria.exclude)
        and _named(criteria.source, read.article.source)
        and _named(criteria.section, read.article.section)
    )


def _named(part: str | None, name: str | None) -> bool:
    return not part or fold(part) in fold(name or "")


def find(
    fresh: Sequence[tuple[Fresh, Read]], subscriptions: Sequence[Subscription], stories: Mapping[int, int]
) -> Iterator[Finding]:
    """What of new articles each subscription is to tell, originals before copies.

    `stories`: of followed articles their stories. News of before a subscription was made is not for it.
    """
    for new, read in sorted(fresh, key=lambda pair: (pair[0].is_copy, pair[0].article_id)):
        for each in sorted(subscriptions, key=lambda s: s.kind is not Kind.STORY):  # a new fact rather than a new story
            published_at = read.article.published_at
            if published_at is not None and published_at >= each.made_at and _finds(each, new, read, stories):
                yield Finding(each.chat, each.thread, each.id, new, each.kind is Kind.STORY)


def _finds(subscription: Subscription, new: Fresh, read: Read, stories: Mapping[int, int]) -> bool:
    if subscription.kind is Kind.DIGEST:
        return False
    if subscription.kind is not Kind.STORY:
        return is_wanted(subscription.criteria, read)
    followed = stories.get(subscription.article_id or 0)
    return followed is not None and followed == new.story_id and not new.is_copy


def allowed(told: Sequence[datetime], now: datetime, settings: ChatSettings, zone: ZoneInfo) -> int | None:
    """How many messages may be made now, after those `told`: none in quiet hours; None: as many as there are."""
    local, most = now.astimezone(zone), settings.alerts_an_hour
    if settings.is_quiet(local.hour * 60 + local.minute):
        return 0
    return None if most is None else max(0, most - sum(now - HOUR < moment for moment in told))


def plan(
    waiting: Sequence[Alert], told: Sequence[datetime], now: datetime, settings: ChatSettings, zone: ZoneInfo
) -> list[tuple[Alert, ...]]:
    """The messages to be made now, each of one alert or of several: nothing in quiet hours, only so many an hour.

    `told`: when messages were made before. What was found just `now` is told one by one; what had to wait, for the
    end of quiet hours or of an hour with many alerts, is told in one message.
    """
    most = allowed(told, now, settings, zone)
    free = len(waiting) if most is None else most
    if free <= 0 or not waiting:
        return []
    held = tuple(alert for alert in waiting if alert.found_at < now.replace(microsecond=0))
    fresh = [alert for alert in waiting if alert not in held]
    if held and fresh and free == 1:
        return [(*held, *fresh)]
    singles = fresh[: free - bool(held)]
    return [*filter(None, (held,)), *((alert,) for alert in singles)]
