"""Which form bytes have, told from the content alone, and the parser that reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from data.errors import ParseError
from data.models import Entry, Form, Parsed, Problem, SourceKind
from data.parsing.bylines import is_prose
from data.parsing.encoding import Oversized, decode, is_gzip, peek, unpack
from data.parsing.extract import extract_article, says_article
from data.parsing.feeds import parse_feed
from data.parsing.html import html_to_text
from data.parsing.jsonfeed import is_json_feed
from data.parsing.jsonlines import parse_jsonlines
from data.parsing.listings import count_closings, is_listing_text, parse_listing_html, parse_listing_text

_HEAD = 256 * 1024  # bytes that decide
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF|channel)[\s>]")
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|span|p|ul|ol|table|h[1-6]|article|section|main|a)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(r"^[ \t]*(?:(?:\[\s*)?\{\s*[\"}]|\[\s*\])", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UNKNOWN = "is not a feed, a listing page, an article or JSON lines"


_NOTHING = {
    Form.FEED: "is a feed, but no item of it can be read",
    Form.JSON_LINES: "is JSON, but nothing in it is an article",
    Form.LISTING_TEXT: "looks like a saved listing page, but holds no article",
    Form.HTML: "is an HTML page, but neither an article nor a list of articles",
}


def recognise(data: bytes, declared_charset: str | None = None) -> Form:
    """The form of `data`, of its content where it is gzip; only the beginning is looked at."""
    text = decode(peek(data, _HEAD), declared_charset).lstrip("\ufeff \t\r\n")
    if not text:
        return Form.EMPTY
    if _is_binary(text):
        return Form.UNKNOWN
    marks = {
        Form.FEED: _FEED.search(text),
        Form.JSON_LINES: _RECORD.search(text),
        Form.HTML: _PAGE.search(text),
    }
    found = {form: mark.start() for form, mark in marks.items() if mark}
    if not found:
        return Form.LISTING_TEXT if is_listing_text(text) else Form.UNKNOWN
    form = min(found, key=lambda form: found[form])  # a page may hold JSON, a feed and JSON may hold markup
    return Form.FEED if form is Form.JSON_LINES and is_json_feed(text) else form


def read(
    data: bytes,
    where: str,
    base_url: str | None,
    zone: ZoneInfo,
    declared_charset: str | None = None,
    *,
    now: datetime | None = None,
    css: str | None = None,
    kind: SourceKind = SourceKind.AUTO,
) -> Parsed:
    """The articles in `data`, whatever its form; `where` names it in errors, links are seen from `base_url`.

    A well-formed feed without items gives no entries and no Problem: a quiet source is not an error.
    Raises ParseError where nothing is an article.
    """
    form = recognise(data, declared_charset)
    if form is Form.EMPTY:
        raise ParseError(where, "is an empty or damaged gzip file" if is_gzip(data) else "is empty")
    if form is Form.UNKNOWN:
        raise ParseError(where, _UNKNOWN)
    try:
        parsed = _parse(data, form, base_url, zone, declared_charset)
    except Oversized as error:
        raise ParseError(where, str(error)) from error
    if parsed.entries or (form is Form.FEED and not parsed.problems):
        return replace(parsed, form=form)
    raise ParseError(where, _without_articles(form, parsed))


def _parse(data: bytes, form: Form, base_url: str | None, zone: ZoneInfo, charset: str | None) -> Parsed:
    if form is Form.JSON_LINES:
        return parse_jsonlines(data, zone, charset)
    content, whole = unpack(data)
    if form is Form.FEED:
        parsed = parse_feed(content, base_url, zone, charset)
    elif form is Form.HTML:
        parsed = _parse_page(decode(content, charset), base_url, zone)
    else:
        parsed = parse_listing_text(decode(content, charset), zone)
    if whole:
        return parsed
    return Parsed(parsed.entries, (*parsed.problems, Problem("file", "the gzip file is cut off or damaged")))


def _parse_page(markup: str, base_url: str | None, zone: ZoneInfo) -> Parsed:
    """The articles of a listing, or the one article of a page, by which of them the page is about."""
    listing = parse_listing_html(markup, base_url, zone)
    if len(listing.entries) < 2 and count_closings(text := html_to_text(markup)) >= 2:
        listing = parse_listing_text(text, zone)  # a saved page that lost its links
    article = extract_article(markup, base_url, zone)
    if len(listing.entries) < 2:
        return Parsed((article,) if article else ())
    article = _apart(article, listing, markup) if article else None
    return Parsed((article,)) if article else listing


def _apart(article: Entry, listing: Parsed, markup: str) -> Entry | None:
    """The article without the listing behind it (related news, comments); None where it is made of it.

    It must be longer than what is listed, or the page must say that it is an article.
    """
    lines = article.body.split("\n")
    listed = [_find(entry, lines) for entry in listing.entries]
    ends = [number for number in listed if number is not None]
    body = "\n".join(lines[: min(ends)] if len(ends) >= 2 else lines)
    length = sum(len(entry.title) + len(entry.body) for entry in listing.entries)
    if len(body) > length or (is_prose(body) and says_article(markup)):
        return replace(article, body=body)
    return None


def _find(entry: Entry, lines: Sequence[str]) -> int | None:
    """The number of the first of `lines` that begins like the entry's title or body."""
    starts = tuple(filter(None, (entry.title, entry.body[:20])))
    return next((number for number, line in enumerate(lines) if line.startswith(starts)), None)


def _is_binary(text: str) -> bool:
    return "\0" in text or len(_CONTROL.findall(text)) > 0.01 * len(text)


def _without_articles(form: Form, parsed: Parsed) -> str:
    if not parsed.problems:
        return _NOTHING[form]
    more = f", and {len(parsed.problems) - 1} more" if len(parsed.problems) > 1 else ""
    return f"{_NOTHING[form]} ({parsed.problems[0]}{more})"
