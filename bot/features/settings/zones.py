"""Time zones: found by their IANA names, called by their cities."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location

from bot.core.catalogue import Language
from data.text.tokens import fold

COMMON = (
    *("Asia/Shanghai", "Asia/Tokyo", "Asia/Singapore", "Asia/Kolkata", "Asia/Dubai", "Europe/Moscow"),
    *("Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Los_Angeles"),
    "Australia/Sydney",
)
"""Offered by buttons, which name them by their place here."""


def find_zone(words: str) -> ZoneInfo | None:
    """`Europe/Berlin`, `america/new york`, `UTC`; None for what is no IANA name."""
    name = _by_plain_name().get(_plain(words))
    return ZoneInfo(name) if name else None


def zone_name(zone: ZoneInfo, language: Language) -> str:
    """Its city: `柏林`; `UTC+8` where it has none."""
    if zone.key.startswith("Etc/GMT"):  # whose sign is that of POSIX
        return f"UTC{-int(zone.key.removeprefix('Etc/GMT') or 0):+d}"
    return str(get_timezone_location(zone, locale=language, return_city=True)).rpartition("/")[2]


def zone_clock(zone: ZoneInfo, now: datetime) -> str:
    """What a clock there shows: `15:20`."""
    return now.astimezone(zone).strftime("%H:%M")


def _plain(words: str) -> str:
    return "_".join(fold(words).replace("_", " ").split())


@cache
def _by_plain_name() -> dict[str, str]:
    return {_plain(name): name for name in available_timezones() - {"Factory", "localtime"}}
