"""The words of a text as the keyword index knows them: one function for what is indexed and for what is asked.

FTS5's own tokenizers take a run of Han characters for one word (`unicode61`) or miss words of one and two
characters (`trigram`). So text is folded (NFKC, lower case, traditional to simplified) and cut here: Latin
words are stemmed, Han runs are cut into words and, because a dictionary does not know every name, into
overlapping pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import opencc
import rjieba
import snowballstemmer

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ANY_HAN = re.compile(f"[{_HAN}]")
_RUN = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<number>\d+(?:\.\d+)?)|(?P<word>[^\W\d_{_HAN}]+)")


@dataclass(frozen=True, slots=True)
class Terms:
    """`words`: Latin stems, numbers and dictionary words; `grams`: pairs of neighbouring Han characters.

    Both in the order of the text. A Han run's last character stands alone at its end, so that every
    character starts some gram: `电商品` -> 电商 商品 品.
    """

    words: tuple[str, ...]
    grams: tuple[str, ...]


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """`text` as far as search looks at it: NFKC, lower case, simplified characters."""
    simplified: str = _simplifier().convert(unicodedata.normalize("NFKC", text).lower())
    return simplified


def split_terms(text: str) -> Terms:
    """`臺積電Q2營收` -> words 台积 积电 台积电 q 2 营收, grams 台积 积电 电 营收 收"""
    words: list[str] = []
    grams: list[str] = []
    for kind, run in runs(text):
        if kind == "han":
            words += rjieba.cut_for_search(run)
            grams += han_grams(run)
        else:
            words.append(run)
    return Terms(tuple(words), tuple(grams))


def runs(text: str) -> list[tuple[str, str]]:
    """The folded text as (kind, run) pairs: `han` runs, `number`s, and stemmed `word`s of other scripts."""
    found = []
    for match in _RUN.finditer(fold(text)):
        kind, run = match.lastgroup or "", match.group()
        found.append((kind, _stemmer().stemWord(run) if kind == "word" and run.isascii() else run))
    return found


def has_han(text: str) -> bool:
    """Whether any Han character stands in `text`."""
    return bool(_ANY_HAN.search(text))


def han_grams(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))]
