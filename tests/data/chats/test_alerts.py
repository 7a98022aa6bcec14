"""What is found: each story once a chat, old news and backlogs not at all, exactly once with two programs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.chats.alerts import PATIENCE, Alerts, Finding, Fresh
from data.chats.outbox import OutboxMessage
from data.models import TimeNote
from data.store.articles import Store
from tests.support.notified import CHAT, START, Newsstand


@pytest.fixture
def stand(store: Store) -> Newsstand:
    return Newsstand(store)


@pytest.fixture
def alerts(store: Store) -> Alerts:
    return Alerts(store.database)


def seen(alerts: Alerts, stand: Newsstand) -> list[int]:
    """The news that is looked at now; it is looked at no more afterwards."""
    news = alerts.news(stand.now)
    assert alerts.keep(news, [], stand.now)
    return [each.article_id for each in news.articles]


def test_news_is_looked_at_once(stand: Newsstand, alerts: Alerts) -> None:
    first = stand.article("一")
    assert seen(alerts, stand) == [first]
    assert seen(alerts, stand) == []
    second = stand.article("二")
    assert seen(alerts, stand) == [second]


def test_the_watermark_moves_over_many_in_steps(stand: Newsstand, alerts: Alerts) -> None:
    made = [stand.article(str(number)) for number in range(5)]
    news = alerts.news(stand.now, most=3)
    assert [each.article_id for each in news.articles] == made[:3]
    assert alerts.keep(news, [], stand.now)
    assert seen(alerts, stand) == made[3:]


def test_old_news_is_none(stand: Newsstand, alerts: Alerts) -> None:
    stand.article("旧", ago=24 * 60 + 1)
    fresh = stand.article("新", ago=24 * 60 - 1)
    assert seen(alerts, stand) == [fresh]


def test_an_article_waits_for_its_story_but_not_for_long(stand: Newsstand, alerts: Alerts) -> None:
    unlinked = stand.article("一", linked=False)
    linked = stand.article("二")
    assert seen(alerts, stand) == []
    stand.now += PATIENCE
    assert seen(alerts, stand) == [unlinked, linked]


def test_an_article_comes_as_soon_as_it_is_linked(stand: Newsstand, alerts: Alerts) -> None:
    article, story = stand.article("一", linked=False), stand.story()
    assert seen(alerts, stand) == []
    stand.link(article, story)
    assert alerts.news(stand.now).articles == (Fresh(article, story, False),)


def test_the_backlog_of_a_new_source_is_no_news(stand: Newsstand, alerts: Alerts) -> None:
    source = stand.new_source("https://b.example/rss", stand.now)
    stand.article("早于来源", ago=90, source=source)
    stand.article("没有时间", ago=0, source=source, note=TimeNote.SEEN)
    stand.later(minutes=31)
    dated = stand.article("之后", ago=1, source=source)
    undated = stand.article("又一篇没有时间的", ago=0, source=source, note=TimeNote.SEEN)
    assert seen(alerts, stand) == [dated, undated]


def test_two_programs_do_not_both_keep_what_they_found(stand: Newsstand, alerts: Alerts) -> None:
    subscription = stand.wants("一")
    article = stand.article("一")
    other = Alerts(Store(stand.store.database.path).database)
    news, same = alerts.news(stand.now), other.news(stand.now)
    found = [Finding(CHAT, None, subscription.id, news.articles[0])]
    assert alerts.keep(news, found, stand.now)
    assert not other.keep(same, found, stand.now)
    assert [each.article_id for each in other.waiting(CHAT, None)] == [article]


def keep(alerts: Alerts, stand: Newsstand, *found: Finding) -> list[int]:
    """The articles that wait to be told afterwards."""
    alerts.keep(alerts.news(stand.now), found, stand.now)
    return [each.article_id for each in alerts.waiting(CHAT, None)]


def test_a_story_is_told_once_a_chat_and_topic(stand: Newsstand, alerts: Alerts) -> None:
    one, two = stand.wants("a"), stand.wants("a", thread=4)
    first, second = stand.article("一"), stand.article("二")
    found = [Finding(CHAT, None, one.id, Fresh(first, 7, False)), Finding(CHAT, None, one.id, Fresh(second, 7, False))]
    assert keep(alerts, stand, *found, Finding(CHAT, 4, two.id, Fresh(second, 7, False))) == [first]
    assert [each.article_id for each in alerts.waiting(CHAT, 4)] == [second]


def test_stories_that_grow_together_after_one_was_told_are_one(stand: Newsstand, alerts: Alerts) -> None:
    criteria = stand.wants("a")
    first, second = stand.article("一", linked=False), stand.article("二")
    assert keep(alerts, stand, Finding(CHAT, None, criteria.id, Fresh(first, None, False))) == [first]
    story = alerts._database.value("SELECT story_id FROM articles WHERE id = ?", (second,))
    stand.link(first, story)
    assert keep(alerts, stand, Finding(CHAT, None, criteria.id, Fresh(second, story, False))) == [first]


def test_of_a_followed_story_each_article_is_told_once(stand: Newsstand, alerts: Alerts) -> None:
    criteria = stand.wants("a")
    story = stand.story()
    first, second = stand.article("一", story=story), stand.article("二", story=story)
    found = [
        Finding(CHAT, None, criteria.id, Fresh(each, story, False), follows=True) for each in (first, second, second)
    ]
    assert keep(alerts, stand, *found) == [first, second]
    assert keep(
        alerts, stand, Finding(CHAT, None, criteria.id, Fresh(stand.article("三", story=story), story, False))
    ) == [first, second]


def test_what_has_gone_meanwhile_is_not_found(stand: Newsstand, alerts: Alerts) -> None:
    criteria, article = stand.wants("a"), stand.article("一")
    found = Finding(CHAT, None, criteria.id, Fresh(article, 1, False))
    stand.subscriptions.remove(criteria.id)
    assert keep(alerts, stand, found) == []
    other = stand.wants("b")
    stand.store.remove([article])
    assert keep(alerts, stand, Finding(CHAT, None, other.id, Fresh(article, 1, False))) == []


def test_a_message_and_what_it_tells_go_together_and_once(stand: Newsstand, alerts: Alerts) -> None:
    criteria = stand.wants("a")
    keep(alerts, stand, *(Finding(CHAT, None, criteria.id, Fresh(stand.article("一"), n, False)) for n in (1, 2, 3)))
    waiting = alerts.waiting(CHAT, None)
    hour_ago = stand.now - timedelta(hours=1)
    message = OutboxMessage("alert:1", CHAT, None, "{}", stand.now)
    assert alerts.tell(waiting[:2], message, stand.now, 0, hour_ago)
    assert not alerts.tell(waiting[1:], message, stand.now, 1, hour_ago)  # one of them is told
    assert not alerts.tell(waiting[2:], message, stand.now, 0, hour_ago)  # there was a message it did not know of
    assert alerts.told(CHAT, None, hour_ago) == [START]
    assert alerts.told(CHAT, 5, hour_ago) == []
    assert [each.id for each in alerts.waiting(CHAT, None)] == [waiting[2].id]
    assert len(stand.agent.outbox.due(stand.now)) == 1
