"""A process killed while it keeps articles, or while it embeds them, leaves whole batches, and the next run ends as if
nothing had been."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from data.store.articles import Store
from tests.bench.bench_kill import state
from tests.conftest import CACHE
from tests.support.paths import ROOT

ARTICLES = 260  # of one passage each: more than sixteen batches to be kept, two to be embedded


def test_killed_after_the_first_batch_of_both_and_run_again(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text("\n".join(json.dumps(line(number), ensure_ascii=False) for number in range(ARTICLES)), "utf-8")
    ingest(tmp_path / "whole", news).wait()
    store = Store(tmp_path / "killed" / "news.db")
    for table, batch in (("articles", 16), ("vectors", 256)):
        kill_after_first(store, table, ingest(tmp_path / "killed", news))
        assert 0 < rows(store, table) < ARTICLES
        assert rows(store, table) % batch == 0
    store.close()
    assert ingest(tmp_path / "killed", news).wait() == 0
    assert state(tmp_path / "killed") == state(tmp_path / "whole")


def kill_after_first(store: Store, table: str, process: subprocess.Popen[bytes]) -> None:
    while rows(store, table) == 0 and process.poll() is None:
        pass
    process.kill()
    process.wait()


def rows(store: Store, table: str) -> int:
    return int(store.database.value(f"SELECT count(*) FROM {table}"))


def line(number: int) -> dict[str, str]:
    body = "".join(f"第{number}号商店在{place}卖出了{number * 7 + place}件货。" for place in range(12))
    return {"id": f"k{number}", "title": f"第{number}号商店的生意", "body": body}


def ingest(home: Path, news: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bot", "--home", str(home), "ingest", str(news)]
    environment = os.environ | {"NEWSBOT_CACHE": str(CACHE)}
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment, cwd=ROOT)
