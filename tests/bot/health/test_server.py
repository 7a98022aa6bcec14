"""What who watches the bot is told: a yes or no, numbers, and the signs that systemd waits for."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.measures import Measures, beat
from bot.core.systemd import ALIVE, READY, notify, watchdog_s
from bot.health.server import health, watched
from bot.homes.backup import make_daily_backup
from data.chats.outbox import Outbox
from data.chats.updates import KeptUpdate, KeptUpdates
from data.errors import ConfigError
from data.models import Entry, SourceSpec
from data.store.articles import Store
from data.store.sources import Sources
from tests.support.admins import LI
from tests.support.made import Answers, answered
from tests.support.stored import keep

NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)


@pytest.fixture
def router(store: Store) -> Router:
    keep(store, Entry("T", "正文。", "https://x.example/t"), now=NOW)
    return Router(store, Answers({"谁赢了?": answered()}), lambda: NOW)


def got(port: int | None, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_the_numbers_are_those_of_the_bot(router: Router, store: Store) -> None:
    sources = Sources(store.database, lambda: NOW - timedelta(hours=1))
    sources.add(SourceSpec("https://a.example/rss"))
    sources.pause(sources.add(SourceSpec("https://b.example/rss")).id, "by command")
    Outbox(store.database).put("k", "telegram:7", None, "{}", NOW - timedelta(seconds=90))
    came = KeptUpdate(1, "telegram:7", "telegram:7", "{}")
    KeptUpdates(store.database).write([came], [], [], NOW - timedelta(seconds=30))
    for text in ("谁赢了?", "谁赢了?", "珠穆朗玛峰有多高?", "/help"):
        router.respond(understand(text), LI)
    router.measures.failed()
    with watched(Config(health_port=0), router) as port:
        status, text = got(port, "/metrics")
    assert status == 200
    found = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert found["newsbot_replies_total", "answer"] == 2
    assert found["newsbot_replies_total", "help"] == 1
    assert found["newsbot_reply_seconds_count",] == 4 == found["newsbot_reply_seconds_bucket", "+Inf"]
    assert found["newsbot_failures_total",] == 1
    assert (found["newsbot_articles",], found["newsbot_passages_waiting",] > 0) == (1, True)
    assert found["newsbot_outbox", "waiting"] == 1
    assert [found["newsbot_sources", state] for state in ("well", "failing", "paused")] == [1, 0, 1]
    assert found["newsbot_lag_seconds", "sending"] == 90
    assert found["newsbot_lag_seconds", "reading"] == 3600
    assert found["newsbot_lag_seconds", "answering"] == 30
    assert "process_resident_memory_bytes" in text
    assert "谁赢" not in text


def test_the_last_backup_is_known_by_its_time(router: Router, store: Store, tmp_path: Path) -> None:
    config = Config(home=store.database.path.parent, backup=tmp_path, health_port=0)
    with watched(config, router) as port:
        assert "last_backup" not in got(port, "/metrics")[1]
        made = make_daily_backup(config, NOW)
        assert made
        [line] = [each for each in got(port, "/metrics")[1].splitlines() if each.startswith("newsbot_last_backup")]
    assert float(line.split()[1]) == pytest.approx(made.stat().st_mtime)


def test_it_does_well_until_the_loop_stands_still_or_the_store_cannot_be_read(router: Router, store: Store) -> None:
    now = 0.0
    measures = Measures(lambda: now)
    with watched(Config(health_port=0), router) as port:
        assert got(port, "/healthz") == (200, '{"status": "ok", "wrong": []}')
        assert got(port, "/")[0] == 404
    now = 61.0
    status, _, content = health(measures, store.database)
    assert (status, json.loads(content)["wrong"]) == (503, ["the loop has not turned for 61 s"])
    measures.beat()
    assert health(measures, store.database)[0] == 200
    store.database.execute("DROP TABLE outbox")
    assert health(measures, store.database)[0] == 503


def test_nothing_is_served_without_a_port_and_a_taken_one_is_named(router: Router) -> None:
    with watched(Config(), router) as port:
        assert port is None
    with watched(Config(health_port=0), router) as port, pytest.raises(ConfigError, match="HEALTH_PORT"):  # noqa: SIM117
        with watched(Config(health_port=port), router):
            pass


async def test_systemd_hears_of_the_start_and_that_the_loop_turns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as hearing:
        hearing.bind(str(tmp_path / "n"))
        hearing.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "n"))
        beating = asyncio.create_task(beat(Measures()))
        heard = [await asyncio.to_thread(hearing.recv, 99) for _ in range(2)]
        beating.cancel()
    assert heard == [READY.encode(), ALIVE.encode()]


def test_elsewhere_nobody_is_told() -> None:
    assert not notify(READY, {})
    assert not notify(READY, {"NOTIFY_SOCKET": "/nowhere/at/all"})


@pytest.mark.parametrize(("environment", "every_s"), [
    ({}, None), ({"WATCHDOG_USEC": "30000000"}, 15.0), ({"WATCHDOG_USEC": "0"}, None),
    ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, None), ({"WATCHDOG_USEC": "x"}, None),
    ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}, 15.0),
])  # fmt: skip
def test_the_watchdog_is_fed_twice_as_often_as_it_asks(environment: dict[str, str], every_s: float | None) -> None:
    assert watchdog_s(environment) == every_s
