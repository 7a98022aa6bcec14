"""The article of a page of its own; the one edge where trafilatura is called.

The page is parsed once. Its text is found twice, by trafilatura and by where its prose is densest (`prose`), and
one of them is taken by rule; all else (title, time, source, author, image) is read here and in `stated`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from trafilatura import bare_extraction
from trafilatura.settings import Document

from data.models import Entry
from data.parse.article.authors import find_authors
from data.parse.article.headlines import find_title
from data.parse.article.lead_images import has_pictures, lead_image
from data.parse.article.live import live_items
from data.parse.article.moments import find_published, find_updated
from data.parse.article.outline import Outline, outline, width
from data.parse.article.prose import Text, densest_text, is_notice
from data.parse.article.stated import Stated, canonical_address, read_stated
from data.parse.bylines import find_section, is_details, is_prose, last_crumb, source_in, split_crumbs, split_source
from data.parse.html import Element, attribute, parse_document
from data.parse.listings.dated import page_section
from data.text.cleaning import clean_line, clean_text, language_of
from data.text.urls import absolute_url

# It reports every page without an article as an error, on standard error; here that is an answer.
for _noisy in ("trafilatura", "htmldate"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL + 1)

_REFUSAL = re.compile(
    r"JavaScript|access denied|are (?:a|you) (?:a )?(?:human|robot)|verify (?:that )?you are|checking your browser"
    r"|captcha|unusual traffic|安全验证|人机验证|验证码|访问过于频繁|访问被拒绝|访问受限",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:subscribe|sign in|log in|register|subscription).{0,40}(?:to (?:continue|read)|full access|keep reading)"
    r"|continue reading with|limit of free articles|this (?:article|content) is for (?:paying )?(?:subscribers|members)"
    r"|(?:付费|订阅|會員|会员|登录|登入|購買|购买|开通).{0,8}(?:后|後|即可|才能|可以?).{0,6}(?:阅读|閱讀|查看|观看)(?!评论)"
    r"|(?:剩余|还有|還有).{0,12}(?:内容|全文|正文).{0,12}(?:付费|订阅|登录|会员)|付费阅读|本文为付费",
    re.IGNORECASE,
)
_PICTURES = re.compile(r"图集|组图|圖集|組圖|高清图|图片新闻|\b(?:photos?|gallery|in pictures)\b", re.IGNORECASE)
_CAPTION = re.compile(r"caption|desc|summary|intro|photo-text|imgtxt|pic-?text", re.IGNORECASE)
_SHORTEST = 40  # width of the longest paragraph, a Han character counting two: a flash of one sentence
_NEAR = 12  # lines from the title to where date and source may stand
_MOST_ELEMENTS = 15_000  # of a page that trafilatura is asked about: its time grows faster than the page
_DEEPEST = 200  # elements one in the other, likewise
_LONGEST_TEASER = 2400  # width: what is longer is the text, whatever a box on the page says
_ENOUGH = 400  # width of a text that is more than a teaser
_LITTLE = 0.25  # of it may stand elsewhere on a page
_SAME = 0.5  # share of the shorter text from which two texts are of one article


def extract_article(markup: str, url: str | None, zone: ZoneInfo, now: datetime | None = None) -> Entry | None:
    """The one article of an HTML page; None where there is no text of an article.

    `url` is the page's address, `now` the moment it was read (for 3小时前). The entry's address is the canonical
    one that the page states, where that can be true. `complete` is false before a paywall, `live` true where the
    page is written on; a page of pictures has their captions for a body, or none.
    """
    document = parse_document(markup)
    return None if document is None else article_of(document, url, zone, now)


def article_of(document: Element, url: str | None, zone: ZoneInfo, now: datetime | None = None) -> Entry | None:
    """As `extract_article`, of a page that is parsed already; `document` stays as it is."""
    page = _Page(document, url, zone, now)
    body = page.body()
    return None if body is None or not page.title else page.entry(body)


def says_article(page: str | Element) -> bool:
    """Whether a page, as markup or parsed, states that it is one article, and not a list of them."""
    document = parse_document(page) if isinstance(page, str) else page
    return document is not None and read_stated(document).is_article


@dataclass(frozen=True)
class _Page:
    """A page and what is known of it; each part is found when it is first asked for."""

    document: Element
    url: str | None
    zone: ZoneInfo
    now: datetime | None

    @cached_property
    def stated(self) -> Stated:
        return read_stated(self.document)

    @cached_property
    def outline(self) -> Outline:
        return outline(self.document)

    @cached_property
    def base(self) -> str | None:
        stated = self.document.find(".//base[@href]")
        return self.url if stated is None else absolute_url(self.url, attribute(stated, "href")) or self.url

    @cached_property
    def title(self) -> str:
        return find_title(self.document, self.stated)

    @cached_property
    def title_at(self) -> int | None:
        """The number of the line that is the title."""
        lines = self.outline.lines
        exact = [number for number, line in enumerate(lines) if line.text == self.title]
        headings = [n for n, line in enumerate(lines) if line.tag in ("h1", "h2", "h3") and self.title in line.text]
        return next((n for n in [*(n for n in headings if n in exact), *exact, *headings]), None)

    @cached_property
    def details(self) -> list[str]:
        """The lines about the article that stand by its title."""
        start = self.title_at or 0
        lines = self.outline.lines[max(0, start - 3) : start + _NEAR]
        return [line.parted for line in lines if line.text != self.title and len(line.text) <= 80]

    @cached_property
    def closing(self) -> list[str]:
        """The lines at the end of the text that are not of it."""
        if self.densest is None:
            return []
        lines = self.outline.lines[max(self.densest.last - 4, 0) : self.densest.last + 2]
        return [line.parted for line in lines if len(line.text) <= 60 and not line.chrome]

    @cached_property
    def densest(self) -> Text | None:
        return densest_text(self.outline, self.title_at)

    @cached_property
    def live(self) -> list[str]:
        return live_items(self.outline, self.stated, self.title, self.zone)

    def body(self) -> list[str] | None:
        """The lines of the text; [] of a page of pictures without words, None where there is no article."""
        if self.live:
            return self.live
        stated = clean_text(self.stated.body).split("\n")
        ways = (self._text, lambda: stated) if self.densest else (lambda: stated, self._text)
        return next((lines for way in ways if _is_article(lines := way())), None) or self._captions()

    def _is_headline(self, line: str) -> bool:
        """Whether the line is the title, or the title with details behind it, as trafilatura runs them together."""
        return bool(self.title) and line.startswith(self.title) and is_details(line[len(self.title) :].strip())

    def _text(self) -> list[str]:
        own = self.densest.lines if self.densest else ()
        text = own if self._sure() else better_text(own, self._by_trafilatura())
        lines = [line for line in text if not self._is_headline(line)]
        while lines and is_details(lines[0]):
            lines.pop(0)
        return lines

    def _sure(self) -> bool:
        """Whether nothing else on the page could be the text: then no second opinion is needed."""
        own = sum(map(width, self.densest.lines)) if self.densest else 0
        rest = self.outline.weights.get(self.outline.root, 0) - own
        return own >= _ENOUGH and rest <= _LITTLE * own and self.outline.chrome_weight() <= _SAME * own

    def _by_trafilatura(self) -> list[str]:
        size = sum(1 for _ in zip(self.document.iter(), range(_MOST_ELEMENTS), strict=False))
        if size == _MOST_ELEMENTS or self.outline.depth > _DEEPEST:
            return []
        found = bare_extraction(self.document, self.url, fast=True, with_metadata=False, include_comments=False)
        text = found.text if isinstance(found, Document) else None
        lines = clean_text("\n".join(line.strip("| ") for line in (text or "").splitlines())).split("\n")
        return [line for line in lines if line and not is_notice(line)]

    def _captions(self) -> list[str] | None:
        """What a page of pictures says under them; None where it is no such page."""
        first, last = self._range()
        named = _PICTURES.search(self.title) or self.stated.article.get("@type") == "ImageGallery"
        if not named or not (has_pictures(self.outline, first, last) or self.image):
            return None
        captions = [
            clean_line(" ".join(node.itertext()))
            for node in self.document.iter("figcaption", "p", "div", "span")
            if node.tag == "figcaption" or _CAPTION.search(attribute(node, "class"))
        ]
        return [line for line in dict.fromkeys(captions) if 4 <= len(line) <= 400 and not is_notice(line)]

    def _range(self) -> tuple[int, int]:
        """The lines between which the article's pictures stand."""
        first = self.title_at if self.title_at is not None else 0
        return (first, self.densest.last) if self.densest else (first, len(self.outline.lines))

    @cached_property
    def image(self) -> str | None:
        return lead_image(self.stated, self.outline, *self._range(), self.base)

    def entry(self, lines: Sequence[str]) -> Entry:
        body, source = split_source("\n".join(lines))
        details = [line for line in self.details if line not in lines]
        closing = [line for line in self.closing if line not in lines]
        published = find_published(self.document, self.stated, details, self.zone, self.now)
        source = source or next(filter(None, map(source_in, [*details, *closing])), None) or self.publisher
        return Entry(
            self.title,
            body,
            url=canonical_address(self.stated.canonical, self.url),
            published_at=published,
            source=source,
            section=self._section(),
            language=language_of(attribute(self.document, "lang"), f"{self.title}\n{body}"),
            author=find_authors(self.stated, details, lines, closing, [source or "", self.publisher or ""]),
            image=self.image,
            updated_at=find_updated(self.stated, details, published, self.zone, self.now),
            complete=not self._walled(body),
            live=bool(self.live),
        )

    @cached_property
    def publisher(self) -> str | None:
        stated = self.stated
        names = (
            stated.text("source", "contentsource", "mediaid"),
            stated.of_article("publisher"),
            stated.text("og:site_name", "sitename", "application-name"),
        )
        return next(filter(None, (*names[:1], self._marked_source(), *names[1:])), None)

    def _marked_source(self) -> str | None:
        """The short text of an element by the title whose class says that it is the source."""
        for node in self.document.iter("span", "a", "div", "p", "em", "cite"):
            if not _SOURCE_NAME.search(node.get("class") or ""):
                continue
            words = clean_line(" ".join(node.itertext()))
            if source := source_in(words) or (words if len(words) <= 20 and not is_details(words) else None):
                return source
        return None

    def _section(self) -> str | None:
        stated = self.stated.text("article:section", "columnname") or self.stated.of_article("articleSection")
        stated = stated or next(iter(self.stated.categories), "")
        if stated:
            return stated
        if self.outline.crumbs and (section := page_section(self.document, self.title)):
            return section
        return find_section([line.text for line in self.outline.lines], self.title)[0] or self._crumb()

    def _crumb(self) -> str | None:
        """The section in a line above the title of a page whose home page has a name: `海城社区 › 资讯 › 健康`."""
        for line in reversed(self.outline.lines[: self.title_at or 0]):
            if len(line.text) <= 80 and len(crumbs := split_crumbs(line.text)) >= 3 and all(crumbs[:-1]):
                return last_crumb(crumbs, self.title)
        return None

    def _walled(self, body: str) -> bool:
        """Whether the rest of the text is for those who pay or sign in."""
        if str(self.stated.article.get("isAccessibleForFree", "")).lower() == "false":
            return True
        lines = self.outline.lines[self.title_at or 0 :] if width(body) < _LONGEST_TEASER else ()
        return any(_WALL.search(line.text[:300]) for line in lines)


_SOURCE_NAME = re.compile(r"(?:^|[-_ ])(?:source|origin|laiyuan)(?:$|[-_ ])", re.IGNORECASE)


def better_text(own: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """Of two readings of a page, the own one by density and trafilatura's, the better.

    The own one, which keeps lines apart, where they are of one article, unless it goes on where the other one
    ended (comments, further articles); of two articles the longer.
    """
    if not own or not other:
        return own or other
    known, mine = "".join(other), "".join(own)
    shared = [line for line in own if line in known]
    common = sum(map(width, shared))
    if common < _SAME * min(width(known), width(mine)):
        return max(own, other, key=lambda lines: sum(width(line) for line in lines if is_prose(line)))
    behind = next((number for number in range(len(own), 0, -1) if own[number - 1] in known), 0)
    trailing = sum(map(width, own[behind:]))
    if trailing > 0.3 * width(mine) and common > 0.9 * sum(map(width, own[:behind])):
        return own[:behind]
    return own


def _is_article(lines: Sequence[str]) -> bool:
    if sum(map(len, lines)) < 400 and any(map(_REFUSAL.search, lines)):
        return False
    return max((width(line) for line in lines if is_prose(line)), default=0) >= _SHORTEST
