"""A source behind a login and a key is read with both, and nobody sees either: not people, not scripts, not the log."""

from __future__ import annotations

import base64
import logging
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from bot.cli.log_handler import HidingFormatter
from bot.cli.main import cli
from data.errors import NewsError
from data.fetch.fetcher import FetchOptions
from data.ingest.inputs import read_input
from data.models import SourceSpec
from data.store.articles import Store
from data.store.sources import Sources
from tests.conftest import SHANGHAI
from tests.support.admins import ANN, CHIEF, World
from tests.support.news_server import NewsServer, Reply, Request

PASSWORD, KEY = "w@rd-Of-Mine", "k3y0fMine"
SECRETS = (PASSWORD, quote(PASSWORD), quote(PASSWORD, safe=""), KEY)
TITLE = "电商新计划公布"
BODY = "临江市商务局今天公布了一项支持电商企业的新计划。计划从下个月开始实行，为期三年，由市财政出资。" * 4


def closed(body: bytes, request: Request) -> Reply:
    """What stands behind the login and the key; 401 without either."""
    login = base64.b64encode(f"me:{PASSWORD}".encode()).decode()
    let_in = request.headers.get("authorization") == f"Basic {login}" and f"apikey={KEY}" in request.path
    if not let_in:
        return Reply(401, {}, lambda: iter((b"no",)))
    return Reply(200, {}, lambda: iter((body,)))


@pytest.fixture
def address(server: NewsServer) -> str:
    """Of a feed whose links repeat the key, and the login."""
    host = server.url("").removeprefix("http://").rstrip("/")
    link = f"http://me:{quote(PASSWORD, safe='')}@{host}/a1?apikey={KEY}&id=1".replace("&", "&amp;")
    item = f"<item><title>{TITLE}</title><link>{link}</link><description>{BODY[:60]}</description></item>"
    feed = f"<rss version='2.0'><channel><title>Closed</title><link>{link}</link>{item}</channel></rss>"
    page = (
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{BODY}</p></article></body></html>"
    )
    for path, body in ((f"/f?apikey={KEY}&x=1", feed), (f"/a1?apikey={KEY}&id=1", page)):
        server.add_handler(path, partial(closed, body.encode()))
    return f"http://me:{quote(PASSWORD, safe='')}@{host}/f?apikey={KEY}&x=1"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in {"HOME": tmp_path / "home", "ALLOW_PRIVATE": "all", "SPACING": 0, "EMBED": "false"}.items():
        monkeypatch.setenv(f"NEWSBOT_{name}", str(value))
    return tmp_path / "home"


def newsbot(*words: str) -> str:
    """All that is printed, and what the log says."""
    result = CliRunner().invoke(cli, words)
    if result.exception and not isinstance(result.exception, NewsError | SystemExit):
        raise result.exception
    return f"{result.output}{result.exception if isinstance(result.exception, NewsError) else ''}"


def assert_hidden(text: str) -> None:
    assert [each for each in SECRETS if each in text] == []


def test_the_command_line_shows_neither_and_reads_with_both(home: Path, address: str) -> None:
    told = [newsbot("sources", "add", address, "--yes"), newsbot("update")]
    assert "saved as number 1" in told[0]
    assert "1 new" in told[1]
    told += [newsbot("sources"), newsbot("sources", "--json"), newsbot("sources", "export")]
    told += [newsbot("sources", "add", address), newsbot("sources", "pause", "1"), newsbot("sources", "resume", "1")]
    assert "is a source already" in told[5]
    with closing(Store(home / "news.db")) as store:
        article, [source] = store.named("1"), Sources(store.database).all()
    assert article
    assert article.body.startswith(BODY[:80])
    assert article.url
    assert article.url.endswith("/a1?id=1"), "kept without the key that it was read with"
    assert source.spec.url == address, "the source itself goes on with both"
    assert_hidden("\n".join((*told, article.url)))


def test_an_address_that_is_read_once_is_kept_without(address: str) -> None:
    options = FetchOptions(allow_private=("all",), spacing_s=0)
    came = read_input(address, SHANGHAI, options)
    assert [full.found for full in came.found] == [True]
    assert_hidden(f"{came}")
    with pytest.raises(NewsError, match="404") as failed:
        read_input(f"{address}2", SHANGHAI, options)
    assert_hidden(str(failed.value))


def test_the_chat_shows_neither(store: Store, address: str) -> None:
    world = World(store, {})
    preview = world.say(f"/add {address}", CHIEF)
    added = world.press(preview, preview.buttons[0][0].label, CHIEF)
    world.article()
    known = world.say(f"/add {address}", CHIEF)
    failing = world.say(f"/add {address}2", CHIEF)
    sources = world.sources
    [source] = sources.all()
    sources.failed(source, f"{address}: refused", datetime(2026, 9, 15, tzinfo=UTC), f"gone: {address}")
    for reply in (preview, added, known, failing, world.say("/sources", ANN), world.say("/remove", CHIEF)):  # fmt: skip
        assert_hidden(f"{reply.text} {reply.buttons} {[piece.url for piece in reply.pieces]}")


def test_the_log_says_neither_not_even_in_a_traceback() -> None:
    token = "123456:AAE-abcdefghijklmnopqrstuvwxyz"
    record = logging.makeLogRecord({"msg": "GET https://api.telegram.org/bot%s/getMe", "args": (token,)})
    assert token not in HidingFormatter("%(message)s").format(record)
    try:
        raise ValueError(f"http://me:{PASSWORD}@a.example/?apikey={KEY} and own-secret")
    except ValueError as error:
        record = logging.makeLogRecord({"msg": "failed", "exc_info": (ValueError, error, error.__traceback__)})
    told = HidingFormatter("%(message)s", ["own-secret"]).format(record)
    assert "ValueError" in told
    assert_hidden(told.replace("own-secret", KEY))


def test_a_record_of_a_source_does_not_print_its_address() -> None:
    assert_hidden(repr(SourceSpec(f"https://me:{PASSWORD}@a.example/?apikey={KEY}")))
