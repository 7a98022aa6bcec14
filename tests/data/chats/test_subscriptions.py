"""Subscriptions in the store: each once, so many a chat, changed, paused and ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.chats.chats import Chats
from data.chats.subscriptions import MOST, Criteria, Kind, Owner, Subscriptions, Times
from data.store.articles import Store
from tests.support.notified import CHAT, START, Newsstand

OWNER = Owner(CHAT, None, "telegram:7", "zh")


@pytest.fixture
def stand(store: Store) -> Newsstand:
    return Newsstand(store)


def test_a_subscription_comes_back_as_it_was_made(stand: Newsstand) -> None:
    criteria = Criteria(("融资", "AI chips"), ("A轮",), "新华社", "科技")
    made = stand.subscriptions.add(Owner(CHAT, 4, "telegram:9", "en"), criteria)
    assert made
    assert stand.subscriptions.of(CHAT, 4) == [made]
    assert (made.chat, made.thread, made.person, made.language) == (CHAT, 4, "telegram:9", "en")
    assert (made.kind, made.criteria, made.paused, made.made_at, made.told_at) == (
        Kind.WORDS,
        criteria,
        False,
        START,
        None,
    )


@pytest.mark.parametrize(
    ("criteria", "kind"),
    [
        (Criteria(("x",), section="y"), Kind.WORDS),
        (Criteria(section="y", source="z"), Kind.TOPIC),
        (Criteria(source="z", exclude=("x",)), Kind.SOURCE),
    ],
)
def test_criteria_say_what_a_subscription_to_it_is(stand: Newsstand, criteria: Criteria, kind: Kind) -> None:
    made = stand.subscriptions.add(OWNER, criteria)
    assert made
    assert made.kind is kind


def test_topics_of_a_forum_are_kept_apart(stand: Newsstand) -> None:
    stand.wants("a", thread=1)
    stand.wants("b", thread=2)
    stand.wants("c")
    assert [each.criteria.include for each in stand.subscriptions.of(CHAT, 2)] == [("b",)]
    assert [each.criteria.include for each in stand.subscriptions.of(CHAT, None)] == [("c",)]


def test_the_same_criteria_are_one_subscription_that_goes_on_if_it_was_paused(stand: Newsstand) -> None:
    first = stand.wants("a")
    stand.subscriptions.pause(first.id, True)
    again = stand.wants("a")
    assert again.id == first.id
    assert not again.paused
    assert stand.wants("a", thread=1).id != first.id


def test_a_chat_has_only_so_many(stand: Newsstand) -> None:
    for number in range(MOST):
        stand.wants(f"w{number}", thread=number % 3)
    assert stand.subscriptions.add(OWNER, Criteria(("one too many",))) is None
    assert stand.wants("elsewhere", chat="telegram:8")
    stand.subscriptions.remove(stand.subscriptions.of(CHAT, 1)[0].id)
    assert stand.subscriptions.add(OWNER, Criteria(("one too many",)))


def test_a_story_is_followed_once_by_whichever_article(stand: Newsstand) -> None:
    story = stand.story()
    one, two = stand.article("一", story=story), stand.article("二", story=story)
    first, again = (stand.subscriptions.follow(OWNER, each) for each in (one, two))
    other = stand.subscriptions.follow(OWNER, stand.article("别的"))
    assert first
    assert again
    assert other
    assert first.id == again.id != other.id


def test_a_followed_story_ends_with_its_last_article(stand: Newsstand) -> None:
    article = stand.article("一")
    stand.subscriptions.follow(OWNER, article)
    stand.store.remove([article])
    assert stand.subscriptions.of(CHAT, None) == []


def test_a_digest_of_the_same_news_takes_the_place_of_the_former(stand: Newsstand) -> None:
    stand.subscriptions.add_digest(OWNER, Times(480), Criteria())
    stand.subscriptions.add_digest(OWNER, Times(480), Criteria(("x",)))
    stand.subscriptions.add_digest(OWNER, Times(1230, 4), Criteria())
    found = [(each.times, each.criteria) for each in stand.subscriptions.of(CHAT, None)]
    assert found == [(Times(480), Criteria(("x",))), (Times(1230, 4), Criteria())]


def test_a_change_of_words_counts_from_then_on(stand: Newsstand) -> None:
    made = stand.wants("a")
    stand.later(hours=1)
    stand.subscriptions.change(made.id, Criteria(source="新华社"))
    changed = stand.subscriptions.get(made.id)
    assert changed
    assert (changed.criteria, changed.kind, changed.made_at) == (Criteria(source="新华社"), Kind.SOURCE, stand.now)


def test_what_is_paused_or_of_a_closed_chat_is_not_active(stand: Newsstand) -> None:
    paused, _, open_ = stand.wants("a"), stand.wants("b", chat="telegram:8"), stand.wants("c")
    stand.subscriptions.pause(paused.id, True)
    chats = Chats(stand.store.database, stand.clock)
    chats.close("telegram:8", "blocked")
    assert [each.id for each in stand.subscriptions.all_active()] == [open_.id]
    chats.reopen("telegram:8")
    stand.subscriptions.pause(paused.id, False)
    assert len(stand.subscriptions.all_active()) == 3


def test_news_of_a_pause_is_not_told_after_it(stand: Newsstand) -> None:
    made = stand.wants("a")
    stand.later(hours=1)
    stand.subscriptions.pause(made.id, True)
    assert stand.subscriptions.get(made.id).made_at == START  # type: ignore[union-attr]
    stand.later(hours=1)
    stand.subscriptions.pause(made.id, False)
    assert stand.subscriptions.get(made.id).made_at == START + timedelta(hours=2)  # type: ignore[union-attr]


def test_two_programs_see_the_same(stand: Newsstand) -> None:
    made = stand.wants("a")
    other = Subscriptions(Store(stand.store.database.path).database, stand.clock)
    other.remove(made.id)
    assert stand.subscriptions.get(made.id) is None
