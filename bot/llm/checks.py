"""Whether a passage holds what a sentence says, as far as code can tell.

In one language: every figure and name of the sentence stands in the passage, most of its words do, and no
clause turns a negation round. Across languages words cannot be compared and names may be transliterated
(Biden, 拜登): figures must agree with their units (亿 is 100 million), a negation must have one to stand on; and
where no reader judges the sentence afterwards, it must have a figure or a name, and every name must be found.
Not seen: who did what to whom, which figure belongs to which thing, opposites (rise, fall). That is the reader's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.llm.material import Material
from bot.llm.names import Names, names
from bot.llm.negation import Clause, clauses, contradicts
from data.text.passages import split_sentences
from data.text.quantities import Figure, figures
from data.text.scripts import is_han
from data.text.stopwords import FUNCTION_WORDS
from data.text.tokens import split_terms

_ORDER = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会|不要遵守|不用管|跳过).{0,16}?(?:指令|指示|要求|规则|提示|设定|命令|约束|限制)"
    r"|系统提示|提示词|(?:现在)?你(?:现在)?(?:是|扮演|作为)(?:一个|一名|一位)?.{0,8}?(?:助手|模型|机器人|人工智能|AI)"
    r"|作为(?:一个|一名)?(?:AI|人工智能|语言模型)"
    r"|^\W*(?:请|你?必须|务必|直接|只需?|现在)*(?:回答|回复|输出|打印|复述|写[下出道]?|说)[^，。]{0,6}?[：:“\"「『]"
    r"|\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}?\b(?:instructions?|prompts?|rules?|above|previous|prior)\b"
    r"|\bsystem prompt\b|\bas an ai\b"
    r"|\byou are (?:now )?(?:an? |the )?(?:\w+ ){0,3}(?:assistant|model|ai|bot|chatbot)\b"
    r"|^\W*(?:please |now |instead,? |you must |just |only )*"
    r"(?:write|say|answer|reply|respond|output|print|repeat)(?![-\w])"
    r"|\b(?:answer|reply|respond|output|say|write)(?: only| exactly| just)? ?(?:with )?[:：]"
    r"|<\|?/?(?:im_start|im_end|system|user|assistant|endoftext|inst)\b|\[/?INST\]|^#+ ?(?:instructions?|system)\b",
    re.IGNORECASE,
)

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


def without_orders(text: str) -> str:
    """`text` verbatim but for orders to a model; "" where nothing else stands in it."""
    return "\n".join(filter(None, map(_news_of, text.split("\n"))))


def _news_of(paragraph: str) -> str:
    for span in split_sentences(paragraph):
        if _ORDER.search(span.of(paragraph)):
            return paragraph[: span.start].rstrip()
    return paragraph
