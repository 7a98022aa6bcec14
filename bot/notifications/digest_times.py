"""Digests: when one is due by a chat's clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data.chats.subscriptions import Times
from data.text.calendar import HAN_WEEK, HAN_WEEKDAY, WEEKDAY, weekday_number

LATE = timedelta(hours=6)  # a digest that was missed for longer is dropped
_DAY = timedelta(days=1)
_TIME = re.compile(r"(?P<hour>[01]?\d|2[0-3])[:：点](?P<minute>[0-5]\d)?半?(?=\s|$)")
_DAILY = re.compile(r"(?:daily|every ?day|每天|每日)(?:\s+|$)", re.IGNORECASE)
_WEEKLY = re.compile(r"^(?:weekly|每周|每週)\s*", re.IGNORECASE)
_WEEKDAY = re.compile(rf"(?P<named>{HAN_WEEK}{HAN_WEEKDAY}|{WEEKDAY})|{HAN_WEEKDAY}", re.IGNORECASE)


def parse_times(words: str) -> tuple[Times, str] | None:
    """`20:30 weekly 周五 半导体` -> Friday at 20:30, `半导体`; None where no time stands at the beginning.

    Weekly without its day is on Monday.
    """
    match = _TIME.match(words)
    if match is None or (match[0][-1] in ":：" and match["minute"] is None):
        return None
    minute = int(match["hour"]) * 60 + int(match["minute"] or (30 if match[0].endswith("半") else 0))
    rest = _DAILY.sub("", words[match.end() :].strip(), count=1)
    weekly = _WEEKLY.match(rest)
    rest = rest[weekly.end() :] if weekly else rest
    first, _, others = rest.partition(" ")
    day = _WEEKDAY.fullmatch(first)
    if day and (weekly or day["named"]):
        return Times(minute, weekday_number(first)), others.strip()
    return Times(minute, 0 if weekly else None), rest


def last_moment(times: Times, zone: ZoneInfo, now: datetime) -> tuple[datetime, date] | None:
    """When a digest was due last, at most a day ago, and of which local day; None where none was.

    Each local day has its moment once: an hour that the clock skips comes when it would have been, one that it
    repeats counts the first time.
    """
    today = now.astimezone(zone).date()
    for day in (today + _DAY, today, today - _DAY):
        moment = datetime.combine(day, time(*divmod(times.minute, 60)), zone).astimezone(UTC)
        if moment <= now and times.weekday in (None, day.weekday()):
            return moment, day
    return None


def due_moment(
    times: Times, zone: ZoneInfo, now: datetime, made_at: datetime, told_at: datetime | None
) -> tuple[datetime, date] | None:
    """The moment and day of the digest that is to be made now; None where none is, or it is too late for it."""
    last = last_moment(times, zone, now)
    if last is None or now - last[0] >= LATE or last[0] <= made_at or (told_at is not None and last[0] <= told_at):
        return None
    return last


def period(times: Times | None) -> timedelta:
    """Of how long a digest tells."""
    return _DAY if times is None or times.weekday is None else 7 * _DAY
