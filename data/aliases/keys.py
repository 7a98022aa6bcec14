"""Names as they are compared: a key that is the same for every way to write one name, and the places of a text
that could be one.

Script, width, case, accents and the dots and blanks between parts make no difference: `唐納德·川普` and
`唐纳德川普`, `Beyoncé` and `beyonce`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from data.text.scripts import HAN, has_han
from data.text.tokens import fold, simplify

_TOKEN = re.compile(rf"[{HAN}]|\d+(?:\.\d+)?|[^\W\d_{HAN}]+")
_HAN_RUN = re.compile(f"[{HAN}]+")
_LONGEST = 12  # tokens of a name: Han characters or other words


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Characters start..end of a text, which could be a name."""

    start: int
    end: int
    key: str


def name_key(name: str) -> str:
    """What all ways to write `name` have in common; "" when it has neither letter nor digit."""
    return " ".join(filter(None, map(_token_key, _TOKEN.findall(name))))


def places(text: str) -> list[NameSpan]:
    """Everything in `text` that could be a name, the first and of these the longest first.

    Names of two Han characters only where a dictionary would cut too, so that `上海南京路` has no 海南.
    """
    tokens = [(match.start(), match.end(), _token_key(match[0])) for match in _TOKEN.finditer(simplify(text))]
    cuts = _cuts(simplify(text))
    return [
        NameSpan(tokens[first][0], tokens[last][1], " ".join(key for _, _, key in tokens[first : last + 1] if key))
        for first in range(len(tokens))
        for last in range(min(first + _LONGEST, len(tokens)) - 1, first - 1, -1)
        if _whole(text[tokens[first][0] : tokens[last][1]], tokens[first][0], tokens[last][1], cuts)
    ]


def _token_key(token: str) -> str:
    return token.lower() if token.isascii() else _without_accents(fold(token))


@lru_cache(maxsize=20_000)
def _without_accents(token: str) -> str:
    plain = "".join(char for char in unicodedata.normalize("NFD", token) if not unicodedata.combining(char))
    return plain if plain.isascii() else token


def _whole(written: str, start: int, end: int, cuts: set[int]) -> bool:
    """Whether `written` can stand alone: no single Han character, and a pair of them only between cuts."""
    if not has_han(written):
        return True
    return len(written) > 2 or (len(written) == 2 and start in cuts and end in cuts)


def _cuts(text: str) -> set[int]:
    """Offsets at which a word begins or ends."""
    found = {0, len(text)}
    for run in _HAN_RUN.finditer(text):
        at = run.start()
        found.add(at)
        for word in rjieba.cut(run[0]):
            at += len(word)
            found.add(at)
    return found
