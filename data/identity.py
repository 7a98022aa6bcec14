"""Which article an entry is, and whether it is still the same. Pure."""

from __future__ import annotations

import hashlib
from enum import StrEnum

from data.models import Entry
from data.urls import canonical_url


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


def fingerprint(entry: Entry) -> str:
    """Changes exactly when something that a reader sees or a search looks at does."""
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
