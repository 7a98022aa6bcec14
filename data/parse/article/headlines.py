"""The title of an article: the heading that the page's head agrees with, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.parse.article.stated import Stated
from data.parse.bylines import is_details
from data.parse.html import Element, element_text
from data.text.cleaning import clean_line
from data.text.scripts import HAN, KANA

_HEADINGS = ("h1", "h2", "h3", "h4")
_SEPARATOR = re.compile(
    rf"\s*[|｜_·]+\s*|\s+[-–—:：»]+\s+|[-–—]{{1,2}}(?=[{HAN}]{{2,12}}$)|：(?=[{HAN}{KANA}]{{2,6}}$)"
)
_SHORTEST = 4  # characters
_MOST = 60  # headings looked at


def find_title(document: Element, stated: Stated) -> str:
    """The article's title on one line; "" where there is none."""
    said = [text for text in (stated.of_article("headline"), stated.text("og:title", "articletitle")) if text]
    page_title = stated.page_title
    headings = list(_headings(document))
    for text in said:  # a heading may hold more than the title: a kicker, a label
        if any(text in heading for heading in headings):
            return text
    shown = [heading for heading in headings if len(heading) >= _SHORTEST and _agrees(heading, [*said, page_title])]
    if shown:
        return max(shown, key=lambda shown: (any(text.startswith(shown) for text in [*said, page_title]), len(shown)))
    first = next((heading for heading in headings if _is_main(document, heading)), "")
    return _without_site(said[0], stated) if said else first or _without_site(page_title, stated)


def _headings(document: Element) -> Iterator[str]:
    for _, node in zip(range(_MOST), document.iter(*_HEADINGS), strict=False):
        words = clean_line(element_text(node))
        if words and not is_details(words):
            yield words


def _agrees(heading: str, said: list[str]) -> bool:
    return any(heading in text for text in said)


def _is_main(document: Element, heading: str) -> bool:
    return any(clean_line(element_text(node)) == heading for node in document.iter("h1"))


def _without_site(text: str, stated: Stated) -> str:
    """`海岸城开馆_文化_海城新闻网` -> `海岸城开馆`: the first part, unless that is the site itself."""
    parts = [part for part in _SEPARATOR.split(text) if part.strip()]
    site = stated.text("og:site_name")
    named = [part.strip() for part in parts if part.strip() != site]
    return named[0] if named and len(named[0]) >= _SHORTEST else text
