"""Whether a passage holds what a sentence says, as far as code can tell.

In one language: every figure and name of the sentence stands in the passage, most of its words do, and no
clause turns a negation round. Across languages words cannot be compared and names may be transliterated
(Biden, 拜登): figures must agree with their units (亿 is 100 million), a negation must have one to stand on; and
where no reader judges the sentence afterwards, it must have a figure or a name, and every name must be found.
Not seen: who did what to whom, which figure belongs to which thing, opposites (rise, fall). That is the reader's.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.llm.function_words import FUNCTION_WORDS
from bot.llm.material import Material
from bot.llm.names import Names, names
from bot.llm.negation import Clause, clauses, contradicts
from bot.llm.orders import without_orders
from bot.llm.scripts import is_han
from data.text.quantities import Figure, figures
from data.text.tokens import split_terms

LEAST_SHARED = 0.5
"""Share of a sentence's words, those that say something, that must stand in the passage, in one language."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What of a material counts, taken apart once: its title, and its text but for orders to a model."""

    title: str
    text: str
    of_han: bool
    figures: frozenset[Figure]
    names: Names
    clauses: tuple[Clause, ...]
    words: frozenset[str]

    @classmethod
    def of(cls, material: Material) -> Evidence:
        title, text = without_orders(material.article.title), without_orders(material.text)
        whole = f"{title}\n{text}"
        return cls(title, text, is_han(whole), figures(whole), Names(whole), clauses(whole), _words(whole))


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence to be checked, taken apart once. Names of the question need no evidence."""

    text: str
    of_han: bool
    figures: frozenset[Figure]
    names: tuple[str, ...]
    clauses: tuple[Clause, ...]
    words: frozenset[str]

    @classmethod
    def of(cls, text: str, question: str) -> Claim:
        asked = Names(question)
        named = tuple(name for name in names(text) if not asked.holds(name))
        return cls(text, is_han(text), figures(text), named, clauses(text), _words(text))


def fault(claim: Claim, evidence: Evidence, reader_follows: bool) -> str | None:
    """Why `evidence` does not hold `claim`, in words for a log; None where nothing speaks against it."""
    across = claim.of_han != evidence.of_han
    if not claim.words:
        return "nothing said"
    if claim.figures - evidence.figures:
        return "a figure that is not in the passage"
    if not (across and reader_follows) and not all(map(evidence.names.holds, claim.names)):
        return "a name that is not in the passage"
    if across and not reader_follows and not (claim.figures or claim.names):
        return "another language, and nothing to check it by"
    if not across and len(claim.words & evidence.words) < LEAST_SHARED * len(claim.words):
        return "words that are not in the passage"
    if contradicts(claim.clauses, evidence.clauses):
        return "a negation turned round"
    return None


def _words(text: str) -> frozenset[str]:
    """Without single characters and function words: anything shares these."""
    return frozenset(word for word in split_terms(text).words if len(word) > 1) - _STEMS_OF_FUNCTION


_STEMS_OF_FUNCTION = frozenset(split_terms(" ".join(FUNCTION_WORDS)).words)
