"""The words of a text as the keyword index knows them: one function for what is indexed and for what is asked.

FTS5's own tokenizers take a run of Han characters for one word (`unicode61`) or miss words of one and two
characters (`trigram`). So text is folded (NFKC, lower case, traditional to simplified) and cut here: Latin
words lose their accents and are stemmed, Han runs are cut into words and, because a dictionary does not know
every name, into overlapping pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc
import rjieba
import snowballstemmer

from data.text.scripts import HAN

_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_STEMMED = 64  # letters: the stemmer takes the square of their number, and calls itself for each
_RUN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<number>\d+(?:\.\d+)?)|(?P<word>[^\W\d_{HAN}]+)")


@dataclass(frozen=True, slots=True)
class Terms:
    """`words`: Latin stems, numbers and dictionary words; `grams`: pairs of neighbouring Han characters.

    Both in the order of the text. A Han run's last character stands alone at its end, so that every
    character starts some gram: `电商品` -> 电商 商品 品.
    """

    words: tuple[str, ...]
    grams: tuple[str, ...]


@cache
def _simplified() -> dict[int, str]:
    """Traditional characters to simplified ones, each by itself.

    OpenCC goes by phrases: 乾 becomes 干 and stays as it is in 乾隆, where it would then not be found.
    """
    traditional = [chr(code) for code in (*range(0x3400, 0xA000), *range(0x20000, 0x32400))]
    simplified = opencc.OpenCC("t2s").convert("\n".join(traditional)).split("\n")
    return {ord(old): new for old, new in zip(traditional, simplified, strict=True) if old != new}


def fold(text: str) -> str:
    """`text` as far as search looks at it: NFKC, lower case, simplified characters; a blank for a lone surrogate."""
    return unicodedata.normalize("NFKC", _SURROGATE.sub(" ", text)).lower().translate(_simplified())


def simplify(text: str) -> str:
    """`text` with simplified characters for traditional ones; all else, and every offset, as it was."""
    return text.translate(_simplified())


def split_terms(text: str) -> Terms:
    """`臺積電Q2營收` -> words 台积 电 q 2 营收, grams 台积 积电 电 营收 收"""
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
    return [(kind, run) for kind, run, _, _ in placed_runs(fold(text))]


def placed_runs(folded: str) -> list[tuple[str, str, int, int]]:
    """The same of a text that is folded already, each with the place where it starts and ends."""
    found = []
    for match in _RUN.finditer(folded):
        kind, run = match.lastgroup or "", match.group()
        found.append((kind, _stem(run) if kind == "word" else run, *match.span()))
    return found


@lru_cache(maxsize=1 << 16)  # the words of a language repeat, and a stem takes 0.1 ms
def _stem(word: str) -> str:
    """`Beyoncé` and `Beyonce` -> `beyonc`; words of other scripts as they are."""
    plain = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    if len(plain) > _LONGEST_STEMMED or not plain.isascii():
        return word
    return str(snowballstemmer.stemmer("english").stemWord(plain))  # made anew (under 1 µs): threads cannot share one


def han_grams(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))]
