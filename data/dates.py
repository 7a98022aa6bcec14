"""Times as feeds, pages and files write them, turned into UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz
from zoneinfo import ZoneInfo

_YEARS = range(1990, 2101)
_LONGEST = 100  # characters; what is longer is prose, and no pattern has to be tried on it

# Hours east of Greenwich. RFC 822 names the American ones; the rest is what feeds write all the same.
_ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "IST": 5.5, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "北京时间": 8, "北京時間": 8,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NUMERIC_DAY = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?:\s?(?P<sep>[-/.])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?(?P<day>\d{1,2})(?!\d)"
    r"|\s?[年년]\s?(?P<cjk_month>\d{1,2})\s?[月월]\s?(?P<cjk_day>\d{1,2})\s?[日号號일])"
    r"(?:\s?\(?(?:星期|周|週)[一二三四五六日天]\)?)?"
)
_ENGLISH_DAY = re.compile(
    r"(?:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s)?"
    rf"(?:(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month>{_MONTH})"
    rf"|\b(?P<us_month>{_MONTH})\s(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?),?\s(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\s?[Tt,|·]\s?|\s(?:at|[-–])\s|\s?)(?P<half>上午|下午|中午|晚上|凌晨|早上|傍晚)?\s?"
    r"(?<!\d)(?P<hour>\d{1,2})\s?[:点點时時시]\s?(?P<minute>\d{1,2})(?!\d)"
    r"(?:\s?[:分분]\s?(?P<second>\d{1,2})(?!\d)(?:\.\d+)?)?[分秒분초]?"
    r"(?:\s?(?P<meridiem>[AaPp])\.?[Mm]\b\.?)?"
    rf"(?:\s?\(?(?:(?P<zone>{'|'.join(sorted(_ZONES, key=len, reverse=True))})(?![A-Za-z])\)?"
    r"|(?:UTC|GMT)?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)(?!\d)\)?))?"
)
_SIGNED = re.compile(r"[+-]\d{4}\b")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FULL_WIDTH |= dict.fromkeys((0x3000, 0xA0, 0x202F), 0x20)


def parse_date(text: str, zone: ZoneInfo) -> datetime | None:
    """The time that `text` is, in UTC: ISO 8601, RFC 822, and what Chinese and English pages print.

    Without a zone it is local time of `zone`; a day alone is its first moment there. None when `text`
    is anything else, is not a real date or lies outside 1990..2100.
    """
    text = " ".join(_narrow(text).split())
    if not 6 <= len(text) <= _LONGEST:
        return None
    try:
        moment = _iso(text) or _printed(text, zone) or _rfc822(text, zone)
        return _in_utc(moment, zone) if moment else None
    except (ValueError, OverflowError):  # 31 February, an offset of 99 hours
        return None


def find_date(text: str) -> str | None:
    """The first piece of running text that is written like a full date (with its time, if one follows)."""
    narrow = _narrow(text)
    day = _NUMERIC_DAY.search(narrow) or _ENGLISH_DAY.search(narrow)
    if day is None:
        return None
    time = _TIME.match(narrow, day.end())
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
        month = _MONTHS.index((day["month"] or day["us_month"])[:3].lower()) + 1
        moment = datetime(int(day["year"]), month, int(day["day"] or day["us_day"]))  # noqa: DTZ001 zone follows
    else:
        return None
    if day.end() == len(text):
        return moment
    time = _TIME.fullmatch(text, day.end())
    return _with_time(moment, time, zone) if time else None


def _with_time(day: datetime, time: re.Match[str], zone: ZoneInfo) -> datetime:
    hour = int(time["hour"])
    afternoon = time["half"] in ("下午", "晚上", "傍晚") or (time["half"] == "中午" and hour < 11)
    if (afternoon or time["meridiem"] in ("P", "p")) and hour < 12:
        hour += 12
    elif time["meridiem"] in ("A", "a") and hour == 12:
        hour = 0
    moment = day.replace(hour=hour, minute=int(time["minute"]), second=int(time["second"] or 0))
    if time["offset"]:
        return moment.replace(tzinfo=_offset(time["offset"]))
    return moment.replace(tzinfo=_named(time["zone"], moment, zone)) if time["zone"] else moment


def _offset(written: str) -> timezone:
    digits = written[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    east = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-east if written[0] == "-" else east)


def _named(name: str, moment: datetime, zone: ZoneInfo) -> tzinfo:
    # CST is Chicago in RFC 822 and China in a Chinese feed: the reader's own zone has the first word.
    if moment.replace(tzinfo=zone).tzname() == name:
        return zone
    return timezone(timedelta(hours=_ZONES[name]))


def _rfc822(text: str, zone: ZoneInfo) -> datetime | None:
    """What only the mail standard still knows: years of two digits, and the order of C's asctime."""
    if ":" not in text or not re.match(r"[A-Za-z]{3}|\d{1,2} [A-Za-z]{3}", text):
        return None
    fields = parsedate_tz(text)
    if fields is None:
        return None
    moment = datetime(*fields[:6])  # noqa: DTZ001 zone follows
    if name := re.search(r"\b[A-Z]{2,4}\b", text):
        return moment.replace(tzinfo=_named(name[0], moment, zone)) if name[0] in _ZONES else None
    if not _SIGNED.search(text):  # parsedate_tz answers 0 here, as if the text had said so
        return moment
    return moment.replace(tzinfo=timezone(timedelta(seconds=fields[9] or 0)))
