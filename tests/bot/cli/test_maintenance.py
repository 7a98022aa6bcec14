"""What the doctor calls a fault, and what is only not done yet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import Parts, open_parts
from bot.cli.maintenance import examine
from bot.config import Config, index_path
from data.models import Entry
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
