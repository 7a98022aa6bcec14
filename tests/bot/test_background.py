"""News that comes while the bot runs, and by `newsbot update`: read, embedded, linked, answered, and told of."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import open_parts
from bot.background import NewsUpdates, sole_reader
from bot.config import load_config
from data.models import SourceSpec
from data.store.articles import Store
from data.store.sources import Sources
from tests.conftest import CACHE
from tests.support.asking import answer_to
from tests.support.newsfeed import STORIES, add_feed
from tests.support.paths import ROOT

SETTINGS = "spacing = 0\nallow_private = '127.0.0.0/8'\n"
PATIENCE_S = 60.0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "newsbot.toml").write_text(SETTINGS)
    return tmp_path


def wait_for(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


def test_a_source_that_is_added_while_the_bot_runs_is_answered_from(home, server, encoder, reader):
    url = add_feed(server, "/feed", STORIES)
    (home / "newsbot.toml").write_text(f"{SETTINGS}[[sources]]\nurl = '{url}'\nsection = '本地'\n")
    config = load_config(home).model_copy(update={"cache": CACHE})
    with open_parts(config, encoder, reader) as parts:
        assert parts.store.count() == 0
        with NewsUpdates(config, parts).running():
            wait_for(lambda: parts.store.count() == 3 and not parts.store.count_pending())
            wait_for(lambda: len(parts.router.stories.tellings([1, 2, 3])) == 3)
            answer = answer_to(parts.router, "北山镇的冷链仓库投资多少?")
        assert answer.answered
        assert "2.6亿元" in answer.statements[0].text
        assert answer.articles[0].section == "本地"
        assert not parts.live.drift()


def test_a_source_that_is_given_up_is_told_to_the_operator_once(home, server, encoder, reader, caplog):
    url = server.add("/feed", status=410)
    config = load_config(home).model_copy(update={"cache": CACHE})
    with open_parts(config, encoder, reader) as parts, caplog.at_level(logging.INFO):
        Sources(parts.store.database).add(SourceSpec(url))
        for _ in range(2):
            with NewsUpdates(config, parts).running():
                wait_for(lambda: Sources(parts.store.database).find(url).paused)
                wait_for(lambda: "not read any more" in caplog.text)
    told = [record.getMessage() for record in caplog.records if "not read any more" in record.getMessage()]
    assert len(told) == 1
    assert "newsbot sources resume 1" in told[0]


def test_updates_end_at_once_with_the_bot(home, server, encoder, reader):
    Store(home / "news.db").close()
    store = Store(home / "news.db")
    Sources(store.database).add(SourceSpec(server.add_silent("/silent")))
    store.close()
    config = load_config(home).model_copy(update={"cache": CACHE})
    with open_parts(config, encoder, reader) as parts:
        updates = NewsUpdates(config, parts)
        with updates.running():
            wait_for(lambda: "/silent" in server.paths)
        assert not [thread.name for thread in threading.enumerate() if thread.name in ("sources", "embedding")]


def test_a_database_that_fails_for_a_moment_does_not_end_the_reading(home, encoder, reader, caplog):
    config = load_config(home).model_copy(update={"cache": CACHE, "embed": False})
    with open_parts(config, encoder, reader) as parts:
        database = parts.store.database
        database.rows("ALTER TABLE sources RENAME TO hidden")
        with NewsUpdates(config, parts).running():
            wait_for(lambda: "no such table" in caplog.text)
            (thread,) = (thread for thread in threading.enumerate() if thread.name == "sources")
            thread.join(1.0)
            assert thread.is_alive()
            database.rows("ALTER TABLE hidden RENAME TO sources")


def test_copies_are_folded_in_a_bot_that_embeds_nothing(home, server, encoder, reader):
    """Two papers print one agency's report."""
    config = load_config(home).model_copy(update={"cache": CACHE, "embed": False})
    (title, body), *_ = STORIES.items()
    with open_parts(config, encoder, reader) as parts:
        for name in ("one", "two"):
            add_feed(server, f"/{name}/feed", {title: body * 3})
            Sources(parts.store.database).add(SourceSpec(server.url(f"/{name}/feed")))
        with NewsUpdates(config, parts).running():
            wait_for(lambda: parts.store.count() == 2)
            wait_for(lambda: parts.store.database.value("SELECT count(*) FROM articles WHERE copy_of IS NOT NULL") == 1)


def test_a_bot_with_an_older_configuration_leaves_what_a_command_with_a_newer_one_added(home, server, encoder, reader):
    (home / "newsbot.toml").write_text(f"{SETTINGS}shortest_interval = 0.02\nlongest_interval = 0.03\n")
    config = load_config(home).model_copy(update={"cache": CACHE, "embed": False})
    with open_parts(config, encoder, reader) as parts:
        sources = Sources(parts.store.database)
        sources.add(SourceSpec(add_feed(server, "/feed", STORIES)))
        with NewsUpdates(config, parts).running():
            wait_for(lambda: parts.store.count() == 3)
            newer = SourceSpec(add_feed(server, "/newer", {"新的公交线路开通": STORIES["临江队客场取胜"]}))
            sources.follow_config([newer])
            wait_for(lambda: "/newer" in server.paths)
            asked = server.paths.count("/feed")
            wait_for(lambda: server.paths.count("/feed") > asked + 1)
        assert newer.url in [source.spec.url for source in sources.all()]


def test_one_process_reads_at_a_time(tmp_path):
    with sole_reader(tmp_path, 0) as first, sole_reader(tmp_path, 0) as second:
        assert (first, second) == (True, False)
    with sole_reader(tmp_path, 0) as again:
        assert again


def newsbot(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "--home", str(home), *words]
    environment = os.environ | {"NEWSBOT_CACHE": str(CACHE)}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)


def test_update_by_command_reads_what_is_due_and_names_what_is_bad(home, server):
    url, bad = add_feed(server, "/feed", STORIES), server.url("/missing")
    (home / "newsbot.toml").write_text(
        f"{SETTINGS}[[sources]]\nurl = '{url}'\n[[sources]]\nurl = '{bad}'\ntitle = '坏站'\n"
    )
    first = newsbot(home, "update", "--no-embed")
    assert (first.returncode, first.stdout) == (1, "")
    assert first.stderr.splitlines() == [
        f"newsbot: 坏站 ({bad}): there is no such page (HTTP 404)",
        "1 source read: 3 new, 0 changed, 0 known already; 1 could not be read",
    ]
    second = newsbot(home, "update", "--no-embed")
    assert (second.returncode, second.stderr) == (0, "0 sources read: 0 new, 0 changed, 0 known already\n")
    third = newsbot(home, "update", "江岸新闻")
    assert third.returncode == 0
    store = Store(home / "news.db")
    assert (store.count(), store.count_pending()) == (3, 0)
    store.close()
    assert newsbot(home, "update", "nobody").stderr.startswith("newsbot: nobody: no source has this")


def test_updates_of_several_processes_at_once_store_everything_once(home, server):
    url = add_feed(server, "/feed", STORIES)
    store = Store(home / "news.db")
    sources = Sources(store.database, lambda: datetime.now(UTC) - timedelta(hours=2))
    sources.add(SourceSpec(url))
    done: list[subprocess.CompletedProcess[str]] = []
    threads = [threading.Thread(target=lambda: done.append(newsbot(home, "update", "--no-embed"))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.returncode for each in done] == [0, 0, 0]
    assert sum("3 new" in each.stderr for each in done) == 1
    assert store.count() == 3
    assert server.paths.count("/feed") == 1
    store.close()


def test_a_list_of_feeds_is_ingested_feed_by_feed(home, server):
    urls = [add_feed(server, f"/{number}", {title: body}) for number, (title, body) in enumerate(STORIES.items())]
    outlines = "".join(f'<outline type="rss" text="源{n}" xmlUrl="{url}"/>' for n, url in enumerate(urls))
    (home / "feeds.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', "utf-8")
    done = newsbot(home, "ingest", str(home / "feeds.opml"))
    assert (done.returncode, done.stderr.count("1 new")) == (0, 3)
    store = Store(home / "news.db")
    assert sorted(article.title for article in store.latest(9)) == sorted(STORIES)
    assert Sources(store.database).all() == []
    store.close()
