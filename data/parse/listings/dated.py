"""Listing pages: many articles on one page, saved as text or as HTML.

Both are read the same way: a breadcrumb that names the section, then for each article its title, text
with 来源:NAME at the end, and date. `blocks` finds where they stand in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from data.models import Entry, Parsed, Problem
from data.parse.bylines import (
    closing_date,
    find_section,
    is_details,
    is_prose,
    is_read_more,
    last_crumb,
    source_in,
    split_crumbs,
    split_source,
)
from data.parse.html import Element, attribute, brief_text, element_text, own_text
from data.parse.listings.blocks import Block, find_blocks, headings, is_title_link, leads_on, says_enough
from data.parse.teasers import LISTED, is_teaser, without_invitation
from data.text.cleaning import clean_line, clean_text, detect_language, language_of
from data.text.dates import find_date, parse_date
from data.text.urls import absolute_url

_INLINE = frozenset((
    "a", "abbr", "b", "cite", "em", "font", "i", "img", "label", "small", "span", "strong", "sub",
    "sup", "svg", "time", "u", "br",
))  # fmt: skip
_SOURCE_NAME = re.compile(r"(?:^|[-_ ])(?:source|origin|publisher|laiyuan|from)(?:$|[-_ ])", re.IGNORECASE)
_CRUMB_NAME = re.compile(r"crumb", re.IGNORECASE)
_PARTS_OF_TITLE = 20
_MOST_CRUMBS = 50  # elements with such a name
_MAY_BE_CRUMBS = "//*[contains(@class, 'rumb') or contains(@id, 'rumb') or contains(@aria-label, 'rumb')]"
_LEGAL = re.compile(r"©|copyright|版权|版權|ICP备|公网安备|上一页|下一页", re.IGNORECASE)


def parse_listing_text(text: str, zone: ZoneInfo) -> Parsed:
    """The articles of a listing page saved as text: each ends in a line with its date ("… 查看全文").

    Text behind the last date is an article that was cut off: a Problem, unless it is only a footer.
    """
    lines = [clean_text(line) for line in text.splitlines()]
    closings, sure = _closings(lines)
    if not closings:
        return Parsed((), (Problem("page", "no line consists of a date"),))
    cut = _looks_cut(lines[max(closings) + 1 :])
    if cut and not sure:  # title, date, text: read from the end, each text would get the next title
        return Parsed((), (Problem(f"line {max(closings) + 1}", "the date does not stand at the article's end"),))
    section, start = find_section(lines[: min(closings)])
    entries: list[Entry] = []
    problems: list[Problem] = []
    for end, date in closings.items():
        block = [line for line in lines[start:end] if line]
        published_at = parse_date(date, zone)
        if not block:
            problems.append(Problem(f"line {end + 1}", "a date without an article before it"))
        else:
            entries.append(_text_entry(block, published_at, section))
        if published_at is None:
            problems.append(Problem(f"line {end + 1}", f"{date} is no date"))
        start = end + 1
    if cut:
        line = next(number for number, line in enumerate(lines[start:], start + 1) if line)
        problems.append(Problem(f"line {line}", "an article without a date line at the end, left out"))
    return Parsed(tuple(entries), tuple(problems))


@dataclass(frozen=True, slots=True)
class ListingContext:
    """What the articles of one page have in common."""

    base: str | None
    section: str | None
    language: str
    zone: ZoneInfo
    now: datetime | None = None  # when it was read, for times like 3小时前

    @classmethod
    def of(cls, document: Element, base_url: str | None, zone: ZoneInfo, now: datetime | None) -> ListingContext:
        """Of a whole document, menus and breadcrumb included."""
        base = page_base(document, base_url)
        return cls(base, page_section(document), attribute(document, "lang"), zone, now)


def dated_entries(document: Element, page: ListingContext) -> tuple[Entry, ...]:
    """The articles of a document, which has been through `drop_chrome`, that stand by a date.

    One with a page of its own is not `complete` where what the listing shows looks like a teaser.
    """
    found: dict[str, Entry] = {}
    for block in find_blocks(document):
        entry = _block_entry(page, block)
        if entry is not None:
            _keep_fuller(found, entry)
    return tuple(found.values())


def is_listing_text(text: str) -> bool:
    """Whether `text` has lines that end the articles of a listing: two dates, or one with "read more"."""
    closings = [closing for line in text.splitlines() if (closing := closing_date(line))]
    return len(closings) >= 2 or any(more for _, more in closings)


def count_closings(text: str) -> int:
    """How many lines of `text` are a date with "read more", which nothing but a listing has."""
    return sum(closing[1] for line in text.splitlines() if (closing := closing_date(line)))


def page_section(document: Element, title: str = "") -> str | None:
    """The section that a page's breadcrumb ends in, before the `title` of the page's article."""
    for element in document.xpath(_MAY_BE_CRUMBS)[:_MOST_CRUMBS]:
        names = " ".join(attribute(element, name) for name in ("class", "id", "aria-label"))
        text = brief_text(element) if _CRUMB_NAME.search(names) else ""
        if text and len(text) <= 300 and split_crumbs(text)[-1]:
            pieces = [clean_line(words) for words in element.itertext()]
            return last_crumb([crumb for piece in pieces for crumb in split_crumbs(piece)], title)
    # Nothing says "crumb", or it ends in ">" and the last one stands in the next line.
    return find_section(element_text(document).split("\n"), title)[0]


def _closings(lines: Sequence[str]) -> tuple[dict[int, str], bool]:
    """Index -> date of the lines that end a block, and whether it is sure that they do.

    Sure is a date with "read more"; where a page has that, a date alone is part of a text.
    """
    found = {number: closing for number, line in enumerate(lines) if (closing := closing_date(line))}
    sure = any(more for _, more in found.values())
    return {number: date for number, (date, more) in found.items() if more or not sure}, sure


def _text_entry(block: Sequence[str], published_at: datetime | None, section: str | None) -> Entry:
    title = clean_line(block[0])
    body, source = split_source(clean_text("\n".join(block[1:])))
    language = detect_language(f"{title}\n{body}")
    return Entry(title, body, published_at=published_at, source=source, section=section, language=language)


def _looks_cut(rest: Sequence[str]) -> bool:
    words = [line for line in rest if line and not is_details(line) and not _LEGAL.search(line)]
    return len(words) >= 1 and max(map(len, words)) >= 40


def _block_entry(page: ListingContext, block: Block) -> Entry | None:
    found = _find_title(block)
    if found is None:
        return None
    title, element, href = found
    body, source = _split_body(block, title, element)
    url = absolute_url(page.base, href)
    return Entry(
        title,
        without_invitation(body),
        url=url,
        published_at=parse_date(block.when, page.zone, page.now),
        source=source,
        section=page.section,
        language=language_of(page.language, f"{title}\n{body}"),
        complete=url is None or not is_teaser(body, LISTED),
    )


def page_base(document: Element, base_url: str | None) -> str | None:
    """What the links of a page are seen from: its own base, else its address."""
    stated = document.find(".//base[@href]")
    return base_url if stated is None else absolute_url(base_url, attribute(stated, "href")) or base_url


def _find_title(block: Block) -> tuple[str, Element, str] | None:
    """The title, the element it fills and the address it leads to."""
    links = [link for element in block.elements for link in element.iter("a") if leads_on(link)]
    titles = [link for link in links if is_title_link(link)]
    heading = next(headings(block.elements), None)
    if heading is not None:
        nearest = [link for link in (*heading.iter("a"), *heading.iterancestors("a")) if leads_on(link)]
        link = next(iter(nearest + titles + links), None)
        return None if link is None else (full_title(heading), heading, attribute(link, "href"))
    if not titles:
        return None
    link = _title_link(titles)
    href = attribute(link, "href")
    if block.date in link.iter():  # a card: the link holds all of the block
        return next(((title, node, href) for title, node in _words_in(link, block.date)), None)
    return full_title(link), link, href


def _title_link(titles: Sequence[Element]) -> Element:
    """The link with most to say (others name a category), or the one before it to the same page."""
    longest = max(titles, key=lambda link: min(len(element_text(link)), 120))
    return next(link for link in titles if attribute(link, "href") == attribute(longest, "href"))


def full_title(element: Element) -> str:
    """The words of `element`, or its `title` attribute where the page cut them off with an ellipsis."""
    shown = clean_line(brief_text(element))
    start = shown.rstrip(".…")
    full = (clean_line(attribute(node, "title")) for node in islice(element.iter(), _PARTS_OF_TITLE))
    return next((title for title in full if start != shown and title.startswith(start)), shown)


def _words_in(link: Element, date: Element) -> Iterator[tuple[str, Element]]:
    for node in link.iter():
        words = own_text(node)
        if says_enough(words):
            yield (words if date in node.iter() else clean_line(element_text(node))), node


def _split_body(block: Block, title: str, element: Element) -> tuple[str, str | None]:
    """The text of the block without title and details, and the source that either names."""
    row = _details_row(block, element)
    hidden = set(_labels(block))
    hidden |= {part for part, other in ((element, block.date), (row, element)) if other not in part.iter()}
    lines = "\n".join(element_text(part, hidden) for part in block.elements).split("\n")
    named = _named_source(block)
    # Neighbours inside one line may touch: "<span>来源:NAME</span><time>…".
    details = [clean_line(" ".join(row.itertext())), *filter(is_details, lines)]
    words = [line for line in lines if not is_details(line) and line not in (title, named)]
    body, source = split_source(clean_text("\n".join(words)))
    return body, source or next(filter(None, map(source_in, details)), named)


def _details_row(block: Block, title: Element) -> Element:
    """The date's element with the small things beside it: source, author, counters."""
    row = block.date
    while row not in block.elements:
        parent = row.getparent()
        if title in parent.iter() or not is_details(own_text(parent)) or len(element_text(parent)) > 80:
            break
        if any(child.tag not in _INLINE for child in parent):
            break
        row = parent
    return row


def _labels(block: Block) -> Iterator[Element]:
    """Links that stand beside the text and not in it: the category, tags, "read more"."""
    for element in block.elements:
        for link in element.iter("a"):
            words = element_text(link)
            alone = link is not element and is_details(own_text(link.getparent()).strip(" |"))
            if is_read_more(words) or (alone and not is_prose(words)):
                yield link


def _named_source(block: Block) -> str | None:
    """The short text of an element whose class says that it is the source."""
    for element in block.elements:
        for node in element.iter():
            words = clean_line(element_text(node)) if _SOURCE_NAME.search(attribute(node, "class")) else ""
            if 0 < len(words) <= 30 and not find_date(words):
                return source_in(words) or (None if is_details(words) else words)
    return None


def _keep_fuller(found: dict[str, Entry], entry: Entry) -> None:
    """Of two blocks about one article (a picture and a list) the one with more text stays."""
    key = entry.url or f"{entry.title}\n{entry.published_at}"
    if key not in found or len(found[key].body) < len(entry.body):
        found[key] = entry
