"""How much there is: numbers counted by hand, the table, the JSON and the picture's file."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from rich.console import Console

from bot.cli.main import cli
from bot.cli.statistics import stats_table
from bot.core.person import Person
from data.errors import StorageError
from data.models import Entry, Source, SourceSpec
from data.store.articles import Store
from data.store.derived import Draft
from data.store.sources import Sources, Success
from data.store.statistics import gather
from tests.conftest import SHANGHAI

NOW = datetime(2026, 6, 24, 9, 50, tzinfo=UTC)


@pytest.fixture
def news(store: Store) -> Store:
    """Three sources, of which one fails and one is paused; an article on each of the last ten days, two on the last."""
    sources = Sources(store.database, lambda: NOW - timedelta(hours=2))
    good, bad, paused = (sources.add(SourceSpec(f"https://{name}.example/rss", title=name)) for name in "abc")
    sources.succeeded(good, Success(NOW, timedelta(hours=1)))
    sources.failed(bad, "no answer in time", NOW)
    sources.pause(paused.id, "by command")
    keep(store, good, [NOW - timedelta(days=day) for day in range(10)])
    keep(store, bad, [NOW - timedelta(hours=1)])
    return store


def keep(store: Store, source: Source, times: list[datetime]) -> None:
    """An article of two passages for each of `times`."""
    body = "\n".join(f"{number}。" + "字" * 150 for number in range(2))
    entries = [
        Entry(f"{source.title} {time}", body, f"https://x.example/{source.id}/{time}", None, time) for time in times
    ]
    store.keep([Draft(entry) for entry in entries], source.id, [], NOW)


def test_the_numbers_are_those_counted_by_hand(news: Store, tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"x" * 1000)
    stats = gather(news, tmp_path / "index", SHANGHAI, NOW)
    assert (stats.articles, stats.stories, stats.passages, stats.waiting) == (11, 11, 22, 22)
    assert (stats.sources, stats.failing, stats.paused) == (1, 1, 1)
    assert (stats.a_day_last_7, stats.a_day_last_30) == (round(8 / 7, 2), round(11 / 30, 2))
    assert (stats.newest, stats.updated) == (NOW, NOW - timedelta(hours=2))
    assert stats.index_bytes == 1000
    assert stats.database_bytes >= news.database.path.stat().st_size > 0


def test_an_empty_store_has_numbers_too(store: Store, tmp_path: Path) -> None:
    stats = gather(store, tmp_path / "none", SHANGHAI, NOW)
    assert (stats.articles, stats.newest, stats.updated, stats.index_bytes) == (0, None, None, 0)


def test_the_table_speaks_the_readers_language(news: Store, tmp_path: Path) -> None:
    stats = gather(news, tmp_path / "none", SHANGHAI, NOW)
    console = Console(width=80, record=True, file=(tmp_path / "out").open("w"))
    console.print(stats_table(Person("zh", SHANGHAI), stats, NOW))
    console.file.close()
    rows = {line.split()[0]: " ".join(line.split()[1:]) for line in console.export_text().splitlines()}
    assert rows["文章"] == "11"
    assert rows["上次读取"] == "2026年6月24日 15:50 · 2小时前"
    assert rows["读不到的来源"] == "1"


def newsbot(home: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["--home", str(home), "stats", *words])


def recent(store: Store) -> None:
    source = Sources(store.database).add(SourceSpec("https://a.example/rss", title="新华社"))
    keep(store, source, [datetime.now(UTC) - timedelta(days=day, minutes=1) for day in (0, 3, 50)])


def test_json_counts_each_day_and_source_of_the_days_asked_for(store: Store, tmp_path: Path) -> None:
    recent(store)
    told = json.loads(newsbot(tmp_path, "--json", "--days", "14").stdout)
    assert told["articles"] == 3
    assert [(each["source"], each["articles"]) for each in told["daily"]] == [("新华社", 1), ("新华社", 1)]
    assert len(json.loads(newsbot(tmp_path, "--json", "--days", "60").stdout)["daily"]) == 3


def test_the_picture_goes_into_the_file_that_is_named(store: Store, tmp_path: Path) -> None:
    recent(store)
    result = newsbot(tmp_path, "--png", str(tmp_path / "drawn.png"))
    assert result.exit_code == 0
    assert result.stderr == f"picture: {tmp_path / 'drawn.png'}\n"
    assert Image.open(BytesIO((tmp_path / "drawn.png").read_bytes())).width == 1080


def test_a_picture_without_a_name_goes_into_the_current_folder(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert newsbot(tmp_path).exit_code == 0
    assert not (tmp_path / "stats.png").exists()
    assert newsbot(tmp_path, "--png").exit_code == 0
    assert (tmp_path / "stats.png").exists()


def test_a_picture_that_cannot_be_written_is_one_line(store: Store, tmp_path: Path) -> None:
    result = newsbot(tmp_path, "--png", str(tmp_path / "no" / "such.png"))
    assert isinstance(result.exception, StorageError)
    assert "cannot be written" in str(result.exception)
