"""Whether a sentence denies what a text says, or says what it denies.

Clause by clause: each clause of the sentence is laid beside the clauses of the text that share most of its
words, and none of these may differ from it in whether it is negated (an even number of negations is none).
Words with a negation in their form only (不仅 非常 无人机, "not only") are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.text.scripts import HAN
from data.text.tokens import fold, split_terms

_ALIKE = 0.5
"""Share of a clause's words from which another clause is about the same thing."""

_CLAUSE_END = re.compile(
    rf"[，；。！？：;!?\n]|(?<!\bno)[,.:](?=\s|$)|\s(?:but|while|although|though|whereas)\s|(?<=[{HAN}])、?(?:但是?|而是|然而)"
)
_NO_NEGATION = re.compile(
    r"不仅|不但|不断|不少|不过|不久|不同|不管|不论|无论|不得不|不料|不错|不锈|不动产|不明|不幸|不良|不止|不禁|不妨|不惜|不愧"
    r"|不可避免|不约而同|是否|是不是|有没有|能不能|会不会|要不要|否则|非常|非洲|非凡|非法|非遗|非物质|除非|没收|没落|没想到"
    r"|无线|无人|无锡|无疑|无数|无限|无期|未来|未婚|未成年|莫斯科|莫迪"
    r"|\bnot only\b|\bnot just\b|\bno doubt\b|\bno\.? ?\d+"
)
_NEGATION = re.compile(
    r"[不没未无非否勿莫]|拒绝|禁止|难以|\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|unable"
    r"|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?|fail(?:s|ed|ing)?)\b|n['’]t\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence: its terms, and whether it is negated."""

    terms: frozenset[str]
    negated: bool


def clauses(text: str) -> tuple[Clause, ...]:
    """`没有公布金额，但将上市` -> two clauses, the first one negated; [] for a text without words."""
    found = []
    for part in _CLAUSE_END.split(_half_width(text)):
        cues = _NEGATION.findall(_NO_NEGATION.sub(" ", part))
        terms = split_terms(part)
        if terms.words:
            found.append(Clause(frozenset((*terms.words, *terms.grams)), len(cues) % 2 == 1))
    return tuple(found)


def contradicts(sentence: tuple[Clause, ...], text: tuple[Clause, ...]) -> bool:
    """Whether some clause of `sentence` is negated where its like in `text` is not, or the reverse.

    A clause that has no like there (another language, other words) may be negated only if something in the text is.
    """
    return any(_contradicted(clause, text) for clause in sentence)


def _contradicted(clause: Clause, text: tuple[Clause, ...]) -> bool:
    shares = [len(clause.terms & other.terms) / len(clause.terms) for other in text]
    best = max(shares, default=0.0)
    if best < _ALIKE:
        return clause.negated and not any(other.negated for other in text)
    return all(other.negated != clause.negated for other, share in zip(text, shares, strict=True) if share == best)


def _half_width(text: str) -> str:
    """Folded, but with the marks that end a Chinese clause: they tell it from a number's separators."""
    return "".join(char if char in "，；。！？：" else fold(char) for char in text)
