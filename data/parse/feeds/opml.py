"""Lists of sources in OPML, in and out; the one edge where listparser is called.

OPML holds address, title and folder. How a source is read is not part of it: that its content says again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree

import listparser

from data.models import Problem, Source, SourceSpec
from data.parse.encoding import Oversized, decode, unpack
from data.text.cleaning import clean_line
from data.text.urls import absolute_url

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_FEED_SCHEME = re.compile(r"feed:(?=https?:)|feed(?=://)", re.IGNORECASE)
_DEEPEST = 8  # folders inside folders
_NOTHING = Problem("OPML", "is not a list of feeds")


def parse_opml(data: bytes) -> tuple[tuple[SourceSpec, ...], tuple[Problem, ...]]:
    """The sources that a list (OPML 1 or 2, or iGoogle's) names, in its order, and what of it is no source.

    A folder is the section of what stands in it, folders inside folders are joined with "/". A source
    that is named twice is one.
    """
    try:
        listed = _listparser(decode(unpack(data)[0]))
    except Oversized as error:
        return (), (Problem("OPML", str(error)),)
    if not listed.get("version") and not listed.get("feeds"):
        return (), (_NOTHING,)
    specs: dict[str, SourceSpec] = {}
    problems: list[Problem] = []
    for number, item in enumerate(listed["feeds"], 1):
        spec = _spec(item)
        if spec is None:
            problems.append(Problem(f"feed {number}", f"{clean_line(item['url'])[:80]!r} is no web address"))
        else:
            specs.setdefault(spec.shown, spec)
    others = [Problem("OPML", f"{clean_line(item['url'])[:200]} is another list, left out") for item in listed["lists"]]
    return tuple(specs.values()), (*problems, *others)


def write_opml(specs: Sequence[Source], title: str, now: datetime) -> bytes:
    """The sources as OPML 2 in UTF-8: sections are folders, in the order in which they first occur."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = clean_line(title)
    ElementTree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = ElementTree.SubElement(root, "body")
    folders: dict[tuple[str, ...], ElementTree.Element] = {(): body}
    for source in specs:
        shown = clean_line(source.title)
        outline = ElementTree.SubElement(_folder(folders, source.spec.section), "outline")
        outline.attrib |= {"type": "rss", "text": shown, "title": shown, "xmlUrl": source.spec.shown}
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _listparser(text: str) -> dict[str, Any]:
    # It reads HTML's way, which takes bytes for Latin-1 and ignores an XML declaration: the mark says UTF-8.
    content = _DECLARATION.sub("", text, count=1).encode("utf-8-sig", "ignore")
    try:
        return dict(listparser.parse(content))
    except Exception:  # noqa: BLE001 what is broken enough breaks it, in ways that it does not name
        return {}


def _spec(item: dict[str, Any]) -> SourceSpec | None:
    url = absolute_url(None, _FEED_SCHEME.sub(lambda found: "" if ":" in found[0] else "http", item["url"].strip()))
    if url is None:
        return None
    title = clean_line(item.get("title") or "")
    folders = [clean_line(name) for name in (item.get("categories") or [[]])[-1]]
    section = "/".join(list(filter(None, folders))[:_DEEPEST])
    return SourceSpec(url, title=title if title and title != url else None, section=section or None)


def _folder(folders: dict[tuple[str, ...], ElementTree.Element], section: str | None) -> ElementTree.Element:
    """The outline of a section; made, with those around it, where it is not there yet."""
    path = tuple(filter(None, clean_line(section or "").split("/")))
    for depth in range(1, len(path) + 1):
        if path[:depth] not in folders:
            names = {"text": path[depth - 1], "title": path[depth - 1]}
            folders[path[:depth]] = ElementTree.SubElement(folders[path[: depth - 1]], "outline", names)
    return folders[path]
