"""Times that a server gives in its headers: until when a page stays as it is, and when to come again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=7)
_LONGEST_S = 2**31  # RFC 9111 1.2.2: what is more counts as this
_DIRECTIVE = re.compile(r'\s*([^\s=,;"]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^,;\s]*)))?[^,]*(?:,|$)')
_SECONDS = re.compile(r"[0-9]{1,20}", re.ASCII)


def fresh_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when the server promises no change (RFC 9111); None where it does not, or no longer.

    `headers`: names in lower case. `now`: aware, when the answer came.
    """
    directives = dict(_directives(headers.get("cache-control", "")))
    if "no-cache" in directives or "no-store" in directives:
        return None
    said = directives.get("max-age")
    lifetime = _until_expiry(headers, now) if said is None else _seconds(said)
    if lifetime is None:
        return None
    left = lifetime - (_seconds(headers.get("age", "")) or timedelta())
    return now + left if left > timedelta() else None


def retry_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When Retry-After asks to come again, a week from `now` at the latest; None where it does not say."""
    said = headers.get("retry-after", "").strip()
    wait = _seconds(said)
    if wait is None:
        at = http_date(said)
        wait = at - now if at else None
    if wait is None:
        return None
    return now + min(max(wait, timedelta()), LONGEST_WAIT)


def http_date(text: str) -> datetime | None:
    """A time as HTTP writes it, in UTC; None for anything else."""
    try:
        found = parsedate_to_datetime(text.strip())
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _until_expiry(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """By the server's own clock, which may be wrong, if it tells its time."""
    expires = http_date(headers.get("expires", ""))
    if expires is None:
        return None
    return expires - (http_date(headers.get("date", "")) or now)


def _directives(text: str) -> Iterator[tuple[str, str]]:
    for found in _DIRECTIVE.finditer(text):
        yield found[1].lower(), found[2] or found[3] or ""


def _seconds(text: str) -> timedelta | None:
    text = text.strip()
    return timedelta(seconds=min(int(text), _LONGEST_S)) if _SECONDS.fullmatch(text) else None
