"""Addresses: one form for one article, and absolute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text.urls import absolute_url, canonical_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example.COM/A/Story", "https://news.example.com/A/Story"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com/a#comments", "https://example.com/a"),
        ("https://example.com/#!/story/7", "https://example.com/#!/story/7"),
        ("http://example.com:80/a", "http://example.com/a"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("https://example.com:8443/a", "https://example.com:8443/a"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("https://example.com/a?utm_source=x&id=7&fbclid=y&gclid=z&spm=1.2", "https://example.com/a?id=7"),
        ("https://example.com/a?utm_source=x", "https://example.com/a"),
        ("https://example.com/a?b=2&a=1&b=3", "https://example.com/a?b=2&a=1&b=3"),
        ("  https://example.com/新闻?名=值\n", "https://example.com/新闻?名=值"),
        ("https://User:Pass@Example.com/", "https://example.com/"),
        ("not a url", "not a url"),
        ("http://[broken", "http://[broken"),
        ("HTTP://:80//0", "HTTP://:80//0"),
        ("", ""),
    ],
)
def test_what_does_not_name_the_article_is_dropped(url, canonical):
    assert canonical_url(url) == canonical


@pytest.mark.parametrize("name", ["source", "keyword", "uid", "eid", "ref", "id", "p", "session", "medium"])
def test_parameters_that_may_name_an_article_stay(name):
    url = f"https://example.com/show.php?{name}=7"
    assert canonical_url(url) == url


PARTS = [
    "http://",
    "HTTPS://",
    "//",
    "Ex.com",
    ":80",
    ":443",
    "/",
    "a",
    "?",
    "&",
    "=",
    "utm_a",
    "#",
    "#!",
    "@",
    "[",
    "%",
    " ",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PARTS), max_size=12).map("".join)))
def test_canonical_twice_changes_nothing(url):
    once = canonical_url(url)
    assert canonical_url(once) == once


def test_links_are_seen_from_their_page():
    assert absolute_url("https://e.com/news/", "a/1.html") == "https://e.com/news/a/1.html"
    assert absolute_url("https://e.com/news/", "//cdn.e.com/1") == "https://cdn.e.com/1"
    assert absolute_url(None, "https://e.com/1") == "https://e.com/1"


@pytest.mark.parametrize(
    "href", ["", "  ", "/relative", "javascript:void(0)", "mailto:a@e.com", "http://", "http://[x"]
)
def test_what_is_no_web_address_is_none(href):
    assert absolute_url(None, href) is None
