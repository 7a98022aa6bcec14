"""What a page states of its article in its head: meta elements, JSON-LD, links. Nothing here reads the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from data.parse.html import Element, attribute
from data.text.cleaning import clean_line
from data.text.urls import absolute_url, canonical_url

_ARTICLE_TYPE = re.compile(r"\w*Article|\w*BlogPosting|Report|ImageGallery")
_VARIANT = re.compile(r"^(?:www|wap|mobile|mob|amp|m|3g|touch|h5)\.")
_AMP_TAIL = re.compile(r"/?(?:amp|index\.amp|amp\.html?|wap)/?", re.IGNORECASE)
_IDENTIFYING = re.compile(r"\w*id|p|no|num|key|code|article|news|doc", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """`meta`: lower-case name -> content; `article`: the JSON-LD object that is the page's article, {} without one."""

    meta: dict[str, str] = field(default_factory=dict)
    article: dict[str, Any] = field(default_factory=dict)
    page_title: str = ""
    canonical: str = ""
    categories: tuple[str, ...] = ()

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is one article, and not a list of them."""
        stated = self.meta.get("og:type") == "article" or bool(self.meta.get("article:published_time"))
        return stated or bool(self.article)

    @property
    def is_live(self) -> bool:
        """Whether the page says that it is written on while its event goes on."""
        return "LiveBlogPosting" in _types(self.article)

    @property
    def body(self) -> str:
        """The text that the page states beside showing it, or instead."""
        body = self.article.get("articleBody")
        return body if isinstance(body, str) else ""

    def text(self, *names: str) -> str:
        """The first of these meta elements that says something."""
        return next((self.meta[name] for name in names if self.meta.get(name)), "")

    def of_article(self, name: str) -> str:
        """A field of the JSON-LD article as text: of a list the first, of an object its name."""
        return first_text(self.article.get(name))


def read_stated(document: Element) -> Stated:
    """What the head of a parsed page says; of two equal names the first counts."""
    meta: dict[str, str] = {}
    canonical, title, categories = "", "", []
    scripts: list[Element] = []
    for node in document.iter("meta", "link", "title", "script", "a"):
        if node.tag == "meta":
            name = node.get("property") or node.get("name") or node.get("itemprop") or ""
            if name:
                meta.setdefault(name.strip().lower(), clean_line(attribute(node, "content")))
        elif node.tag == "link" and "canonical" in attribute(node, "rel").lower().split():
            canonical = canonical or attribute(node, "href")
        elif node.tag == "title":
            title = title or clean_line(node.text or "")
        elif node.tag == "script" and "ld+json" in attribute(node, "type"):
            scripts.append(node)
        elif node.tag == "a" and "category" in attribute(node, "rel"):
            categories.append(clean_line(node.text or ""))
    article = next(_stated_articles(scripts), {})
    return Stated(meta, article, title, canonical or meta.get("og:url", ""), tuple(filter(None, categories)))


def first_text(value: object) -> str:
    """A JSON-LD value as text: of a list the first, of an object its name."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name")
    return clean_line(value) if isinstance(value, str) else ""


def texts(value: object, name: str) -> list[str]:
    """The strings of a JSON-LD value: its own, those in a list, or the field `name` of objects."""
    values = value if isinstance(value, list) else [value]
    found = [each.get(name) if isinstance(each, dict) else each for each in values]
    found = [first_text(each) if isinstance(each, list) else each for each in found]
    return [clean_line(each) for each in found if isinstance(each, str) and each.strip()]


def canonical_address(stated: str, url: str | None) -> str | None:
    """The article's address: the canonical one a page states, where it can be true, else `url`.

    It cannot be on another site, a site's home page, a folder above `url` or an address that lacks the number
    which `url` names the article by: templates that say so would fold all articles of a site into one.
    """
    own = absolute_url(None, url or "")
    address = absolute_url(own, stated)
    if address is None or not _names_article(urlsplit(address)):
        return own
    if own is None or _same_article(urlsplit(address), urlsplit(own)):
        return address
    return own


def _names_article(parts: SplitResult) -> bool:
    home = re.fullmatch(r"/?(?:(?:index|default|home)\.\w+)?", parts.path, re.IGNORECASE)
    return home is None or bool(parts.query) or parts.fragment.startswith("!")


def _same_article(stated: SplitResult, own: SplitResult) -> bool:
    if _site(stated) != _site(own):
        return False
    folder = stated.path.rstrip("/") + "/"
    if own.path.startswith(folder) and len(own.path) > len(folder):
        return _AMP_TAIL.fullmatch(own.path[len(folder) :]) is not None
    if re.search(r"/(?:index\.\w+)?$", stated.path) and own.path.startswith(stated.path.rpartition("/")[0] + "/"):
        return stated.path.rstrip("/") == own.path.rstrip("/")
    kept = dict(parse_qsl(stated.query))
    named = parse_qsl(urlsplit(canonical_url(own.geturl())).query)
    lost = [name for name, value in named if _IDENTIFYING.fullmatch(name) and kept.get(name) != value]
    return not lost or re.search(r"\d{3,}", stated.path) is not None


def _site(parts: SplitResult) -> str:
    return _VARIANT.sub("", (parts.hostname or "").lower())


def _stated_articles(scripts: Sequence[Element]) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that are articles of their own, not members of a list."""
    for script in scripts:
        try:
            value = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        roots = value if isinstance(value, list) else [value]
        graphs = [root["@graph"] for root in roots if isinstance(root, dict) and isinstance(root.get("@graph"), list)]
        for node in [*roots, *(node for graph in graphs for node in graph)]:
            if isinstance(node, dict) and any(map(_ARTICLE_TYPE.fullmatch, _types(node))):
                yield node


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)]
