"""Times as feeds, pages and files write them, turned into UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from zoneinfo import ZoneInfo

from data.text.calendar import HAN_WEEK, HAN_WEEKDAY, MONTH, WEEKDAY, month_number
from data.text.clock import TIME, ZONES, at_time, named_zone
from data.text.relative_dates import find_relative, parse_relative

_YEARS = range(1990, 2101)
_LONGEST = 100  # characters; what is longer is prose, and no pattern has to be tried on it

_NUMERIC_DAY = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?:\s?(?P<sep>[-/.])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?(?P<day>\d{1,2})(?!\d)"
    r"|\s?[年년]\s?(?P<cjk_month>\d{1,2})\s?[月월]\s?(?P<cjk_day>\d{1,2})\s?[日号號일])"
    rf"(?:\s?\(?{HAN_WEEK}{HAN_WEEKDAY}\)?)?"
)
_EUROPEAN_DAY = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\d)")
_ENGLISH_DAY = re.compile(
    rf"(?:\b{WEEKDAY}\.?,?\s)?"
    rf"(?:(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{MONTH})"
    rf"|\b(?P<us_month>{MONTH})\s(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?),?\s(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[+-]\d{4}\b")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FULL_WIDTH |= dict.fromkeys((0x3000, 0xA0, 0x202F), 0x20)


def parse_date(text: str, zone: ZoneInfo, now: datetime | None = None) -> datetime | None:
    """The time that `text` is, in UTC: ISO 8601, RFC 822, and what Chinese and English pages print.

    With `now`, the moment at which the text was read, also 3小时前, 昨天 15:20, 08-15 and the like. Without a
    zone it is local time of `zone`; a day alone is its first moment there. None when `text` is anything
    else, is not a real date or lies outside 1990..2100.
    """
    text = " ".join(_narrow(text[: 2 * _LONGEST]).split())
    if not 2 <= len(text) <= _LONGEST:
        return None
    try:
        moment = (_iso(text) or _printed(text, zone) or _rfc822(text, zone)) if len(text) >= 6 else None
        moment = moment or (parse_relative(text, zone, now) if now else None)
        return _in_utc(moment, zone) if moment else None
    except (ValueError, OverflowError):  # 31 February, an offset of 99 hours
        return None


def find_date(text: str) -> str | None:
    """The first piece of running text that is written like a full date (with its time, if one follows).

    In a short line without a sentence also one that `parse_date` knows with `now` only: 新华社 3小时前.
    """
    narrow = _narrow(text)
    day = _NUMERIC_DAY.search(narrow) or _ENGLISH_DAY.search(narrow) or _EUROPEAN_DAY.search(narrow)
    if day is None:
        relative = find_relative(narrow)
        return text[slice(*relative)] if relative else None
    time = TIME.match(narrow, day.end())
    return text[day.start() : time.end() if time else day.end()]


def from_epoch(seconds: float) -> datetime | None:
    """The UTC time of a Unix timestamp in seconds or, where that is far too large, in milliseconds."""
    try:
        moment = datetime.fromtimestamp(seconds if abs(seconds) < 1e11 else seconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.year in _YEARS else None


def _narrow(text: str) -> str:
    """Full-width digits and signs as ASCII, character for character: positions stay what they were."""
    return text.translate(_FULL_WIDTH)


def _in_utc(moment: datetime, zone: ZoneInfo) -> datetime | None:
    if moment.year not in _YEARS:  # also keeps astimezone away from the ends of the calendar
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    moment = moment.astimezone(UTC)
    return moment if moment.year in _YEARS else None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _printed(text: str, zone: ZoneInfo) -> datetime | None:
    if day := _NUMERIC_DAY.match(text):
        month = int(day["month"] or day["cjk_month"])
        moment = datetime(int(day["year"]), month, int(day["day"] or day["cjk_day"]))  # noqa: DTZ001 zone follows
    elif day := _ENGLISH_DAY.match(text):
        month = month_number(day["month"] or day["us_month"])
        moment = datetime(int(day["year"]), month, int(day["day"] or day["us_day"]))  # noqa: DTZ001 zone follows
    elif day := _EUROPEAN_DAY.match(text):
        moment = datetime(int(day["year"]), int(day["month"]), int(day["day"]))  # noqa: DTZ001 zone follows
    else:
        return None
    if day.end() == len(text):
        return moment
    time = TIME.fullmatch(text, day.end())
    return at_time(moment, time, zone) if time else None


def _rfc822(text: str, zone: ZoneInfo) -> datetime | None:
    """What only the mail standard still knows: years of two digits, and the order of C's asctime."""
    if ":" not in text or not re.match(r"[A-Za-z]{3}|\d{1,2} [A-Za-z]{3}", text):
        return None
    fields = parsedate_tz(text)
    if fields is None:
        return None
    moment = datetime(*fields[:6])  # noqa: DTZ001 zone follows
    if name := re.search(r"\b[A-Z]{2,4}\b", text):
        return moment.replace(tzinfo=named_zone(name[0], moment, zone)) if name[0] in ZONES else None
    if not _SIGNED.search(text):  # parsedate_tz answers 0 here, as if the text had said so
        return moment
    return moment.replace(tzinfo=timezone(timedelta(seconds=fields[9] or 0)))
