"""What was typed with slips, as the news held spells it: by the words of the keyword index.

A word that no article has is a slip where one is that differs by a single slip of the thumb (Latin letters), by how it
is written apart or together, or by characters that sound alike (Chinese).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, pairwise

import rjieba

from data.store.database import Queryable
from data.text.homophones import homophones
from data.text.scripts import HAN
from data.text.stopwords import PARTICLES
from data.text.tokens import fold, han_grams, runs

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 5  # letters of a word that may be a slip of another: shorter ones have too many neighbours
_HELD = 3  # passages that a spelling must stand in
_LONGEST = 4  # characters of a Chinese word
_WORD = re.compile(r"[a-z]+")
_HAN_RUN = re.compile(f"[{HAN}]+")
_ASKING = frozenset("啥咋谁哪几多少么吗呢吧的了没不是有在和被把给到说个去来上下大小年月日号")
"""Characters of any question: never a slip of a name's."""


def respelled(database: Queryable, text: str) -> str:
    """`text` with its slips mended; itself where there is none. Folded as search folds it where anything was mended."""
    folded = fold(text)
    mended = _HAN_RUN.sub(lambda match: _Run(database, match[0]).mended(), _latin(database, folded))
    return text if mended == folded else mended


def _latin(database: Queryable, folded: str) -> str:
    return _WORD.sub(lambda match: _word(database, match[0]), folded)


def _word(database: Queryable, word: str) -> str:
    """The word that most passages have of those one slip away, or two words that were run together; else `word`."""
    if len(word) < _SHORTEST or _held(database, [_term(word)]):
        return word
    candidates = {_term(other): other for other in _one_slip_away(word)}
    held = _held(database, [*candidates])
    best = max(held, key=lambda term: held[term], default=None)
    return candidates[best] if best else _parted(database, word)


def _parted(database: Queryable, word: str) -> str:
    """`mightqantas` -> `might qantas`: where the rarer of both is the most used."""
    pairs = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    held = _held(database, [_term(part) for pair in pairs for part in pair])
    worth = {pair: min(held.get(_term(part), 0) for part in pair) for pair in pairs}
    best = max(worth, key=lambda pair: worth[pair], default=("", ""))
    return " ".join(best) if worth.get(best) else word


def _one_slip_away(word: str) -> Iterator[str]:
    """A letter left out, doubled, mistaken, or two swapped; the first letter is seldom wrong."""
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]


def _term(word: str) -> str:
    return runs(word)[0][1]


def _held(database: Queryable, terms: Sequence[str]) -> dict[str, int]:
    """In how many passages each term stands; only those with enough."""
    query = "SELECT term, doc FROM vocabulary WHERE term IN"
    return {term: doc for term, doc in database.rows_by(query, list(dict.fromkeys(terms))) if doc >= _HELD}


class _Run:
    """A run of Chinese characters, of which some that stand alone may be slips within a word."""

    def __init__(self, database: Queryable, run: str) -> None:
        self._database, self._run = database, run
        starts = [0, *accumulate(map(len, rjieba.cut(run)))]
        self._tokens = list(pairwise(starts))

    def mended(self) -> str:
        """Each word as most passages have it, of those that sound as what was typed in its place."""
        run, done = self._run, 0
        held = _held(self._database, han_grams(run)[:-1])
        for start, end in self._windows(held):
            if start >= done and (word := self._word(start, end)):
                run, done = run[:start] + word + run[end:], end
        return run

    def _windows(self, held: Container[str]) -> Iterator[tuple[int, int]]:
        """Neighbouring tokens of two to four characters, one of them a character alone, longest first, that have a pair
        of characters which no passage has."""
        for length in range(_LONGEST, 1, -1):
            for first, (start, _) in enumerate(self._tokens):
                ends = [end for _, end in self._tokens[first:] if end - start == length]
                sizes = [end - at for at, end in self._tokens[first:] if ends and end <= ends[0]]
                pairs = [self._run[at : at + 2] for at in range(start, start + length - 1)]
                if ends and len(sizes) > 1 and 1 in sizes and any(pair not in held for pair in pairs):
                    yield start, ends[0]

    def _word(self, start: int, end: int) -> str | None:
        typed, paths = self._run[start:end], list(_choices(self._run[start]))
        for at in range(start + 1, end):
            longer = {path: [path[-1] + char for char in _choices(self._run[at])] for path in paths}
            held = _held(self._database, [pair for pairs in longer.values() for pair in pairs])
            paths = [path + pair[-1] for path, pairs in longer.items() for pair in pairs if pair in held]
        words = [each for each in paths if rjieba.has_word(each) and _changes(typed, each) * 2 <= len(typed)]
        counts = _held(self._database, words)
        return max(counts, key=lambda word: counts[word], default=None)


def _changes(typed: str, word: str) -> int:
    return sum(one != other for one, other in zip(typed, word, strict=True))


def _choices(char: str) -> Sequence[str]:
    return (char,) if char in _ASKING or char in PARTICLES else (*homophones(char),)
