"""What a former question was about: its subject, and all its matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from bot.question.rewrite.entities import Phrase, groups, names, phrases, without_question
from data.text.scripts import has_han
from data.text.tokens import simplify

_MOST = 4  # phrases that are carried: more would drown the new question
_AFTER_AUXILIARY = re.compile(r"\b(?:is|are|was|were|did|does|do|has|have|had|will|can)\s+(?:the\s+)?$", re.IGNORECASE)
_WHICH = re.compile(
    r"^(?:which|what)\s+(?P<thing>.+?)\s+(?:is|are|was|were|has|have|had|will|did|does|do)\b", re.IGNORECASE
)
_COPULA = re.compile(r"(?:是|有|叫|在)?(?:为什么|为何|怎么|谁|多少|什么|几|哪|第几|多[大高久深远长快重]|怎么样|如何)")


def statement(question: str) -> str:
    """The question without its question words: `俄罗斯央行把利率升到多少?` -> `俄罗斯央行把利率升到`"""
    before, colon, _ = question.partition(": ")
    return before if colon and not has_han(question) else without_question(question)


def subject(question: str) -> str:
    """Who or what it asks about, in its own words; "" when it names nothing."""
    if not has_han(question):
        return _english_subject(question)
    found = phrases(question)
    things = [group for group in groups(found) if group[0].kind != "time"]
    if not things:
        return ""
    titles = [each for each in found if each.kind == "title"]
    if titles:
        return titles[0].text
    first = things[0]
    tail = _COPULA.search(simplify(question), first[0].start)
    if tail and tail.start() > first[-1].end:  # 成都大运会乒乓球|混双|冠军: a word that is no noun between
        said = question[first[0].start : tail.start()]
        if not re.search(r"[的了把给，,\s]|\d", said) and all(each.kind != "time" for each in found):
            return said if _is_nominal(said) else _text(question, first)
    return _text(question, first)


def matter(question: str) -> str:
    """All things it speaks of, without verbs: `三星二季度减持ASML套现了多少?` -> `三星 二季度 ASML`"""
    if not has_han(question):
        return statement(question)
    return " ".join(_text(question, group) for group in groups(phrases(question))[:_MOST])


def _english_subject(question: str) -> str:
    which = _WHICH.match(question)
    if which:
        return which["thing"]
    found = names(question)
    after = next((each for each in found if _AFTER_AUXILIARY.search(question[: each.start])), None)
    owner = next((each for each in found if question[each.end : each.end + 2] in ("'s", "’s")), None)
    chosen = after or owner or (found[0] if found else None)
    return chosen.text if chosen else ""


def _is_nominal(said: str) -> bool:
    return not any(tag[0] == "v" and len(word) == 1 for word, tag in rjieba.tag(simplify(said)))


def _text(question: str, group: Sequence[Phrase]) -> str:
    return question[group[0].start : group[-1].end]
