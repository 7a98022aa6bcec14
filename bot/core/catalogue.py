"""What the bot says in the reader's language, from the Fluent files in `bot/locales`; dates and numbers with it.

Chinese is one file: for who reads traditional characters it is converted, and what is filled in stays as it is.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from fluent.runtime import FluentBundle, FluentResource

from data.text.scripts import to_traditional

Language = Literal["zh", "zh_Hant", "en"]
"""By babel's names: `zh` is in simplified characters, `zh_Hant` in traditional ones."""
LANGUAGES: tuple[Language, ...] = ("zh", "zh_Hant", "en")
_FILES: dict[Language, str] = {"zh": "zh", "zh_Hant": "zh", "en": "en"}
_DAY_PATTERN = {"zh": ("M月d日", "y年M月d日"), "en": ("d MMMM", "d MMMM y")}
_TIME_PATTERN = {"zh": "y年M月d日 HH:mm", "en": "d MMM y, HH:mm"}
_LONGEST = 900  # characters of what is filled in; Fluent takes 1000
_TRADITIONAL = ("hant", "tw", "hk", "mo")  # in a language code
_WORDS = {
    "设置": "設定", "文件": "檔案", "链接": "連結", "音频": "音訊", "视频": "影片", "服务器": "伺服器",
    "数据库": "資料庫", "磁盘": "磁碟", "用户": "使用者", "添加": "新增", "运行": "執行", "导出": "匯出",
    "云服务": "雲端服務", "芯片": "晶片", "报道里": "報道裡", " 周": " 週", "按周": "按週",
    "“": "「", "”": "」",
}  # fmt: skip
"""What the bot says otherwise to who reads traditional characters; OpenCC's own table makes 融資訊息 of 融资消息."""


def say(language: Language, message: str, **values: str | int) -> str:
    """The message `message` of the catalogue, filled in. KeyError for one that does not exist.

    What somebody sent is not repeated at any length, and Fluent would refuse it.
    """
    bundle = _bundle(language)
    pattern = bundle.get_message(message).value
    if pattern is None:
        raise KeyError(message)
    text, errors = bundle.format_pattern(pattern, {name: _short(value) for name, value in values.items()})
    if errors:  # a value the message needs was not given: a mistake in the program
        raise errors[0]
    return str(text)


def local_time(language: Language, time: datetime | None, zone: ZoneInfo) -> str:
    """`2022年6月24日 17:50` or `24 Jun 2022, 17:50`; says so where there is no time."""
    if time is None:
        return say(language, "time-unknown")
    return str(format_datetime(time.astimezone(zone), _TIME_PATTERN[_FILES[language]], locale=language))


def local_day(language: Language, day: date, year: bool = False) -> str:
    """`6月24日` or `24 June`"""
    return str(format_date(day, _DAY_PATTERN[_FILES[language]][year], locale=language))


def iso_time(time: datetime | None, zone: ZoneInfo) -> str | None:
    """For scripts; None where there is none."""
    return time.astimezone(zone).isoformat() if time else None


def language_of(code: str | None, default: Language) -> Language:
    """The catalogue for an IETF language code such as Telegram gives; English for all others but Chinese."""
    if not code:
        return default
    name, *rest = code.lower().replace("_", "-").split("-")
    if name not in ("zh", "yue", "wuu"):
        return "en"
    return "zh_Hant" if "hans" not in rest and any(each in _TRADITIONAL for each in rest) else "zh"


def traditional_words(text: str) -> str:
    """What the bot says in simplified characters, for who reads traditional ones."""
    return to_traditional(re.sub("|".join(_WORDS), lambda match: _WORDS[match[0]], text))


def _short(value: str | int) -> str | int:
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value


@cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    text = (files("bot.locales") / f"{_FILES[language]}.ftl").read_text(encoding="utf-8")
    if language == "zh_Hant":
        text = traditional_words(text)
    bundle.add_resource(FluentResource(text))
    return bundle
