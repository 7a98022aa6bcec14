"""What a source would give, in words for an operator who decides whether to read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from data.ingest.preview import Preview
from data.models import Entry, Form
from data.secrets import shown_address
from data.text.passages import fitting

_ENTRIES_SHOWN = 5
_PROBLEMS_SHOWN = 5
_TITLE_WIDTH, _TEXT_WIDTH = 36.0, 160.0  # in Han characters; with a time before it a title fills one line of 100
_FORMS = {Form.FEED: "a feed", Form.SITEMAP: "a news sitemap", Form.ARTICLE: "a single article"}


def preview_lines(preview: Preview, zone: ZoneInfo) -> Iterator[str]:
    """What it is and holds, the newest entries, the newest article as it would be stored, and what is wrong."""
    yield preview.spec.shown
    if preview.announced_by:
        yield f"  is the feed that {preview.announced_by} announces; it is read in place of the page"
    yield f"  {_what(preview)}, {entries_told(preview, zone)}"
    for entry in preview.entries[:_ENTRIES_SHOWN]:
        title = entry.title or shown_address(entry.url or "")
        yield f"  {_time(entry.published_at, zone):16}  {cut(title, _TITLE_WIDTH)}"
    if preview.sample:
        yield ""
        yield from _sample(preview.sample, zone)
    for problem in preview.problems[:_PROBLEMS_SHOWN]:
        yield f"  ! {problem}"
    if len(preview.problems) > _PROBLEMS_SHOWN:
        yield f"  ! and {len(preview.problems) - _PROBLEMS_SHOWN} more problems"


def checked_line(preview: Preview, zone: ZoneInfo) -> str:
    """All of it in one line."""
    text = f"the newest has {len(preview.sample.body):,} characters" if preview.sample else "the newest has no text"
    told = f"{_what(preview)}, {entries_told(preview, zone)}"
    return "; ".join(filter(None, (told, text if preview.entries else "", *map(str, preview.problems[:1]))))


def entries_told(preview: Preview, zone: ZoneInfo) -> str:
    """`20 entries, the newest of 2026-06-24 17:50`"""
    count = len(preview.entries)
    if not count:
        return "without entries now"
    times = [entry.published_at for entry in preview.entries if entry.published_at]
    undated = count - len(times)
    newest = f", the newest of {_time(max(times), zone)}" if times else ""
    without = f", {undated} without a time" if undated else ""
    return f"{count} {'entry' if count == 1 else 'entries'}{newest}{without}"


def _what(preview: Preview) -> str:
    named = f" “{preview.title}”" if preview.title else " without a title"
    return _FORMS.get(preview.form, f"a {preview.form}") + named


def _sample(entry: Entry, zone: ZoneInfo) -> Iterator[str]:
    yield "  The newest, as it would be stored:"
    yield f"  {cut(entry.title, _TEXT_WIDTH)}"
    of = [entry.source, entry.section, entry.author and f"by {entry.author}", _time(entry.published_at, zone)]
    yield f"  {' · '.join(filter(None, of))}"
    yield f"  picture {shown_address(entry.image)}" if entry.image else "  no picture"
    if entry.body:
        yield f"  {len(entry.body):,} characters: {cut(entry.body, _TEXT_WIDTH)}"
    else:
        yield "  no text, only this headline"


def _time(time: datetime | None, zone: ZoneInfo) -> str:
    return f"{time.astimezone(zone):%Y-%m-%d %H:%M}" if time else "time not given"


def cut(text: str, widest: float) -> str:
    """In one line, no wider than `widest` Han characters."""
    line = " ".join(text.split())
    end = fitting(line, widest)
    return line if end == len(line) else f"{line[:end].rstrip()}…"
