"""The articles that a page without dates links to: by a CSS rule, or by structure alone.

By structure: links with a title's length that stand alike, and whose addresses have the shape that most of
them have. What their pages say is read later; here an article is a title and an address.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from data.models import Entry
from data.parse.bylines import is_read_more
from data.parse.html import Element, attribute, brief_text, element_text, select
from data.parse.listings.blocks import headings, leads_on, says_enough
from data.parse.listings.dated import ListingContext, full_title
from data.text.cleaning import clean_line, language_of
from data.text.passages import width
from data.text.urls import absolute_url, canonical_url

FEWEST = 4  # of a page that nobody called a listing

_LONGEST_TITLE = 200
_WIDE_ENOUGH = 7.0  # mean width of the titles of a group; the labels of menus have two to six characters
_WIDEST = 30.0  # a title says no more by being longer
_RARE = 0.15  # of the score of the commonest shape; rarer ones are something else
_SIDE = frozenset((
    "side", "sidebar", "sidenav", "aside", "hot", "rank", "ranking", "recommend", "recommended", "related", "widget",
    "friendlink", "friendlinks", "tags", "tagcloud", "login", "banner", "ad", "ads", "advert", "top10", "toplist",
    "copyright", "share", "partners", "sponsored", "promo", "topbar", "breadcrumb", "pager", "pagination",
))  # fmt: skip
_NO_ARTICLE = re.compile(
    r"/(?:tags?|authors?|users?|members?|login|logout|register|signin|signup|passport|search|about(?:us)?|contact(?:us)?|privacy|terms"
    r"|help|faq|rss|feeds?|subscribe|download|sitemap|advertise|jobs|careers|cart|account)(?:[/.?_-]|$)"
    r"|\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|apk|exe|jpe?g|png|gif|webp|mp[34]|xml|json)$",
    re.IGNORECASE,
)
_ARTICLE_NAME = re.compile(r"^\d+$|\d{3}|(?:[^\W_]+[-_]){2}[^\W_]|^(?=\D*\d)[0-9a-f]{8,}$")  # the last: a hash
_LONG_NAME = 24
_HIGHEST = 60
_ENDING = re.compile(r"\.[a-z]{3,5}$", re.IGNORECASE)
_SUFFIXES = frozenset(("com", "net", "org", "gov", "edu", "co", "ac"))  # before a country: gov.cn, co.uk

Shape = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An article as a page links to it."""

    title: str
    url: str
    element: Element


def select_links(document: Element, rule: str, page: ListingContext) -> tuple[Link, ...]:
    """The links that a CSS rule selects; of an element that is no link the first link in it.

    Raises BadRule for a rule that cannot be read.
    """
    found: dict[str, Link] = {}
    for element in select(document, rule):
        link = element if element.tag == "a" else next((each for each in element.iter("a") if leads_on(each)), None)
        url = absolute_url(page.base, attribute(link, "href")) if link is not None else None
        if link is not None and url:
            title = _title(link) or clean_line(element_text(element))[:_LONGEST_TITLE] or url
            found.setdefault(canonical_url(url), Link(title, url, link))
    return tuple(found.values())


def find_links(document: Element, page: ListingContext, own_url: str | None) -> tuple[Link, ...]:
    """The article links of a document, which has been through `drop_chrome`, in its order; () where it has no list.

    Those beside the list (most read, recommended) only count where there is nothing else.
    """
    candidates = _candidates(document, page.base, own_url)
    main = [link for link in candidates if not _stands_aside(link.element)]
    found = _of_best_shape(main)
    return tuple(found if len(found) >= FEWEST else _of_best_shape(candidates))


def link_entries(links: Sequence[Link], page: ListingContext) -> tuple[Entry, ...]:
    """The links as entries: what they are about stands on their own pages."""
    return tuple(
        Entry(
            link.title,
            "",
            url=link.url,
            section=page.section,
            language=language_of(page.language, link.title),
            complete=False,
        )
        for link in links
    )


def texts_beside(links: Sequence[Link]) -> set[str]:
    """The lines of the items that the links stand in: titles and teasers, which belong to the list."""
    tops = _with_all_above(links)
    lines: set[str] = set()
    for link in links:
        item = link.element
        for parent in _above(link.element):
            if tops[parent] > 1 or parent.tag == "body":
                break
            item = parent
        lines.update(element_text(item).split("\n"))
    return lines


def _with_all_above(links: Sequence[Link]) -> Counter[Element]:
    """How many different articles are linked in each element."""
    return Counter(ancestor for link in links for ancestor in _above(link.element))


def _above(element: Element) -> Iterator[Element]:
    """The ancestors of an element, the nearest first; only so many that deep nesting does not cost its square."""
    return islice(element.iterancestors(), _HIGHEST)


def _candidates(document: Element, base: str | None, own_url: str | None) -> list[Link]:
    """One link for each address on the page's site that may be an article's, with the best title it is given."""
    own = canonical_url(own_url) if own_url else None
    found: dict[str, Link] = {}
    for element in document.iter("a"):
        title = _title(element) if leads_on(element) else ""
        url = absolute_url(base, attribute(element, "href")) if says_enough(title) else None
        if url is None or not _may_be_article(url, own_url) or (key := canonical_url(url)) == own:
            continue
        if key not in found or len(found[key].title) < len(title) <= _LONGEST_TITLE:
            found[key] = Link(title, url, element)
    return list(found.values())


def _title(link: Element) -> str:
    """The words of a link: a heading in it, all of it, or of a card the first line that says enough; "" for none."""
    text = brief_text(link)
    if not text or is_read_more(text):
        return clean_line(attribute(link, "title"))[:_LONGEST_TITLE]
    heading = next(headings([link]), None)
    lines = text.split("\n")
    if heading is not None or len(lines) == 1:
        return full_title(link if heading is None else heading)[:_LONGEST_TITLE]
    return next(filter(says_enough, lines), clean_line(text))[:_LONGEST_TITLE]


def _may_be_article(url: str, own_url: str | None) -> bool:
    parts = urlsplit(url)
    if _NO_ARTICLE.search(parts.path):
        return False
    return own_url is None or _site(parts.hostname) == _site(urlsplit(own_url).hostname)


@lru_cache(maxsize=1024)
def _site(host: str | None) -> str:
    """The part of a host name that its owner bought: news.example.com.cn -> example.com.cn."""
    labels = (host or "").split(".")
    if all(label.isdigit() for label in labels):
        return host or ""
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in _SUFFIXES else labels[-2:])


def _stands_aside(element: Element) -> bool:
    for node in (element, *_above(element)):
        names = re.split(r"[\s_-]+", f"{attribute(node, 'class')} {attribute(node, 'id')}".lower())
        if node.tag not in ("body", "html") and not _SIDE.isdisjoint(names):
            return True
    return False


def _of_best_shape(links: Sequence[Link]) -> list[Link]:
    """The links of the address shape with most titles, and of others that are as much like an article's."""
    standing = [(link, _shape(link.url)) for link in _standing(links)]
    scores: dict[Shape, float] = defaultdict(float)
    for link, shape in standing:
        scores[shape] += min(width(link.title), _WIDEST)
    if not scores:
        return []
    named = [shape for shape in scores if shape[0] == "article"]
    best = max(named or scores, key=lambda shape: scores[shape])
    kept = {shape for shape, score in scores.items() if shape[0] == best[0] and score >= _RARE * scores[best]}
    return [link for link, shape in standing if shape in kept]


def _standing(links: Sequence[Link]) -> list[Link]:
    """The links that stand like others whose titles are long enough, and those that are headings."""
    groups: dict[Shape, list[Link]] = defaultdict(list)
    for link in links:
        groups[tuple(node.tag for node in (link.element, *_above(link.element)))].append(link)
    good = {
        path
        for path, group in groups.items()
        if len(group) > 1 and sum(width(link.title) for link in group) >= _WIDE_ENOUGH * len(group)
    }
    paths = {link.url: path for path, group in groups.items() for link in group}
    return [link for link in links if paths[link.url] in good or _is_heading(link)]


def _is_heading(link: Link) -> bool:
    element = link.element
    inside = next(headings([element]), None) is not None
    return inside or any(node.tag in ("h1", "h2", "h3", "h4") for node in _above(element))


def names_article(url: str) -> bool:
    """Whether the end of an address looks like one article's: a number, a date, or the words of a title."""
    parts = urlsplit(url)
    name = _ENDING.sub("", parts.path.rstrip("/").rpartition("/")[2])
    if len(name) >= _LONG_NAME or _ARTICLE_NAME.search(name):
        return True
    return any(pair.partition("=")[2].isdigit() for pair in parts.query.split("&"))


def _shape(url: str) -> Shape:
    """The form of an address: whether it names one article, and what kinds of parts it is made of."""
    parts = urlsplit(url)
    *folders, last = parts.path.strip("/").split("/")
    ending = _ENDING.search(last)
    around = ["number" if folder.isdigit() else "word" for folder in folders]
    keys = sorted(pair.partition("=")[0] for pair in parts.query.split("&"))
    return ("article" if names_article(url) else "page", *around, ending[0].lower() if ending else "", *keys)
