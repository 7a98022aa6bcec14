"""What people send to a chat, parsed for processes of its own: anybody may send anything, as often as they like."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from data.ingest.workers import WorkLimits
from data.models import Entry, Parsed, SourceKind
from data.parse.forms import read

MOST_BYTES = 4 * 1024 * 1024
"""Of a page or file, once it is unpacked."""
LIMITS = WorkLimits(seconds=10.0, memory_mb=1024)
_ENTRIES, _BODY, _NAME = 500, 100_000, 500  # entries; characters of a text, and of a title or name


def read_sent(
    data: bytes,
    where: str,
    base_url: str | None,
    zone: ZoneInfo,
    declared_charset: str | None = None,
    *,
    now: datetime | None = None,
    css: str | None = None,
    kind: SourceKind = SourceKind.AUTO,
) -> Parsed:
    """As data.parse.forms.read; of too much the beginning. Raises ParseError too where it unpacks to too much."""
    parsed = read(data, where, base_url, zone, declared_charset, now=now, css=css, kind=kind, limit=MOST_BYTES)
    return replace(parsed, entries=tuple(map(_cut, parsed.entries[:_ENTRIES])), problems=parsed.problems[:_ENTRIES])


def ready() -> None:
    """Nothing: a process that has done it has loaded all that the rest of the work needs."""


def _cut(entry: Entry) -> Entry:
    return replace(
        entry,
        title=entry.title[:_NAME],
        body=entry.body[:_BODY],
        source=entry.source and entry.source[:_NAME],
        section=entry.section and entry.section[:_NAME],
        author=entry.author and entry.author[:_NAME],
    )
