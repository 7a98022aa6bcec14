"""Whatever bytes come: entries, or one error in one line; never a crash.

What hangs is left to pytest's own time limit; how long the slowest takes is printed by bench_parsing.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import ParseError
from data.models import Entry, Parsed, SourceKind
from data.parse.feeds.discovery import find_feeds
from data.parse.feeds.jsonfeed import parse_json_feed
from data.parse.feeds.opml import parse_opml
from data.parse.feeds.sitemaps import parse_sitemap
from data.parse.feeds.xmlfeed import parse_feed
from data.parse.forms import read
from data.parse.html import BadRule, parse_document
from data.parse.jsonlines import parse_jsonlines
from data.parse.listings.dated import ListingContext, parse_listing_text
from data.parse.listings.paging import next_page
from data.parse.listings.undated import find_links, link_entries, select_links
from data.parse.mail import is_mail, open_mail
from tests.support.listings import parse_listing_html
from tests.support.mutations import PIECES, damaged, documents

SHANGHAI = ZoneInfo("Asia/Shanghai")
BASE = "https://news.example/local/"
NOW = datetime(2022, 6, 24, 9, 50, 54, tzinfo=UTC)
DAMAGED, AT_ONCE = 4_000, 500


def is_sound(entry: Entry) -> bool:
    """Whether the store can take an entry as it is, or once its page is read."""
    repr(entry).encode()  # no lone surrogates
    times = [moment for moment in (entry.published_at, entry.updated_at) if moment]
    assert all(moment.utcoffset() is not None and not moment.utcoffset() for moment in times)
    assert all(url is None or url.startswith("http") for url in (entry.url, entry.image))
    named = bool(entry.title) or (not entry.complete and entry.url)  # by its own page, which is still to be read
    return bool(named) and "\n" not in entry.title


def entries_of(parsed: Parsed) -> tuple[Entry, ...]:
    assert all(map(is_sound, parsed.entries))
    assert all("\n" not in str(problem) for problem in parsed.problems)
    return parsed.entries


def read_or_none(data: bytes, **how: object) -> tuple[Entry, ...]:
    """What `read` gives; () where it raises the one error it may raise."""
    try:
        return entries_of(read(data, "input", BASE, SHANGHAI, now=NOW, **how))  # type: ignore[arg-type]
    except ParseError as error:
        if "\n" in str(error):
            raise
        return ()


def read_links(data: bytes) -> None:
    document = parse_document(data.decode("utf-8", "replace"))
    if document is not None:
        page = ListingContext.of(document, BASE, SHANGHAI, NOW)
        find_feeds(document, BASE)
        next_page(document, BASE)
        entries_of(Parsed(link_entries(find_links(document, page, BASE), page)))


def select(data: bytes) -> None:
    document = parse_document(documents()[8].decode())
    try:
        select_links(document, data.decode("utf-8", "replace"), ListingContext.of(document, BASE, SHANGHAI, NOW))
    except BadRule as error:
        if "\n" in str(error):
            raise


def read_mail(data: bytes) -> None:
    is_mail(data.decode("utf-8", "replace"))
    for whole in (data, b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n" + data):
        entry = open_mail(whole, SHANGHAI).as_entry()
        assert entry is None or is_sound(entry)


def text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


PARSERS: dict[str, Callable[[bytes], object]] = {
    "feeds": lambda data: entries_of(parse_feed(data, BASE, SHANGHAI, None, NOW)),
    "JSON feeds": lambda data: entries_of(parse_json_feed(text(data), BASE, SHANGHAI)),
    "JSON lines": lambda data: entries_of(parse_jsonlines(data, SHANGHAI)),
    "sitemaps": lambda data: entries_of(parse_sitemap(data, BASE, SHANGHAI)),
    "OPML": parse_opml,
    "listings as text": lambda data: entries_of(parse_listing_text(text(data), SHANGHAI)),
    "listings": lambda data: entries_of(parse_listing_html(text(data), BASE, SHANGHAI, NOW)),
    "links": read_links,
    "CSS rules": select,
    "mail": read_mail,
}
CSS = [b"a", b"div", b">", b" ", b":not(", b")", b"[", b"]", b"=", b"::text", b":nth-child(", b"2n", b"*", b"|", b"#"]
MIXED = st.lists(st.sampled_from([*PIECES, *CSS]) | st.sampled_from(documents()) | st.binary(max_size=9), max_size=12)
ANY = st.binary(max_size=300) | MIXED.map(b"".join)


@pytest.mark.parametrize("parser", PARSERS)
@given(ANY)
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_entries_or_problems(parser, data):
    PARSERS[parser](data)


@given(ANY, st.sampled_from(SourceKind), st.none() | st.sampled_from(["a", "li a", "h3 >", "body"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused_in_one_line(data, kind, css):
    read_or_none(data, kind=kind, css=css)


@pytest.mark.parametrize("first", range(0, DAMAGED, AT_ONCE))
def test_damaged_documents_are_read_or_refused_in_one_line(first):
    read_of = 0
    for seed in range(first, first + AT_ONCE):
        kind = random.Random(seed).choice(tuple(SourceKind))
        try:
            read_of += bool(read_or_none(damaged(seed), kind=kind))
        except Exception as error:
            error.add_note(f"document {seed}, as {kind}")
            raise
    assert read_of > AT_ONCE / 5  # damage is no excuse for reading nothing


def test_every_undamaged_document_is_read_without_a_problem():
    for number, data in enumerate(documents()):
        found = parse_opml(data) if b"<opml" in data else read(data, "input", BASE, SHANGHAI, now=NOW)
        assert found, number
