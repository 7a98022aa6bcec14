"""What an English article can be asked next: who, when, how much and how many, by sentences of a regular shape.

`Saltmere has raised $38m` -> `How much has Saltmere raised?`. Only subjects that are a name are taken, and only verbs
whose form in a question is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.answering.wondering import Wondered
from data.passages import split_sentences

_WORD = r"[A-Z][A-Za-z0-9&'’.-]*"
_NAME = rf"(?<![A-Za-z.&’'-]){_WORD}(?: (?:of |and |the |& )?{_WORD}){{0,4}}"
_SUBJECT = rf"(?P<subject>(?:[Tt]he )?{_NAME})"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = rf"(?P<date>(?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{1,2}}(?!\d))?(?:,? \d{{4}})?|\d{{4}})"
_ABOUT = r"(?:about |around |some |nearly |almost |more than |over |up to |at least |a record )?"
_MONEY = rf"{_ABOUT}(?P<answer>[$£€¥](?:\d[\d,.]*))\s?(?:bn|m|k|million|billion|trillion)?\b"
_COUNT = rf"{_ABOUT}(?P<answer>\d[\d,]*)(?: (?:million|billion))? (?P<noun>(?:[a-z]+ )?[a-z]+s|people)\b"
_PAST = {
    "raised": "raise", "paid": "pay", "spent": "spend", "lost": "lose", "made": "make", "earned": "earn", "won": "win",
    "donated": "donate", "invested": "invest", "borrowed": "borrow", "cost": "cost", "sold": "sell", "bought": "buy",
    "built": "build", "ordered": "order", "opened": "open", "closed": "close", "killed": "kill", "injured": "injure",
    "attracted": "attract", "employed": "employ", "hired": "hire", "shipped": "ship", "scored": "score",
}  # fmt: skip
_VERB = rf"(?P<verb>{'|'.join(_PAST)})"
_ROLE = (
    r"(?P<role>(?:chief|deputy|vice|prime|finance|foreign|home|managing|executive|general|head)?\s?"
    r"(?:executive|chairman|chairwoman|president|director|manager|coach|captain|founder|minister|secretary|mayor|editor))"
)
_PERSON = r"(?P<answer>[A-Z][a-z]+(?: [A-Z][A-Za-z'’-]+){1,2})"
_Make = Callable[[re.Match[str]], str]
_VP = r"(?P<vp>[a-z]+(?: (?!on\b|in\b|by\b|that\b|and\b|but\b|which\b)[A-Za-z'’-]+){0,6}?)"
_RULES: tuple[tuple[re.Pattern[str], _Make], ...] = (
    (
        re.compile(rf"^{_SUBJECT} (?P<aux>will|was|were) (?!not\b){_VP} (?:on|in) {_DATE}(?=[.,;]|$| and| by| at)"),
        lambda match: f"When {match['aux']} {_inside(match['subject'])} {match['vp']}?",
    ),
    (
        re.compile(rf"^{_SUBJECT} (?P<aux>has |have )?{_VERB} {_MONEY}"),
        lambda match: f"How much {_did(match)}?",
    ),
    (
        re.compile(rf"^{_SUBJECT} (?P<aux>has |have )?{_VERB} {_COUNT}"),
        lambda match: f"How many {match['noun']} {_did(match)}?",
    ),
    (
        re.compile(rf"{_SUBJECT}(?:'s|’s) {_ROLE},? {_PERSON}\b"),
        lambda match: f"Who is the {match['role'].strip()} of {_inside(match['subject'])}?",
    ),
    (
        re.compile(rf"{_PERSON}, (?:the )?{_ROLE} of {_SUBJECT}(?=[,.])"),
        lambda match: f"Who is the {match['role'].strip()} of {_inside(match['subject'])}?",
    ),
)
_NO_SUBJECT = re.compile(
    r"^(?:The|It|He|She|They|We|This|That|These|Those|There|But|And|In|On|At|Mr|Mrs|Ms|Dr|Sir|If|When|Last|Some|Many|Both|Its"
    r"|His|Her|Their|Another|One|Two|Three|However|Earlier|Meanwhile|Police|Officials|Critics|Experts|[A-Z][a-z]+day)\b"
)


def wondered(body: str) -> Iterator[Wondered]:
    """In the order of the text."""
    for span in split_sentences(body):
        sentence = " ".join(span.of(body).split())
        for pattern, make in _RULES:
            match = pattern.search(sentence)
            if match and _is_named(match["subject"]):
                answer = match.groupdict().get("answer") or match["date"]
                yield Wondered(make(match), answer.lstrip("$£€¥").rstrip(",."))


def _is_named(subject: str) -> bool:
    bare = subject.removeprefix("The ").removeprefix("the ")
    return len(bare) > 3 and not _NO_SUBJECT.match(bare)


def _did(match: re.Match[str]) -> str:
    """`has Saltmere raised`, `did Saltmere raise`"""
    subject, verb = _inside(match["subject"]), match["verb"]
    return f"{match['aux'].strip()} {subject} {verb}" if match["aux"] else f"did {subject} {_PAST[verb]}"


def _inside(subject: str) -> str:
    """As it stands inside a sentence."""
    return f"the {subject[4:]}" if subject.startswith("The ") else subject
