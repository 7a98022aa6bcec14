"""What messages of the bot speak of."""

from datetime import UTC, datetime, timedelta

import pytest

from data.chats.messages import KEPT, Sent
from data.store.articles import Store
from tests.support.clocks import Clock

NOW = datetime(2022, 6, 24, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def sent(store: Store, clock: Clock) -> Sent:
    return Sent(store.database, clock)


def test_a_message_is_known_by_its_chat_and_number(sent: Sent) -> None:
    sent.remember("telegram:7", 3, "one")
    sent.remember("telegram:8", 3, "other")
    assert sent.about("telegram:7", 3) == "one"
    assert sent.about("telegram:8", 3) == "other"
    assert sent.about("telegram:7", 4) is None


def test_an_edited_message_speaks_of_what_it_says_now(sent: Sent) -> None:
    sent.remember("telegram:7", 3, "before")
    sent.remember("telegram:7", 3, "after")
    assert sent.about("telegram:7", 3) == "after"


def test_old_messages_are_forgotten_and_no_others(sent: Sent, clock: Clock) -> None:
    sent.remember("telegram:7", 1, "old")
    clock.now += timedelta(seconds=1)
    sent.remember("telegram:7", 2, "younger")
    clock.now = NOW + KEPT + timedelta(seconds=1)
    sent.remember("telegram:9", 1, "new")
    assert [sent.about("telegram:7", number) for number in (1, 2)] == [None, "younger"]


def test_it_is_known_after_a_restart(sent: Sent, store: Store, clock: Clock) -> None:
    sent.remember("telegram:7", 1, "kept")
    assert Sent(Store(store.database.path).database, clock).about("telegram:7", 1) == "kept"
