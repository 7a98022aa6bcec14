"""A question with slips as the passages nearest to it spell it: Chinese characters that sound alike, Latin words that
no dictionary has and one of theirs is a slip of the thumb away from, words run together.

Of all news as a lexicon more was spoilt than mended: what sounds like a word of some article is mostly right as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.aliases.cedict import dictionary
from data.aliases.sounds import sound
from data.text.scripts import HAN
from data.text.tokens import simplify

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 5  # letters of a word that may be a slip of another: shorter ones have too many neighbours
_LONGEST = 5  # characters that are compared by sound at once
_WORD = re.compile("[A-Za-z]+")
_HAN_RUN = re.compile(f"[{HAN}]+")
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿几")


def respelled(question: str, passages: Sequence[str]) -> str:
    """`question` with its slips mended, those Latin words in small letters; itself where there is none."""
    told = simplify("\n".join(passages))
    words = {word.lower() for word in _WORD.findall(told)}
    mended = _WORD.sub(lambda match: _mended(match[0], words), question)
    sounding = _sounding(told)
    return _HAN_RUN.sub(lambda match: _as_told(match[0], told, sounding), mended)


def _sounding(told: str) -> dict[tuple[str, ...], str]:
    """What sounds so, of two to five characters; that of the nearest passage."""
    found = dict[tuple[str, ...], str]()
    for run in _HAN_RUN.findall(told):
        sounds = [sound(char) for char in run]
        for length in range(2, _LONGEST + 1):
            for at in range(len(run) - length + 1):
                found.setdefault(tuple(sounds[at : at + length]), run[at : at + length])
    return found


def _as_told(run: str, told: str, sounding: dict[tuple[str, ...], str]) -> str:
    """Longest first; of two characters one must be right, and no number becomes a word."""
    plain = simplify(run)
    for length in range(min(_LONGEST, len(run)), 1, -1):
        for at in range(len(run) - length + 1):
            typed = plain[at : at + length]
            meant = sounding.get(tuple(map(sound, typed)), typed)
            if typed in told or meant == typed or _NUMERALS & {*typed, *meant}:
                continue
            if length > 2 or typed[0] == meant[0] or typed[1] == meant[1]:
                plain = plain[:at] + meant + plain[at + length :]
    return "".join(old if simplify(old) == new else new for old, new in zip(run, plain, strict=True))


def _mended(typed: str, words: set[str]) -> str:
    word = typed.lower()
    if len(word) < _SHORTEST or word in words or dictionary().translated(word):
        return typed
    meant = next((other for other in _one_slip_away(word) if other in words), None)
    return meant or next((" ".join(pair) for pair in _parted(word) if _are_words(pair, words)), typed)


def _one_slip_away(word: str) -> Iterator[str]:
    """Two letters swapped, one doubled, left out or mistaken; the first letter is seldom wrong."""
    places = range(1, len(word))
    yield from (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-1])
    yield from (word[:at] + word[at + 1 :] for at in places)
    yield from (word[:at] + letter + word[at:] for at in (*places, len(word)) for letter in _LETTERS)
    yield from (word[:at] + letter + word[at + 1 :] for at in places for letter in _LETTERS)


def _parted(word: str) -> Iterator[tuple[str, str]]:
    """`mightqantas` -> might, qantas"""
    return ((word[:at], word[at:]) for at in range(3, len(word) - 2))


def _are_words(pair: tuple[str, str], words: set[str]) -> bool:
    return any(part in words for part in pair) and all(part in words or dictionary().translated(part) for part in pair)
