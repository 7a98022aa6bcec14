"""A reply as Telegram messages: HTML with its plain twin, cut to fit, the buttons under the last. Pure.

What only newer servers and apps know is left out of a message by `RenderedMessage.without`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from html import escape
from ipaddress import ip_address
from itertools import groupby
from urllib.parse import urlsplit

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from bot.core import seals
from bot.core.reply import Button, File, Piece, Reply, Style, by_link, without_quotes
from bot.core.splitting import split_text, utf16_length
from data.text.passages import Span

TEXT_LIMIT = 4096  # UTF-16 units of a message, counted by Telegram after parsing
MARKUP_LIMIT = 9000  # of a message with its tags and URLs; Telegram refuses somewhat more (tdlib/telegram-bot-api#165)
CAPTION_LIMIT = 1024  # of the words under a file
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_SHORTEST_LIMIT = 64
_URL_LIMIT = 2000
_ACTION_LIMIT = 64 - seals.LENGTH  # bytes; callback data may have 64
_INTRANET = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa")
_COPY_LIMIT = 256  # UTF-16 units that a button copies
_RELATIVE, _DATE = "r", "Dt"  # how an app is to say a time: as `3 hours ago`, or as day and hour
_DAY = timedelta(days=1)
_TIMES = range(1, 2**31)  # in seconds since 1970
_Rows = tuple[tuple[Button, ...], ...]


class Capability(Enum):
    """What a server or an app may not know."""

    TIMES = "tg-time"  # said by the reader's own clock
    QUOTES = "blockquote"  # folded
    COPYING = "copy_text"  # by a button
    PREVIEWS = "link_preview"  # with a large picture


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """One message. Without words it is a mere file."""

    pieces: tuple[Piece, ...]
    rows: _Rows = ()
    file: File | None = None
    picture: str | None = None  # address of the one shown above it
    now: datetime | None = None  # a time of the last day is told from it

    @property
    def html(self) -> str:
        return "".join(_block(quoted, list(group), self.now) for quoted, group in groupby(self.pieces, _is_quoted))

    @property
    def plain(self) -> str:
        """For a server that refuses the markup of `html`: a link stands beside its words, if there is room for all."""
        linked = ""
        for url, group in by_link(self.pieces):
            words = "".join(piece.text for piece in group)
            linked += f"{words} {url}" if url and _is_web(url) else words
        return linked if utf16_length(linked) <= TEXT_LIMIT else "".join(piece.text for piece in self.pieces)

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """None where there is no button. Raises ValueError for one that Telegram would not carry."""
        return keyboard(self.rows)

    def sealed(self, seal: Callable[[str], str]) -> InlineKeyboardMarkup | None:
        """The keyboard as it is sent, with actions as `seal` gives them."""
        return keyboard(self.rows, seal)

    @property
    def preview(self) -> LinkPreviewOptions:
        if self.picture is None:
            return NO_PREVIEW
        return LinkPreviewOptions(url=self.picture, prefer_large_media=True, show_above_text=True)

    @property
    def uses(self) -> frozenset[Capability]:
        buttons = [button for row in self.rows for button in row]
        used = {
            Capability.TIMES: any(piece.time for piece in self.pieces),
            Capability.QUOTES: any(map(_is_quoted, self.pieces)) or any(button.unquoted for button in buttons),
            Capability.COPYING: any(button.copy for button in buttons),
            Capability.PREVIEWS: self.picture is not None,
        }
        return frozenset(each for each, is_used in used.items() if is_used)

    def without(self, unknown: Set[Capability]) -> RenderedMessage:
        """The same message as it is said without those."""
        pieces, rows = self.pieces, self.rows
        if Capability.QUOTES in unknown:
            pieces = tuple(without_quotes(pieces) or (replace(piece, quoted=False) for piece in pieces))
            rows = tuple(tuple(map(_unquoted, row)) for row in rows)
        if Capability.TIMES in unknown:
            pieces = tuple(replace(piece, time=None) for piece in pieces)
        if Capability.COPYING in unknown:
            rows = tuple(tuple(button for button in row if button.copy is None) for row in rows)
        picture = None if Capability.PREVIEWS in unknown else self.picture
        return replace(self, pieces=pieces, rows=rows, picture=picture)


def render(reply: Reply, now: datetime | None = None) -> list[RenderedMessage]:
    """The messages in the order to send them; none for a reply without words.

    `now` tells which times are of the last day. Raises ValueError for a button that Telegram would not carry.
    """
    keyboard(reply.buttons)
    messages = [replace(message, now=now) for message in _messages(reply, TEXT_LIMIT)]
    if reply.file and (len(messages) != 1 or utf16_length(reply.text) > CAPTION_LIMIT):
        messages.insert(0, RenderedMessage((), file=reply.file))
    elif reply.file:
        messages[0] = replace(messages[0], file=reply.file)
    elif messages and reply.preview and _is_web(reply.preview):
        messages[0] = replace(messages[0], picture=reply.preview)
    return [*messages[:-1], *(replace(last, rows=reply.buttons) for last in messages[-1:])]


def keyboard(
    rows: Sequence[Sequence[Button]], seal: Callable[[str], str] = lambda action: action
) -> InlineKeyboardMarkup | None:
    """None where there is no button. Raises ValueError for an action that Telegram would not carry with its seal."""
    shown = [[_button(button, seal) for button in row if _is_shown(button)] for row in rows]
    return InlineKeyboardMarkup([row for row in shown if row]) if any(shown) else None


def _is_shown(button: Button) -> bool:
    """Not one for an address that Telegram refuses, and the whole message with it; nor one for where no quotes are."""
    return _is_public(button.url) if button.url is not None else bool(button.action or not button.unquoted)


def _button(button: Button, seal: Callable[[str], str]) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(button.label, url=button.url)
    if button.copy is not None:
        if not 1 <= utf16_length(button.copy) <= _COPY_LIMIT:
            raise ValueError(f"a button copies 1 to {_COPY_LIMIT} characters: {button.copy!r}")
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copy))
    if not 1 <= len(button.action.encode()) <= _ACTION_LIMIT:
        raise ValueError(f"the action of a button must have 1 to {_ACTION_LIMIT} bytes: {button.action!r}")
    return InlineKeyboardButton(button.label, callback_data=seal(button.action))


def _unquoted(button: Button) -> Button:
    return replace(button, action=button.unquoted, unquoted="") if button.unquoted else button


def _messages(reply: Reply, limit: int) -> list[RenderedMessage]:
    """Shorter ones where a message of `limit` units would carry more tags and URLs than Telegram takes."""
    messages = [RenderedMessage(tuple(_cut(reply.pieces, span))) for span in _spans(reply, limit)]
    if limit > _SHORTEST_LIMIT and any(utf16_length(message.html) > MARKUP_LIMIT for message in messages):
        return _messages(reply, limit // 2)
    return messages


def _spans(reply: Reply, limit: int) -> Iterator[Span]:
    """Parts of the reply's text: between paragraphs or sentences, and not within the words of a link that fits."""
    text = reply.text
    links = [link for link in _links(reply.pieces) if utf16_length(link.of(text)) <= limit]
    start = 0
    while rest := split_text(text[start:], limit):
        begin, end = start + rest[0].start, start + rest[0].end
        torn = (link for link in links if begin < link.start < end and text[end : link.end].strip())
        start = next((_before(link, begin, text) for link in torn), end)
        yield Span(begin, begin + len(text[begin:start].rstrip()))


def _before(link: Span, begin: int, text: str) -> int:
    """Where to cut so that `link` stays whole: before its line, so that its number goes along."""
    line = text.rfind("\n", begin, link.start)
    return line if text[begin : max(line, begin)].strip() else link.start


def _links(pieces: Sequence[Piece]) -> Iterator[Span]:
    at = 0
    for url, group in by_link(pieces):
        start, at = at, at + sum(len(piece.text) for piece in group)
        if url:
            yield Span(start, at)


def _placed(pieces: Sequence[Piece]) -> Iterator[tuple[Span, Piece]]:
    at = 0
    for piece in pieces:
        yield Span(at, at + len(piece.text)), piece
        at += len(piece.text)


def _cut(pieces: Sequence[Piece], part: Span) -> Iterator[Piece]:
    """The pieces, and parts of pieces, that stand in `part` of the text. A part of a time is none, nor is one that
    Telegram has no number for."""
    for span, piece in _placed(pieces):
        inside = Span(max(part.start, span.start) - span.start, min(part.end, span.end) - span.start)
        text = inside.of(piece.text) if inside.start < inside.end else ""
        if text:
            known = piece.time and text == piece.text and int(piece.time.timestamp()) in _TIMES
            yield replace(piece, text=text, time=piece.time if known else None)


def _is_quoted(piece: Piece) -> bool:
    return piece.quoted


def _block(quoted: bool, pieces: Iterable[Piece], now: datetime | None) -> str:
    html = ""
    for url, group in by_link(pieces):
        if url and _is_web(url):  # what leads somewhere can hold no time
            words = "".join(_styled(replace(piece, time=None), now) for piece in group)
            html += f'<a href="{escape(url)}">{words}</a>'
        else:
            html += "".join(_styled(piece, now) for piece in group)
    return f"<blockquote expandable>{html}</blockquote>" if quoted else html


def _styled(piece: Piece, now: datetime | None) -> str:
    """Faint pieces stay plain: Telegram has no faint, and Chinese is not set in italics."""
    html = escape(piece.text, quote=False)
    if piece.time:
        how = _RELATIVE if now and abs(now - piece.time) < _DAY else _DATE
        html = f'<tg-time unix="{int(piece.time.timestamp())}" format="{how}">{html}</tg-time>'
    return f"<b>{html}</b>" if piece.style is Style.BOLD else html


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as a broken IPv6 address
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= _URL_LIMIT


def _is_public(url: str) -> bool:
    """Whether somebody outside of the operator's own network could open it, as far as its name tells."""
    if not _is_web(url):
        return False
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_INTRANET) and not any(map(str.isspace, url))
