"""Times of day as feeds and pages print them, and the zones that they name."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from data.text.calendar import AM, NOON, PM

# Hours east of Greenwich. RFC 822 names the American ones; the rest is what feeds write all the same.
ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "IST": 5.5, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "北京时间": 8, "北京時間": 8,
}  # fmt: skip
TIME = re.compile(
    rf"(?:\s?[Tt,.|·]\s?|\s(?:at|[-–])\s|\s?)(?P<half>{AM}|{NOON}|{PM})?\s?"
    r"(?<!\d)(?P<hour>\d{1,2})\s?[:点點时時시]\s?(?P<minute>\d{1,2})(?!\d)"
    r"(?:\s?[:分분]\s?(?P<second>\d{1,2})(?!\d)(?:\.\d+)?)?[分秒분초]?"
    r"(?:\s?(?P<meridiem>[AaPp])\.?[Mm]\b\.?)?"
    rf"(?:\s?\(?(?:(?P<zone>{'|'.join(sorted(ZONES, key=len, reverse=True))})(?![A-Za-z])\)?"
    r"|(?:UTC|GMT)?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)(?!\d)\)?))?"
)
"""What may follow a day: `15:20`, ` 下午3:20`, `T09:50:54+08:00`, ` at 3:20 p.m. EDT`."""


def at_time(day: datetime, time: re.Match[str], zone: ZoneInfo) -> datetime:
    """The moment of `day` that a match of TIME names; naive where it names no zone. ValueError: 25:00."""
    hour = int(time["hour"])
    half = time["half"] or ""
    afternoon = re.fullmatch(PM, half) or (re.fullmatch(NOON, half) and hour < 11)
    if (afternoon or time["meridiem"] in ("P", "p")) and hour < 12:
        hour += 12
    elif time["meridiem"] in ("A", "a") and hour == 12:
        hour = 0
    moment = day.replace(hour=hour, minute=int(time["minute"]), second=int(time["second"] or 0))
    if time["offset"]:
        return moment.replace(tzinfo=_offset(time["offset"]))
    return moment.replace(tzinfo=named_zone(time["zone"], moment, zone)) if time["zone"] else moment


def named_zone(name: str, moment: datetime, zone: ZoneInfo) -> tzinfo:
    """The zone that one of ZONES means for a reader in `zone` at that moment."""
    # CST is Chicago in RFC 822 and China in a Chinese feed: the reader's own zone has the first word.
    if moment.replace(tzinfo=zone).tzname() == name:
        return zone
    return timezone(timedelta(hours=ZONES[name]))


def _offset(written: str) -> timezone:
    digits = written[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    east = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-east if written[0] == "-" else east)
