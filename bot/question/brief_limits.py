"""How much of the news a wish for an overview is for: of which time, and how many stories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.question.time_filter import find_published
from data.text.calendar import COUNT, HAN_COUNT, read_count, unit_hours
from data.text.tokens import simplify

MOST_WISHED = 12
_NUMBER = rf"(?P<n>\d{{1,2}}|{HAN_COUNT}|{COUNT})"
_COUNTED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d第]){_NUMBER}\s*(?:条|则|大(?=新闻|要闻|事|热点|头条))",
        rf"(?:top|前)\s*{_NUMBER}\b(?!\s*(?:天|日|周|个?小时|个?月|days?|hours?|weeks?|months?))",
        rf"\b{_NUMBER}\s+(?:(?:most|top|big|biggest|main|key|important|news)\s+)*(?:stories|headlines|items|things|lines)",
        r"^\s*(?P<n>\d{1,2})\s*$",
    )
)
_HOURS = re.compile(
    rf"(?:过去|最近|近|这|last|past|previous)\s*(?:the\s+)?{_NUMBER}\s*个?(?P<unit>小时|钟头|hours?)", re.IGNORECASE
)
_UP_TO_NOW = re.compile(r"[到至](?:现在|目前|今天?|这会儿)|至今|\b(?:until|till|to|up to) now\b", re.IGNORECASE)
_SPANS = tuple(
    (re.compile(pattern, re.IGNORECASE), timedelta(days=days))
    for pattern, days in (
        (r"[早晨午晚日]报|晨间|\b(?:morning|evening|daily|nightly)\b|\bday's\b|\bof the day\b", 1),
        (r"最近|近期|近来|近日|这几天|这两天|这阵子|这些天|好几天|\b(?:lately|recent(?:ly)?|these days|few days)\b", 3),
        (r"[一每]周|周报|\b(?:weekly|week|fortnight)\b", 7),
        (r"[一每]个?月|月报|\b(?:monthly|month)\b", 30),
    )
)


@dataclass(frozen=True, slots=True)
class BriefLimits:
    """`after` inclusive, `before` exclusive, UTC; None where no days are named. `length`: a time up to now, so said.

    `most` stories, 1 to 12; None where no number is wished.
    """

    after: datetime | None = None
    before: datetime | None = None
    length: timedelta | None = None
    most: int | None = None


def find_limits(words: str, now: datetime, zone: ZoneInfo) -> BriefLimits:
    """As `words`, the whole message, say it at `now` (aware) in `zone`."""
    plain = simplify(words)
    most = _most(plain)
    hours = _HOURS.search(plain)
    if hours:
        return BriefLimits(length=timedelta(hours=read_count(hours["n"]) * unit_hours(hours["unit"])), most=most)
    period = find_published(words, now, zone)
    if period:
        before = now if _UP_TO_NOW.search(plain) else period.before
        return BriefLimits(period.after, before, most=most)
    length = next((length for pattern, length in _SPANS if pattern.search(plain)), None)
    return BriefLimits(length=length, most=most)


def _most(plain: str) -> int | None:
    match = next(filter(None, (pattern.search(plain) for pattern in _COUNTED)), None)
    return max(1, min(MOST_WISHED, read_count(match["n"]))) if match else None
