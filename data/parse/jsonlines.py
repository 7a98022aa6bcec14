"""Articles as JSON: one object a line, an array, or a single object; plain or gzip."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from data.models import Entry, Parsed, Problem
from data.parse.encoding import UNPACKED_LIMIT, Oversized, decode, unpack
from data.parse.html import html_to_text, is_markup
from data.text.cleaning import clean_line, clean_text, first_sentence, language_of
from data.text.dates import from_epoch, parse_date
from data.text.urls import absolute_url

_NAMES = {  # ours first, then what others call it
    "id": ("id", "guid"),
    "url": ("url", "link"),
    "title": ("title", "headline"),
    "published": ("published", "published_at", "date", "date_published", "datePublished", "pubDate"),
    "source": ("source", "publisher"),
    "section": ("section", "category"),
    "language": ("language", "lang"),
    "author": ("author", "authors", "byline", "creator"),
    "image": ("image", "image_url", "top_image"),
    "updated": ("updated", "updated_at", "date_modified", "dateModified"),
    "body": ("body", "content", "text", "content_html", "content_text", "description", "summary"),
}


def parse_jsonlines(data: bytes, zone: ZoneInfo, charset: str | None = None, limit: int = UNPACKED_LIMIT) -> Parsed:
    """The articles of `{id, url, title, published, source, language, body, section?}` records.

    Other keys are ignored and common other names understood. A bad record or value is a Problem at its
    "line N" ("item N" in an array); the rest is kept, also of a gzip file that was cut off.
    """
    try:
        content, whole = unpack(data, limit)
    except Oversized as error:
        return Parsed((), (Problem("file", str(error)),))
    text = decode(content, charset)
    last = text.count("\n") + 1
    if not whole and text.lstrip()[:1] != "[":
        text = text[: text.rfind("\n") + 1]  # the line of the cut is named once, below
    entries: list[Entry] = []
    problems: list[Problem] = []
    for where, value in _values(text):
        entry, reasons = read_record(value, zone)
        entries += [entry] if entry else []
        problems += [Problem(where, reason) for reason in reasons]
    if not whole:
        problems.append(Problem(f"line {last}", "the gzip file is cut off here or damaged"))
    return Parsed(tuple(entries), tuple(problems))


def read_record(value: object, zone: ZoneInfo, base_url: str | None = None) -> tuple[Entry | None, list[str]]:
    """The entry that a decoded JSON value describes, None if it is none, and what is wrong with it."""
    if isinstance(value, _BadJson):
        return None, [value.reason]
    if not isinstance(value, dict):
        return None, ["is not a JSON object"]
    record = _Record(value)
    title, body = clean_line(_words(record.text("title"))), _words(record.text("body"))
    external_id, url = record.identity(), absolute_url(base_url, record.text("url"))
    if record.reasons or not (title or body):
        return None, record.reasons or ["has neither title nor body"]
    entry = Entry(
        title or first_sentence(body),
        body,
        url=url,
        external_id=external_id,
        published_at=record.time("published", zone),
        source=record.name("source"),
        section=record.name("section"),
        language=language_of(record.text("language"), f"{title}\n{body}"),
        author=record.names("author"),
        image=absolute_url(url or base_url, record.name("image") or ""),
        updated_at=record.time("updated", zone),
    )
    return entry, record.reasons


def _words(text: str) -> str:
    # Entities stay in plain text: it is quoted verbatim, and JSON has no need of them.
    return html_to_text(text) if is_markup(text) else clean_text(text)


@dataclass(frozen=True, slots=True)
class _BadJson:
    reason: str


@dataclass(frozen=True, slots=True)
class _Record:
    """A JSON object with the names it may use for our fields; notes what has a wrong type."""

    values: dict[str, Any]
    reasons: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        value = self._value(name)
        if value is None or isinstance(value, str):
            return value or ""
        self.reasons.append(f"{name} is {_kind(value)}, not text")
        return ""

    def identity(self) -> str | None:
        value = self._value("id")
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return clean_line(self.text("id")) or None

    def name(self, name: str) -> str | None:
        """Text that may also come as {"name": …}, {"url": …} or as the first of a list."""
        value = self._value(name)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("name") or value.get("url")
        if value is None or isinstance(value, str):
            return clean_line(value or "") or None
        self.reasons.append(f"{name} is {_kind(value)}, not text")
        return None

    def names(self, name: str) -> str | None:
        """All the names of a list, parted by ", "; else the one name."""
        value = self._value(name)
        values = value if isinstance(value, list) else [value]
        texts = [each.get("name") if isinstance(each, dict) else each for each in values]
        if any(not isinstance(text, str | None) for text in texts):
            self.reasons.append(f"{name} is {_kind(value)}, not text")
        cleaned = dict.fromkeys(clean_line(text) for text in texts if isinstance(text, str))
        return ", ".join(filter(None, cleaned)) or None

    def time(self, name: str, zone: ZoneInfo) -> datetime | None:
        value = self._value(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            moment = parse_date(value, zone)
        else:
            moment = from_epoch(value) if isinstance(value, int | float) else None
        if moment is None:
            self.reasons.append(f"{name} {json.dumps(value, ensure_ascii=False)[:60]} is no date")
        return moment.replace(microsecond=0) if moment else None

    def _value(self, name: str) -> Any:
        return next((self.values[key] for key in _NAMES[name] if self.values.get(key) is not None), None)


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), "something else")


def _values(text: str) -> Iterator[tuple[str, object]]:
    """Where each JSON value stands, and the value or _BadJson."""
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] == "[" or (start[:1] == "{" and isinstance(_load(start.split("\n", 1)[0]), _BadJson)):
        values = list(_sequence(start))
        if any(not isinstance(value, _BadJson) for _, value in values):
            yield from values
            return
    for number, line in enumerate(text.split("\n"), 1):  # not splitlines(): U+2028 may stand inside a string
        if line.strip("\ufeff \t\r"):
            yield f"line {number}", _load(line.strip("\ufeff"))


def _sequence(text: str) -> Iterator[tuple[str, object]]:
    """The values of an array, or objects that go over several lines, up to the first that is broken."""
    decoder = json.JSONDecoder()
    position, number = int(text[:1] == "["), 0
    while (position := _past(text, position)) < len(text) and text[position] != "]":
        number += 1
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            yield f"item {number}", _BadJson(_reason(error))
            return
        yield f"item {number}", value


def _past(text: str, position: int) -> int:
    """The position of the next character that is neither white space nor a comma."""
    while position < len(text) and text[position] in " \t\r\n,":
        position += 1
    return position


def _load(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return _BadJson(_reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"bad JSON ({error.msg}, column {error.colno})"
    return "bad JSON (nested too deeply)" if isinstance(error, RecursionError) else f"bad JSON ({error})"
