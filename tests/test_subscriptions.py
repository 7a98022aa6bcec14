"""Subscriptions in the store: each once, so many a room, changed, paused and ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.rooms import Rooms
from data.store import Store
from data.subscriptions import MOST, Kind, Owner, Subscriptions, Times, Wish
from tests.following import ROOM, START, Newsstand

OWNER = Owner(ROOM, None, "telegram:7", "zh")


@pytest.fixture
def stand(store: Store) -> Newsstand:
    return Newsstand(store)


def test_a_subscription_comes_back_as_it_was_made(stand: Newsstand) -> None:
    wish = Wish(("融资", "AI chips"), ("A轮",), "新华社", "科技")
    made = stand.subscriptions.add(Owner(ROOM, 4, "telegram:9", "en"), wish)
    assert made
    assert stand.subscriptions.of(ROOM, 4) == [made]
    assert (made.room, made.thread, made.person, made.language) == (ROOM, 4, "telegram:9", "en")
    assert (made.kind, made.wish, made.paused, made.made_at, made.told_at) == (Kind.WORDS, wish, False, START, None)


@pytest.mark.parametrize(
    ("wish", "kind"),
    [
        (Wish(("x",), section="y"), Kind.WORDS),
        (Wish(section="y", source="z"), Kind.TOPIC),
        (Wish(source="z", exclude=("x",)), Kind.SOURCE),
    ],
)
def test_a_wish_says_what_a_subscription_to_it_is(stand: Newsstand, wish: Wish, kind: Kind) -> None:
    made = stand.subscriptions.add(OWNER, wish)
    assert made
    assert made.kind is kind


def test_topics_of_a_forum_are_kept_apart(stand: Newsstand) -> None:
    stand.wants("a", thread=1)
    stand.wants("b", thread=2)
    stand.wants("c")
    assert [each.wish.include for each in stand.subscriptions.of(ROOM, 2)] == [("b",)]
    assert [each.wish.include for each in stand.subscriptions.of(ROOM, None)] == [("c",)]


def test_the_same_wish_is_one_subscription_and_goes_on_if_it_was_paused(stand: Newsstand) -> None:
    first = stand.wants("a")
    stand.subscriptions.pause(first.id, True)
    again = stand.wants("a")
    assert again.id == first.id
    assert not again.paused
    assert stand.wants("a", thread=1).id != first.id


def test_a_room_has_only_so_many(stand: Newsstand) -> None:
    for number in range(MOST):
        stand.wants(f"w{number}", thread=number % 3)
    assert stand.subscriptions.add(OWNER, Wish(("one too many",))) is None
    assert stand.wants("elsewhere", room="telegram:8")
    stand.subscriptions.remove(stand.subscriptions.of(ROOM, 1)[0].id)
    assert stand.subscriptions.add(OWNER, Wish(("one too many",)))


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
    assert stand.subscriptions.of(ROOM, None) == []


def test_a_digest_of_the_same_news_takes_the_place_of_the_former(stand: Newsstand) -> None:
    stand.subscriptions.add_digest(OWNER, Times(480), Wish())
    stand.subscriptions.add_digest(OWNER, Times(480), Wish(("x",)))
    stand.subscriptions.add_digest(OWNER, Times(1230, 4), Wish())
    found = [(each.times, each.wish) for each in stand.subscriptions.of(ROOM, None)]
    assert found == [(Times(480), Wish(("x",))), (Times(1230, 4), Wish())]


def test_a_change_of_words_counts_from_then_on(stand: Newsstand) -> None:
    made = stand.wants("a")
    stand.later(hours=1)
    stand.subscriptions.change(made.id, Wish(source="新华社"))
    changed = stand.subscriptions.get(made.id)
    assert changed
    assert (changed.wish, changed.kind, changed.made_at) == (Wish(source="新华社"), Kind.SOURCE, stand.now)


def test_what_is_paused_or_of_a_closed_room_is_not_active(stand: Newsstand) -> None:
    paused, _, open_ = stand.wants("a"), stand.wants("b", room="telegram:8"), stand.wants("c")
    stand.subscriptions.pause(paused.id, True)
    rooms = Rooms(stand.store.database, stand.clock)
    rooms.close("telegram:8", "blocked")
    assert [each.id for each in stand.subscriptions.all_active()] == [open_.id]
    rooms.reopen("telegram:8")
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
