"""Numbers written out in words, for tests that read them."""

from __future__ import annotations

_HAN_DIGITS = "零一二三四五六七八九"
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_chinese(number: int) -> str:
    """`number` (below 10**12) as it is written in full."""
    for worth, name in ((10**8, "亿"), (10**4, "万")):
        above, below = divmod(number, worth)
        if above:
            gap = "零" if 0 < below < worth // 10 else ""
            return in_chinese(above) + name + gap + (in_chinese(below) if below else "")
    written = ""
    for at, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // at % 10
        if digit:
            written += _HAN_DIGITS[digit] + name
        elif written and not written.endswith("零") and number % at:
            written += "零"
    return written.rstrip("零") or "零"


def in_english(number: int) -> str:
    """`number` (below 10**12) in words."""
    for worth, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= worth:
            above, below = divmod(number, worth)
            joint = " and " if worth == 100 else " "
            return f"{in_english(above)} {name}" + (joint + in_english(below) if below else "")
    if number < 20:
        return _SMALL[number]
    return _TENS[number // 10 - 2] + (f"-{_SMALL[number % 10]}" if number % 10 else "")
