"""Feeds that a page announces, for those who have named the page and not its feed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.parse.html import Element, attribute, element_text
from data.text.cleaning import clean_line
from data.text.urls import absolute_url

_MOST = 20
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/rss+xml")
_PLAIN_TYPES = ("application/json", "application/xml", "text/xml")  # of anything; WordPress has them for its pages
_FEED_NAME = re.compile(r"(?:^|[/._?=&-])(?:rss|feeds?|atom|rdf)(?:[/._?=&\d-]|$)", re.IGNORECASE)
_FEED_END = re.compile(
    r"(?:/(?:rss|feeds?|atom)(?:\d\.0)?/?|\.(?:rss|atom|rdf)|/(?:rss|feed|atom|index)\.(?:xml|json|php|aspx))$",
    re.IGNORECASE,
)
_FEED_WORDS = re.compile(r"(?:rss|atom|json)?\s*(?:feeds?|订阅|訂閱|rss|atom)\s*(?:源|[12]\.0)?", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?|replies|评论|評論|回复", re.IGNORECASE)
_READERS = re.compile(r"//(?:[\w-]+\.)*(?:feedly|inoreader|newsblur|netvibes|theoldreader|feedburner\.google)\.com/")


def find_feeds(document: Element, base: str | None) -> tuple[str, ...]:
    """The addresses of the feeds that a page announces, the best first.

    First what its head states in order, then links in its text that look like feeds; feeds of comments last.
    """
    stated = dict(_stated(document, base))
    linked = {url: words for url, words in _linked(document, base) if url not in stated}
    found = {**stated, **linked}
    ordered = sorted(found, key=lambda url: _COMMENTS.search(f"{found[url]} {url}") is not None)
    return tuple(ordered[:_MOST])


def _stated(document: Element, base: str | None) -> Iterator[tuple[str, str]]:
    for link in document.iter("link"):
        relations = attribute(link, "rel").lower().split()
        kind, href = attribute(link, "type").lower().partition(";")[0].strip(), attribute(link, "href")
        named = kind in _TYPES or (kind in _PLAIN_TYPES and _FEED_NAME.search(href) is not None)
        url = absolute_url(base, href)
        if url and ("feed" in relations or ("alternate" in relations and named)):
            yield url, clean_line(attribute(link, "title"))


def _linked(document: Element, base: str | None) -> Iterator[tuple[str, str]]:
    for link in document.iter("a"):
        href = attribute(link, "href")
        path = href.partition("#")[0]
        if not _FEED_NAME.search(path) and not _FEED_END.search(path.partition("?")[0]):
            continue
        words = clean_line(element_text(link) or attribute(link, "title"))
        if _FEED_END.search(path.partition("?")[0]) or _FEED_WORDS.fullmatch(words):
            url = absolute_url(base, path)
            if url and not _READERS.search(url):
                yield url, words
