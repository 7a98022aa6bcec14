"""Mail as a file: pages that a browser saved as MHTML, and newsletters (.eml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from data.models import Entry
from data.parse.encoding import decode
from data.parse.html import plain_text
from data.text.cleaning import clean_line, clean_text, language_of
from data.text.dates import parse_date
from data.text.urls import absolute_url

_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\n]*\n?")
_CONTINUED = re.compile(r"[ \t][^\n]*\n?")
_KNOWN = re.compile(
    r"^(?:from|subject|date|mime-version|content-type|received|return-path|message-id|to|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_FIELDS = 500
_SAVED = "snapshot-content-location"
_REPLY = re.compile(r"^(?:(?:re|fwd?|回复|转发|答复)\s*[:：]\s*)+", re.IGNORECASE)
_LONGEST_FIELD = 2000
# The standard library takes the square of this field's length.
_LONG_TYPE = re.compile(rb"^(content-type:(?:[^\n]|\n[ \t]){0,2000})(?:[^\n]|\n[ \t])*", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 500


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says; of a page that a browser saved, only the page and its address are meant."""

    subject: str
    sender: str | None  # by name, else by address
    sent_at: datetime | None
    markup: str | None  # its HTML
    text: str  # the same in plain text, "" where it has none
    url: str | None  # of a saved page
    is_page: bool

    def as_entry(self) -> Entry | None:
        """The mail itself as an article, its subject the title; None where it says nothing."""
        body = clean_text(self.text) or plain_text(self.markup or "")
        if not body or not self.subject:
            return None
        language = language_of(None, f"{self.subject}\n{body}")
        return Entry(self.subject, body, published_at=self.sent_at, source=self.sender, language=language)

    def complete(self, entry: Entry) -> Entry:
        """An entry of the mail's page with what the mail knows of it: when it came, and from whom."""
        return replace(entry, published_at=entry.published_at or self.sent_at, source=entry.source or self.sender)


def is_mail(text: str) -> bool:
    """Whether `text` begins with the header of a mail: fields, at least three of them known."""
    start = 0
    if text.startswith("From "):  # as a mailbox parts its mails
        start = text.find("\n") + 1
    end = start
    for _ in range(_MOST_FIELDS):
        found = _FIELD.match(text, end) or (_CONTINUED.match(text, end) if end > start else None)
        if found is None:
            break
        end = found.end()
    return len(_KNOWN.findall(text[start:end])) >= 3


def open_mail(data: bytes, zone: ZoneInfo) -> Mail:
    """The parts of a mail that are to be read. Never raises: what cannot be read is "" or None."""
    try:
        message = message_from_bytes(_LONG_TYPE.sub(rb"\1", data))
        parts = [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False)]
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        return Mail("", None, None, None, "", None, False)
    saved_from = _address(message, _SAVED)
    page = _main_page(message, parts)
    url = saved_from or (_address(page, "content-location") if page is not None else None)
    plain = next((part for part in parts if _kind(part) == "text/plain" and not _is_attached(part)), None)
    name, address = parseaddr(_header(message, "from"))
    return Mail(
        _REPLY.sub("", _header(message, "subject")),
        clean_line(name) or clean_line(address) or None,
        parse_date(_header(message, "date"), zone),
        None if page is None else _content(page),
        "" if plain is None else _content(plain),
        url,
        url is not None or _kind(message) == "multipart/related",
    )


def _main_page(message: Message, parts: list[Message]) -> Message | None:
    """The HTML that the mail is about: the one its header starts with, or the first."""
    pages = [part for part in parts if _kind(part) in ("text/html", "application/xhtml+xml") and not _is_attached(part)]
    start = _parameter(message, "start")
    saved_from = _header(message, _SAVED)
    for part in pages:
        if start and _header(part, "content-id") == start:
            return part
    for part in pages:
        if saved_from and _header(part, "content-location") == saved_from:
            return part
    return next(iter(pages), None)


_HEADER_ERRORS = (HeaderParseError, ValueError, LookupError, TypeError, AttributeError)


def _kind(part: Message) -> str:
    with suppress(*_HEADER_ERRORS):
        return part.get_content_type()
    return ""


def _is_attached(part: Message) -> bool:
    return _header(part, "content-disposition").lower().startswith("attachment")


def _address(part: Message, name: str) -> str | None:
    return absolute_url(None, _header(part, name).replace(" ", ""))


def _content(part: Message) -> str:
    """The words of a part, in the charset that its bytes are in before the one that it names."""
    content = None
    with suppress(*_HEADER_ERRORS):
        content = part.get_payload(decode=True)
    return decode(content, _parameter(part, "charset") or None) if isinstance(content, bytes) else ""


def _parameter(part: Message, name: str) -> str:
    """A parameter of the content type; "" for none."""
    found = re.search(rf"""\b{name}\s*=\s*(?:"([^"]*)"|([^\s;"]+))""", _header(part, "content-type"), re.IGNORECASE)
    return (found[1] or found[2] or "") if found else ""


def _header(part: Message, name: str) -> str:
    """The words of a field, decoded; "" where the mail has none, or none that can be read."""
    with suppress(*_HEADER_ERRORS):
        return clean_line("".join(_words(str(part.get(name) or "")[:_LONGEST_FIELD])))
    return ""


def _words(value: str) -> Iterator[str]:
    for words, charset in decode_header(value):
        yield words if isinstance(words, str) else decode(words, charset)
