"""Updates are kept in order, each once, until they may go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.chats.updates import KeptUpdate, KeptUpdates
from data.store.database import Database

NOW = datetime(2026, 6, 24, 1, tzinfo=UTC)
FIRST, SECOND = KeptUpdate(7, "telegram:1", "telegram:2", "{}"), KeptUpdate(8, "", "", '{"a": "\\ud83d"}')


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(tmp_path / "news.db")) as opened:
        yield opened


@pytest.fixture
def kept(database: Database) -> KeptUpdates:
    return KeptUpdates(database)


def test_they_wait_in_order_until_they_are_done(kept: KeptUpdates) -> None:
    kept.write([SECOND, FIRST], [], [], NOW)
    kept.write([FIRST], [], [], NOW)  # comes again
    assert kept.waiting(NOW) == [FIRST, SECOND]
    kept.write([], [], [7], NOW)
    assert kept.waiting(NOW) == [SECOND]
    assert kept.oldest() == NOW
    kept.write([], [], [8], NOW)
    assert kept.oldest() is None


def test_what_came_and_went_at_once_does_not_stay(kept: KeptUpdates) -> None:
    kept.write([FIRST], [7], [7], NOW)
    assert kept.waiting(NOW) == []


def test_how_often_one_was_begun_is_counted_until_the_program_ends_well(kept: KeptUpdates) -> None:
    kept.write([FIRST, SECOND], [7], [], NOW)
    kept.write([], [7], [], NOW)
    assert [each.begun for each in kept.waiting(NOW)] == [2, 0]
    kept.ended()
    assert [each.begun for each in kept.waiting(NOW)] == [0, 0]


def test_after_a_day_nobody_waits_any_more(kept: KeptUpdates) -> None:
    kept.write([FIRST], [], [], NOW - timedelta(hours=25))
    kept.write([SECOND], [], [], NOW - timedelta(hours=23))
    assert kept.waiting(NOW) == [SECOND]


def test_what_is_done_cannot_be_read_out_of_the_file(kept: KeptUpdates, database: Database) -> None:
    kept.write([KeptUpdate(9, "", "", "quite a secret")], [], [], NOW)
    kept.write([], [], [9], NOW)
    database.empty_log()
    assert b"quite a secret" not in database.path.read_bytes()
