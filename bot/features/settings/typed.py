"""Settings as people type them: `/settings zone Europe/Berlin`, `/settings 免打扰 22:00-07:30`, or the value alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum

from bot.core.person import CONVERTED, Length
from bot.features.settings.zones import find_zone
from data.chats.chats import Changes
from data.text.tokens import fold


class Field(IntEnum):
    """What can be set, by the number that buttons call it."""

    LANGUAGE = 1
    ZONE = 2
    LENGTH = 3
    QUIET = 4
    ALERTS = 5


_FIELDS = {
    Field.LANGUAGE: "language lang 语言",
    Field.ZONE: "zone timezone tz 时区",
    Field.LENGTH: "length answers answer 回答 长短 长度",
    Field.QUIET: "quiet 免打扰 勿扰 静音 安静",
    Field.ALERTS: "alerts alert hourly 提醒 条数",
}
_LANGUAGES = {
    "zh": "zh chinese 中文 简体 简体中文 汉语",
    "zh_Hant": "zh-hant zh-tw zh-hk traditional 繁体 繁体中文 繁中 正体",
    CONVERTED: "traditional+quotes 繁体+引文 繁体引文 全部繁体",
    "en": "en english 英文 英语",
    "": "auto automatic 自动",  # none set
}
_LENGTHS = {
    Length.SHORT: "short shorter brief briefer 短 短点 短一点 简短 简短点",
    Length.NORMAL: "normal medium 普通 正常 适中",
    Length.LONG: "long longer full detailed 长 长点 详细 详细点",
}
_NONE = frozenset(["off", "none", "no", "never", "关", "关闭", "无", "不要"])
_ALL = frozenset(["all", "unlimited", "不限", "全部"]) | {"no limit"}
_HOUR = r"(\d{1,2})(?:[:.点](\d{2})?)?"
_SPAN = re.compile(rf"{_HOUR}\s*(?:-|–|—|~|to|到|至)\s*{_HOUR}")


def read_setting(words: str) -> tuple[Field | None, Changes | None]:
    """The field that is meant and what to change; None where that cannot be told.

    A value without its field is taken as what it looks like: `Europe/Berlin` is a zone, `22-7` are quiet hours.
    """
    wanted = re.sub(r"\s+", " ", fold(words)).strip()
    named, _, value = wanted.partition(" ")
    field = next((field for field, names in _FIELDS.items() if named in names.split()), None)
    if field is not None:
        return field, _READERS[field](value.strip())
    for field in (Field.LANGUAGE, Field.LENGTH, Field.QUIET, Field.ZONE):
        changes = None if field is Field.QUIET and wanted in _NONE else _READERS[field](wanted)
        if changes is not None:
            return field, changes
    return None, None


def _language(value: str) -> Changes | None:
    code = next((code for code, names in _LANGUAGES.items() if value in names.split()), None)
    return None if code is None else {"language": code or None}


def _zone(value: str) -> Changes | None:
    zone = find_zone(value)
    return {"zone": zone.key} if zone else None


def _length(value: str) -> Changes | None:
    length = next((length for length, names in _LENGTHS.items() if value in names.split()), None)
    return None if length is None else {"length": length}


def _quiet(value: str) -> Changes | None:
    if value in _NONE:
        return {"quiet": None}
    match = _SPAN.fullmatch(value)
    if match is None:
        return None
    hours = [int(number or 0) for number in match.groups()]
    start, end = (60 * hour + minute for hour, minute in (hours[:2], hours[2:]))
    fits = all(hour < 24 and minute < 60 for hour, minute in (hours[:2], hours[2:])) and start != end
    return {"quiet": (start, end)} if fits else None


def _alerts(value: str) -> Changes | None:
    if value in _ALL:
        return {"hourly": 0}
    return {"hourly": int(value)} if re.fullmatch(r"\d{1,2}", value) and int(value) > 0 else None


_READERS: dict[Field, Callable[[str], Changes | None]] = {
    Field.LANGUAGE: _language,
    Field.ZONE: _zone,
    Field.LENGTH: _length,
    Field.QUIET: _quiet,
    Field.ALERTS: _alerts,
}
