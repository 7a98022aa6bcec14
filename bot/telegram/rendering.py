"""A reply as Telegram messages: HTML with its plain twin, cut to fit, the buttons under the last. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urlsplit

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.core.reply import Button, File, Piece, Reply, Style, by_link
from bot.core.splitting import split_text, utf16_length
from data.text.passages import Span

TEXT_LIMIT = 4096  # UTF-16 units of a message, counted by Telegram after parsing
MARKUP_LIMIT = 9000  # of a message with its tags and URLs; Telegram refuses somewhat more (tdlib/telegram-bot-api#165)
CAPTION_LIMIT = 1024  # of the words under a file
_SHORTEST_LIMIT = 64
_URL_LIMIT = 2000
_DATA_LIMIT = 64  # bytes of callback data


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """One message; `plain` is for a server that refuses the markup of `html`. Without words it is a mere file."""

    html: str
    plain: str
    keyboard: InlineKeyboardMarkup | None = None
    file: File | None = None


def render(reply: Reply) -> list[RenderedMessage]:
    """The messages in the order to send them; none for a reply without words."""
    messages = _messages(reply, TEXT_LIMIT)
    if reply.file and (len(messages) != 1 or utf16_length(reply.text) > CAPTION_LIMIT):
        messages.insert(0, RenderedMessage("", "", file=reply.file))
    elif reply.file:
        messages[0] = replace(messages[0], file=reply.file)
    return [*messages[:-1], *(replace(last, keyboard=keyboard(reply.buttons)) for last in messages[-1:])]


def keyboard(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    """None where there is no button. Raises ValueError for an action that Telegram would not carry."""
    shown = [[_button(button) for button in row if button.url is None or _is_web(button.url)] for row in rows]
    return InlineKeyboardMarkup([row for row in shown if row]) if any(shown) else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(button.label, url=button.url)
    if not 1 <= len(button.action.encode()) <= _DATA_LIMIT:
        raise ValueError(f"the action of a button must have 1 to {_DATA_LIMIT} bytes: {button.action!r}")
    return InlineKeyboardButton(button.label, callback_data=button.action)


def _messages(reply: Reply, limit: int) -> list[RenderedMessage]:
    """Shorter ones where a message of `limit` units would carry more tags and URLs than Telegram takes."""
    cuts = [_cut(reply.pieces, span) for span in _spans(reply, limit)]
    messages = [RenderedMessage(_html(cut), _plain(cut)) for cut in cuts]
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


def _cut(pieces: Sequence[Piece], part: Span) -> list[Piece]:
    """The pieces, and parts of pieces, that stand in `part` of the text."""
    cut = []
    for span, piece in _placed(pieces):
        inside = Span(max(part.start, span.start) - span.start, min(part.end, span.end) - span.start)
        if inside.start < inside.end:
            cut.append(replace(piece, text=inside.of(piece.text)))
    return cut


def _html(cut: Sequence[Piece]) -> str:
    html = ""
    for url, group in by_link(cut):
        words = "".join(map(_styled, group))
        html += f'<a href="{escape(url)}">{words}</a>' if url and _is_web(url) else words
    return html


def _styled(piece: Piece) -> str:
    """Faint pieces stay plain: Telegram has no faint, and Chinese is not set in italics."""
    html = escape(piece.text, quote=False)
    return f"<b>{html}</b>" if piece.style is Style.BOLD else html


def _plain(cut: Sequence[Piece]) -> str:
    """Without markup a link stands beside its words, if there is room for all of them."""
    linked = ""
    for url, group in by_link(cut):
        words = "".join(piece.text for piece in group)
        linked += f"{words} {url}" if url and _is_web(url) else words
    return linked if utf16_length(linked) <= TEXT_LIMIT else "".join(piece.text for piece in cut)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as a broken IPv6 address
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= _URL_LIMIT
