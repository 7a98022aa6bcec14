"""Which form bytes have, told from the content alone, and the parser that reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from data.errors import ParseError
from data.models import Form, Parsed, Problem, SourceKind
from data.parse.encoding import UNPACKED_LIMIT, Oversized, decode, is_gzip, peek, unpack
from data.parse.feeds.jsonfeed import is_json_feed
from data.parse.feeds.sitemaps import parse_sitemap
from data.parse.feeds.xmlfeed import parse_feed
from data.parse.html import BadRule
from data.parse.jsonlines import parse_jsonlines
from data.parse.listings.dated import is_listing_text, parse_listing_text
from data.parse.mail import Mail, is_mail, open_mail
from data.parse.pages import PageContext, read_page
from data.text.cleaning import clean_line

_HEAD = 256 * 1024  # bytes that decide
_MARKS = {  # where a form begins; the first to begin is the form of the whole
    Form.FEED: re.compile(r"<(?:\w+:)?(?:rss|feed|RDF|channel)[\s>]"),
    Form.SITEMAP: re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]"),
    Form.OPML: re.compile(r"<opml[\s>]|<GadgetTabML[\s>]", re.IGNORECASE),
    Form.JSON_LINES: re.compile(r"^[ \t]*(?:(?:\[\s*)?\{\s*[\"}]|\[\s*\])", re.MULTILINE),
    Form.HTML: re.compile(
        r"<(?:!doctype\s+html|html|head|body|meta|title|div|span|p|ul|ol|table|h[1-6]|article|section|main|a)\b",
        re.IGNORECASE,
    ),
}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UNKNOWN = "is not a feed, a listing page, an article or JSON lines"
_NOTHING = {
    Form.FEED: "is a feed, but no item of it can be read",
    Form.JSON_LINES: "is JSON, but nothing in it is an article",
    Form.LISTING_TEXT: "looks like a saved listing page, but holds no article",
    Form.SITEMAP: "looks like a sitemap, but names no article",
    Form.MAIL: "is a mail, but there is no text in it",
    Form.HTML: "is an HTML page, but neither an article nor a list of articles",
}


def recognise(data: bytes, declared_charset: str | None = None) -> Form:
    """The form of `data`, of its content where it is gzip; only the beginning is looked at."""
    text = decode(peek(data, _HEAD), declared_charset).lstrip("\ufeff \t\r\n")
    if not text:
        return Form.EMPTY
    if _is_binary(text):
        return Form.UNKNOWN
    if is_mail(text):
        return Form.MAIL
    found = {form: mark.start() for form, pattern in _MARKS.items() if (mark := pattern.search(text))}
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
    limit: int = UNPACKED_LIMIT,
) -> Parsed:
    """The articles in `data`, whatever its form; `where` names it in errors, links are seen from `base_url`.

    `now`, the moment at which the bytes came, makes times of 3小时前 and the like; `css` says which links of a
    page lead to articles, `kind` what a page is to be read as, `limit` to how many bytes gzip may unpack. Nothing
    in a well-formed feed or sitemap is no error, nor is a page that announces feeds instead. Raises ParseError where
    nothing is an article.
    """
    reading = PageContext(base_url, zone, now, css, kind)
    form = recognise(data, declared_charset)
    if form is Form.EMPTY:
        raise ParseError(where, "is an empty or damaged gzip file" if is_gzip(data) else "is empty")
    if form is Form.UNKNOWN:
        raise ParseError(where, _UNKNOWN)
    if form is Form.OPML:
        raise ParseError(where, "is a list of feeds: use newsbot sources import")
    try:
        parsed = _parse(data, form, reading, declared_charset, limit)
    except Oversized as error:
        raise ParseError(where, str(error)) from error
    except BadRule as error:
        raise ParseError(where, f"the CSS rule {clean_line(css or '')!r} cannot be read ({error})") from error
    quiet = form in (Form.FEED, Form.SITEMAP) and not parsed.problems
    if parsed.entries or quiet or parsed.channel.feeds:
        return parsed
    raise ParseError(where, _without_articles(form, parsed, reading))


def _parse(data: bytes, form: Form, reading: PageContext, charset: str | None, limit: int) -> Parsed:
    if form is Form.JSON_LINES:
        return replace(parse_jsonlines(data, reading.zone, charset, limit), form=form)
    content, whole = unpack(data, limit)
    if form is Form.FEED:
        parsed = parse_feed(content, reading.base_url, reading.zone, charset, reading.now)
    elif form is Form.SITEMAP:
        parsed = parse_sitemap(content, reading.base_url, reading.zone, charset)
    elif form is Form.MAIL:
        parsed = _read_mail(open_mail(content, reading.zone), reading)
    elif form is Form.HTML:
        parsed = read_page(decode(content, charset), reading)
    else:
        parsed = replace(parse_listing_text(decode(content, charset), reading.zone), form=form)
    if whole:
        return parsed
    cut = Problem("file", "the gzip file is cut off or damaged")
    return replace(parsed, problems=(*parsed.problems, cut))


def _read_mail(mail: Mail, reading: PageContext) -> Parsed:
    """The page that a mail holds; where that is neither article nor listing, the mail itself."""
    own = mail.as_entry()
    if mail.markup:
        page = read_page(mail.markup, replace(reading, base_url=mail.url or reading.base_url))
        if page.entries or mail.is_page:
            return page if mail.is_page else replace(page, entries=tuple(map(mail.complete, page.entries)))
    return Parsed((own,) if own else (), form=Form.MAIL)


def _is_binary(text: str) -> bool:
    return len(_CONTROL.findall(text)) > 0.01 * len(text)


def _without_articles(form: Form, parsed: Parsed, reading: PageContext) -> str:
    if form in (Form.HTML, Form.MAIL) and reading.css:
        return f"is a page, but the CSS rule {clean_line(reading.css)!r} selects no link in it"
    if not parsed.problems:
        return _NOTHING[form]
    more = f", and {len(parsed.problems) - 1} more" if len(parsed.problems) > 1 else ""
    return f"{_NOTHING[form]} ({parsed.problems[0]}{more})"
