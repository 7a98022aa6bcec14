"""What a text says, as shingles: found again in a copy that was cut, re-paragraphed or changed by a few words.

A shingle is a few neighbouring units of the folded text, a unit being a Han character, a number or a word.
Its hash is the same on every machine. A sketch is a sample of the hashes, those that a power of two divides, so
that a copy is found however much shorter it is; what is found is then judged by all shingles of both texts.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import rjieba
from numpy.typing import NDArray

from data.text.tokens import runs

_HAN_WIDTH, _WORD_WIDTH = 5, 3  # units of a shingle; a word says as much as two characters
_FLASH = 40  # units: below, an article is little more than its headline, which then counts as text
_SAMPLING = ((64, 1), (256, 4))  # texts of fewer units keep every hash, then each 4th; longer ones each 16th
_SAMPLED = 16

_LEAD = 80  # units that say what a text is about; where reports by one template differ
_MOST_SHARED = 0.8  # of the shorter text's shingles: a copy, one word in twenty changed ...
_LEAD_SHARED = 0.5  # ... of both leads: then
_SHARED = 0.66  # of all will do: a site's own lines are much of a text that was cut
_FEWEST, _FEWEST_INSIDE = 0.12, 0.55  # of the longer text's length; the second: where that leads with something else
_ALL_BUT_ONE = 0.97  # shared, where one figure or place stands for another


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as it is compared; made by `wording`."""

    units: tuple[str, ...]
    shingles: frozenset[int]
    lead: frozenset[int]  # the shingles of the first units
    figures: frozenset[str]
    lead_figures: frozenset[str]


def sketch(title: str, body: str) -> frozenset[int]:
    """The sample of an article's shingles that is stored, none negative; empty only for one without words."""
    units = _text_units(title, body)
    one_of = next((one_of for fewer, one_of in _SAMPLING if len(units) < fewer), _SAMPLED)
    hashes = _shingles(units)
    return frozenset(hashes[hashes % one_of == 0].tolist())


def wording(title: str, body: str) -> Wording:
    """What `is_copy` compares of an article."""
    units = _text_units(title, body)
    lead = units[:_LEAD]
    return Wording(
        tuple(units),
        frozenset(_shingles(units).tolist()),
        frozenset(_shingles(lead).tolist()),
        frozenset(filter(_is_figure, units)),
        frozenset(filter(_is_figure, lead)),
    )


def is_copy(one: Wording, other: Wording) -> bool:
    """Whether one is the text of the other: cut, with lines of its own, a few words changed, but the same facts.

    Reports by one template (of a share, of the weather) differ in figures and places where a copy has the same.
    """
    short, long = sorted((one, other), key=lambda each: len(each.shingles))
    if not short.shingles or len(short.shingles) < _FEWEST * len(long.shingles):
        return False
    shared, long_lead = _share(short.shingles, long), _share(long.lead, short)
    led_alike = min(_share(short.lead, long), long_lead) >= _LEAD_SHARED
    if shared < (_SHARED if led_alike else _MOST_SHARED):
        return False
    if long_lead < _LEAD_SHARED and len(short.shingles) < _FEWEST_INSIDE * len(long.shingles):
        return False  # an earlier report, told again as background
    replaced = min(len(short.figures - long.figures), len(long.lead_figures - short.figures))
    replaced += min(_places_missing(short, long), _places_missing(long, short))
    return replaced == 0 or (replaced == 1 and shared >= _ALL_BUT_ONE)


def _share(shingles: frozenset[int], of: Wording) -> float:
    return len(shingles & of.shingles) / len(shingles)


def _places_missing(one: Wording, other: Wording) -> int:
    """Places in the lead of `one` that `other` does not name."""
    text = "".join(other.units)
    tagged = rjieba.tag("".join(one.units[:_LEAD]))
    return len({word for word, tag in tagged if tag == "ns" and len(word) > 1 and word not in text})


def _text_units(title: str, body: str) -> list[str]:
    """The units of the body; of title and body where the body is hardly more than a headline."""
    units = _units(body)
    return units if len(units) >= _FLASH else _units(title) + units


def _units(text: str) -> list[str]:
    return [unit for kind, run in runs(text) for unit in (run if kind == "han" else (run,))]


def _is_figure(unit: str) -> bool:
    return unit[0].isdigit()


def _shingles(units: list[str]) -> NDArray[np.int64]:
    """Hashes of all shingles, ascending, each once; of the whole where the text is shorter than a shingle."""
    if not units:
        return np.empty(0, np.int64)
    han = sum(len(unit) == 1 and not unit.isascii() for unit in units)
    width = min(_HAN_WIDTH if 2 * han >= len(units) else _WORD_WIDTH, len(units))
    codes = np.array([_code(unit) for unit in units], np.uint64)
    mixed = np.zeros(len(units) - width + 1, np.uint64)
    for at in range(width):
        mixed = _mix(mixed ^ codes[at : at + len(mixed)])
    return np.unique((mixed >> np.uint64(1)).astype(np.int64))


@lru_cache(maxsize=100_000)
def _code(unit: str) -> int:
    return int.from_bytes(hashlib.blake2b(unit.encode(), digest_size=8).digest())


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spreads each value over all 64 bits, so that the order of the units counts (the finish of splitmix64)."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
