"""Where on a listing page its articles are: repeated blocks with a linked title and a date.

Found by structure alone: from every date up to the nearest element that also holds a linked title.
What a block says is read by `listings`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from data.parse.bylines import is_details
from data.parse.html import HIDDEN, Element, attribute, brief_text, element_text, own_text
from data.text.dates import find_date

_CHROME = frozenset(("nav", "footer", "aside", "form"))
_CHROME_NAME = re.compile(
    r"(?:nav|navbar|navigation|menu|footer|comments?|comment-list|breadcrumbs?|crumbs?|pager|pagination)", re.IGNORECASE
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NO_ARTICLE = re.compile(r"(?:#|javascript:|mailto:|tel:|file:|data:)|/?$", re.IGNORECASE)
_SHORTEST_TITLE = 5  # characters; most labels of a menu have four
_MOST = 5000  # dates on a page; each is followed up to the root


@dataclass(frozen=True, slots=True)
class Block:
    """One article's part of the page: `elements` are neighbours, `date` is the element that holds `when`."""

    elements: tuple[Element, ...]
    date: Element
    when: str


def find_blocks(document: Element) -> list[Block]:
    """The blocks of a page, which has been through `drop_chrome`, in its order; [] unless two of them stand alike."""
    titles = chain(filter(is_title_link, document.iter("a")), headings([document]))
    holding = _with_ancestors(titles)
    dates = list(islice(_dates(document), _MOST))
    shared = Counter(ancestor for date, _ in dates for ancestor in _lineage(date))
    items: dict[Element, list[tuple[Element, str]]] = {}
    for date, when in dates:
        item = next((element for element in _lineage(date) if element in holding), None)
        if item is not None:
            items.setdefault(item, []).append((date, when))
    # Around other items there is no item: that date is today's, or belongs to something without a link.
    outer = {ancestor for item in items for ancestor in item.iterancestors()}
    blocks = [
        block for item, found in items.items() if item not in outer for block in _of_item(item, found, holding, shared)
    ]
    return _alike(blocks)


def is_title_link(link: Element) -> bool:
    """Whether `link` may lead to an article and says enough to be its title."""
    return leads_on(link) and says_enough(brief_text(link))


def leads_on(link: Element) -> bool:
    """Whether `link` goes to another page, and not home, up this page or into a script."""
    return _NO_ARTICLE.match(attribute(link, "href")) is None


def says_enough(words: str) -> bool:
    """Whether `words` can be a title."""
    return len(words) >= _SHORTEST_TITLE and not is_details(words)


def headings(elements: Sequence[Element]) -> Iterator[Element]:
    """The headings in `elements` that can be titles."""
    for element in elements:
        for heading in element.iter(*_HEADINGS):
            words = brief_text(heading)
            if words and not is_details(words):
                yield heading


def drop_chrome(document: Element) -> None:
    """Take menus, footers, comments and what is not shown out of `document`."""
    for element in list(document.iter()):
        parent = element.getparent()
        if parent is None or element.tag in ("body", "main"):
            continue
        names = [*attribute(element, "class").split(), attribute(element, "id")]
        if element.tag in _CHROME | HIDDEN or any(_CHROME_NAME.fullmatch(name) for name in names):
            _drop(element, parent)


def _drop(element: Element, parent: Element) -> None:
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _lineage(element: Element) -> Iterator[Element]:
    """`element` and its ancestors, the nearest first."""
    yield element
    yield from element.iterancestors()


def _with_ancestors(elements: Iterator[Element]) -> set[Element]:
    found: set[Element] = set()
    for element in elements:
        for ancestor in _lineage(element):
            if ancestor in found:
                break
            found.add(ancestor)
    return found


def _dates(document: Element) -> Iterator[tuple[Element, str]]:
    """Elements whose own words are a date and at most details beside it, with that date."""
    for element in document.iter():
        if element.tag == "time" and attribute(element, "datetime"):
            yield element, attribute(element, "datetime")
            continue
        words = own_text(element)
        if (date := find_date(words)) and is_details(words):
            yield element, date


def _of_item(
    item: Element, dates: list[tuple[Element, str]], holding: set[Element], shared: Counter[Element]
) -> Iterator[Block]:
    """The blocks in `item`, the nearest common ancestor of a title and each of `dates`."""
    if len(dates) > 1:
        flat = list(_flat_blocks(item, dates, holding))
        if len(flat) > 1:
            yield from flat
            return
    for parent in item.iterancestors():
        if parent.tag == "body" or shared[parent] > shared[item]:
            break
        item = parent
    # The more exact of two dates, as a summary may begin with the day.
    date, when = max(dates, key=lambda found: (found[0].tag == "time", ":" in found[1]))
    yield Block((item,), date, when)


def _flat_blocks(container: Element, dates: list[tuple[Element, str]], holding: set[Element]) -> Iterator[Block]:
    """Blocks whose titles, texts and dates are all children of one element, without an element for each."""
    children = list(container)
    dated: dict[Element, tuple[Element, str]] = {}
    for date, when in dates:
        child = next((element for element in _lineage(date) if element.getparent() is container), None)
        if child is not None:
            dated.setdefault(child, (date, when))
    titled = {child for child in children if child in holding and _is_title(child)}
    first = next((child for child in children if child in dated or child in titled), None)
    starters = titled if first in titled else set(dated)
    segments = [
        segment
        for segment in _segments(children, starters)
        if not titled.isdisjoint(segment) and not dated.keys().isdisjoint(segment)
    ]
    for segment in _without_tail(segments, dated):
        yield Block(tuple(segment), *next(dated[child] for child in segment if child in dated))


def _is_title(element: Element) -> bool:
    """Whether `element` is hardly more than a title: a heading, or a link with little around it."""
    longest = max((len(brief_text(link)) for link in element.iter("a") if is_title_link(link)), default=0)
    return element.tag in _HEADINGS or longest >= 0.6 * len(element_text(element))


def _segments(children: list[Element], starters: set[Element]) -> Iterator[list[Element]]:
    starts = [number for number, child in enumerate(children) if child in starters]
    for start, end in zip(starts, [*starts[1:], len(children)], strict=True):
        yield children[start:end]


def _without_tail(segments: list[list[Element]], dated: Container[Element]) -> list[list[Element]]:
    """The last segment runs on to the end of the page: cut it as far behind its date as the others go."""
    behind = [next(n for n, child in enumerate(reversed(segment)) if child in dated) for segment in segments]
    if len(segments) < 2 or behind[-1] <= max(behind[:-1]):
        return segments
    return [*segments[:-1], segments[-1][: max(behind[:-1]) - behind[-1]]]


def _alike(blocks: list[Block]) -> list[Block]:
    """Blocks that stand where another one stands, and those whose heading says that they are articles."""
    paths = [tuple(element.tag for element in _lineage(block.elements[0])) for block in blocks]
    times = Counter(paths)
    if not any(count > 1 for count in times.values()):
        return []
    return [
        block
        for block, path in zip(blocks, paths, strict=True)
        if times[path] > 1 or any(True for _ in headings(block.elements))
    ]
