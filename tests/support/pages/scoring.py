"""Word F1 of an extracted body against the text a page was made of."""

from __future__ import annotations

from collections import Counter

from data.text.tokens import split_terms


def words(text: str) -> Counter[str]:
    """What is counted: the words of the keyword index (dictionary words of Han runs, stems, numbers)."""
    return Counter(split_terms(text).words)


def word_f1(body: str, known: str) -> float:
    """Harmonic mean of the share of `body` that is in `known` and of `known` that is in `body`, by words."""
    got, wanted = words(body), words(known)
    shared = sum((got & wanted).values())
    return 2 * shared / (sum(got.values()) + sum(wanted.values())) if shared else 0.0
