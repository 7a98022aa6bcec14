"""Time zones as people name them: a city in Chinese or English, a country, an offset, the zone's own name."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location

from bot.answering.numerals import chinese_value
from bot.views.messages import LANGUAGES, Language
from data.terms import fold

COMMON = (
    *("Asia/Shanghai", "Asia/Tokyo", "Asia/Singapore", "Asia/Kolkata", "Asia/Dubai", "Europe/Moscow"),
    *("Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Los_Angeles"),
    "Australia/Sydney",
)
"""Offered by buttons, which name them by their place here."""

_CITIES = {
    "Asia/Shanghai": "北京 天津 重庆 广州 深圳 杭州 成都 武汉 南京 西安 苏州 中国 china beijing shenzhen guangzhou",
    "Asia/Taipei": "台湾",
    "Asia/Tokyo": "大阪 京都 osaka kyoto",
    "Asia/Kolkata": "孟买 德里 新德里 加尔各答 印度 mumbai delhi new-delhi bangalore",
    "Asia/Ho_Chi_Minh": "河内 胡志明市 hanoi ho-chi-minh-city",
    "Europe/Berlin": "德国 慕尼黑 汉堡 法兰克福 germany munich hamburg frankfurt",
    "Europe/Zurich": "日内瓦 geneva",
    "Europe/Rome": "米兰 milan",
    "Europe/Kyiv": "基辅",
    "Europe/Madrid": "西班牙 巴塞罗那 spain barcelona",
    "Europe/London": "英格兰 england uk",
    "America/New_York": "华盛顿 波士顿 迈阿密 费城 washington boston miami philadelphia est edt",
    "America/Chicago": "休斯敦 休斯顿 达拉斯 houston dallas austin",
    "America/Los_Angeles": "旧金山 西雅图 硅谷 加州 san-francisco seattle california las-vegas pst pdt",
    "America/Toronto": "渥太华 蒙特利尔 ottawa montreal",
    "America/Argentina/Buenos_Aires": "阿根廷 布宜诺斯艾利斯 argentina",
}
_NAMES = {  # that Unicode's tables lack in Chinese
    "Asia/Kolkata": "新德里", "Asia/Ho_Chi_Minh": "胡志明市", "Europe/Kyiv": "基辅",
    "America/Argentina/Buenos_Aires": "布宜诺斯艾利斯",
}  # fmt: skip
_OFFSET = re.compile(r"(?:utc|gmt)?\s*(?P<sign>[+-])\s*0?(?P<hours>\d{1,2})(?::?00)?")
_EAST_OR_WEST = re.compile(r"(?P<side>[东西])(?P<hours>[一二三四五六七八九十]{1,2}|\d{1,2})区?")
_EASTMOST, _WESTMOST = 14, -12


def find_zone(words: str) -> ZoneInfo | None:
    """`柏林`, `new york`, `Europe/Berlin`, `日本`, `UTC+8`, `东八区`; None for what is none of these."""
    wanted = _plain(words)
    name = _offset(wanted) or _by_city().get(wanted) or _by_id().get(wanted)
    return ZoneInfo(name) if name else None


def zone_name(zone: ZoneInfo, language: Language) -> str:
    """Its city: `柏林`; `UTC+8` where it has none."""
    if zone.key.startswith("Etc/GMT"):
        return f"UTC{-int(zone.key.removeprefix('Etc/GMT') or 0):+d}"
    if language == "zh" and zone.key in _NAMES:
        return _NAMES[zone.key]
    return str(get_timezone_location(zone, locale=language, return_city=True)).rpartition("/")[2]


def zone_clock(zone: ZoneInfo, now: datetime) -> str:
    """What a clock there shows: `15:20`."""
    return now.astimezone(zone).strftime("%H:%M")


def _plain(words: str) -> str:
    return re.sub(r"[\s_]+", " ", fold(words)).strip().removesuffix("时间").strip()


def _offset(wanted: str) -> str | None:
    if match := _OFFSET.fullmatch(wanted):
        east = int(match["sign"] + match["hours"])
    elif match := _EAST_OR_WEST.fullmatch(wanted):
        hours = int(chinese_value(match["hours"]) or 0)
        east = hours if match["side"] == "东" else -hours
    else:
        return None
    # Etc/GMT-8 lies east of Greenwich: the sign is that of POSIX
    return f"Etc/GMT{-east:+d}" if east and _WESTMOST <= east <= _EASTMOST else "UTC" if not east else None


@cache
def _by_id() -> dict[str, str]:
    return {_plain(name): name for name in sorted(available_timezones() - {"Factory", "localtime"})}


@cache
def _by_city() -> dict[str, str]:
    """Cities and countries. A name of several zones means the one whose own name it is, or the first by alphabet."""
    known = {fold(city).replace("-", " "): zone for zone, cities in _CITIES.items() for city in cities.split()}
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    for name in places:
        known.setdefault(_plain(name.rpartition("/")[2]), name)
    for name in sorted(places, key=_is_alias):
        for language in LANGUAGES:
            known.setdefault(_plain(zone_name(ZoneInfo(name), language)), name)
            if country := _country(name, language):
                known.setdefault(_plain(country), name)
    return known


def _is_alias(name: str) -> bool:
    """Of an older name, or a part of a country, that Unicode counts to another city's zone."""
    return zone_name(ZoneInfo(name), "en") != name.rpartition("/")[2].replace("_", " ")


def _country(name: str, language: Language) -> str | None:
    """Of a zone that is the only one of its country."""
    place = str(get_timezone_location(ZoneInfo(name), locale=language))
    return None if set("(（") & set(place) else place.removesuffix(" Time").removesuffix("时间")
