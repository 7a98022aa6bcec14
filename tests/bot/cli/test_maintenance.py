"""What the doctor calls a fault, and what is only not done yet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import Parts, open_parts
from bot.cli.maintenance import examine, ways_out
from bot.config import Config, index_path
from data.errors import StorageError
from data.models import Entry
from data.store.articles import Store
from embeddings.encoders.encoder import Encoder
from tests.support.stored import keep

NOW = datetime(2022, 6, 24, tzinfo=UTC)


@pytest.fixture
def index_file(sample_config: Config) -> Path:
    return index_path(sample_config)


def faults(findings: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in findings.items() if count and not name.startswith("stored")}


def test_sound_news_has_no_faults(parts: Parts, index_file: Path):
    findings = examine(parts, index_file, repair=False)
    assert faults(findings) == {}
    assert findings["stored articles"] == parts.store.count() > 0
    assert findings["stored passages waiting for vectors"] == 0


def test_articles_that_wait_for_vectors_are_counted_and_no_fault(parts: Parts, index_file: Path):
    keep(parts.store, Entry("刚到", "刚到的消息", external_id="fresh"), Entry("又到", "又一条", external_id="other"))
    findings = examine(parts, index_file, repair=False)
    assert faults(findings) == {}
    assert findings["stored passages waiting for vectors"] == 2
    assert parts.embedder.embed_pending() == 2
    assert parts.live.refresh()
    assert examine(parts, index_file, repair=False)["stored passages waiting for vectors"] == 0


def test_what_really_differs_is_a_fault_until_it_is_repaired(parts: Parts, index_file: Path):
    parts.live.index.remove(parts.store.passage_ids()[:2])
    assert faults(examine(parts, index_file, repair=False)) == {"passages missing in the index": 2}
    assert faults(examine(parts, index_file, repair=True)) == {}


def test_a_file_that_cannot_be_used_is_replaced_or_told(sample_config: Config, encoder: Encoder, index_file: Path):
    index_file.write_bytes(b"rubbish")
    with open_parts(sample_config, encoder, asks=False) as parts:
        assert faults(examine(parts, index_file, repair=False)) == {}
    index_file.unlink()
    index_file.mkdir()
    with open_parts(sample_config, encoder, asks=False) as parts:
        assert faults(examine(parts, index_file, repair=False)) == {"index file unusable": 1}


def test_of_a_damaged_database_the_ways_out_are_told_the_best_first(tmp_path: Path) -> None:
    config = Config(home=tmp_path / "home", backup=tmp_path / "kept")
    assert ways_out(config) == []
    Store(tmp_path / "home" / "news.db").close()
    assert ways_out(config) == []
    (tmp_path / "kept").mkdir()
    newest = tmp_path / "kept" / "newsbot-2026-03-04-040000.zip"
    newest.touch()
    (tmp_path / "home" / "news.db").write_bytes(b"SQLite format 3\0" + b"x" * 9000)
    told = ways_out(config)
    assert "is damaged" in told[0]
    assert f"newsbot restore --replace {newest}" in told[2]
    with pytest.raises(StorageError, match="newsbot doctor says how to get out"):
        Store(tmp_path / "home" / "news.db")
