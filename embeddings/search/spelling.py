"""What was typed with slips, as the news held spells it: Latin words that neither an article nor a dictionary has,
where some article has a word that differs by one slip of the thumb, or two words that were run together.

Chinese slips (characters that sound alike) were tried by the same means and mended one in three, spoiling as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data.store.alias_lookup import is_english
from data.store.database import Queryable
from data.store.keyword_index import count_passages_with, count_passages_with_each
from data.text.tokens import runs

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 5  # letters of a word that may be a slip of another: shorter ones have too many neighbours
_HELD = 3  # passages that a spelling must stand in
_WORD = re.compile("[A-Za-z]+")


def respelled(database: Queryable, text: str) -> str:
    """`text` with its slips mended, those words in small letters; itself where there is none."""
    return _WORD.sub(lambda match: _mended(database, match[0]), text)


def _mended(database: Queryable, typed: str) -> str:
    """The word that most passages have of those one slip away, or two words that were run together; else `typed`."""
    word = typed.lower()
    if len(word) < _SHORTEST or count_passages_with(database, _term(word)) or is_english(word):
        return typed
    candidates = {_term(other): other for other in sorted(_one_slip_away(word), key=len, reverse=True)}
    held = _held(database, [*candidates])
    best = max(held, key=lambda term: held[term], default=None)
    return candidates[best] if best else _parted(database, word) or typed


def _parted(database: Queryable, word: str) -> str | None:
    """`mightqantas` -> `might qantas`: where the rarer of both is the most used."""
    pairs = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
    held = _held(database, [_term(part) for pair in pairs for part in pair])
    worth = {pair: min(held.get(_term(part), 0) for part in pair) for pair in pairs}
    best = max(worth, key=lambda pair: worth[pair], default=("", ""))
    return " ".join(best) if worth.get(best) else None


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
    return {term: count for term, count in count_passages_with_each(database, terms).items() if count >= _HELD}
