"""How much one person may want in a minute."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.config import Config
from bot.conversation.understanding import Understood, understand
from bot.core.person import Person
from bot.telegram.updates.person_rates import PersonRates, Wanted, wanted_by

LI, ANN = (Person("en", ZoneInfo("UTC"), id=f"telegram:{number}") for number in (7, 8))
ADMIN = Person("en", ZoneInfo("UTC"), id="telegram:9", operator=True)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rates(clock: Clock) -> PersonRates:
    return PersonRates(Config(questions_a_minute=2, links_a_minute=1, files_a_minute=0), clock)


def test_what_is_too_much_is_said_once_and_passes_with_time(rates: PersonRates, clock: Clock) -> None:
    asked = [rates.refusal(LI, Wanted.QUESTION) for _ in range(4)]
    assert asked[:2] == [None, None]
    assert asked[2]
    assert "60 s" in asked[2]
    assert asked[3] == ""
    clock.now += 61
    assert rates.refusal(LI, Wanted.QUESTION) is None


def test_people_and_kinds_are_counted_apart(rates: PersonRates) -> None:
    assert [rates.refusal(LI, Wanted.LINK) is None for _ in range(2)] == [True, False]
    assert rates.refusal(ANN, Wanted.LINK) is None
    assert rates.refusal(LI, Wanted.QUESTION) is None
    assert [rates.refusal(LI, Wanted.FILE) for _ in range(50)] == [None] * 50  # 0: any number
    assert [rates.refusal(LI, None) for _ in range(50)] == [None] * 50


def test_the_admins_may_have_any_amount(rates: PersonRates) -> None:
    assert {rates.refusal(ADMIN, Wanted.QUESTION) for _ in range(100)} == {None}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Who won the marathon?", Wanted.QUESTION), ("临江洪水转移了多少人？", Wanted.QUESTION),
        ("https://news.example/1", Wanted.LINK), ("/search flood", Wanted.SEARCH), ("/latest", Wanted.SEARCH),
        ("/help", None), ("/settings", None), ("hello", None),
    ],
)  # fmt: skip
def test_what_a_message_costs(text: str, wanted: Wanted | None) -> None:
    said: Understood = understand(text)
    assert wanted_by(said) is wanted
