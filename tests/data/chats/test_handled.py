"""An update of Telegram is begun once, and remembered as long as it could come again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data.chats.messages import Handled
from data.store.database import Database

NOW = datetime(2022, 6, 26, tzinfo=UTC)


def test_an_update_is_begun_once(database: Database) -> None:
    handled = Handled(database, lambda: NOW)
    assert not handled.knows(7)
    assert handled.begin(7)
    assert handled.knows(7)
    assert not handled.begin(7)
    assert handled.begin(8)


def test_it_is_remembered_for_longer_than_telegram_keeps_it(database: Database) -> None:
    Handled(database, lambda: NOW).begin(7)
    for later, known in ((timedelta(hours=36), True), (timedelta(days=3), False)):
        handled = Handled(database, lambda later=later: NOW + later)  # type: ignore[misc]
        handled.begin(8 + later.days)
        assert handled.knows(7) is known
