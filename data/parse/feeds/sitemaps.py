"""Sitemaps to entries: news sitemaps, plain ones, and indexes of either (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from data.models import Channel, Entry, Form, Parsed, Problem
from data.parse.encoding import decode
from data.parse.html import Element, parse_xml
from data.parse.listings.undated import names_article
from data.parse.pictures import picture_url
from data.text.cleaning import clean_line, language_of
from data.text.dates import parse_date
from data.text.urls import absolute_url

MOST_PLAIN = 500  # newest pages of a sitemap that is not about news; such a file may name 50,000
_MOST_CHILDREN = 1000
_OLDEST = datetime.min.replace(tzinfo=UTC)


def parse_sitemap(data: bytes, base_url: str | None, zone: ZoneInfo, charset: str | None = None) -> Parsed:
    """The articles that a sitemap names, none of them `complete`; `channel.children` of a sitemap index.

    A news sitemap states title, time, publisher and language. A plain one only says when a page was
    changed: its newest pages whose address looks like an article's become entries, with the change in
    `updated_at` and "" for a title: that their own pages say.
    """
    document = parse_xml(decode(data, charset))
    if document is None or _name(document) not in ("urlset", "sitemapindex"):
        return Parsed((), (Problem("sitemap", "is not a sitemap"),), Form.SITEMAP)
    if _name(document) == "sitemapindex":
        return Parsed((), (), Form.SITEMAP, Channel(children=_children(document, base_url, zone)))
    pages = [node for node in document if _name(node) == "url"]
    if any(_child(page, "news") is not None for page in pages):
        return _news(pages, base_url, zone)
    plain = [entry for page in pages if (entry := _plain_entry(page, base_url, zone))]
    plain.sort(key=lambda entry: entry.updated_at or _OLDEST, reverse=True)
    return Parsed(tuple(plain[:MOST_PLAIN]), (), Form.SITEMAP)


def _news(pages: list[Element], base_url: str | None, zone: ZoneInfo) -> Parsed:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, page in enumerate(pages, 1):
        if (news := _child(page, "news")) is None:
            continue
        entry = _news_entry(page, news, base_url, zone)
        if entry is None:
            problems.append(Problem(f"url {number}", "has no address or no title"))
        else:
            entries.append(entry)
            written = _text(news, "publication_date")
            if written and entry.published_at is None:
                problems.append(Problem(f"url {number}", f"its date {written[:60]!r} cannot be read"))
    return Parsed(tuple(entries), tuple(problems), Form.SITEMAP)


def _news_entry(page: Element, news: Element, base_url: str | None, zone: ZoneInfo) -> Entry | None:
    url, title = absolute_url(base_url, _text(page, "loc")), _text(news, "title")
    if url is None or not title:
        return None
    publication = _child(news, "publication")
    published_at = _time(_text(news, "publication_date"), zone)
    changed_at = _time(_text(page, "lastmod"), zone)
    image = _child(page, "image")
    return Entry(
        title,
        "",
        url=url,
        published_at=published_at,
        source=_text(publication, "name") or None,
        language=language_of(_text(publication, "language"), title),
        image=picture_url(url, _text(image, "loc")),
        updated_at=changed_at if changed_at and published_at and changed_at > published_at else None,
        complete=False,
    )


def _plain_entry(page: Element, base_url: str | None, zone: ZoneInfo) -> Entry | None:
    url, changed_at = absolute_url(base_url, _text(page, "loc")), _time(_text(page, "lastmod"), zone)
    if url is None or changed_at is None:
        return None
    if not names_article(url):
        return None
    return Entry("", "", url=url, updated_at=changed_at, complete=False)


def _children(document: Element, base_url: str | None, zone: ZoneInfo) -> tuple[str, ...]:
    """The sitemaps of an index, the newest first; those that do not say when they changed come last, in order."""
    found: dict[str, datetime] = {}
    for node in document:
        url = absolute_url(base_url, _text(node, "loc")) if _name(node) == "sitemap" else None
        if url:
            found.setdefault(url, _time(_text(node, "lastmod"), zone) or _OLDEST)
    return tuple(sorted(found, key=lambda url: found[url], reverse=True)[:_MOST_CHILDREN])


def _time(written: str, zone: ZoneInfo) -> datetime | None:
    moment = parse_date(written, zone)
    return moment.replace(microsecond=0) if moment else None


def _name(element: Element) -> str:
    """The tag without its namespace, in lower case: publishers write both as they like."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def _named(element: Element | None, name: str) -> Iterator[Element]:
    return (child for child in (element if element is not None else ()) if _name(child) == name)


def _child(element: Element | None, name: str) -> Element | None:
    return next(_named(element, name), None)


def _text(element: Element | None, name: str) -> str:
    """The words of the first child called `name` that has some."""
    return next((words for child in _named(element, name) if (words := clean_line("".join(child.itertext())))), "")
