"""One part of a question exchanged for another of its kind: 美国 for 英国, last year for 2004, revenue for profit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.question.rewrite.entities import Phrase, PhraseKind, groups, names, phrases, time_class
from bot.question.rewrite.subjects import matter, subject
from data.chats.turns import Turn
from data.text.scripts import HAN, has_han
from data.text.tokens import simplify

_ASPECT_ZH = re.compile(
    r"(?:利润|收入|营收|销量|股价|市值|价格?|人数|总部|地点|时间|原因|结果|比分|成本|产量|票房|利率|汇率|增速|规模|面积|年龄|身高|学历"
    r"|率|额|量|费|数|女的|男的|第[一二三四五六七八九十]名?)$"
)
_ASPECT_OF = re.compile(rf"(?P<thing>[{HAN}A-Za-z ]+?)(?:是|有|为|占|达|达到)?(?:多少|什么|几|怎么样|如何)")
_ASPECT_EN = (
    re.compile(
        r"\bhow (?:much|many) (?P<thing>[a-z]+(?: [a-z]+)?) (?=do|did|does|has|have|had|was|were|is|are|will)", re.I
    ),
    re.compile(r"['’]s? (?P<thing>[a-z]+(?: [a-z]+){0,2}?)(?= (?:in|on|at|for|last|this|next|from)\b|\?|$)"),
    re.compile(r"\bwhat (?:is|was|were|are) the (?P<thing>[a-z]+(?: [a-z]+)?) (?=of|in|for|at)", re.I),
)
_LOST_HEAD = re.compile(rf"[{HAN}]{{1,2}}(?<![在从对给和被把将为于年月日谁])")
_PREPOSITION = re.compile(r"^(?:到|在|去|对|给|in|on|at|for|from|with|to)\s*(?=\S)")


def exchange(slot: str, last: Turn, event: bool = False) -> str | None:
    """The former question with `slot` in place of its like; None when `slot` says nothing.

    `event`: `内江那次呢?` means another event, so the first name goes, not the last place.
    """
    question = last.whole
    if time_class(slot):
        return _with_time(slot, question)
    bare = _PREPOSITION.sub("", slot.removesuffix("的"))
    found = phrases(bare)
    if not found and has_han(bare):
        return f"{subject(question)}的{slot}" if subject(question) else None
    old = _same_tail(bare, question) or _same_sort(bare, last) or _old_part(bare, found, last, event)
    if not old:
        if has_han(bare) and has_han(subject(question)):
            return f"{subject(question)}的{slot}"
        about = matter(question)
        return f"{about} {slot}" if about else None
    return f"{question[: old[0]]}{bare}{question[old[1] :]}"


def _with_time(slot: str, question: str) -> str:
    times = [each for each in phrases(question) if each.kind == "time"]
    like = [each for each in times if time_class(each.text) == time_class(slot)] or times
    if like:
        return f"{question[: like[0].start]}{slot}{question[like[0].end :]}"
    if has_han(question):
        return f"{slot}{question}"
    return f"{question.rstrip('?？ ')} {slot}?"


def _same_tail(slot: str, question: str) -> tuple[int, int] | None:
    """`欧洲央行` takes the place of `俄罗斯央行`: the same last word."""
    plain = simplify(question)
    if not has_han(slot) or len(slot) < 3:
        return None
    tail = simplify(slot)[-2:]
    for group in groups(phrases(question)):
        end = plain.find(tail, group[0].start, group[-1].end)
        if end > group[0].start:
            return group[0].start, end + len(tail)
    return None


def _same_sort(slot: str, last: Turn) -> tuple[int, int] | None:
    """`中小微企业` takes the place of `制造业`, typed last: common nouns with the same last character."""
    if names(slot) or not has_han(slot):
        return None
    for each in phrases(last.whole):
        if each.kind == "noun" and each.text in last.question and simplify(each.text)[-1] == simplify(slot)[-1]:
            return each.start, each.end
    return None


def _old_part(slot: str, found: Sequence[Phrase], last: Turn, event: bool) -> tuple[int, int] | None:
    question = last.whole
    if not _is_name(slot):
        return _aspect(question)
    candidates = names(question)
    typed = [each for each in candidates if each.text in last.question]
    if event:
        chosen = candidates[:1]
    elif found and all(each.kind == "place" for each in found):
        places = [each for each in typed or candidates if each.kind == "place"]
        chosen = places[-1:] or _main(question, typed or candidates)
    elif found and found[0].kind == "title":
        chosen = [each for each in candidates if each.kind == "title"][:1] or _main(question, typed or candidates)
    else:
        chosen = _main(question, _of_kind(typed, "name") or typed or _of_kind(candidates, "name") or candidates)
        chosen = _first_thing(question, chosen)
    if not chosen:
        return None
    start, end = chosen[0].start, chosen[0].end
    if _LOST_HEAD.fullmatch(question[:start]) and not any(each.end <= start for each in phrases(question)):
        start = 0  # 拉加德: jieba knew only the end of the name
    return start, end


def _first_thing(question: str, chosen: list[Phrase]) -> list[Phrase]:
    """A common noun in front is the subject (网易, 小米, 苹果 are common nouns to jieba)."""
    if not has_han(question):
        return chosen
    things = [each for each in phrases(question) if each.kind != "time"]
    if things and (not chosen or chosen[0].start > things[0].start) and things[0].kind == "noun":
        first = things[0]
        together = [each for each in things if each.group == first.group and each.kind == "name"]
        return [Phrase(first.start, together[0].end if together else first.end, "name", first.text, first.group)]
    return chosen


def _of_kind(found: Sequence[Phrase], kind: PhraseKind) -> list[Phrase]:
    return [each for each in found if each.kind in (kind, "title")]


def _main(question: str, candidates: Sequence[Phrase]) -> list[Phrase]:
    about = subject(question)
    return [each for each in candidates if each.text in about][:1] or list(candidates[:1])


def _is_name(slot: str) -> bool:
    if not has_han(slot):
        return bool(names(slot))
    return not _ASPECT_ZH.search(simplify(slot))


def _aspect(question: str) -> tuple[int, int] | None:
    """Where the asked thing stands: 营收 in `可口可乐营收是多少?`, sales in `How much sales did ...`"""
    for pattern in _ASPECT_EN:
        match = pattern.search(question)
        if match:
            return match.span("thing")
    plain = simplify(question)
    match = _ASPECT_OF.search(plain)
    if not match:
        return None
    nouns = [each for each in phrases(plain) if each.kind == "noun" and each.end <= match.end("thing")]
    return (nouns[-1].start, nouns[-1].end) if nouns else None
