"""JSON Feed 1.0 and 1.1 to entries (https://jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from data.models import Channel, Entry, Form, Parsed, Problem
from data.parse.jsonlines import read_record
from data.parse.pictures import first_picture, picture_url
from data.parse.teasers import SUMMARY, is_cut, is_teaser, without_invitation
from data.text.cleaning import clean_line, language_of
from data.text.urls import absolute_url


def is_json_feed(text: str) -> bool:
    """Whether JSON text begins like a JSON Feed."""
    return re.search(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org', text[:4096]) is not None


def parse_json_feed(text: str, base_url: str | None, zone: ZoneInfo) -> Parsed:
    """The items of a JSON Feed; an item that only has a summary is not `complete`."""
    try:
        feed = json.loads(text)
        items = list(feed["items"])
    except (ValueError, RecursionError, KeyError, TypeError):
        return Parsed((), (Problem("feed", "is a JSON Feed that is cut off or has no items"),), Form.FEED)
    channel = _channel(feed, base_url)
    language = clean_line(str(feed.get("language") or "")) or None
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            item.setdefault("language", language)
        entry, reasons = read_record(item, zone, base_url)
        if entry:
            entries.append(_with_details(entry, item, feed, channel, base_url))
        problems += [Problem(f"item {number}", reason) for reason in reasons]
    return Parsed(tuple(entries), tuple(problems), Form.FEED, channel)


def _channel(feed: dict[str, Any], base_url: str | None) -> Channel:
    title = _line(feed, "title")
    return Channel(
        title,
        language=language_of(_line(feed, "language"), title or ""),
        next_url=absolute_url(base_url, _line(feed, "next_url") or ""),
    )


def _with_details(
    entry: Entry, item: dict[str, Any], feed: dict[str, Any], channel: Channel, base_url: str | None
) -> Entry:
    url = entry.url or absolute_url(base_url, _line(item, "external_url") or "")
    markup = item.get("content_html")
    pictures = (picture_url(url or base_url, item.get(key)) for key in ("image", "banner_image"))
    image = next(filter(None, pictures), None)
    if image is None and isinstance(markup, str):
        image = first_picture(markup, url or base_url)
    has_content = any(item.get(key) for key in ("content_html", "content_text"))
    teaser = is_cut(entry.body) if has_content and entry.body else is_teaser(entry.body, SUMMARY)
    return replace(
        entry,
        body=without_invitation(entry.body),
        url=url,
        source=entry.source or channel.title,
        section=entry.section or _first_tag(item),
        author=_authors(item) or _authors(feed),
        image=image,
        complete=not teaser or url is None,
    )


def _line(values: dict[str, Any], key: str) -> str | None:
    value = values.get(key)
    return clean_line(value) or None if isinstance(value, str) else None


def _first_tag(item: dict[str, Any]) -> str | None:
    tags = item.get("tags")
    return next((clean_line(tag) for tag in tags if isinstance(tag, str)), None) if isinstance(tags, list) else None


def _authors(values: dict[str, Any]) -> str | None:
    stated = values.get("authors") or values.get("author")
    people = stated if isinstance(stated, list) else [stated]
    names = (_line(person, "name") for person in people[:10] if isinstance(person, dict))
    return ", ".join(dict.fromkeys(filter(None, names))) or None
