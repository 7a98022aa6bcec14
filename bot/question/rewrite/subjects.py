"""What a former question was about: its subject, all its matter, and the people its answer named."""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from bot.question.rewrite.entities import Phrase, groups, names, phrases, without_question
from data.chats.turns import Turn
from data.text.calendar import MONTHS, WEEKDAYS
from data.text.scripts import has_han
from data.text.tokens import simplify

_MOST = 4  # phrases that are carried: more would drown the new question
_AFTER_AUXILIARY = re.compile(r"\b(?:is|are|was|were|did|does|do|has|have|had|will|can)\s+(?:the\s+)?$", re.IGNORECASE)
_WHICH = re.compile(
    r"^(?:which|what)\s+(?P<thing>.+?)\s+(?:is|are|was|were|has|have|had|will|did|does|do)\b", re.IGNORECASE
)
_ASKS_WHO = re.compile(r"谁|叫什么|哪位|哪个人|哪些人|\bwho\b|\bwhich\b|\bname\b", re.IGNORECASE)
_COPULA = re.compile(r"(?:是|有|叫|在)?(?:为什么|为何|怎么|谁|多少|什么|几|哪|第几|多[大高久深远长快重]|怎么样|如何)")
_SAID = frozenset("vdpcturxm")
_NOT_A_PERSON = re.compile(
    r"\b(?:committee|bank|university|group|council|party|street|cup|league|court|ministry|commission|company|inc|corp|union|news"
    rf"|{'|'.join((*MONTHS, *WEEKDAYS))}|north|south|east|west|ceo|borders)\b",
    re.IGNORECASE,
)


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


def matter(question: str, without_time: bool = False, without_first: bool = False) -> str:
    """All things it speaks of, without verbs: `三星二季度减持ASML套现了多少?` -> `三星 二季度 ASML`"""
    if not has_han(question):
        return _english_matter(question, without_time)
    chosen = [group for group in groups(phrases(question)) if not (without_time and group[0].kind == "time")]
    if without_first and len(chosen) > 1:
        chosen = chosen[1:]
    return " ".join(_text(question, group) for group in chosen[:_MOST])


def people(turns: Sequence[Turn]) -> str | None:
    """The person spoken of last: who was asked for, as the answer names them, or who was named in a question."""
    for turn in reversed(turns):
        if _ASKS_WHO.search(turn.whole):
            named = _person_told(turn)
            if named:
                return named
        asked = _persons(turn.whole)
        if asked:
            return asked[0]
    return None


def _person_told(turn: Turn) -> str | None:
    told = simplify(turn.answer)
    asked = simplify(turn.whole).lower()
    return _beside_role(turn.whole, told) or next(
        (each for each in _persons(turn.answer) if simplify(each).lower() not in asked), None
    )


def _persons(text: str) -> list[str]:
    together = [_text(text, group) for group in groups(names(text))]
    return [each for each in together if _is_person(each)]


def _beside_role(question: str, told: str) -> str | None:
    """The name behind the asked role: 行长 in `欧洲央行行长拉加德当天表示` -> 拉加德"""
    role = next((each.text for each in reversed(phrases(simplify(question))) if each.kind == "noun"), "")
    at = told.find(role) + len(role) if role and role in told else -1
    if at < 0:
        return None
    name = ""
    for word, tag in rjieba.tag(told[at : at + 12]):
        if name and (tag[0] in _SAID or len(name) >= 4):
            break
        if not name and tag[0] in "pcudx":
            return None
        name += word
    return name if 2 <= len(name) <= 5 else None


def _is_person(name: str) -> bool:
    if not has_han(name):
        return len(name.split()) in (2, 3) and not _NOT_A_PERSON.search(name)
    if re.search("[-·•・]", name):
        return True
    tags = [tag for _, tag in rjieba.tag(simplify(name))]
    foreign = len(tags) == 2 and len(name) >= 5  # 比利亚维森西奥: jieba makes two of it
    return (len(tags) == 1 or foreign) and len(name) >= 2 and tags[-1] in ("nr", "nrfg", "nrt")


def _english_subject(question: str) -> str:
    which = _WHICH.match(question)
    if which:
        return which["thing"]
    found = names(question)
    after = next((each for each in found if _AFTER_AUXILIARY.search(question[: each.start])), None)
    owner = next((each for each in found if question[each.end : each.end + 2] in ("'s", "’s")), None)
    chosen = after or owner or (found[0] if found else None)
    return chosen.text if chosen else ""


def _english_matter(question: str, without_time: bool) -> str:
    said = statement(question)
    times = [each for each in phrases(said) if each.kind == "time"] if without_time else []
    for each in reversed(times):
        said = said[: each.start] + said[each.end :]
    return said.strip()


def _is_nominal(said: str) -> bool:
    return not any(tag[0] == "v" and len(word) == 1 for word, tag in rjieba.tag(simplify(said)))


def _text(question: str, group: Sequence[Phrase]) -> str:
    return question[group[0].start : group[-1].end]
