"""The article of a page of its own; the one edge where trafilatura is called.

trafilatura finds the text and the title. Time, source and section are read here, because it knows no
time of day and takes the site for the source.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from trafilatura import bare_extraction
from trafilatura.settings import Document

from data.dates import find_date, parse_date
from data.models import Entry
from data.parsing.bylines import is_details, is_prose, source_in, split_source
from data.parsing.html import Element, attribute, element_text, parse_document
from data.parsing.listings import page_section
from data.text import clean_line, clean_text, language_of
from data.urls import absolute_url

# It reports every page without an article as an error, on standard error; here that is an answer.
for _noisy in ("trafilatura", "htmldate"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL + 1)

_PUBLISHED = (
    "article:published_time", "og:published_time", "og:release_date", "datepublished", "publish_time",
    "publishtime", "publishdate", "pubdate", "firstpublishedtime", "dc.date.issued", "date",
)  # fmt: skip
_ARTICLE_TYPE = re.compile(r"\w*Article|BlogPosting|Report")
_REFUSAL = re.compile(r"JavaScript|access denied|are (?:a|you) human|安全验证|人机验证", re.IGNORECASE)
_SHORTEST = 40  # width of the longest paragraph, a Han character counting two: a flash of one sentence
_NEAR = 12  # lines from the title to where date and source may stand


def extract_article(markup: str, url: str | None, zone: ZoneInfo, now: datetime | None = None) -> Entry | None:
    """The one article of an HTML page; None where there is no text of an article.

    `url` is the page's address; without it the page's own canonical link is taken. The time has its time
    of day if the page says it in its metadata or near the title.
    """
    document = parse_document(markup)
    found = None if document is None else _extract(markup, url)
    if found is None:
        return None
    title = clean_line(found.title or "") or _heading(document)
    body, source = split_source(_without_title(found.text or "", title))
    if not title or not _is_article(body):
        return None
    meta, stated = _metadata(document), next(_stated_articles(document), {})
    details = _details(document, title)
    return Entry(
        title,
        body,
        url=absolute_url(None, url or "") or _canonical_link(document, meta),
        published_at=_published(document, meta, stated, [*details, found.date or ""], zone, now),
        source=source or next(filter(None, map(source_in, details)), None) or _publisher(found, meta, stated),
        section=_section(document, meta, stated, title),
        language=language_of(attribute(document, "lang"), f"{title}\n{body}"),
    )


def says_article(markup: str) -> bool:
    """Whether the page states that it is one article, and not a list of them."""
    document = parse_document(markup)
    if document is None:
        return False
    return _metadata(document).get("og:type") == "article" or any(True for _ in _stated_articles(document))


def _extract(markup: str, url: str | None) -> Document | None:
    # The extensive search for a date would take the year of a copyright notice.
    dates = {"original_date": True, "extensive_search": False}
    found = bare_extraction(markup, url, with_metadata=True, include_comments=False, date_extraction_params=dates)
    return found if isinstance(found, Document) else None


def _without_title(text: str, title: str) -> str:
    """The extracted text without the title and the details it may begin with, and without table bars."""
    lines = clean_text("\n".join(line.strip("| ") for line in text.splitlines())).split("\n")
    while lines and (lines[0] == title or is_details(lines[0])):
        lines.pop(0)
    return "\n".join(lines)


def _is_article(body: str) -> bool:
    if len(body) < 400 and _REFUSAL.search(body):
        return False
    widths = [len(line) + sum(char > "\u2e80" for char in line) for line in body.split("\n") if is_prose(line)]
    return max(widths, default=0) >= _SHORTEST


def _heading(document: Element) -> str:
    return next((line for node in document.iter("h1") if (line := clean_line(element_text(node)))), "")


def _details(document: Element, title: str) -> list[str]:
    """The lines about the article that stand by its title."""
    lines = element_text(document).split("\n")
    start = lines.index(title) if title in lines else 0
    return [line for line in lines[max(0, start - 2) : start + _NEAR] if is_details(line)]


def _metadata(document: Element) -> dict[str, str]:
    """Lower-case name -> content of the page's meta elements; the first of a name counts."""
    found: dict[str, str] = {}
    for node in document.iter("meta"):
        name = attribute(node, "property") or attribute(node, "name") or attribute(node, "itemprop")
        found.setdefault(name.lower(), clean_line(attribute(node, "content")))
    return found


def _stated_articles(document: Element) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that are articles of their own, not members of a list."""
    for script in document.iter("script"):
        if "ld+json" not in attribute(script, "type"):
            continue
        try:
            value = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        roots = value if isinstance(value, list) else [value]
        graphs = [root["@graph"] for root in roots if isinstance(root, dict) and isinstance(root.get("@graph"), list)]
        for node in [*roots, *(node for graph in graphs for node in graph)]:
            if isinstance(node, dict) and _ARTICLE_TYPE.fullmatch(_first_text(node.get("@type"))):
                yield node


def _first_text(value: object) -> str:
    """A JSON-LD value as text: of a list the first, of an object its name."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name")
    return clean_line(value) if isinstance(value, str) else ""


def _published(
    document: Element,
    meta: dict[str, str],
    stated: dict[str, Any],
    lines: Sequence[str],
    zone: ZoneInfo,
    now: datetime | None,
) -> datetime | None:
    """The stated time; where that is only a day, a time on the same day that the page shows."""
    times = [node for node in document.iter("time") if next(node.iterancestors("nav", "aside"), None) is None]
    written = [meta[name] for name in _PUBLISHED if meta.get(name)]
    written += [
        _first_text(stated.get("datePublished")),
        *(attribute(node, "datetime") for node in times[:1]),
    ]
    written += [date for line in lines if (date := find_date(line))]
    moments = [(moment, ":" in text) for text in written if (moment := parse_date(text, zone, now))]
    if not moments:
        return None
    first = moments[0][0]
    same_day = (moment for moment, exact in moments if exact and _day(moment, zone) == _day(first, zone))
    return next(same_day, first)


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).date().isoformat()


def _publisher(found: Document, meta: dict[str, str], stated: dict[str, Any]) -> str | None:
    names = (meta.get("source"), _first_text(stated.get("publisher")), meta.get("og:site_name"))
    site = clean_line(found.sitename or "")
    # Where a page does not name itself, trafilatura answers with the host.
    return next(filter(None, names), site if site.lower() != (found.hostname or "").lower() else None) or None


def _section(document: Element, meta: dict[str, str], stated: dict[str, Any], title: str) -> str | None:
    stated_section = meta.get("article:section") or _first_text(stated.get("articleSection"))
    return stated_section or page_section(document, title)


def _canonical_link(document: Element, meta: dict[str, str]) -> str | None:
    links = (attribute(node, "href") for node in document.iter("link") if attribute(node, "rel") == "canonical")
    return absolute_url(None, next(links, "") or meta.get("og:url", ""))
