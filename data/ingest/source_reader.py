"""A source to entries with their full texts: its own page first, then the pages of its articles. Stores nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from data.errors import FetchError, GoneError, ParseError, RefusedAddress, RobotsDenied, SourceError
from data.fetch.fetcher import Fetcher, Page, Validators
from data.ingest.workers import Batches, Workers, WorkFailed
from data.models import Entry, Form, Parsed, Problem, SourceKind, SourceSpec
from data.parse.article.extract import extract_article
from data.parse.encoding import decode
from data.parse.forms import read
from data.secrets import secrets_of, without_parameters
from data.store.derived import Texts, prepare
from data.store.identity import article_key

_PASSING = frozenset((408, 425, 429))  # of the statuses that blame the request, those that pass
_CHILDREN = 3  # sitemaps of an index that are read, the newest
_KINDS = {
    Form.FEED: SourceKind.FEED,
    Form.SITEMAP: SourceKind.SITEMAP,
    Form.LISTING: SourceKind.LISTING,
    Form.LISTING_TEXT: SourceKind.LISTING,
    Form.ARTICLE: SourceKind.ARTICLE,
}


@dataclass(frozen=True, slots=True)
class Front:
    """What a source shows now: `parsed` is None where it shows what it showed before."""

    page: Page
    parsed: Parsed | None
    body_hash: str
    announced_by: str | None = None  # the page that announced the feed which was read in its place

    @property
    def kind(self) -> SourceKind | None:
        """How it was read; None where that could not be told."""
        return _KINDS.get(self.parsed.form) if self.parsed else None


@dataclass(frozen=True, slots=True)
class Full:
    """An entry with its text, and the further addresses under which it was met."""

    entry: Entry
    addresses: tuple[str, ...] = ()
    found: bool = True  # false: its page holds no text of an article; the entry is what the source says of it
    texts: Texts | None = None  # what is derived from its words

    def public(self, source_url: str) -> Full:
        """As readers may see it: no address in it has a secret parameter of the source that it came from."""
        secrets = secrets_of(source_url)
        if not secrets:
            return self
        url, image = (each and without_parameters(each, secrets) for each in (self.entry.url, self.entry.image))
        addresses = tuple(without_parameters(each, secrets) for each in self.addresses)
        return replace(self, entry=replace(self.entry, url=url, image=image), addresses=addresses)


class SourceReader:
    """Reads with `fetcher`, parses in `workers`, what a source shows by `parse`; times without a zone are of `zone`."""

    def __init__(
        self,
        fetcher: Fetcher,
        workers: Workers,
        zone: ZoneInfo,
        clock: Callable[[], datetime],
        parse: Callable[..., Parsed] = read,
    ) -> None:
        self._fetcher, self._workers, self._zone, self._clock = fetcher, workers, zone, clock
        self._read = parse
        self._articles, self._texts = Batches(workers, read_article), Batches(workers, prepare)

    async def front(self, spec: SourceSpec, validators: Validators = Validators(), body_hash: str = "") -> Front:
        """What the source shows. Raises SourceError, in words, where that is nothing that can be read."""
        page = await self._fetcher.get(spec.url, validators)
        digest = hashlib.sha256(page.body).hexdigest()
        if page.not_modified or digest == body_hash:
            return Front(page, None, body_hash)
        parsed = await self._parse(page, spec)
        if not parsed.entries and parsed.channel.feeds:
            return await self._announced(spec, parsed)
        if parsed.channel.children:  # its own validators would say nothing about the sitemaps it names
            parsed = await self._with_children(parsed, spec)
            return Front(replace(page, validators=Validators()), parsed, "")
        return Front(page, parsed, digest)

    async def older(self, url: str, spec: SourceSpec) -> Parsed:
        """A further page of the source. Raises SourceError."""
        return await self._parse(await self._fetcher.get(url), spec)

    async def full(self, entry: Entry) -> Full:
        """`entry` with the text of its own page, where it has not got it. Raises FetchError."""
        try:
            if entry.url is None or (entry.complete and not entry.live):
                return Full(entry, texts=await self._texts.run(entry.title, entry.body))
            page = await self._fetcher.get(entry.url)
            return await self._articles.run(entry, page, self._zone, self._clock())
        except WorkFailed:
            return Full(entry, found=False)

    async def _parse(self, page: Page, spec: SourceSpec) -> Parsed:
        now = self._clock()
        try:
            said = {"now": now, "css": spec.css, "kind": spec.kind}
            parsed = await self._workers.run(
                self._read, page.body, spec.url, page.url, self._zone, page.charset, **said
            )
        except WorkFailed as error:
            raise ParseError(spec.url, "takes too long to read") from error
        came = _KINDS.get(parsed.form)
        if came and spec.kind is not SourceKind.AUTO and came is not spec.kind:
            raise ParseError(spec.url, f"is no {spec.kind} any more, but a page that reads as {parsed.form}")
        return parsed

    async def _announced(self, spec: SourceSpec, parsed: Parsed) -> Front:
        """The feed that a page without articles announces, read in its place."""
        feed = replace(spec, url=parsed.channel.feeds[0], kind=SourceKind.AUTO, css=None)
        page = await self._fetcher.get(feed.url)
        found = await self._parse(page, feed)
        if found.form is not Form.FEED:
            raise ParseError(spec.url, f"announces a feed, but {feed.url} is none")
        return Front(replace(page, moved_to=feed.url), found, "", announced_by=spec.shown)

    async def _with_children(self, parsed: Parsed, spec: SourceSpec) -> Parsed:
        children: list[Parsed] = []
        failures: list[SourceError] = []
        for url in parsed.channel.children[:_CHILDREN]:
            try:
                children.append(await self.older(url, spec))
            except SourceError as error:
                failures.append(error)
        if not children:
            retries = [error.retry_at for error in failures if isinstance(error, FetchError) and error.retry_at]
            reason = f"none of its sitemaps can be read ({failures[-1]})"
            raise FetchError(spec.url, reason, retry_at=max(retries, default=None)) from failures[-1]
        entries = (*parsed.entries, *(entry for child in children for entry in child.entries))
        problems = (*parsed.problems, *(problem for child in children for problem in child.problems))
        unread = (Problem(error.where, error.reason) for error in failures)
        return replace(parsed, entries=entries, problems=(*problems, *unread))


def read_article(entry: Entry, page: Page, zone: ZoneInfo, now: datetime) -> Full:
    """`entry` with what its page, as it was fetched, adds to it."""
    found = extract_article(decode(page.body, page.charset), page.url, zone, now)
    merged = _merged(entry, found)
    addresses = [entry.url] if entry.url else []
    addresses += [page.url] if found else []  # many may lead to one notice: that is no address of theirs
    return Full(merged, tuple(addresses), found is not None, prepare(merged.title, merged.body))


def url_keys(addresses: Iterable[str]) -> tuple[str, ...]:
    """The identities that addresses give an article."""
    return tuple(dict.fromkeys(article_key(Entry("", "", url=url)) for url in addresses))


def refuses_for_good(error: FetchError) -> bool:
    """Whether asking for the page again would be in vain."""
    if isinstance(error, RobotsDenied | RefusedAddress | GoneError):
        return True
    return error.status is not None and 400 <= error.status < 500 and error.status not in _PASSING


def _merged(entry: Entry, found: Entry | None) -> Entry:
    """What the source says of the article, with what its page adds: the page has the text, the source the title."""
    if found is None:
        return entry
    longer = len(found.body) >= 0.8 * len(entry.body)
    return replace(
        entry,
        title=entry.title or found.title,
        body=found.body if longer else entry.body,
        url=found.url or entry.url,
        published_at=entry.published_at or found.published_at,
        source=found.source or entry.source,
        section=entry.section or found.section,
        language=found.language or entry.language,
        author=entry.author or found.author,
        image=found.image or entry.image,
        updated_at=found.updated_at or entry.updated_at,
        complete=found.complete if longer else entry.complete,
        live=found.live or entry.live,
    )
