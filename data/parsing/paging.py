"""The next page of a listing: where the older articles are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from data.parsing.html import Element, attribute, element_text
from data.text import clean_line
from data.urls import absolute_url, canonical_url

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


def next_page(document: Element, base: str | None, own_url: str | None = None) -> str | None:
    """The address of the page that follows this one; None on the last one, or where only a script knows it.

    `own_url` is the page's own address, where it is not `base`.
    """
    own_url = own_url or base
    links = [(link, url) for link in document.iter("a") if (url := _url(base, link)) and not _is_same(url, own_url)]
    finders = (_stated(document, base), _by_words(links), _by_number(links, own_url), _by_address(links, own_url))
    for url in (url for finder in finders for url in finder):
        if url and not _is_same(url, own_url) and _on_site(url, own_url):
            return url
    return _scripted(document, base)


def _url(base: str | None, link: Element) -> str | None:
    href = attribute(link, "href")
    return absolute_url(base, href) if href and not href.startswith("#") else None


def _is_same(url: str, own_url: str | None) -> bool:
    return own_url is not None and canonical_url(url) == canonical_url(own_url)


def _on_site(url: str, own_url: str | None) -> bool:
    hosts = [(urlsplit(each or "").hostname or "").removeprefix("www.") for each in (url, own_url)]
    return not hosts[1] or hosts[0] == hosts[1]


def _stated(document: Element, base: str | None) -> Iterator[str | None]:
    for link in document.iter("link", "a"):
        if "next" in attribute(link, "rel").lower().split():
            yield _url(base, link)


def _by_words(links: list[tuple[Element, str]]) -> Iterator[str]:
    arrows: list[str] = []
    for link, url in links:
        words = (_short_text(link), attribute(link, "title"), attribute(link, "aria-label"))
        said = [clean_line(each) for each in words]
        if any(map(_NEXT.fullmatch, said)):
            yield url
        elif _ARROW.fullmatch(said[0]) and _stands_by_numbers(link):
            arrows.append(url)
    yield from arrows[:1]


def _short_text(link: Element) -> str:
    return element_text(link) if sum(1 for _ in link.iter()) <= 5 else ""


def _stands_by_numbers(link: Element) -> bool:
    """Whether a number stands beside the link, or beside the list item that holds it."""
    for holder in (link, link.getparent()):
        row = holder.getparent() if holder is not None else None
        if row is not None and any(_NUMBER.fullmatch(_short_text(near)) for near in list(row)[:30]):
            return True
    return False


def _by_number(links: list[tuple[Element, str]], own_url: str | None) -> Iterator[str]:
    """The link with the number after the current one's, which stands out in its row."""
    numbered = [(int(found[1]), link, url) for link, url in links if (found := _NUMBER.fullmatch(_short_text(link)))]
    for number, link, url in numbered:
        row = link.getparent()
        row = row.getparent() if row is not None and len(row) == 1 and row.getparent() is not None else row
        current = _current_number(row, own_url)
        if current is not None and number == current + 1:
            yield url


def _current_number(row: Element, own_url: str | None) -> int | None:
    """The number in a row of page numbers that is no link to another page."""
    stated = None
    for cell in list(row)[:40]:
        found = _NUMBER.fullmatch(_short_text(cell))
        if found is None:
            continue
        link = cell if cell.tag == "a" else next(cell.iter("a"), None)
        names = " ".join(attribute(node, "class") for node in cell.iter())
        plain = link is None or not attribute(link, "href") or attribute(link, "href").startswith(("#", "javascript:"))
        if _CURRENT.search(names) or (plain and stated is None):
            stated = int(found[1])
    return stated if stated is not None else _page_number(own_url or "")


def _by_address(links: list[tuple[Element, str]], own_url: str | None) -> Iterator[str]:
    """A link to the page's own address with the next number in it, whatever its words (an arrow, a picture)."""
    if own_url is None:
        return
    following, pattern = _page_number(own_url) + 1, _without_number(own_url)
    for link, url in links:
        numbered = _PLACE.search(url) and _page_number(url) == following and _without_number(url) == pattern
        if numbered and len(_short_text(link)) <= 8:
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
