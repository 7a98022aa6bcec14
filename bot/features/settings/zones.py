"""Time zones: found by their IANA names, called by their cities."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location

from bot.core.catalogue import LANGUAGES, Language
from data.text.tokens import fold

COMMON = (
    *("Asia/Shanghai", "Asia/Tokyo", "Asia/Singapore", "Asia/Kolkata", "Asia/Dubai", "Europe/Moscow"),
    *("Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Los_Angeles"),
    "Australia/Sydney",
)
"""Offered by buttons, which name them by their place here."""

_AREAS = frozenset({"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"})
"""What current names begin with; US and Canada are names of old."""


def find_zone(words: str) -> ZoneInfo | None:
    """`Europe/Berlin`, `america/new york`, `UTC`, `Berlin`, `柏林`; None for what is no IANA name and no city of it."""
    plain = _plain(words)
    name = _by_plain_name().get(plain) or _by_city().get(plain)
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


@cache
def _by_city() -> dict[str, str]:
    """In the languages of the catalogues. Half a second, once."""
    zones = [ZoneInfo(name) for name in sorted(available_timezones()) if name.partition("/")[0] in _AREAS]
    return {_plain(zone_name(zone, language)): zone.key for language in LANGUAGES for zone in zones}
