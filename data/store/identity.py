"""Which article an entry is, and how a source's list of what it has shown names it. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from data.models import Article, Entry
from data.text.urls import canonical_url

_TELLING_TEXT = 100  # characters; a shorter text may stand under two articles


def article_key(entry: Entry) -> str:
    """The identity: the canonical URL, else the source's own id, else a hash of the text.

    An external id counts only together with its source: guid `1` of two feeds is two articles.
    """
    if entry.url:
        return f"url:{canonical_url(entry.url)}"
    if entry.external_id:
        return f"id:{entry.source or ''}:{entry.external_id}"
    return f"hash:{_hash(entry.title, entry.body)}"


def source_keys(entry: Entry, source_id: int | None) -> tuple[str, ...]:
    """Further identities of an entry of this source: its guid, and its words where they are many enough to be one.

    With them an article is known again whose address or id its source has changed. The title counts among the words:
    under a text alone ("log in to read on") a whole site would be one article. Without a source there are none.
    """
    if source_id is None:
        return ()
    keys = [f"guid:{source_id}:{entry.external_id}"] if entry.external_id else []
    if len(entry.body) >= _TELLING_TEXT:
        keys.append(f"text:{source_id}:{_hash(entry.title, entry.body)}")
    return tuple(keys)


def shown_key(entry: Entry) -> str:
    """How a source's own list of what it has shown names an entry: by guid, else as the article."""
    return f"guid:{entry.external_id}" if entry.external_id else article_key(entry)


def shown_hash(entry: Entry) -> str:
    """Changes when a source says something else of an entry; not with its time, which may be told as "3 hours ago".

    The part after the dot is of its section. Hashes of an older version have no such part, so one of them tells the
    same as another where it begins it.
    """
    updated = entry.updated_at.isoformat() if entry.updated_at else ""
    said = _hash(entry.title, entry.body, updated, (entry.url and canonical_url(entry.url)) or "")
    return f"{said}.{_hash(entry.section or '')[:8]}"


def _hash(*fields: str) -> str:
    return hashlib.sha256("\x1f".join(fields).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """The stored article that an entry turns out to be."""

    article: Article
    key: str  # its first identity
    source_id: int | None = None  # the source that brought it; None: an operator's file or address
