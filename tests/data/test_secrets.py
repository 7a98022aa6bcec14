"""Logins, secret parameters and tokens are not shown; what is no secret stays as it is."""

from __future__ import annotations

import pytest

from data.secrets import secrets_of, shown_address, without_parameters, without_secrets


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://me:P%40SS@a.example/f?x=1", "http://a.example/f?x=1"),
        ("http://token@a.example/", "http://a.example/"),
        ("//me:pass@a.example/x", "//a.example/x"),
        ("http://me:p w@a.example/", "http://a.example/"),
        ("https://a.example/f?apikey=ABCD&b=2", "https://a.example/f?apikey=***&b=2"),
        ("https://a.example/f?b=2&access_token=zz%20z#top", "https://a.example/f?b=2&access_token=***#top"),
        ("https://a.example/f?X-Amz-Signature=abc&Key=1", "https://a.example/f?X-Amz-Signature=***&Key=***"),
        ("https://a.example/f?code=ab12;sig=1234", "https://a.example/f?code=***;sig=***"),
        ("https://a.example/f?h=0123456789abcdef0123456789abcdef", "https://a.example/f?h=***"),
        ("https://b.example/?url=http://me:pass@a.example/", "https://b.example/?url=http://a.example/"),
        ("https://b.example/?url=http%3A%2F%2Fme%3Apass%40a.example", "https://b.example/?url=http%3A%2F%2Fa.example"),
    ],
)
def test_an_address_is_shown_without(url: str, shown: str) -> None:
    assert shown_address(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/?q=a&keyword=news&author=b&id=7&design=2&section=key",
        "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
        "http://a.example/@x?y=//z@",
        "not an address",
        "",
    ],
)
def test_what_is_no_secret_stays(url: str) -> None:
    assert shown_address(url) == url
    assert secrets_of(url) == frozenset()


def test_any_text_is_shown_without() -> None:
    text = "see https://a.example is down, mail me@b.example: http://u:p@h/x?key=1 bot123456:AAAAAAAAAAAAAAAAAAAAAAAA"
    told = "see https://a.example is down, mail me@b.example: http://h/x?key=*** bot***"
    assert without_secrets(text) == told


def test_the_secrets_of_a_source_leave_other_addresses() -> None:
    secrets = secrets_of("http://me:P%40SS@a.example/f?apikey=ABCD&page=20000")
    assert secrets == {"P@SS", "ABCD"}
    assert without_parameters("https://a.example/1?id=3&k=ABCD&b", secrets) == "https://a.example/1?id=3&b"
    assert without_parameters("https://a.example/1?id=ABC&b=%20", secrets) == "https://a.example/1?id=ABC&b=%20"
    assert without_parameters("http://[broken?k=ABCD", secrets) == "http://[broken?k=ABCD"
