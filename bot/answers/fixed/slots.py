"""A slot: something that a text says a value of, so that two texts can be compared in it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

from data.text.tokens import simplify

SlotKind = Literal["time", "number", "ordinal", "model", "opposite", "place", "role", "name"]

_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_NARROW |= dict(zip(map(ord, "／：．－～＋　\xa0’‐‑–—％"), "/:.-~+  '----%", strict=True))


@dataclass(frozen=True, slots=True)
class Slot:
    """`words` of a text, at `start`, say `value` for `key`: two values of one kind and key exclude each other."""

    kind: SlotKind
    key: str
    value: Hashable
    words: str
    start: int


def narrow(text: str) -> str:
    """`text` with simplified characters, narrow digits and one kind of dash; every offset as it was."""
    return simplify(text).translate(_NARROW)
