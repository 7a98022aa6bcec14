"""Which script a text is written in, and Chinese from one of its scripts to the other.

The ranges are for the inside of a character class: `[{HAN}]`.
"""

from __future__ import annotations

import re
from functools import cache

import opencc

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
"""What is printed as wide as it is high: these, and their punctuation."""

_HAN = re.compile(f"[{HAN}]")
_OTHER_WORD = re.compile(rf"[^\W\d_{HAN}]+")


def has_han(text: str) -> bool:
    """Whether any Han character stands in `text`."""
    return bool(_HAN.search(text))


def is_han(text: str) -> bool:
    """Whether `text` has more Han characters than words of other scripts: a BYD in it does not make it English."""
    return len(_HAN.findall(text)) > len(_OTHER_WORD.findall(text))


def is_traditional(text: str) -> bool:
    """Whether Chinese is written in traditional characters; not where both scripts write all of it alike."""
    told, other = _differing(text, _converter("t2s").convert(text)), _differing(text, to_traditional(text))
    return told > 0 and told >= other  # 台灣 may be 臺灣


def to_traditional(text: str) -> str:
    """In traditional characters as Taiwan writes them, by phrases: 头发 becomes 頭髮, 发展 發展. The words stay."""
    return str(_converter("s2tw").convert(text))


def _differing(text: str, other: str) -> int:
    return sum(one != two for one, two in zip(text, other, strict=False)) + abs(len(text) - len(other))


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)
