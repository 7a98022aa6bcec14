"""What a text says, as shingles: found again in a copy that was cut, re-paragraphed or changed by a few words.

A shingle is a few neighbouring units of the folded text, a unit being a Han character, a number or a word.
Its hash is the same on every machine. A sketch is a sample of the hashes: those that a power of two divides,
so that what two texts share can be told from the samples alone, however much longer one of them is.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from data.terms import runs

_HAN_WIDTH, _WORD_WIDTH = 5, 3  # units of a shingle; a word says as much as two characters
_FLASH = 40  # units: below, an article is little more than its headline, which then counts as text
_SAMPLING = ((64, 1), (256, 4))  # texts of fewer units keep every hash, then each 4th; longer ones each 16th
_SAMPLED = 16

Hashes = NDArray[np.int64]  # ascending, each once, none negative


def sketch(title: str, body: str) -> frozenset[int]:
    """The sample of an article's shingles that is stored; empty only for an article without words."""
    units = text_units(title, body)
    one_of = next((one_of for fewer, one_of in _SAMPLING if len(units) < fewer), _SAMPLED)
    hashes = shingles(units)
    return frozenset(hashes[hashes % one_of == 0].tolist())


def text_units(title: str, body: str) -> list[str]:
    """The units of the body; of title and body where the body is hardly more than a headline."""
    units = _units(body)
    return units if len(units) >= _FLASH else _units(title) + units


def shingles(units: list[str]) -> Hashes:
    """Hashes of all shingles; one of the whole where the text is shorter than a shingle."""
    if not units:
        return np.empty(0, np.int64)
    han = sum(len(unit) == 1 and not unit.isascii() for unit in units)
    width = min(_HAN_WIDTH if 2 * han >= len(units) else _WORD_WIDTH, len(units))
    codes = np.array([_code(unit) for unit in units], np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(codes, width)
    mixed = np.zeros(len(windows), np.uint64)
    for column in windows.T:
        mixed = _mix(mixed ^ column)
    return np.unique((mixed >> np.uint64(1)).astype(np.int64))


def _units(text: str) -> list[str]:
    return [unit for kind, run in runs(text) for unit in (run if kind == "han" else (run,))]


@lru_cache(maxsize=100_000)
def _code(unit: str) -> int:
    return int.from_bytes(hashlib.blake2b(unit.encode(), digest_size=8).digest())


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spreads each value over all 64 bits, the order of the units included (the finish of splitmix64)."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
