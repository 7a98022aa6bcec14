"""Addresses in what people send: a link as typed, without the sentence around it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.text.scripts import HAN

_END = rf"[^\s<>\"'“”‘’「」『』（）【】《》，。；：！？、{HAN}]"
_LINK = re.compile(
    rf"(?:https?://|www\.){_END}+"
    rf"|(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{{2,24}}(?::\d+)?/{_END}+",
    re.IGNORECASE | re.ASCII,
)
_DOMAINS = "com|net|org|info|cn|hk|tw|mo|sg|my|jp|kr|uk|us|de|fr|eu|ru|in|au|ca|ch|io|co|tv|me|news|gov|edu"
_DOMAIN = re.compile(rf"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_DOMAINS})(?::\d+)?/?", re.IGNORECASE | re.ASCII)
_MESSENGER = re.compile(r"(?:https?://)?(?:t\.me|telegram\.(?:me|dog))/", re.IGNORECASE)
_CLOSING = ".,;:!?)]}'\"*_"


def link_in(text: str, beside: Sequence[str] = ()) -> str | None:
    """The first address in `text`, as typed; a bare domain only where it is all there is. Else the first `beside`."""
    whole = text.strip()
    if _DOMAIN.fullmatch(whole):
        return whole
    match = _LINK.search(text)
    return _without_sign(match.group()) if match else next(iter(beside), None)


def page_in(text: str, beside: Sequence[str] = ()) -> str | None:
    """The first address of a page in somebody else's words; None where there is none.

    Links to messages are none: what they lead to is what was forwarded, or what its writer recommends.
    """
    return next((each for each in (link_in(text), *beside) if each and not _MESSENGER.match(each)), None)


def _without_sign(link: str) -> str:
    """Without what ends the sentence around it; a bracket that it opened itself stays."""
    while link and link[-1] in _CLOSING and not (link[-1] == ")" and link.count("(") >= link.count(")")):
        link = link[:-1]
    return link
