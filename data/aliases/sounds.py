"""How Chinese characters sound, as far as people who type by sound tell them apart."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # its dictionary of phrases takes 5 s and is not needed
from pypinyin.pinyin_dict import pinyin_dict

_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))
"""Initials that many speakers do not tell apart; of finals those in -n and -ng."""


@lru_cache(maxsize=10_000)
def sound(char: str) -> str:
    """The commonest sound of a character, tones aside: 姣 and 皎 both `jiao`; any other character itself."""
    reading = pinyin_dict.get(ord(char), char).split(",")[0]
    plain = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    for initial, taken_for in _ALIKE:
        if plain.startswith(initial):
            plain = taken_for + plain.removeprefix(initial)
            break
    return re.sub("(?<=[aei])ng$", "n", plain)
