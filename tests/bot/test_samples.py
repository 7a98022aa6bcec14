"""The sample news makes way for the first real news, and for nothing else. Homes here are as an older version left
them: nothing in them says which articles are samples."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import Parts, open_parts
from bot.background import NewsUpdates
from bot.cli.ingest import ingest_inputs
from bot.cli.update import update_now
from bot.config import Config
from data.ingest.inputs import read_input
from data.models import SourceSpec
from data.samples import make_way, sample_paths
from data.store.articles import Store
from data.store.sources import Sources
from embeddings.encoders.encoder import Encoder
from tests.bot.cli.test_main import newsbot
from tests.bot.test_background import wait_for
from tests.support.news_server import NewsServer
from tests.support.newsfeed import STORIES, add_feed
from tests.support.stored import add

SHANGHAI = ZoneInfo("Asia/Shanghai")
SAMPLES = [str(path) for path in sample_paths()]
FLOOD = "https://news.example/city/2022/06/flood-0612.html"  # of a sample article


@pytest.fixture
def home(sample_config: Config, encoder: Encoder) -> Iterator[Parts]:
    with open_parts(sample_config, encoder, asks=False) as parts:
        yield parts


@pytest.fixture
def local(sample_config: Config) -> Config:
    """A configuration that may read the servers of these tests."""
    return sample_config.model_copy(update={"allow_private": "127.0.0.0/8", "spacing": 0.0, "embed": False})


def written(folder: Path, **fields: str) -> str:
    entry = {"title": "市图书馆延长开放时间", "body": "从下周一起，市图书馆开放到晚上十点。"} | fields
    path = folder / "own.jsonl"
    path.write_text(json.dumps(entry, ensure_ascii=False) + "\n", "utf-8")
    return str(path)


def titles(store: Store) -> list[str]:
    return [article.title for article in store.latest(100)]


def test_the_first_real_article_takes_the_samples_out(
    sample_config: Config, home: Parts, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Sources(home.store.database).add(SourceSpec("https://paper.example/feed"))
    with caplog.at_level(logging.INFO):
        assert ingest_inputs(sample_config, [written(tmp_path)])
    assert titles(home.store) == ["市图书馆延长开放时间"]
    assert [line for line in caplog.messages if "sample news (40 articles) was taken out" in line]
    assert Sources(home.store.database).all() == [kept]
    home.live.refresh()
    assert not home.live.drift()
    assert make_way(home.store) == 0


def test_samples_do_not_come_back_while_there_is_real_news(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert newsbot(home, "ingest", written(tmp_path)).returncode == 0
    assert newsbot(home, "samples").stderr == ""
    store = Store(home / "news.db")
    assert store.count() == 1
    store.close()


def test_a_home_that_has_both_loses_the_samples_at_the_next_start(sample_config: Config, home: Parts, tmp_path: Path):
    add(home.store, home.encoder, read_input(written(tmp_path), SHANGHAI).entries)
    assert home.store.count() == 41
    assert "sample news (40 articles) was taken out" in newsbot(sample_config.home, "samples").stderr
    assert titles(home.store) == ["市图书馆延长开放时间"]


def test_what_cannot_be_read_takes_nothing_out(sample_config: Config, home: Parts, tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    (tmp_path / "broken.jsonl").write_text("{broken\n")
    assert not ingest_inputs(sample_config, [str(tmp_path / name) for name in ("empty.html", "broken.jsonl", "no")])
    assert home.store.count() == 40


def test_what_is_good_of_a_bad_input_is_real_news(sample_config: Config, home: Parts, tmp_path: Path) -> None:
    own = Path(written(tmp_path))
    own.write_text(own.read_text("utf-8") + "{broken\n", "utf-8")
    assert not ingest_inputs(sample_config, [str(own)])
    assert home.store.count() == 1


def test_sample_files_that_are_ingested_are_samples_too(sample_config: Config, home: Parts, tmp_path: Path) -> None:
    elsewhere = sample_config.model_copy(update={"timezone": "Europe/London"})
    (tmp_path / "copy.jsonl").write_bytes(sample_paths()[2].read_bytes())
    assert ingest_inputs(elsewhere, [SAMPLES[0], str(tmp_path / "copy.jsonl")])
    assert home.store.count() == 40
    assert ingest_inputs(sample_config, [written(tmp_path), *SAMPLES])
    assert home.store.count() == 1


def test_ones_own_article_under_the_address_of_a_sample_stays(
    sample_config: Config, home: Parts, tmp_path: Path
) -> None:
    assert ingest_inputs(sample_config, [written(tmp_path, url=FLOOD)])
    assert titles(home.store) == ["市图书馆延长开放时间"]
    assert ingest_inputs(sample_config, SAMPLES)  # the sample again: what it replaces is kept as ever, so it stays too
    [article] = home.store.latest(100)
    assert (article.url, article.changes) == (FLOOD, 2)


def test_a_source_takes_the_samples_out_when_it_brings_its_first_article(local: Config, server: NewsServer) -> None:
    store = Store(local.home / "news.db")
    Sources(store.database).add(SourceSpec(server.add("/gone", status=404)))
    assert not update_now(local, (), all_sources=True, embed=False)
    assert store.count() == 40
    Sources(store.database).add(SourceSpec(add_feed(server, "/feed", STORIES)))
    update_now(local, (), all_sources=True, embed=False)
    assert sorted(titles(store)) == sorted(STORIES)
    store.close()


def test_a_source_of_the_running_bot_does_too(local: Config, server: NewsServer, encoder: Encoder) -> None:
    silent, feed = server.add_silent("/silent"), add_feed(server, "/feed", STORIES)
    config = local.model_copy(update={"sources": (SourceSpec(silent), SourceSpec(feed))})
    with open_parts(config, encoder, asks=False) as parts, NewsUpdates(config, parts).running():
        wait_for(lambda: sorted(titles(parts.store)) == sorted(STORIES))


def test_the_words_of_the_samples_are_those_of_every_version_so_far() -> None:
    """By them samples are known in any home: if a parser reads them otherwise, the old words must still be known."""
    entries = [entry for path in SAMPLES for entry in read_input(path, SHANGHAI).entries]
    words = json.dumps([(entry.url, entry.title, entry.body) for entry in entries])
    assert hashlib.sha256(words.encode()).hexdigest()[:16] == "84bd9d45ba5786bc"
