"""Markup to plain text, and the one edge where lxml is called.

What the words mean (a title, a date, a list of articles) is left to the folders `listings` and `article`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any, TypeAlias

from cssselect import SelectorError
from lxml import etree
from lxml import html as lxml_html
from lxml.cssselect import CSSSelector

from data.text.cleaning import clean_line, clean_text

Element: TypeAlias = Any  # an lxml element; lxml brings no types of its own

HIDDEN = frozenset((
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "math",
    "canvas", "audio", "video", "select", "textarea", "button",
))  # fmt: skip
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "br",
))  # fmt: skip
CELLS = frozenset(("td", "th"))
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_MARKUP = re.compile(
    r"</(?:p|div|h\d|[uo]l|li|table|td|section|article|span|a|b|i|strong|em|font|blockquote)\s*>"
    r"|<(?:br|hr|p|img)\b[^<>]*>|<!\[CDATA\[",
    re.IGNORECASE,
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # lxml reads them, and then does not take them
_SHORT = 60  # characters
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
SPACE = re.compile(r"[ \t\n\f\r]+")  # what HTML folds: a no-break or an ideographic space is meant


class BadRule(ValueError):
    """A CSS rule that cannot be read."""


def html_to_text(markup: str) -> str:
    r"""The words of a fragment or a page, cleaned, its paragraphs parted by "\n"; "" when it shows none."""
    document, too_deep = _parse(markup)
    if too_deep:  # the tree ends there; without tags nothing is deep
        document, _ = _parse(_TAG.sub("\n", markup))
    return "" if document is None else element_text(document)


def plain_text(text: str) -> str:
    """`text` cleaned, whether it is markup or not: feeds do not say which they hold.

    Text without tags keeps its line breaks; an entity is resolved in either.
    """
    if is_markup(text):
        return html_to_text(text)
    return clean_text(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text))


def is_markup(text: str) -> bool:
    """Whether `text` has tags that its author meant as tags."""
    return _MARKUP.search(text) is not None


def parse_document(markup: str) -> Element | None:
    """The root element of `markup`, scripts included; None when there is nothing in it.

    Where tags nest 2,048 deep, the tree ends.
    """
    return _parse(markup)[0]


def parse_xml(text: str) -> Element | None:
    """The root element of XML, as far as it can be read; None when there is nothing in it.

    Nothing outside `text` is looked at and no entity grows: an entity of its own is left out.
    """
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "ignore"), parser)
    except etree.XMLSyntaxError:
        return None


def select(document: Element, rule: str) -> list[Element]:
    """The elements that a CSS rule selects, in the order of the page. Raises BadRule where it is none."""
    try:
        return list(CSSSelector(rule, translator="html")(document))
    except (SelectorError, etree.XPathError, ValueError) as error:
        raise BadRule(clean_line(str(error))) from error


def element_text(element: Element, without: Collection[Element] = ()) -> str:
    """The words that `element` shows, as `html_to_text` gives them, less those in the elements `without`.

    Its own tail is not part of it.
    """
    if len(element) == 0 and element not in without:
        return "" if element.tag in HIDDEN else cleaned(_words(element.text, element.tag == "pre"))
    pieces: list[str] = []
    preformatted = 0
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        edge = "\n" if node.tag in BLOCKS else " " if node.tag in CELLS else ""
        preformatted += (event == "start" or -1) * (node.tag == "pre")
        pieces.append(edge)
        if event == "start" and (node.tag in HIDDEN or node in without):
            walker.skip_subtree()
        elif event == "start":
            pieces.append(_words(node.text, preformatted))
        elif node is not element:
            pieces.append(_words(node.tail, preformatted))
    return cleaned("".join(pieces))


def brief_text(element: Element, longest: int = 2000) -> str:
    """The words of an element that may be a title, a label or a card; "" for one of more characters.

    Elements like that stand inside one another on broken pages, and each would be read once for every other.
    """
    size = 0
    for piece in element.itertext():
        size += len(piece.strip())
        if size > longest:
            return ""
    return element_text(element)


def own_text(element: Element) -> str:
    """The words that stand in `element` itself, not in its children; on one line."""
    pieces = [piece for piece in (element.text, *(child.tail for child in element)) if piece and not piece.isspace()]
    return cleaned(" ".join(_words(piece, 0) for piece in pieces)).replace("\n", " ") if pieces else ""


def attribute(element: Element, name: str) -> str:
    """The value of an attribute, stripped; "" when the element has none."""
    value: str | None = element.get(name)
    return (value or "").strip()


def cleaned(text: str) -> str:
    """By data.text.cleaning."""
    return _clean_short(text) if len(text) <= _SHORT else clean_text(text)


@lru_cache(maxsize=8192)
def _clean_short(text: str) -> str:
    """A link's words are asked for again and again, and menus are the same on all pages of a site."""
    return clean_text(text)


def _words(text: str | None, preformatted: int) -> str:
    return text or "" if preformatted else SPACE.sub(" ", text or "")


def _parse(markup: str) -> tuple[Element | None, bool]:
    """The root, and whether libxml2 stopped because the nesting was too deep."""
    # Bytes and a fixed encoding, so that a charset named inside a text that is already decoded is ignored.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        root = etree.fromstring(_NOT_XML.sub(" ", markup).encode("utf-8", "ignore"), parser)
    except etree.XMLSyntaxError:  # an empty document
        root = None
    return root, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
