"""What a source would give, before it is one: nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from data.errors import FetchError, SourceError
from data.ingest.source_reader import Front, SourceReader
from data.models import Entry, Form, Problem, SourceKind, SourceSpec

_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Preview:
    """What came: `spec` is how to save it (the feed that a page announces, the address after a permanent redirect)."""

    spec: SourceSpec
    form: Form
    title: str | None  # its own
    entries: tuple[Entry, ...]  # the newest first
    sample: Entry | None  # the newest entry as it would be stored, with its text; None: it cannot be read
    problems: tuple[Problem, ...] = ()
    announced_by: str | None = None  # the page that announces this feed


async def preview(reader: SourceReader, spec: SourceSpec) -> Preview:
    """Reads `spec` once, and the page of its newest entry. Raises SourceError where nothing of it can be read.

    A page that announces a feed is read by that feed, unless a kind or a CSS rule says how to read the page itself.
    """
    front = await reader.front(spec)
    parsed = front.parsed
    if parsed and parsed.channel.feeds and parsed.form is not Form.ARTICLE and not _is_settled(spec):
        found = await _first_feed(reader, spec, parsed.channel.feeds)
        if found:
            return found
    return await _shown(reader, replace(spec, url=front.page.moved_to or spec.url), front, front.announced_by)


async def _first_feed(reader: SourceReader, spec: SourceSpec, feeds: tuple[str, ...]) -> Preview | None:
    for url in feeds:
        feed = replace(spec, url=url)
        try:
            front = await reader.front(feed)
        except SourceError:
            continue
        if front.parsed and front.parsed.form is Form.FEED and front.parsed.entries:
            return await _shown(reader, feed, front, spec.shown)
    return None


async def _shown(reader: SourceReader, spec: SourceSpec, front: Front, announced_by: str | None) -> Preview:
    parsed = front.parsed
    assert parsed  # it was read without validators
    entries = sorted(parsed.entries, key=lambda entry: entry.published_at or _EARLIEST, reverse=True)
    problems = parsed.problems
    sample = None
    for entry in entries[:1]:
        try:
            full = await reader.full(entry)
        except FetchError as error:
            problems = (*problems, Problem(entry.url or entry.title, error.reason))
        else:
            sample = full.entry if full.found else None
            if not full.found:
                problems = (*problems, Problem(entry.url or entry.title, "its page holds no text of an article"))
    kind = front.kind or SourceKind.AUTO
    return Preview(
        spec=replace(spec, kind=kind if spec.kind is SourceKind.AUTO else spec.kind),
        form=parsed.form,
        title=spec.title or parsed.channel.title,
        entries=tuple(entries),
        sample=sample,
        problems=problems,
        announced_by=announced_by,
    )


def _is_settled(spec: SourceSpec) -> bool:
    return spec.kind is not SourceKind.AUTO or spec.css is not None


Look = Preview | SourceError
"""What a source gives, or why it gives nothing."""
