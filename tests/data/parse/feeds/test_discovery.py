"""Feeds that a page announces."""

from __future__ import annotations

import pytest

from data.errors import ParseError
from data.models import Form, Parsed
from data.parse.forms import read
from tests.data.parse.listings.test_undated import URL, read_page
from tests.support.documents import SHANGHAI, SHAPES, page

HEAD = """<link rel="alternate" type="application/rss+xml" title="海城日报 » 评论 Feed" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="海城日报" href="/feed/">
<LINK REL='alternate' TYPE='Application/Atom+XML; charset=utf-8' href='atom.xml'>
<link rel="alternate" type="application/feed+json" href="https://cdn.example/feed.json">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/12">
<link rel="alternate" hreflang="en" href="/en/feed-of-news">
<link rel="stylesheet" type="text/css" href="/rss.css">"""
STATED = (
    "https://news.example/feed/",
    "https://news.example/local/atom.xml",
    "https://cdn.example/feed.json",
    "https://news.example/comments/feed/",
)


def feeds(head: str = "", body: str = "") -> tuple[str, ...]:
    markup = f"<html><head><title>海城日报</title>{head}</head><body><p>欢迎。</p>{body}</body></html>"
    try:
        return read_page(markup).channel.feeds
    except ParseError:
        return ()


def test_the_head_names_feeds_in_order_and_those_of_comments_come_last():
    assert feeds(HEAD) == STATED


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ('<a href="/rss.xml">RSS</a>', ("https://news.example/rss.xml",)),
        ('<a href="/rss/local.xml">订阅</a>', ("https://news.example/rss/local.xml",)),
        ('<a href="/index.php?feed=rss2"><img alt="RSS"> RSS 2.0</a>', ("https://news.example/index.php?feed=rss2",)),
        ('<a href="//feeds.example/atom">Atom</a>', ("https://feeds.example/atom",)),
        ('<a href="/feed">by mail or reader</a>', ("https://news.example/feed",)),
        ('<a href="/subscribe">订阅</a>', ()),
        ('<a href="/feedback.html">意见反馈</a>', ()),
        ('<a href="/what-is-rss.html">What is RSS?</a>', ()),
        ('<a href="https://feedly.com/i/subscription/feed/https://news.example/feed">Feedly</a>', ()),
        ('<a href="javascript:rss()">RSS</a>', ()),
    ],
)
def test_links_that_look_like_feeds_count_too(link, found):
    assert feeds(body=link) == found


def test_links_come_behind_what_the_head_says_and_nothing_twice():
    body = '<a href="/feed/">RSS</a><a href="/sport/rss.xml">RSS</a>'
    assert feeds(HEAD, body) == (*STATED[:3], "https://news.example/sport/rss.xml", STATED[3])


def test_a_page_that_only_announces_feeds_is_no_error():
    parsed = read_page(f"<html><head><title>海城日报</title>{HEAD}</head><body><p>欢迎。</p></body></html>")
    assert (parsed.entries, parsed.form) == ((), Form.HTML)
    assert (parsed.channel.title, parsed.channel.feeds) == ("海城日报", STATED)


def test_a_listing_that_announces_feeds_says_both():
    parsed = read_page(page(SHAPES["list"]).replace("</title>", "</title>" + HEAD))
    assert (len(parsed.entries), parsed.channel.feeds) == (6, STATED)


def test_relative_feeds_follow_the_base_of_the_page():
    assert feeds('<base href="https://other.example/x/">' + HEAD)[1] == "https://other.example/x/atom.xml"


def test_a_feed_does_not_announce_itself():
    rss = "<rss version='2.0'><channel><title>N</title><link>https://news.example/</link></channel></rss>"
    parsed: Parsed = read(rss.encode(), "input", URL, SHANGHAI)
    assert parsed.channel.feeds == ()
