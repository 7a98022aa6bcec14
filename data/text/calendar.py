"""The words of the calendar, for all who read times: months, weekdays, units, counts, days told from today.

The patterns are for any case and have no groups of their own; what matched them is read by the functions.
"""

from __future__ import annotations

from data.text.numbers import chinese_value, english_value

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
)
HAN_WEEK = "(?:[周週]|星期|[礼禮]拜)"
HAN_WEEKDAY = "[一二三四五六日天]"

HAN_COUNT = "(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两兩三四五六七八九])"
"""Below a hundred, as days and hours are counted."""
COUNT = "(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
ABOUT = {"couple": 2, "few": 7, "several": 7, "几": 7}
"""Counts that are not meant exactly."""

AM = "(?:凌晨|清晨|清早|一早|早上|早晨|早间|早盘|上午)"
NOON = "(?:中午|午间)"
PM = "(?:午后|下午|傍晚|晚上|晚间)"

FROM_TODAY = {
    "大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3, "어제": -1, "오늘": 0,
    "day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
"""The Chinese ones without 天, 日, 晚 or what else stands behind them."""

_HOURS = {
    name: hours
    for hours, names in (
        (1 / 3600, "秒 秒钟 秒鐘 초 sec secs second seconds"),
        (1 / 60, "分 分钟 分鐘 분 min mins minute minutes"),
        (1, "小时 小時 時間 钟头 鐘頭 시간 h hr hrs hour hours"),
        (24, "天 日 晚 일 d day days night nights"),
        (7 * 24, "周 週 星期 礼拜 禮拜 주 w wk wks week weeks"),
        (14 * 24, "fortnight fortnights"),
        (30 * 24, "月 か月 ヶ月 개월 mo mos month months"),
        (365 * 24, "年 년 y yr yrs year years"),
    )
    for name in names.split()
}
_LONGER_FIRST = sorted(_HOURS, key=len, reverse=True)
UNIT = f"(?:{'|'.join(_LONGER_FIRST)})"
LONG_UNIT = f"(?:{'|'.join(name for name in _LONGER_FIRST if _HOURS[name] >= 24)})"
"""A day or more. No `m` is among the units: it means a minute here and a month there."""


def month_number(name: str) -> int:
    """1 to 12, of an English name, whole or short."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3].lower()))


def weekday_number(name: str) -> int:
    """0 for Monday; `name` ends as 周日 and 星期天 do, or is an English one, whole or short."""
    if name[-1] in "日天":
        return 6
    han = "一二三四五六".find(name[-1])
    return han if han >= 0 else next(at for at, day in enumerate(WEEKDAYS) if day.startswith(name[:3].lower()))


def unit_hours(name: str) -> float:
    """How long a UNIT is; a month has 30 days, a year 365."""
    return _HOURS[name.lower()]


def unit_days(name: str) -> int:
    """The same of a LONG_UNIT in days."""
    return int(unit_hours(name) // 24)


def read_count(text: str) -> int:
    """The number in figures, in Chinese, or in English up to twelve; 几 and "a few" are about seven."""
    word = text.split()[0].lower()
    if word.isdigit():
        return int(word)
    if word in ABOUT:
        return ABOUT[word]
    return 1 if word in ("a", "an") else int(chinese_value(word) or english_value(word))
