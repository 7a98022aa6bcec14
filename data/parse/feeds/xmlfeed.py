"""RSS, Atom and RDF feeds to entries; the one edge where feedparser is called."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import feedparser

from data.models import Channel, Entry, Form, Parsed, Problem
from data.parse.encoding import decode
from data.parse.feeds.jsonfeed import parse_json_feed
from data.parse.html import plain_text
from data.parse.pictures import first_picture, picture_url
from data.parse.teasers import SUMMARY, is_cut, is_teaser, without_invitation
from data.text.cleaning import clean_line, first_sentence, language_of
from data.text.dates import parse_date
from data.text.urls import absolute_url

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # common, never meant
_OPENED = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]")
_CLOSED = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>")
_READABLE = ("text/", "application/xhtml", "html", "xhtml")  # Atom may also carry a picture
_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_LONGEST_TTL = timedelta(days=30)
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)", re.IGNORECASE)
_MOST_AUTHORS = 10
_MOST_TAGS = 50_000  # of a feed; feedparser takes 0.1 ms or more for each


def parse_feed(
    data: bytes, base_url: str | None, zone: ZoneInfo, charset: str | None = None, now: datetime | None = None
) -> Parsed:
    """The items of a feed; relative links are seen from `base_url`, `charset` is the HTTP header's.

    Broken XML gives its good items and one Problem; an item that the end of the file cuts in two is not
    kept. No entries and no Problem is a feed that has nothing to say at the moment. An item whose text is
    only a teaser is not `complete`, if it has a page to read the rest on.
    """
    text = _NOT_XML.sub("", decode(data, charset)).lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return parse_json_feed(text, base_url, zone)
    text = _shortened(text)
    if not text:
        return Parsed((), (Problem("feed", f"has more than {_MOST_TAGS} tags"),), Form.FEED)
    result = _feedparser(text, base_url)
    if not result.get("version"):
        return Parsed((), (Problem("feed", "is not RSS, Atom or RDF"),), Form.FEED)
    items, problems = result["entries"], []
    if result.get("bozo"):
        items, problem = _without_cut(items, text, result.get("bozo_exception"))
        problems.append(problem)
    feed = _Feed(dict(result["feed"]), base_url, zone, now)
    entries: list[Entry] = []
    for number, item in enumerate(items, 1):
        entry, reason = feed.entry(dict(item))
        entries += [entry] if entry else []
        problems += [Problem(f"item {number}", reason)] if reason else []
    return Parsed(tuple(entries), tuple(problems), Form.FEED, feed.channel())


def _shortened(text: str) -> str:
    """`text` with as many of its first items as can be read in seconds; "" where it is long without them."""
    if text.count("<") <= _MOST_TAGS:
        return text
    tags = before = cut = 0
    for item in _OPENED.finditer(text):
        tags, before = tags + text.count("<", before, item.start()), item.start()
        if tags > _MOST_TAGS:
            break
        cut = item.start()
    end = max((item.end() for item in _CLOSED.finditer(text, cut)), default=0)
    return text[:cut] + text[end:] if cut and end and text.count("<", end) < _MOST_TAGS else ""


def _feedparser(text: str, base_url: str | None) -> dict[str, Any]:
    # A stream, as feedparser would open bytes as the name of a file; UTF-8, said in the one place that it
    # believes before the XML declaration.
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base_url or ""}
    try:
        result: dict[str, Any] = feedparser.parse(
            io.BytesIO(text.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:  # noqa: BLE001 it reads any XML it is given, and some of that breaks it in its own way
        return {}
    return result


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed says of itself, for items that do not say it."""

    about: dict[str, Any]
    base_url: str | None
    zone: ZoneInfo
    now: datetime | None

    def channel(self) -> Channel:
        title = clean_line(plain_text(self.about.get("title") or "")) or None
        stated = self.about.get("language")
        return Channel(title, language=language_of(stated, title or ""), ttl=_ttl(self.about), next_url=self._next())

    def entry(self, item: dict[str, Any]) -> tuple[Entry | None, str | None]:
        """The entry, None for an item without words, and what is wrong with the item."""
        body, markup, whole, language = _body(item)
        title = clean_line(plain_text(item.get("title") or "")) or first_sentence(body)
        if not title:
            return None, "has neither title nor text"
        date = item.get("published") or item.get("updated") or item.get("created") or ""
        published_at = self._time(date)
        updated_at = self._time(item.get("updated") or "")
        url = self._link(item)
        entry = Entry(
            title,
            body,
            url=url,
            external_id=clean_line(item.get("id") or "") or None,
            published_at=published_at,
            source=self._publisher(item),
            section=_section(item),
            language=language_of(language or self.about.get("language"), f"{title}\n{body}"),
            author=_authors(item),
            image=self._image(item, markup, url),
            updated_at=updated_at if updated_at and published_at and updated_at > published_at else None,
            complete=whole or url is None,
        )
        unread = date.strip() and published_at is None
        return entry, f"its date {date.strip()[:60]!r} cannot be read" if unread else None

    def _time(self, written: str) -> datetime | None:
        moment = parse_date(written, self.zone, self.now)
        return moment.replace(microsecond=0) if moment else None

    def _link(self, item: dict[str, Any]) -> str | None:
        link = item.get("feedburner_origlink") or item.get("link") or ""
        return absolute_url(self.base_url or self.about.get("link"), link)

    def _next(self) -> str | None:
        """Where older entries are (RFC 5005): the next page, or the archive before this one."""
        links = {str(link.get("rel")): str(link.get("href") or "") for link in reversed(self.about.get("links") or ())}
        found = absolute_url(self.base_url, links.get("next") or links.get("prev-archive") or "")
        return found if found != self.base_url else None

    def _publisher(self, item: dict[str, Any]) -> str | None:
        names = (dict(item.get("source") or {}).get("title"), item.get("publisher"), self.about.get("title"))
        return next((line for name in names if (line := clean_line(plain_text(name or "")))), None)

    def _image(self, item: dict[str, Any], markup: str, url: str | None) -> str | None:
        base = url or self.base_url
        stated = (picture_url(base, address) for address in _pictures(item))
        return next(filter(None, stated), None) or first_picture(markup, base)


def _body(item: dict[str, Any]) -> tuple[str, str, bool, str | None]:
    """The text of the full content, else of the summary; its markup, whether it is whole, its language."""
    content = [part for part in item.get("content") or () if str(part.get("type")).startswith(_READABLE)]
    parts = [*content, item.get("summary_detail") or {}, item.get("title_detail") or {}]
    language = next((part["language"] for part in parts if part.get("language")), None)
    values = [part.get("value") or "" for part in content]
    fullest = max(((plain_text(value), value) for value in values), key=lambda pair: len(pair[0]), default=("", ""))
    if fullest[0]:
        return without_invitation(fullest[0]), fullest[1], not is_cut(fullest[0]), language
    summary = item.get("summary") or ""
    text = plain_text(summary)
    return without_invitation(text), summary or fullest[1], not is_teaser(text, SUMMARY), language


def _section(item: dict[str, Any]) -> str | None:
    for tag in item.get("tags") or ():
        if name := clean_line(plain_text(tag.get("label") or tag.get("term") or "")):
            return name
    return None


def _authors(item: dict[str, Any]) -> str | None:
    people = [person.get("name") for person in item.get("authors") or () if isinstance(person, dict)]
    named = dict.fromkeys(clean_line(plain_text(name)) for name in people if name)
    return ", ".join(list(filter(None, named))[:_MOST_AUTHORS]) or None


def _pictures(item: dict[str, Any]) -> Iterator[str | None]:
    """Addresses of pictures that the item names, the one most meant as its lead first."""
    for media in item.get("media_content") or ():
        address = media.get("url") or ""
        kind = media.get("medium") or media.get("type") or ("image" if _PICTURE_NAME.search(address) else "")
        if kind.startswith("image"):
            yield address
    for thumbnail in item.get("media_thumbnail") or ():
        yield thumbnail.get("url")
    for link in item.get("links") or ():
        if link.get("rel") == "enclosure" and str(link.get("type")).startswith("image"):
            yield link.get("href")
    image = item.get("image")  # itunes:image
    if isinstance(image, dict):
        yield image.get("href")


def _ttl(about: dict[str, Any]) -> timedelta | None:
    """How long the feed asks to be left alone: its ttl in minutes, or how often it says that it is updated."""
    ttl = str(about.get("ttl") or "").strip()
    if re.fullmatch(r"\d{1,6}", ttl) and int(ttl):
        return min(timedelta(minutes=int(ttl)), _LONGEST_TTL)
    hours = _PERIODS.get(str(about.get("sy_updateperiod") or "").strip().lower())
    times = str(about.get("sy_updatefrequency") or "1").strip()
    if hours is None or not re.fullmatch(r"\d{1,4}", times) or not int(times):
        return None
    return min(timedelta(hours=hours) / int(times), _LONGEST_TTL)


def _without_cut(items: list[Any], text: str, error: object) -> tuple[list[Any], Problem]:
    """The items but for one that the end of the text cuts off, and what is wrong with the XML."""
    line = getattr(error, "getLineNumber", lambda: None)()
    where = f"line {line}" if line else "feed"
    opened, closed = len(_OPENED.findall(text)), len(_CLOSED.findall(text))
    if opened > closed and opened == len(items):
        return items[:-1], Problem(where, f"the XML is cut off in item {opened}, which is left out")
    message = clean_line(str(getattr(error, "getMessage", lambda: error)()))
    return items, Problem(where, f"the XML is broken ({message}), {len(items)} items could be read")
