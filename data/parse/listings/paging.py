"""The next page of a listing: where the older articles are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import urlsplit

from data.parse.html import Element, attribute, element_text
from data.text.cleaning import clean_line
from data.text.urls import absolute_url, canonical_url

_LONGEST_LABEL = 14  # characters
_WIDEST_ROW = 40  # numbers beside each other
_NEXT = re.compile(
    r"[\[(（【]?\s*(?:下一?页|下一?頁|后一?页|後一?頁|次のページ|次へ|다음(?: 페이지)?|next(?: page)?"
    r"|older(?: posts| entries| news)?)\s*(?:[>»›→]{1,2})?\s*[\])）】]?",
    re.IGNORECASE,
)
_ARROW = re.compile(r"[>›»→]{1,2}")
_NUMBER = re.compile(r"[\[(]?\s*(\d{1,5})\s*[\])]?")
_CURRENT = re.compile(r"(?:^|[\s_-])(?:current|active|cur|on|now|selected|thisclass)(?:$|[\s_-])", re.IGNORECASE)
_PLACE = re.compile(  # where an address keeps the number of the page
    r"(?P<query>[?&](?:page|paged|p|pg|pn|page_?no|page_?num|page_?index|cur(?:rent)?page)=)(?P<of_query>\d{1,5})(?=&|$)"
    r"|(?P<folder>/page/)(?P<of_folder>\d{1,5})(?=/?$)"
    r"|[_-](?P<of_file>\d{1,5})(?=\.s?html?$)",
    re.IGNORECASE,
)
_FIRST_FILE = re.compile(r"(?P<name>/(?:index|list|default))(?P<ending>\.s?html?)$", re.IGNORECASE)
_SCRIPTED = re.compile(
    r"""createPageHTML\(\s*["']?(\d{1,5})["']?\s*,\s*["']?(\d{1,5})["']?\s*,\s*["']([\w-]{1,40})["']\s*,\s*["'](\w{1,8})["']"""
)


@dataclass(frozen=True, slots=True)
class _Label:
    """A link with few words, as those to other pages are."""

    words: str
    element: Element
    base: str | None

    @property
    def url(self) -> str | None:
        return _url(self.base, self.element)


def next_page(document: Element, base: str | None, own_url: str | None = None) -> str | None:
    """The address of the page that follows this one; None on the last one, or where only a script knows it.

    `own_url` is the page's own address, where it is not `base`.
    """
    own_url = own_url or base
    labels = list(_labels(document, base))
    finders = (_stated(document, base), _by_words(labels), _by_number(labels, own_url), _by_address(labels, own_url))
    for url in chain.from_iterable(finders):
        if url and not _is_same(url, own_url) and _on_site(url, own_url):
            return url
    return _scripted(document, base)


def _labels(document: Element, base: str | None) -> Iterator[_Label]:
    for link in document.iter("a"):
        words = _short_text(link)
        if words is not None:
            yield _Label(words, link, base)


def _short_text(element: Element) -> str | None:
    """The words of a small element, "" for a picture; None where it says more than a number or "next page"."""
    if sum(len(piece) for piece in islice(element.itertext(), 8)) > 60 or sum(1 for _ in islice(element.iter(), 7)) > 6:
        return None
    words = clean_line(element_text(element))
    return words if len(words) <= _LONGEST_LABEL else None


def _url(base: str | None, link: Element) -> str | None:
    href = attribute(link, "href")
    return absolute_url(base, href) if href and not href.startswith("#") else None


def _is_same(url: str, own_url: str | None) -> bool:
    return own_url is not None and canonical_url(url) == canonical_url(own_url)


def _on_site(url: str, own_url: str | None) -> bool:
    hosts = [(urlsplit(each or "").hostname or "").removeprefix("www.") for each in (url, own_url)]
    return not hosts[1] or hosts[0] == hosts[1]


def _stated(document: Element, base: str | None) -> Iterator[str]:
    for link in document.iter("link", "a"):
        if "next" in attribute(link, "rel").lower().split() and (url := _url(base, link)):
            yield url


def _by_words(labels: Sequence[_Label]) -> Iterator[str | None]:
    arrows: list[str | None] = []
    for label in labels:
        said = (label.words, attribute(label.element, "title"), attribute(label.element, "aria-label"))
        if any(map(_NEXT.fullmatch, said)):
            yield label.url
        elif _ARROW.fullmatch(label.words) and _stands_by_numbers(label.element):
            arrows.append(label.url)
    yield from arrows[:1]


def _stands_by_numbers(link: Element) -> bool:
    """Whether a number stands beside the link, or beside the list item that holds it."""
    for holder in (link, link.getparent()):
        row = holder.getparent() if holder is not None else None
        if row is not None and any(_NUMBER.fullmatch(_short_text(near) or "") for near in row[:_WIDEST_ROW]):
            return True
    return False


def _by_number(labels: Sequence[_Label], own_url: str | None) -> Iterator[str | None]:
    """The link with the number after the current one's, which stands out in its row."""
    for label in labels:
        number = _NUMBER.fullmatch(label.words)
        row = label.element.getparent() if number else None
        if number is None or row is None:
            continue
        row = row.getparent() if len(row) == 1 and row.getparent() is not None else row
        if int(number[1]) == _current_number(row, own_url) + 1:
            yield label.url


def _current_number(row: Element, own_url: str | None) -> int:
    """The number in a row of page numbers that is marked, else the one that is no link, else that of the address."""
    plain = None
    for cell in row[:_WIDEST_ROW]:
        number = _NUMBER.fullmatch(_short_text(cell) or "")
        if number is None:
            continue
        if _CURRENT.search(" ".join(attribute(node, "class") for node in cell.iter())):
            return int(number[1])
        href = next((attribute(node, "href") for node in cell.iter("a")), "")
        if plain is None and (not href or href.startswith(("#", "javascript:"))):
            plain = int(number[1])
    return plain if plain is not None else _page_number(own_url or "")


def _by_address(labels: Sequence[_Label], own_url: str | None) -> Iterator[str]:
    """A link to the page's own address with the next number in it, whatever its words (an arrow, a picture)."""
    if own_url is None:
        return
    following, pattern = _page_number(own_url) + 1, _without_number(own_url)
    for url in (label.url for label in labels if _PLACE.search(attribute(label.element, "href"))):
        if url and _page_number(url) == following and _without_number(url) == pattern:
            yield url


def _page_number(url: str) -> int:
    found = _PLACE.search(url)
    return int(found["of_query"] or found["of_folder"] or found["of_file"]) if found else 1


def _without_number(url: str) -> str:
    bare = _PLACE.sub("", url)
    return _FIRST_FILE.sub(r"\g<name>\g<ending>", bare).replace("?&", "?").rstrip("?&/")


def _scripted(document: Element, base: str | None) -> str | None:
    """The next page of a site whose pager is written by the script that many Chinese offices have."""
    for script in document.iter("script"):
        if found := _SCRIPTED.search(script.text or ""):
            pages, current, name, ending = int(found[1]), int(found[2]), found[3], found[4]
            return absolute_url(base, f"{name}_{current + 1}.{ending}") if current + 1 < pages else None
    return None
