"""A message as features: its words, rare ones by their kind alone, and its characters. Pure.

What is asked about varies without end, how it is asked does not: `有没有<nz>的消息` is one pattern, whoever is in it.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import rjieba
from numpy.typing import NDArray

from data.text.tokens import simplify
from embeddings.encoders.encoder import encodable

WORD_SPACE, CHARACTER_SPACE, TOPIC_SPACE = 2048, 1024, 8192
"""Into how many numbers features are hashed."""

LONGEST = 400  # characters; the rest of a longer message tells nothing more
_ENDS = ("^", "$")
_WORDS_TOGETHER, _CHARACTERS_TOGETHER = 3, 4
_MOST_COUNTED = 12  # words; all longer messages are long
_LATIN = re.compile(r"[a-z][a-z'-]*")
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a plain message: `kind` is its part of speech, `<L>` for Latin letters, `#` for a number."""

    text: str
    kind: str
    start: int
    end: int


def plain_message(text: str) -> str:
    """In NFKC, simplified script and lower case, as everything here takes it."""
    return unicodedata.normalize("NFKC", simplify(encodable(text[:LONGEST]))).lower()


def tokens(plain: str, common: Collection[str]) -> list[Token]:
    """The words in their order; one that only ends or begins with a `common` word is cut there: 体育新闻 is two."""
    found, at = list[Token](), 0
    for word, tag in rjieba.tag(plain):
        for part in _parts(word, common):
            if part.strip():
                found.append(Token(part.strip(), _kind(part, tag), at, at + len(part)))
            at += len(part)
    return found


def message_features(words: Sequence[Token], common: Collection[str]) -> list[str]:
    """Runs of one to three words, and about how many there are."""
    seen = list[str]()
    for each in words:
        shown = each.text if each.text in common else each.kind
        if not (shown == "<L>" and seen and seen[-1] == "<L>"):
            seen.append(shown)
    framed = [_ENDS[0], *seen, _ENDS[1]]
    runs = [" ".join(run) for run in _runs(framed, _WORDS_TOGETHER)]
    return [*runs, f"words {min(len(seen), _MOST_COUNTED) // 2}"]


def character_features(plain: str) -> list[str]:
    return ["".join(run) for run in _runs(f" {' '.join(plain.split())} ", _CHARACTERS_TOGETHER)]


def topic_features(words: Sequence[Token], at: int, want: str, common: Collection[str]) -> list[str]:
    """What tells whether the word at `at` is one of those that the message is about."""

    def word(offset: int) -> str:
        each = _at(words, at + offset)
        return each if isinstance(each, str) else each.text if each.text in common else each.kind

    def kind(offset: int) -> str:
        each = _at(words, at + offset)
        return each if isinstance(each, str) else each.kind

    return [
        *(f"{offset}={word(offset)}" for offset in range(-2, 3)),
        *(f"{offset}:{kind(offset)}" for offset in range(-1, 2)),
        *(f"{offset}={word(offset)} {word(offset + 1)}" for offset in range(-2, 2)),
        f"want={want}",
        f"{want} {word(0)}",
        f"{want}:{kind(0)}",
        f"common={words[at].text in common}",
        f"words={min(len(words), 8)}",
    ]


def hashed(features: Iterable[str], space: int) -> Indices:
    """The numbers of the features, each once, sorted."""
    return np.array(sorted({zlib.crc32(each.encode()) % space for each in features}), np.int64)


def _parts(word: str, common: Collection[str]) -> tuple[str, ...]:
    if word in common or len(word) < 3 or word.isascii():
        return (word,)
    if word[-2:] in common:
        return word[:-2], word[-2:]
    return (word[:2], word[2:]) if word[:2] in common else (word,)


def _kind(word: str, tag: str) -> str:
    if word.strip().isdigit():
        return "#"
    return "<L>" if _LATIN.fullmatch(word.strip()) else f"<{tag[0]}>"


def _at(words: Sequence[Token], at: int) -> Token | str:
    if at < 0:
        return _ENDS[0]
    return words[at] if at < len(words) else _ENDS[1]


def _runs(items: Sequence[str], most: int) -> Iterable[Sequence[str]]:
    return (items[at : at + length] for length in range(1, most + 1) for at in range(len(items) - length + 1))
