"""A page as its lines in order, told apart into text and what stands around it: one walk over the tree.

What is a menu, a sidebar or a list of comments is known by element and by the words in its class and id. Which
lines are the article is left to `prose`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from data.parse.bylines import is_prose
from data.parse.html import BLOCKS, CELLS, HIDDEN, SPACE, Element, attribute, cleaned
from data.text.cleaning import clean_line

_CHROME = frozenset(("nav", "footer", "aside", "amp-sidebar", "amp-ad", "amp-embed", "amp-list", "ins", "dialog"))
_CHROME_WORD_LIST = (
    "nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs footer foot comment comments commentlist "
    "reply replies disqus related relate recommend recommended recommendation recommendations recirc share "
    "sharing sharedaddy social sidebar newsletter subscribe subscription signup cookie cookies consent gdpr "
    "paywall promo promotion ad ads adv advert advertisement adsbygoogle sponsor sponsored hot hotnews rank "
    "ranking qrcode qr toolbar pager pagination copyright disclaimer declare widget tags tag keywords keyword "
    "login modal popup openapp download readmore recent trending popular mostread outbrain taboola gg guanggao "
    "xiangguan tuijian pinglun fenxiang kanren sns prevnext prev next noprint"
)
_CHROME_WORDS = frozenset(_CHROME_WORD_LIST.split())
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+\d*|[A-Z]+|\d+")
_BLANKS = re.compile(" {2,}")
_HIDING = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SHORTEST_PROSE = 20  # width; what is shorter weighs nothing
_LONGEST_PARTED = 120  # characters; no line of details is longer
_WIDEST_CELL = 60  # characters: a cell with more is a column of the page and not a field of a table
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line that the page shows, cleaned; `tag` is that of the block it stands in."""

    text: str
    tag: str
    linked: bool  # most of it leads elsewhere
    chrome: bool  # stands in a menu, a sidebar, among comments...
    pieces: tuple[str, ...] = ()  # where a short one is made of several elements

    @property
    def parted(self) -> str:
        """The text with a blank where elements meet in it: 作者：王小雨 评论 4."""
        return clean_line(" ".join(self.pieces)) if self.pieces else self.text

    @property
    def prose(self) -> bool:
        """Whether it can be part of an article's text."""
        return not self.linked and not self.chrome and is_prose(self.text)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image and the number of the line that follows it."""

    element: Element
    before: int
    chrome: bool


@dataclass(slots=True)
class Outline:
    """The lines and pictures of a page; `weights` is how much prose an element holds, `spans` which lines."""

    root: Element
    lines: list[Line] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    weights: dict[Element, int] = field(default_factory=dict)
    spans: dict[Element, tuple[int, int]] = field(default_factory=dict)
    depth: int = 0  # of its elements, one in the other
    crumbs: bool = False  # an element says that it is a breadcrumb

    def chrome_weight(self) -> int:
        """How much prose stands in what looks like chrome."""
        return sum(width(line.text) for line in self.lines if line.chrome and not line.linked and is_prose(line.text))


def width(text: str) -> int:
    """Its characters, a Han, kana or Hangul one counting two: about as much as it says."""
    return (len(text) + len(text.encode())) // 2


def outline(document: Element) -> Outline:
    """The lines of a parsed page, those of its chrome marked; `document` stays as it is."""
    walk = _Walk(Outline(document), _around_headings(document))
    walker = etree.iterwalk(document, events=("start", "end"))
    for event, node in walker:
        if event == "end":
            walk.leave(node)
        elif node.tag in HIDDEN or len(walk.page.lines) > _MOST_LINES:
            walk.enter(node)
            walker.skip_subtree()
        else:
            walk.enter(node)
            walk.add(node.text)
    return walk.page


def _around_headings(document: Element) -> set[Element]:
    """The elements that hold a main heading."""
    found: set[Element] = set()
    for heading in document.iter("h1"):
        for ancestor in heading.iterancestors():
            if ancestor in found:
                break
            found.add(ancestor)
    return found


class _Walk:
    """What is known while the tree is walked."""

    def __init__(self, page: Outline, titled: Collection[Element]) -> None:
        self.page = page
        self._titled = titled  # elements around a main heading: never chrome, whatever they are called
        self._open: list[tuple[int, int]] = []  # first line and weight of each open element
        self._blocks: list[str] = []
        self._words: list[str] = []
        self._shown = self._linked = 0  # characters of the line so far, and those of them in links
        self._links = 0
        self._chrome_at = 0  # depth of the outermost chrome element; 0: outside
        self._preformatted = 0

    def enter(self, node: Element) -> None:
        tag = node.tag
        if tag in BLOCKS:
            self._end_line()
            self._blocks.append(tag)
        elif tag in CELLS:
            self._end_line() if self._shown > _WIDEST_CELL else self._words.append(" ")
        self._open.append((len(self.page.lines), 0))
        self.page.depth = max(self.page.depth, len(self._open))
        self._links += tag == "a"
        self._preformatted += tag == "pre"
        if not self.page.crumbs and _names_crumbs(node):
            self.page.crumbs = True
        if not self._chrome_at and node not in self._titled and _is_chrome(node):
            self._end_line()
            self._chrome_at = len(self._open)
        if tag in ("img", "amp-img"):
            self.page.pictures.append(Picture(node, len(self.page.lines), bool(self._chrome_at)))

    def add(self, words: str | None) -> None:
        if not words:
            return
        self._words.append(words if self._preformatted else SPACE.sub(" ", words))
        if words := words.strip():
            self._shown += len(words)
            self._linked += len(words) * (self._links > 0)

    def leave(self, node: Element) -> None:
        tag = node.tag
        if tag in BLOCKS or self._chrome_at == len(self._open):
            self._end_line()
        elif tag in CELLS:
            wide = self._shown > _WIDEST_CELL or len(self.page.lines) > self._open[-1][0]
            self._end_line() if wide else self._words.append(" ")
        if tag in BLOCKS:
            self._blocks.pop()
        if self._chrome_at == len(self._open):
            self._chrome_at = 0
        self._links -= tag == "a"
        self._preformatted -= tag == "pre"
        first, weight = self._open.pop()
        if weight:
            self.page.weights[node], self.page.spans[node] = weight, (first, len(self.page.lines))
            if self._open:
                self._open[-1] = (self._open[-1][0], self._open[-1][1] + weight)
        if self._open:
            self.add(node.tail)

    def _end_line(self) -> None:
        if not self._shown:
            self._words.clear()
            return
        linked, tag = 2 * self._linked > self._shown, self._blocks[-1] if self._blocks else ""
        words = "".join(self._words)
        pieces = tuple(self._words) if self._shown <= _LONGEST_PARTED and len(self._words) > 1 else ()
        # Two blanks part Chinese paragraphs; where elements meet they part nothing.
        for text in cleaned(words if self._preformatted else _BLANKS.sub(" ", words).strip(" ")).split("\n"):
            line = Line(text, tag, linked, bool(self._chrome_at), pieces)
            self.page.lines.append(line)
            if line.prose and (weight := width(text)) >= _SHORTEST_PROSE and self._open:
                self._open[-1] = (self._open[-1][0], self._open[-1][1] + weight)
        self._words.clear()
        self._shown = self._linked = 0


def _is_chrome(node: Element) -> bool:
    if node.tag in ("html", "body", "main", "article"):
        return False
    if node.tag in _CHROME or node.get("hidden") is not None or _HIDING.search(node.get("style") or ""):
        return True
    return any(_named_chrome(name) for name in (attribute(node, "class"), attribute(node, "id")) if name)


def _names_crumbs(node: Element) -> bool:
    return any("crumb" in (node.get(name) or "").lower() for name in ("class", "id", "aria-label"))


@lru_cache(4096)
def _named_chrome(name: str) -> bool:
    """Whether one of the words in a class or id is that of something around the text: `relatedNews`, `nav-top`."""
    return any(word.lower() in _CHROME_WORDS for word in _NAME_WORD.findall(name[:200]))
