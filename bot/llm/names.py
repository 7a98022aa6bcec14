"""The names that a sentence uses, and those of them that a text does not hold.

A name is a Latin word with a capital or a digit in it (in a Chinese sentence any Latin word), a run of katakana,
what the Chinese dictionary tags as person, place, institution or brand, what it does not know at all, and what
stands in quotation marks. Where a name is one only by its place (the first word of an English sentence), a common
function word is none. Another form of the same name (特朗普 for 川普) does not count as held.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import rjieba

from data.text.scripts import HAN, HANGUL, KANA, has_han, is_han
from data.text.stopwords import FUNCTION_WORDS
from data.text.tokens import fold, split_terms

_ALPHABETIC = rf"(?:(?![{HAN}{KANA}{HANGUL}])[^\W_])"
_LATIN = re.compile(rf"{_ALPHABETIC}+(?:[.'’&+]{_ALPHABETIC}+)*")
_AMOUNT = re.compile(r"\d+(?:st|nd|rd|th|k|m|mn|bn|tn|km|kg|cm|mm)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_KATAKANA = re.compile("[ァ-ヺー]{2,}")
_QUOTED = re.compile(r"“([^”]{2,})”|「([^」]{2,})」|『([^』]{2,})』|《([^》]{2,})》|\"([^\"]{2,})\"")
_NO_LETTER = re.compile(r"[\W_]+")
_HAN_RUN = re.compile(f"[{HAN}·]+")
_TAGS = ("nr", "ns", "nt", "nz", "j")  # of the dictionary: person, place, institution, other; short form
_LEADING = "由与和在对向被让为是的从于将把据及"  # the tagger takes them for the first character of a name: 由王


def names(text: str) -> tuple[str, ...]:
    """The names in `text`, in no certain order, each once: 拜登在Rainforest -> Rainforest 拜登"""
    found = [*_latin(text), *_KATAKANA.findall(text), *_han(text), *_quoted(text)]
    return tuple(dict.fromkeys(name for name in found if len(name) > 1))


class Names:
    """The words of a text against which names are looked up."""

    def __init__(self, text: str) -> None:
        self._words = frozenset(split_terms(_plain(text)).words)
        self._folded = fold(_plain(text))
        self._run = _NO_LETTER.sub("", self._folded)

    def holds(self, name: str) -> bool:
        """Whether `name` stands in the text: a Latin word as a word, in any case and number, all else by letters."""
        folded = fold(_plain(name))
        if not folded.isascii():
            return _NO_LETTER.sub("", folded) in self._run
        if folded.isalpha():
            return set(split_terms(folded).words) <= self._words
        parts = r"[\W_]*".join(map(re.escape, filter(None, _NO_LETTER.split(folded))))
        return bool(re.search(f"(?<![a-z0-9]){parts}(?![a-z0-9])", self._folded))


def _latin(text: str) -> Iterator[str]:
    of_han = is_han(text)
    for match in _LATIN.finditer(text):
        word = re.sub(r"['’]s?$", "", match.group())
        if not _LETTER.search(word) or _AMOUNT.fullmatch(word) or _plain(word).lower() in FUNCTION_WORDS:
            continue
        if of_han or any(char.isupper() or char.isdigit() for char in word):
            yield word


def _han(text: str) -> Iterator[str]:
    for run in _HAN_RUN.findall(fold(text)):
        tagged = [*rjieba.tag(run), ("", "")]
        for (word, tag), (following, _) in pairwise(tagged):
            if has_han(word) and tag != "m" and (tag.startswith(_TAGS) or not rjieba.has_word(word)):
                name = word.lstrip(_LEADING)
                yield name if len(name) != 1 or name == word else name + following[:2]


def _quoted(text: str) -> Iterator[str]:
    for match in _QUOTED.finditer(text):
        yield next(filter(None, match.groups()))


def _plain(text: str) -> str:
    """Without accents; U.S. and US are one."""
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return re.sub(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b|\s|$)", "", bare)
