"""The ledger of tokens: limits a day and a person, kept by parallel calls too."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from data.chats.llm_budget import LLMBudget, TokenLimits
from data.store.database import Database

NOON = datetime(2022, 6, 25, 12, tzinfo=UTC)
LIMITS = TokenLimits(a_day=1000, a_day_per_person=600)


@pytest.fixture
def ledger(database: Database) -> LLMBudget:
    return LLMBudget(database)


def test_what_is_set_aside_counts_until_it_is_settled(ledger: LLMBudget) -> None:
    reservation = ledger.reserve(500, "ann", LIMITS, NOON)
    assert reservation is not None
    assert ledger.spent(NOON) == ledger.spent(NOON, "ann") == 500
    ledger.settle(reservation, 120)
    assert ledger.spent(NOON) == ledger.spent(NOON, "ann") == 120


def test_a_call_that_cost_more_than_was_set_aside_is_counted_in_full(ledger: LLMBudget) -> None:
    reservation = ledger.reserve(100, "ann", LIMITS, NOON)
    assert reservation is not None
    ledger.settle(reservation, 900)
    assert ledger.spent(NOON) == 900


def test_a_person_stops_at_the_limit_and_others_go_on(ledger: LLMBudget) -> None:
    assert ledger.reserve(600, "ann", LIMITS, NOON)
    assert ledger.reserve(1, "ann", LIMITS, NOON) is None
    assert ledger.reserve(400, "bob", LIMITS, NOON)
    assert ledger.spent(NOON, "ann") == 600


def test_all_stop_at_the_limit_of_the_day(ledger: LLMBudget) -> None:
    assert ledger.reserve(600, "ann", LIMITS, NOON)
    assert ledger.reserve(401, "bob", LIMITS, NOON) is None
    assert ledger.reserve(400, None, LIMITS, NOON)
    assert ledger.reserve(1, None, LIMITS, NOON) is None


def test_the_limit_of_a_person_does_not_hold_for_nobody(ledger: LLMBudget) -> None:
    assert ledger.reserve(900, None, LIMITS, NOON)


def test_no_limits_is_no_limit(ledger: LLMBudget) -> None:
    assert ledger.reserve(10**12, "ann", TokenLimits(), NOON)


def test_a_new_day_begins_at_midnight_utc(ledger: LLMBudget) -> None:
    shanghai = timezone(timedelta(hours=8))
    assert ledger.reserve(600, "ann", LIMITS, NOON)
    assert ledger.reserve(1, "ann", LIMITS, datetime(2022, 6, 26, 7, tzinfo=shanghai)) is None  # 23:00 UTC
    assert ledger.reserve(600, "ann", LIMITS, datetime(2022, 6, 26, 8, tzinfo=shanghai))


def test_a_call_over_midnight_is_settled_on_the_day_it_began(ledger: LLMBudget) -> None:
    reservation = ledger.reserve(600, "ann", LIMITS, NOON)
    assert reservation is not None
    ledger.settle(reservation, 10)
    assert ledger.spent(NOON) == 10
    assert ledger.spent(NOON + timedelta(days=1)) == 0


def test_parallel_calls_never_pass_the_limit(ledger: LLMBudget) -> None:
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda n: ledger.reserve(70, f"p{n % 3}", TokenLimits(1000, 350), NOON), range(40)))
    assert sum(each is not None for each in got) == 14  # 14 * 70 = 980; a person has five at most
    assert ledger.spent(NOON) == 980


def test_another_process_sees_what_was_spent(ledger: LLMBudget, tmp_path: Path) -> None:
    assert ledger.reserve(600, "ann", LIMITS, NOON)
    other = Database(tmp_path / "news.db")
    assert LLMBudget(other).reserve(500, "bob", LIMITS, NOON) is None
    other.close()
