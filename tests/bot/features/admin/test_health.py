"""/health: what is amiss, and the buttons that mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Config
from bot.features.admin.health import Health
from bot.homes.backup import backups
from data.chats.access.audit import Audit, Deed
from data.models import SourceSpec
from data.store.articles import Store
from data.store.sources import Sources
from embeddings.search.live_index import Drift
from tests.support.admins import CHIEF, NOW, actions


class Index:
    """One that lacks two passages until it is built again."""

    def __init__(self) -> None:
        self.lacking = 2

    def drift(self) -> Drift:
        return Drift(self.lacking, 0, 0)

    def rebuild(self) -> None:
        self.lacking = 0


@pytest.fixture
def health(store: Store, tmp_path: Path) -> Health:
    config = Config(home=store.database.path.parent, backup=tmp_path / "backups")
    return Health(config, store, lambda: NOW, Index())


def test_what_is_amiss_can_be_mended_there(health: Health, store: Store, tmp_path: Path) -> None:
    shown = health.commands["health"]("", CHIEF)
    assert shown.text.startswith(
        "🩺 One thing to look at\n⚠️ Index: differs from the database in 2 places\nSources: all"
    )
    assert list(actions(shown)) == ["🔧 Rebuild the index", "💾 Back up now", "🔄 Refresh"]
    mended = health.presses["health"]([1], CHIEF)
    assert mended
    assert mended.reply.text.startswith("💚 All is well\nIndex: matches the database")
    assert list(actions(mended.reply)) == ["💾 Back up now", "🔄 Refresh"]
    saved = health.presses["health"]([2], CHIEF)
    assert saved
    assert "Last backup: none" not in saved.reply.text
    assert len(backups(tmp_path / "backups")) == 1
    assert [each.deed for each in Audit(store.database, lambda: NOW).last(9)] == [Deed.BACKUP, Deed.REBUILD]
    assert health.presses["health"]([9], CHIEF) is None
    assert health.presses["health"]([], CHIEF)


def test_a_source_that_fails_is_one_tap_from_being_read_again(health: Health, store: Store) -> None:
    sources = Sources(store.database, lambda: NOW)
    source = sources.add(SourceSpec("https://a.example/rss", title="A"))
    store.database.execute("UPDATE sources SET error = 'gone', failures = 3")
    shown = health.commands["health"]("", CHIEF)
    assert "⚠️ Sources that cannot be read: 1" in shown.text
    assert f"check:{source.id}" in actions(shown).values()


def test_a_database_that_another_file_has_replaced_is_amiss(health: Health, store: Store) -> None:
    health.presses["health"]([1], CHIEF)
    garbage = store.database.path.with_name("garbage")
    garbage.write_bytes(b"no database" * 99)
    garbage.replace(store.database.path)
    said = health.commands["health"]("", CHIEF).text
    assert said.startswith("🩺 One thing to look at\n⚠️ The database file is gone")
    store.database.path.unlink()
    assert health.commands["health"]("", CHIEF).text == said
