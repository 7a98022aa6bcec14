"""What to do with an entry that a source shows. Pure: it sees values, no network and no database."""

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


class Verdict(StrEnum):
    """What an entry is to the store."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    DUPLICATE = "duplicate"  # a stored article under another address or id
    TOO_OLD = "too old"
    NOT_ARTICLE = "not an article"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with the entry as it should be stored: its time is what can be believed, `time_note` says so."""

    verdict: Verdict
    entry: Entry
    time_note: TimeNote | None = None


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


def decide(entry: Entry, known: Known | None, key: str, now: datetime, oldest: datetime | None = None) -> Decision:
    """What becomes of `entry`, whose first identity is `key`, where `known` is stored already.

    An entry without words and without a picture is no article. A time that is missing, or lies in the future,
    becomes `now` for a new article and stays what it was for a stored one.
    """
    if is_worth_reading(entry, oldest if known is None else None) or not _says_something(entry):
        verdict = is_worth_reading(entry, oldest) or Verdict.NOT_ARTICLE
        return Decision(verdict, entry)
    entry, note = _dated(entry, known, now)
    if known is None:
        return Decision(Verdict.NEW, entry, note)
    if (known.title, known.body) == (entry.title, entry.body):  # two feeds of a site may differ in all else
        return Decision(Verdict.UNCHANGED if known.key == key else Verdict.DUPLICATE, entry, note)
    return Decision(Verdict.CHANGED, entry, note)


def _says_something(entry: Entry) -> bool:
    return bool(entry.title.strip()) and bool(entry.body.strip() or entry.image or len(entry.title) >= 8)


def _dated(entry: Entry, known: Known | None, now: datetime) -> tuple[Entry, TimeNote | None]:
    stated = entry.published_at
    if stated and stated <= now + FUTURE_TOLERANCE:
        return entry, None
    if known and known.published_at:
        return replace(entry, published_at=known.published_at), known.time_note
    return replace(entry, published_at=now), TimeNote.FUTURE if stated else TimeNote.SEEN
