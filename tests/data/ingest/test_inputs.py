"""From what a person names, a file or an address, to entries: real files, a real server."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from data.errors import FetchError, NewsError, ParseError, UnreadableError
from data.fetch.fetcher import FetchOptions
from data.ingest.inputs import read_input
from data.models import Entry
from data.samples import sample_paths
from tests.support.newsfeed import STORIES, add_feed
from tests.support.paths import SEED

SHANGHAI = ZoneInfo("Asia/Shanghai")
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>
<item><title>Ferries ordered</title><link>/news/ferries.html?utm_source=rss</link><guid>7</guid>
<pubDate>Fri, 10 Jun 2022 08:30:00 GMT</pubDate><description>Six electric ferries were ordered.</description></item>
</channel></rss>"""
BODY = "临江段今年的江豚考察结果昨日公布，七天里两艘考察船往返两趟，估算种群数量为三十一头，比三年前增加了七头。"
PAGE = f"""<html lang="zh"><head><title>江豚增至31头</title><meta property="og:type" content="article">
<meta property="article:published_time" content="2022-06-10T16:20:00+08:00">
</head><body><article><h1>江豚增至31头</h1><p>{BODY}</p><p>{BODY}</p><p>{BODY}</p></article></body></html>"""


LOOPBACK = FetchOptions(allow_private=("127.0.0.0/8",))


def entries(what: object) -> tuple[Entry, ...]:
    return read_input(str(what), SHANGHAI, LOOPBACK).entries


def refusal(what: object) -> NewsError:
    with pytest.raises(NewsError) as refused:
        read_input(str(what), SHANGHAI, LOOPBACK)
    assert str(refused.value).startswith(f"{what}: ")
    assert "\n" not in str(refused.value)
    return refused.value


@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.name)
def test_a_file_is_read_whatever_it_is_called(tmp_path, path):
    whole = read_input(str(path), SHANGHAI)
    assert len(whole.entries) >= 13
    assert whole.problems == ()
    shutil.copy(path, tmp_path / "news")
    (tmp_path / "packed").write_bytes(gzip.compress(path.read_bytes()))
    assert read_input(str(tmp_path / "news"), SHANGHAI) == read_input(str(tmp_path / "packed"), SHANGHAI) == whole


def test_the_home_folder_may_be_written_as_a_tilde(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "feed.xml").write_text(FEED)
    assert entries("~/feed.xml")[0].title == "Ferries ordered"


def test_times_without_a_zone_are_in_the_given_one(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"title": "t", "body": "b", "published": "2022-06-10 16:20:00"}')
    utc = read_input(str(path), ZoneInfo("UTC")).entries[0].published_at
    assert utc == datetime(2022, 6, 10, 16, 20, tzinfo=UTC)
    assert entries(path)[0].published_at == datetime(2022, 6, 10, 8, 20, tzinfo=UTC)


def test_a_folder_is_refused(tmp_path):
    error = refusal(tmp_path)
    assert isinstance(error, UnreadableError)
    assert error.reason == "is a folder; name the files in it"


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refusal(tmp_path / "none.xml").reason == "there is no such file"


@pytest.mark.parametrize(
    "what", ["a\0b", "x" * 5000, "~nobody-of-this-name/news.xml", "\ud800", __file__ + "/news.xml"]
)
def test_a_name_that_no_file_can_have_is_refused(what):
    assert isinstance(refusal(what), UnreadableError)


@pytest.mark.parametrize("content", [b"", b"  \n", b"Only a letter to a friend.", bytes(range(256))])
def test_a_file_without_an_article_is_refused(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    assert isinstance(refusal(tmp_path / "file"), ParseError)


def test_a_feed_is_read_by_its_address_and_its_links_made_whole(server):
    (entry,) = entries(server.add("/feed", FEED, headers={"Content-Type": "application/rss+xml"}))
    assert entry.url == server.url("/news/ferries.html?utm_source=rss")
    assert entry.published_at == datetime(2022, 6, 10, 8, 30, tzinfo=UTC)


def test_links_are_seen_from_where_a_redirect_led(server):
    server.add("/deep/er/feed", FEED.replace("/news/ferries", "ferries"))
    (entry,) = entries(server.redirect("/feed", "/deep/er/feed"))
    assert entry.url == server.url("/deep/er/ferries.html?utm_source=rss")


def test_what_a_feed_only_teases_is_read_on_its_pages(server):
    pages: list[int] = []

    def expect(count: int) -> Callable[[int], None]:
        pages.append(count)
        return pages.append

    parsed = read_input(add_feed(server, "/feed", STORIES), SHANGHAI, replace(LOOPBACK, spacing_s=0), expect)
    assert {entry.title: entry.body.replace("\n", "") for entry in parsed.entries} == STORIES
    assert pages == [3, 1, 1, 1]
    assert "/robots.txt" in server.paths


def test_what_is_no_page_of_an_article_is_not_fetched(server):
    item = "<item><title>{}</title><link>{}</link><description>…</description></item>"
    items = item.format("Annual report", "/report.pdf") + item.format("Log in", "/login")
    found = entries(server.add("/feed", f"<rss version='2.0'><channel>{items}</channel></rss>"))
    assert [entry.title for entry in found] == ["Annual report", "Log in"]
    assert server.paths == ["/feed"]


def test_a_listing_says_that_it_is_one_and_which_pages_held_no_article(server):
    links = [
        f"<li><a href='/n{n}.html'>第{n}号电商消息的标题</a><span>2026-03-0{n} 08:00</span></li>" for n in range(1, 6)
    ]
    for number in range(1, 5):
        server.add(f"/n{number}.html", PAGE)
    listing = server.add("/list", f"<html><body><h2>行业资讯</h2><ul>{''.join(links)}</ul></body></html>")
    came = read_input(listing, SHANGHAI, replace(LOOPBACK, spacing_s=0))
    assert came.listing
    assert [full.found for full in came.found] == [True] * 4 + [False]
    assert came.found[0].addresses == (server.url("/n1.html"), server.url("/n1.html"))
    assert [problem.where for problem in came.problems] == [server.url("/n5.html")]


def test_a_page_is_read_by_its_address(server):
    (entry,) = entries(server.add("/p?id=7", PAGE, headers={"Content-Type": "text/html; charset=utf-8"}))
    assert entry.title == "江豚增至31头"
    assert BODY in entry.body
    assert entry.url == server.url("/p?id=7")
    assert entry.published_at == datetime(2022, 6, 10, 8, 20, tzinfo=UTC)


def test_the_charset_of_the_header_is_believed(server):
    url = server.add("/p", PAGE.encode("gb18030"), headers={"Content-Type": "text/html; charset=gb18030"})
    assert entries(url)[0].title == "江豚增至31头"


def test_json_lines_are_read_by_their_address_in_capitals(server):
    url = server.add("/news.jsonl", sample_paths()[2].read_bytes())
    assert entries(url.replace("http", "HTTP")) == entries(sample_paths()[2])


def test_an_address_that_fails_is_one_line(server):
    error = refusal(server.url("/none"))
    assert isinstance(error, FetchError)
    assert (error.status, error.reason) == (404, "there is no such page (HTTP 404)")
    assert isinstance(refusal(server.add("/empty")), ParseError)


@pytest.mark.skipif(not SEED.exists(), reason="the seed page lies beside the checkout, in ../shared; it is not there")
def test_the_seed_page_gives_its_nine_articles():
    found = read_input(str(SEED), SHANGHAI)
    assert len(found.entries) == 9
    assert found.problems == ()
    assert all(entry.title and entry.body and entry.published_at and entry.section for entry in found.entries)
    assert not any("来源" in entry.body[-20:] or "查看全文" in entry.body for entry in found.entries)
