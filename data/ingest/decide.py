"""What to do with an entry, wherever it comes from. Pure: it sees values, no network and no database."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from data.models import Entry, TimeNote
from data.store.identity import Known

FUTURE_TOLERANCE = timedelta(minutes=10)  # clocks differ; a later time is a mistake or an embargo
_NOT_ARTICLES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|apk|exe|mp3|mp4|avi|mov|jpe?g|png|gif|webp)$", re.I)
_NO_TITLES = re.compile(
    r"(?:广告|推广|登录|注册|首页|更多|专题|404.{0,20}|403.{0,20}|(?:page )?not found|access denied|just a moment.*"
    r"|error|log ?in|sign ?in|subscribe|untitled|无标题|页面不存在|您访问的页面不存在.*)[.。!！…]*",
    re.IGNORECASE,
)

_SEARCHED = ("published_at", "source", "section", "language")
_FACTS = ("url", "external_id", "source", "section", "language", "author", "image")  # that an entry may leave unsaid


class Verdict(StrEnum):
    """What an entry is to the store."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"  # other words, or something else said of the same: its time, publisher, section, language
    DUPLICATE = "duplicate"  # a stored article under another address or id
    TOO_OLD = "too old"
    NOT_ARTICLE = "not an article"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with the entry as it should be stored: its time is what can be believed, `time_note` says so."""

    verdict: Verdict
    entry: Entry
    time_note: TimeNote | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """How entries come in."""

    now: datetime  # UTC
    source_id: int | None = None  # a source, read again and again; None: an operator named a file or an address
    oldest: datetime | None = None  # what was published before it is too old; None: nothing is
    listing: bool = False  # the entries are texts of links: no articles until their pages say so


def is_worth_reading(entry: Entry, oldest: datetime | None) -> Verdict | None:
    """Why an entry's page need not be fetched, by what its source says of it; None: it may be an article.

    `oldest`: what was published before it is too old; None: nothing is.
    """
    if entry.title and _NO_TITLES.fullmatch(entry.title.strip()):
        return Verdict.NOT_ARTICLE
    if entry.url and _NOT_ARTICLES.search(entry.url.partition("?")[0]):
        return Verdict.NOT_ARTICLE
    if oldest and entry.published_at and entry.published_at < oldest:
        return Verdict.TOO_OLD
    return None


def decide(entry: Entry, known: Known | None, key: str, arrival: Arrival) -> Decision:
    """What becomes of `entry`, whose first identity is `key`, where `known` is stored already.

    An entry without words and without a picture is no article. What it does not say of itself stays as it is stored;
    what it says otherwise counts where it comes from the source that brought the article, or from an operator's hand:
    two feeds of a site may put one article under two sections.
    """
    too_little = is_worth_reading(entry, arrival.oldest if known is None else None)
    if too_little or not _says_something(entry):
        return Decision(too_little or Verdict.NOT_ARTICLE, entry)
    entry, note = _dated(entry, known, arrival)
    if known is None:
        return Decision(Verdict.NEW, entry, note)
    stored = known.article
    entry = replace(entry, **{name: getattr(stored, name) for name in _FACTS if getattr(entry, name) is None})
    if (stored.title, stored.body) != (entry.title, entry.body) or _is_told_otherwise(entry, known, arrival):
        return Decision(Verdict.CHANGED, entry, note)
    return Decision(Verdict.UNCHANGED if known.key == key else Verdict.DUPLICATE, entry, note)


def _is_told_otherwise(entry: Entry, known: Known, arrival: Arrival) -> bool:
    """Whether a search would find the same words elsewhere. The id is an operator's: some feeds give a new one each
    time they are read."""
    if arrival.source_id not in (None, known.source_id):
        return False
    looked_at = (*_SEARCHED, "external_id") if arrival.source_id is None else _SEARCHED
    return any(getattr(entry, name) != getattr(known.article, name) for name in looked_at)


def _says_something(entry: Entry) -> bool:
    return bool(entry.title.strip()) and bool(entry.body.strip() or entry.image or len(entry.title) >= 8)


def _dated(entry: Entry, known: Known | None, arrival: Arrival) -> tuple[Entry, TimeNote | None]:
    """A time that is missing, or has not come yet, stays what it was for a stored article.

    For a new one a time to come becomes `now`: it was published before that. A missing one becomes `now` where a source
    is watched, whose articles are about as old as our first sight of them; what a file holds may be many years old, and
    has no time.
    """
    stated = entry.published_at and entry.published_at.replace(microsecond=0)  # as the store keeps it
    if stated and stated <= arrival.now + FUTURE_TOLERANCE:
        return replace(entry, published_at=stated), None
    if known:
        return replace(entry, published_at=known.article.published_at), known.article.time_note
    if stated:
        return replace(entry, published_at=arrival.now), TimeNote.FUTURE
    return (entry, None) if arrival.source_id is None else (replace(entry, published_at=arrival.now), TimeNote.SEEN)
