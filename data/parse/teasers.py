"""Whether a text is the whole of an article or only its beginning, set out to make one open the page."""

from __future__ import annotations

import re

from data.parse.bylines import is_read_more
from data.text.passages import width

SUMMARY = 400.0
"""Width (in Han characters) from which a feed's summary may be all there is; a shorter one is a teaser."""
LISTED = 200.0
"""The same for a text in a listing page, which more often holds the whole."""

_CUT = re.compile(r"(?:\.{3,}|…|。。。|[\[(（【]\s*(?:\.{3}|…+)\s*[\])）】])[\s\"'”’」』]*\Z")
_INVITATION = re.compile(
    r"(?:\b(?:continue reading|keep reading|read (?:more|on|the rest|the full|full))\b"
    r"|阅读全文|查看全文|閱讀全文|全文阅读|点击查看|查看更多|阅读更多)[^\n。！？]{0,100}\Z",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\n(?:The post|The article) [^\n]{1,300}(?:appeared first|first appeared) on [^\n]{1,120}\Z")
_OPENING = " \n[(（【<«"


def is_cut(text: str) -> bool:
    """Whether `text` ends where it should go on: in an ellipsis or an invitation to read the rest."""
    text = _CREDIT.sub("", text)
    return _CUT.search(text, max(0, len(text) - 40)) is not None or _without_invitation(text) != text


def is_teaser(text: str, shortest: float) -> bool:
    """Whether `text` is cut, or narrower than `shortest`."""
    return is_cut(text) or width(text) < shortest


def without_invitation(text: str) -> str:
    """`text` without "read more" at its end, and without a blog's "The post ... appeared first on ..."."""
    return _without_invitation(_CREDIT.sub("", text))


def _without_invitation(text: str) -> str:
    head, _, last = text.rpartition("\n")
    if is_read_more(last):
        return head
    found = _INVITATION.search(text, max(0, len(text) - 120))
    return text[: found.start()].rstrip(_OPENING) if found else text
