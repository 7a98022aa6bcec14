"""The picture that stands for an article: the first of a text's markup that is one to be looked at."""

from __future__ import annotations

import html
import re

from data.text.urls import absolute_url

_IMAGE = re.compile(r"<img\b[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SOURCES = ("data-original", "data-src", "data-lazy-src", "src")  # where a page loads late, `src` is a grey box
_TINY = re.compile(r"[01](?:px)?")
_DECORATION = re.compile(r"(?:/|\b)(?:pixel|spacer|blank|loading|emoji|smilies|icons?|logo|avatar)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\S{1,2000}")


def first_picture(markup: str, base: str | None) -> str | None:
    """The absolute address of the first picture in `markup`; counting pixels and icons are none."""
    for tag in _IMAGE.finditer(markup):
        named = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag[0])}
        if any(_TINY.fullmatch(named.get(side, "")) for side in ("width", "height")):
            continue
        for source in filter(None, map(named.get, _SOURCES)):
            if url := picture_url(base, html.unescape(source)):
                return url
    return None


def picture_url(base: str | None, address: object) -> str | None:
    """The absolute address that a source gives for a picture; None for an icon, and for what is no address."""
    if not isinstance(address, str) or not _ADDRESS.fullmatch(address.strip()) or _DECORATION.search(address):
        return None
    return absolute_url(base, address)
