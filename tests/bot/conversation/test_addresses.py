"""Addresses are found in what people send, as they are typed."""

from __future__ import annotations

import pytest

from bot.conversation.addresses import link_in, page_in


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://news.example/a?b=1#c", "https://news.example/a?b=1#c"),
        ("看看这个 https://news.example/a，是真的吗？", "https://news.example/a"),
        ("看看这个https://news.example/a是真的吗", "https://news.example/a"),
        ("Is this true (https://news.example/a)?", "https://news.example/a"),
        ("https://en.wiki.example/Mercury_(planet).", "https://en.wiki.example/Mercury_(planet)"),
        ("HTTP://News.Example/A", "HTTP://News.Example/A"),
        ("www.news.example/a", "www.news.example/a"),
        ("news.example/city/1.html 怎么说", "news.example/city/1.html"),
        ("news.com.cn", "news.com.cn"),
        (" news.com.cn/ ", "news.com.cn/"),
        ("新华网 news.cn 的股价是多少?", None),
        ("Amazon.com reported profit", None),
        ("U.S. and/or U.K. shares", None),
        ("3.5/4.2", None),
        ("what did li@news.example/a say", None),
        ("谁赢了?", None),
    ],
)
def test_an_address_is_found_wherever_it_stands(text: str, link: str | None) -> None:
    assert link_in(text) == link


def test_an_address_behind_words_counts_where_none_is_written() -> None:
    assert link_in("原文", ["https://news.example/7"]) == "https://news.example/7"
    assert link_in("https://news.example/1", ["https://news.example/7"]) == "https://news.example/1"


def test_in_somebody_elses_words_links_to_messages_are_no_pages() -> None:
    assert (
        page_in("快看 https://t.me/channel/7", ["telegram.me/x/1", "https://news.example/7"])
        == "https://news.example/7"
    )
    assert page_in("快看 https://news.example/1") == "https://news.example/1"
    assert page_in("快看 https://t.me/channel/7") is None
