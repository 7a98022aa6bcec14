"""An HTML listing page, read for its dated blocks alone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from data.models import Parsed
from data.parse.html import parse_document
from data.parse.listings.blocks import drop_chrome
from data.parse.listings.dated import ListingContext, dated_entries


def parse_listing_html(markup: str, base_url: str | None, zone: ZoneInfo, now: datetime | None = None) -> Parsed:
    """`url` is absolute, None where neither `base_url` nor the page says what it is relative to."""
    document = parse_document(markup)
    if document is None:
        return Parsed(())
    page = ListingContext.of(document, base_url, zone, now)
    drop_chrome(document)
    return Parsed(dated_entries(document, page))
