"""A page that somebody named: its articles, or its one article, and where else to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from data.models import Channel, Entry, Form, Parsed, SourceKind
from data.parse.article.extract import extract_article, says_article
from data.parse.bylines import is_prose
from data.parse.feeds.discovery import find_feeds
from data.parse.html import Element, attribute, element_text, parse_document
from data.parse.listings.blocks import drop_chrome
from data.parse.listings.dated import ListingContext, count_closings, dated_entries, parse_listing_text
from data.parse.listings.paging import next_page
from data.parse.listings.undated import FEWEST, find_links, link_entries, select_links, texts_beside
from data.text.cleaning import clean_line, language_of
from data.text.passages import width
from data.text.urls import canonical_url

_PROSE_ENOUGH = 150.0  # width of what an article says beside the list on its page
_PROSE_OF_DATED = 40.0  # ... where the page gives a time, as for an article
_MANY = 3  # times as many links as dated articles: the dates stand in one box of a larger page


@dataclass(frozen=True, slots=True)
class PageContext:
    """How a page is to be read: seen from where, at what time, and as what."""

    base_url: str | None
    zone: ZoneInfo
    now: datetime | None = None
    css: str | None = None  # which links lead to articles
    kind: SourceKind = SourceKind.AUTO


def read_page(markup: str, reading: PageContext) -> Parsed:
    """The articles of a listing, or the one article of a page, by which of them the page is about.

    `reading.kind` or a CSS rule says which it is; Form.HTML without entries is neither. The channel has
    the page's title, the feeds it announces and, of a listing, its next page. Raises BadRule.
    """
    document = parse_document(markup)
    if document is None:
        return Parsed((), form=Form.HTML)
    page = ListingContext.of(document, reading.base_url, reading.zone, reading.now)
    channel = _channel(document, page)
    if reading.css:
        links = select_links(document, reading.css, page)
        following = next_page(document, page.base, reading.base_url)
        return Parsed(link_entries(links, page), (), Form.LISTING, replace(channel, next_url=following))
    if reading.kind is SourceKind.ARTICLE:
        return _as_article(extract_article(markup, reading.base_url, reading.zone, reading.now), channel)
    channel = replace(channel, next_url=next_page(document, page.base, reading.base_url))
    drop_chrome(document)
    listed = _listed(document, page, reading)
    if reading.kind is SourceKind.LISTING:
        return listed.parsed(channel)
    article = _article_beside(listed, markup, reading)
    if article is not None:
        return _as_article(article, channel)
    return listed.parsed(channel)


def _as_article(article: Entry | None, channel: Channel) -> Parsed:
    if article is None:
        return Parsed((), form=Form.HTML, channel=channel)
    return Parsed((article,), form=Form.ARTICLE, channel=replace(channel, next_url=None))


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a page has of a listing: `dated` in blocks with a date, `linked` without, `lines` of them in its text."""

    text: str
    dated: Parsed
    linked: tuple[Entry, ...]
    lines: frozenset[str]

    def parsed(self, channel: Channel) -> Parsed:
        entries = self.dated.entries
        if len(self.linked) >= _MANY * len(entries):
            known = {canonical_url(entry.url) for entry in entries if entry.url}
            entries += tuple(entry for entry in self.linked if canonical_url(entry.url or "") not in known)
        form = Form.LISTING if entries else Form.HTML
        return Parsed(entries, self.dated.problems, form, channel)

    def outside(self) -> list[str]:
        """The lines of the page that belong to none of its listed articles."""
        return [line for line in self.text.split("\n") if line not in self.lines]


def _listed(document: Element, page: ListingContext, reading: PageContext) -> _Listed:
    text = element_text(document)
    dated = Parsed(dated_entries(document, page))
    if len(dated.entries) < 2:
        # A saved page that lost its links is read as text.
        dated = parse_listing_text(text, page.zone) if count_closings(text) >= 2 else Parsed(())
    links = find_links(document, page, reading.base_url)
    fewest = 1 if reading.kind is SourceKind.LISTING else FEWEST
    linked = link_entries(links, page) if len(links) >= fewest else ()
    shown = {line for entry in dated.entries for line in (entry.title, *entry.body.split("\n"))}
    return _Listed(text, dated, linked, frozenset(shown or texts_beside(links)))


def _article_beside(listed: _Listed, markup: str, reading: PageContext) -> Entry | None:
    """The article that the page is about, in spite of what it lists; None for a listing.

    Looked for only where the page says enough beside its list, as that takes most of the time.
    """
    outside, dated = listed.outside(), listed.dated.entries
    listed_length = sum(len(entry.title) + len(entry.body) for entry in dated)
    prose = sum(width(line) for line in outside if is_prose(line))
    may_be = sum(map(len, outside)) > listed_length if dated else prose >= _PROSE_OF_DATED or not listed.linked
    says = _says_article(markup)
    article = extract_article(markup, reading.base_url, reading.zone, reading.now) if may_be or says else None
    if article is None:
        return None
    if dated:
        return _apart(article, dated, says)
    own = sum(width(line) for line in article.body.split("\n") if line not in listed.lines and is_prose(line))
    enough = says or own >= _PROSE_ENOUGH or (article.published_at is not None and own >= _PROSE_OF_DATED)
    return article if enough or not listed.linked else None


def _says_article(markup: str) -> bool:
    marks = ("og:type", "ld+json", "article:published_time")
    return any(mark in markup for mark in marks) and says_article(markup)


def _apart(article: Entry, listed: Sequence[Entry], says: bool) -> Entry | None:
    """The article without the listing behind it (related news, comments); None where it is made of it.

    It must be longer than what is listed, or the page must say that it is an article.
    """
    lines = article.body.split("\n")
    places = [place for entry in listed if (place := _find(entry, lines)) is not None]
    body = "\n".join(lines[: min(places)] if len(places) >= 2 else lines)
    length = sum(len(entry.title) + len(entry.body) for entry in listed)
    if len(body) > length or (is_prose(body) and says):
        return replace(article, body=body)
    return None


def _find(entry: Entry, lines: Sequence[str]) -> int | None:
    """The number of the first of `lines` that begins like the entry's title or body."""
    starts = tuple(filter(None, (entry.title, entry.body[:20])))
    return next((number for number, line in enumerate(lines) if line.startswith(starts)), None)


def _channel(document: Element, page: ListingContext) -> Channel:
    title = next((line for node in document.iter("title") if (line := clean_line(node.text or ""))), None)
    language = language_of(attribute(document, "lang"), title or "")
    return Channel(title, language=language, feeds=find_feeds(document, page.base))
