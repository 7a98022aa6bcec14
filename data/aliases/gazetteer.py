"""What CC-CEDICT and CLDR know of places: countries, and provinces, cities and counties, in Chinese and English.

A place is known by one key in both languages, and is of one level, so that two of a level can exclude each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.languages import get_official_languages

from data.aliases.cedict import read_entries
from data.aliases.keys import name_key
from data.aliases.regions import known_names

_PROVINCE = r"municipality|province|(?:(?:Hui|Zhuang) )?autonomous region|US state|capital of the People's Republic"
_CITY = r"(?:\w+-level |sub-?provincial )?city|capital(?: city)? of"
_COUNTY = r"(?:\w+ )?(?:county|district)"
_PLACE = re.compile(
    r"(?P<name>[A-Z][\w'’]+(?: (?!Hui|Zhuang)[A-Z][\w'’]+){0,2})(?: \([^)]*\))?(?:,? (?:an? |the |in \w+,? )?| )"
    rf"(?i:(?P<province>{_PROVINCE})|(?P<city>{_CITY})|(?P<county>{_COUNTY}))(?! level)",
)
_NO_COUNTRIES = frozenset(("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"))
_SUFFIX = re.compile(r"(?<=..)(?:特别行政区|自治[区州县]|[省市县区镇州])$")


@dataclass(frozen=True, slots=True)
class Place:
    """`key` is the same for its Chinese and its English name."""

    key: str
    level: str


@cache
def known_places() -> dict[str, Place]:
    """By name: simplified Chinese with and without its suffix, English in lower case. The first call takes a second."""
    found: dict[str, Place] = {}
    for chinese, pinyin, glosses in read_entries():
        if len(chinese) > 1 and pinyin[0].isupper() and (match := _PLACE.match(glosses[0])):
            place = Place(name_key(match["name"]), match.lastgroup or "")
            for name in (chinese, _SUFFIX.sub("", chinese), match["name"].lower()):
                found.setdefault(name, place)
    return found | _countries()


def _countries() -> dict[str, Place]:
    found = {}
    for code, names in _country_names().items():
        for name in names:
            found[name.lower()] = Place(code, "country")
    return found


@cache
def _country_names() -> dict[str, tuple[str, ...]]:
    chinese, english = Locale.parse("zh_Hans").territories, Locale.parse("en").territories
    codes = [code for code in map(str, english) if code.isalpha() and len(code) == 2 and code not in _NO_COUNTRIES]
    return {
        code: (chinese[code], english[code], *known_names().get(name_key(english[code]), ()))
        for code in codes
        if code in chinese
    }


@cache
def country_signs(code: str) -> re.Pattern[str]:
    """What may stand for a country in a text: a name, how it begins, its languages (French), one character (赴美)."""
    names = _country_names()[code]
    han = {name[0] for name in names if not name.isascii()}
    languages = (Locale.parse("en").languages.get(each, "") for each in get_official_languages(code))
    latin = {name[:4] for name in (*names, *languages) if name.isascii() and len(name) > 3}
    short = {name for name in names if name.isascii() and 1 < len(name) <= 3}
    return re.compile("|".join((*han, *(rf"\b{each}" for each in latin), *(rf"\b{each}\b" for each in short))))
