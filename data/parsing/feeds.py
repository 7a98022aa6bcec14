"""RSS, Atom, RDF and JSON feeds to entries; the one edge where feedparser is called."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

import feedparser

from data.dates import parse_date
from data.models import Entry, Parsed, Problem
from data.parsing.encoding import decode
from data.parsing.html import plain_text
from data.parsing.jsonlines import read_record
from data.text import clean_line, first_sentence, language_of
from data.urls import absolute_url

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # common, never meant
_OPENED = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]")
_CLOSED = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>")
_READABLE = ("text/", "application/xhtml", "html", "xhtml")  # Atom may also carry a picture


def parse_feed(data: bytes, base_url: str | None, zone: ZoneInfo, charset: str | None = None) -> Parsed:
    """The items of a feed; relative links are seen from `base_url`, `charset` is the HTTP header's.

    Broken XML gives its good items and one Problem; an item that the end of the file cuts in two is not
    kept. No entries and no Problem is a feed that has nothing to say at the moment.
    """
    text = _NOT_XML.sub("", decode(data, charset)).lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return _parse_json_feed(text, base_url, zone)
    # A stream, as feedparser would open bytes as the name of a file; UTF-8, said in the one place that it
    # believes before the XML declaration.
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base_url or ""}
    result: dict[str, Any] = feedparser.parse(
        io.BytesIO(text.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not result.get("version"):
        return Parsed((), (Problem("feed", "is not RSS, Atom or RDF"),))
    items, problems = result["entries"], []
    if result.get("bozo"):
        items, problem = _without_cut(items, text, result.get("bozo_exception"))
        problems.append(problem)
    channel = _Channel(dict(result["feed"]), base_url, zone)
    entries: list[Entry] = []
    for number, item in enumerate(items, 1):
        entry, reason = channel.entry(dict(item))
        entries += [entry] if entry else []
        problems += [Problem(f"item {number}", reason)] if reason else []
    return Parsed(tuple(entries), tuple(problems))


def is_json_feed(text: str) -> bool:
    """Whether JSON text begins like a JSON Feed (https://jsonfeed.org/version/1.1)."""
    return re.search(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org', text[:4096]) is not None


@dataclass(frozen=True, slots=True)
class _Channel:
    """What a feed says of itself, for items that do not say it."""

    about: dict[str, Any]
    base_url: str | None
    zone: ZoneInfo

    def entry(self, item: dict[str, Any]) -> tuple[Entry | None, str | None]:
        """The entry, None for an item without words, and what is wrong with the item."""
        body, language = _body(item)
        title = clean_line(plain_text(item.get("title") or "")) or first_sentence(body)
        if not title:
            return None, "has neither title nor text"
        date = item.get("published") or item.get("updated") or item.get("created") or ""
        published_at = parse_date(date, self.zone)
        entry = Entry(
            title,
            body,
            url=self._link(item),
            external_id=clean_line(item.get("id") or "") or None,
            published_at=published_at,
            source=self._publisher(item),
            section=_section(item),
            language=language_of(language or self.about.get("language"), f"{title}\n{body}"),
        )
        unread = date.strip() and published_at is None
        return entry, f"its date {date.strip()[:60]!r} cannot be read" if unread else None

    def _link(self, item: dict[str, Any]) -> str | None:
        link = item.get("feedburner_origlink") or item.get("link") or ""
        return absolute_url(self.base_url or self.about.get("link"), link)

    def _publisher(self, item: dict[str, Any]) -> str | None:
        names = (dict(item.get("source") or {}).get("title"), item.get("publisher"), self.about.get("title"))
        return next((line for name in names if (line := clean_line(plain_text(name or "")))), None)


def _body(item: dict[str, Any]) -> tuple[str, str | None]:
    """The text of the full content, else of the summary, and the language stated on it."""
    content = [part for part in item.get("content") or () if str(part.get("type")).startswith(_READABLE)]
    parts = [*content, item.get("summary_detail") or {}, item.get("title_detail") or {}]
    language = next((part["language"] for part in parts if part.get("language")), None)
    texts = [plain_text(part.get("value") or "") for part in content]
    return max(texts, key=len, default="") or plain_text(item.get("summary") or ""), language


def _section(item: dict[str, Any]) -> str | None:
    for tag in item.get("tags") or ():
        if name := clean_line(plain_text(tag.get("label") or tag.get("term") or "")):
            return name
    return None


def _without_cut(items: list[Any], text: str, error: object) -> tuple[list[Any], Problem]:
    """The items but for one that the end of the text cuts off, and what is wrong with the XML."""
    line = getattr(error, "getLineNumber", lambda: None)()
    where = f"line {line}" if line else "feed"
    opened, closed = len(_OPENED.findall(text)), len(_CLOSED.findall(text))
    if opened > closed and opened == len(items):
        return items[:-1], Problem(where, f"the XML is cut off in item {opened}, which is left out")
    message = getattr(error, "getMessage", lambda: str(error))()
    return items, Problem(where, f"the XML is broken ({message}), {len(items)} items could be read")


def _parse_json_feed(text: str, base_url: str | None, zone: ZoneInfo) -> Parsed:
    try:
        feed = json.loads(text)
        items = list(feed["items"])
    except (ValueError, RecursionError, KeyError, TypeError):
        return Parsed((), (Problem("feed", "is a JSON Feed that is cut off or has no items"),))
    source, language = (clean_line(str(feed.get(key) or "")) for key in ("title", "language"))
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            item.setdefault("language", language or None)
        entry, reasons = read_record(item, zone, base_url)
        entries += [replace(entry, source=entry.source or source or None)] if entry else []
        problems += [Problem(f"item {number}", reason) for reason in reasons]
    return Parsed(tuple(entries), tuple(problems))
