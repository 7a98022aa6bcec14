"""Which article an entry is, and whether it is still the same. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from data.models import Entry, TimeNote
from data.text.urls import canonical_url

_TELLING_TEXT = 100  # characters; a shorter text may stand under two articles


class Change(StrEnum):
    """What an entry is to the store."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def article_key(entry: Entry) -> str:
    """The identity: the canonical URL, else the source's own id, else a hash of the text.

    An external id counts only together with its source: guid `1` of two feeds is two articles.
    """
    if entry.url:
        return f"url:{canonical_url(entry.url)}"
    if entry.external_id:
        return f"id:{entry.source or ''}:{entry.external_id}"
    return f"hash:{_hash(entry.title, entry.body)}"


def source_keys(entry: Entry, source_id: int) -> tuple[str, ...]:
    """Further identities of an entry of this source: its guid, and its words where they are many enough to be one.

    With them an article is known again whose address or id its source has changed. The title counts among the words:
    under a text alone ("log in to read on") a whole site would be one article.
    """
    keys = [f"guid:{source_id}:{entry.external_id}"] if entry.external_id else []
    if len(entry.body) >= _TELLING_TEXT:
        keys.append(f"text:{source_id}:{_hash(entry.title, entry.body)}")
    return tuple(keys)


def shown_key(entry: Entry) -> str:
    """How a source's own list of what it has shown names an entry: by guid, else as the article."""
    return f"guid:{entry.external_id}" if entry.external_id else article_key(entry)


def shown_hash(entry: Entry) -> str:
    """Changes when a source says something else of an entry; not with its time, which may be told as "3 hours ago"."""
    updated = entry.updated_at.isoformat() if entry.updated_at else ""
    return _hash(entry.title, entry.body, updated, (entry.url and canonical_url(entry.url)) or "")


def fingerprint(entry: Entry) -> str:
    """Changes exactly when something that a search looks at does; author and picture may be added without."""
    time = entry.published_at.isoformat() if entry.published_at else ""
    fields = (entry.title, entry.body, time, entry.source, entry.section, entry.language, entry.external_id)
    return _hash(*(field or "" for field in fields))


def decide(entry: Entry, stored: str | None) -> Change:
    """What to do with `entry`, given the fingerprint stored under its key (None: nothing stored)."""
    if stored is None:
        return Change.NEW
    return Change.UNCHANGED if stored == fingerprint(entry) else Change.CHANGED


def _hash(*fields: str) -> str:
    return hashlib.sha256("\x1f".join(fields).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """The stored article that an entry turns out to be."""

    article_id: int
    title: str
    body: str
    key: str  # its first identity
    published_at: datetime | None = None
    time_note: TimeNote | None = None
