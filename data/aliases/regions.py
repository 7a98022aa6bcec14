"""Names that differ by region: countries and currencies as CLDR has them in English, on the mainland, in Taiwan and
in Hong Kong, and OpenCC's tables of Taiwan's and Hong Kong's words (`義大利` is `意大利`, `軟體` is `软件`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import opencc
from babel import Locale

from data.aliases.keys import name_key
from data.aliases.listed import LISTED
from data.text.tokens import simplify

_LONGEST = 5  # characters of a regional word
_LOCALES = ("zh_Hans", "zh_Hant", "zh_Hant_HK", "en")


@cache
def known_names() -> dict[str, tuple[str, ...]]:
    """Other names by key of data.aliases.keys: the listed ones, then those of CLDR."""
    found: dict[str, list[str]] = defaultdict(list)
    for group in (*LISTED, *_cldr()):
        for name in group:
            found[name_key(name)] += group
    return {key: others_of(key, names) for key, names in found.items()}


def others_of(key: str, names: Iterable[str]) -> tuple[str, ...]:
    """`names` without the one of `key` itself and without any second way to write the same."""
    by_key = {name_key(name): name for name in reversed(list(names))}
    return tuple(name for other, name in reversed(by_key.items()) if other not in (key, ""))


def _cldr() -> list[tuple[str, ...]]:
    """The names of each country and currency."""
    locales = [Locale.parse(name) for name in _LOCALES]
    countries = [code for code in locales[0].territories if str(code).isalpha()]  # the others are parts of the world
    groups = [[locale.territories.get(code, "") for locale in locales] for code in countries]
    groups += [[locale.currencies.get(code, "") for locale in locales] for code in locales[0].currencies]
    return [tuple(name for name in group if name) for group in groups]


def regional_words(text: str) -> dict[str, tuple[str, ...]]:
    """What stands in a text of traditional characters and is said otherwise on the mainland: `軟體` -> `软件`."""
    if simplify(text) == text:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    parts = [text[at : at + size] for size in range(1, _LONGEST + 1) for at in range(len(text) - size + 1)]
    for converter in _converters():
        # one call for all; a line break parts them as no phrase holds one
        said = dict(zip(parts, converter.convert("\n".join(parts)).split("\n"), strict=True))
        for part in parts:
            if _differs(part, said) and not (_differs(part[1:], said) or _differs(part[:-1], said)):
                found[part] = tuple(dict.fromkeys((*found.get(part, ()), said[part])))
    return found


def _differs(part: str, said: dict[str, str]) -> bool:
    return bool(part) and said[part] != simplify(part)


@cache
def _converters() -> tuple[opencc.OpenCC, ...]:
    return opencc.OpenCC("tw2sp"), opencc.OpenCC("hk2sp")
