"""Web addresses: one spelling of each, logins kept apart, and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FetchError
from data.fetch.addresses import parse_address
from data.secrets import shown_address


@pytest.mark.parametrize(
    ("text", "url", "host", "origin"),
    [
        ("http://news.example/a?b=c#d", "http://news.example/a?b=c", "news.example", "http://news.example:80"),
        ("HTTPS://News.Example.:443/a#", "https://news.example/a", "news.example", "https://news.example:443"),
        ("http://[2606:4700::1]:8080/", "http://[2606:4700::1]:8080/", "2606:4700::1", "http://[2606:4700::1]:8080"),
        ("http://新闻.example/电", "http://xn--efvy88h.example/%E7%94%B5", "xn--efvy88h.example", "http://xn--efvy88h.example:80"),
        ("https://me:word@a.example/", "https://a.example/", "a.example", "https://a.example:443"),
    ],
)  # fmt: skip
def test_an_address_has_one_spelling(text, url, host, origin):
    address = parse_address(text)
    assert (address.url, address.host, address.origin) == (url, host, origin)


def test_a_login_is_kept_and_not_shown():
    address = parse_address("https://me:w%40rd@a.example:8443/x")
    assert (address.url, address.login) == ("https://a.example:8443/x", ("me", "w@rd"))
    assert parse_address(address.with_login) == address
    assert shown_address("https://me:w%40rd@a.example/@x") == "https://a.example/@x"
    assert shown_address("http://a.example/@x?y=//z@") == "http://a.example/@x?y=//z@"


@pytest.mark.parametrize(
    ("location", "url", "login"),
    [
        (b"/b", "https://a.example/b", True),
        (b"b?c", "https://a.example/x/b?c", True),
        (b"https://a.example:443/b#c", "https://a.example/b", True),
        (b"//b.example/", "https://b.example/", False),
        (b"http://a.example/", "http://a.example/", False),  # not in the open
        (b"https://a.example:444/", "https://a.example:444/", False),
        ("/电".encode(), "https://a.example/%E7%94%B5", True),
        ("/电".encode("gbk"), "https://a.example/%B5%E7", True),
    ],
)
def test_where_a_redirect_leads(location, url, login):
    here = parse_address("https://me:word@a.example/x/y")
    assert here.join(location).url == url
    assert (here.join(location).login is not None) == login


PIECES = st.sampled_from(
    ["http", "https", "://", ":", "//", "@", "[", "]", "::1", "%", "%zz", "#", "?", "..", "电", "\0", "\ud800"]
)


@given(st.text() | st.lists(PIECES).map("".join) | st.lists(PIECES).map(lambda rest: "http://" + "".join(rest)))
def test_any_text_is_an_address_or_is_refused(text):
    try:
        address = parse_address(text)
    except FetchError:
        return
    assert parse_address(address.url).url == address.url
    assert "#" not in address.url
    assert "@" not in address.url.removeprefix("http://").removeprefix("https://").partition("/")[0].partition("?")[0]
    assert address.host == address.host.lower()
    assert 0 < address.port < 65536


@given(st.binary())
def test_any_bytes_lead_somewhere_or_are_refused(location):
    here = parse_address("https://me:word@a.example/x/y")
    try:
        assert here.join(location).url.startswith(("http://", "https://"))
    except FetchError as error:
        assert "word" not in str(error)  # noqa: PT017 - either way is right
