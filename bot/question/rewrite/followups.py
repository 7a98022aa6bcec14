"""A question that leans on the ones before it, made whole: `那总部在哪?` after one on 极氪 -> `极氪的总部在哪?`

By rules, without a model: a part is exchanged (`那英国呢?`, `and in 2004?`), a pronoun is named, a bare question
word or a question without a name of its own gets what the former question was about. A question that names its own
matter is left as it is: to mix two topics is worse than to miss one follow-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.question.news_request import news_topic
from bot.question.rewrite.entities import Phrase, asks, names, phrases
from bot.question.rewrite.subjects import matter, people, statement, subject
from bot.question.rewrite.substitution import exchange
from data.chats.turns import Turn
from data.text.scripts import has_han
from data.text.tokens import simplify

FRESH = timedelta(minutes=30)
"""Who comes back later begins anew."""

_LEAD = re.compile(
    r"^\s*(?:那么|那(?!时|年|天|个|些|次|里)|然后|还有|另外|而且|以及|(?:and|but|so|ok|then)\b[ ,]*)+[，,\s]*",
    re.IGNORECASE,
)
_SLOT_ZH = re.compile(r"^(?P<slot>.{1,16}?)(?P<that>那次|那场|那家|那边)?(?:呢|又如何|又怎样)[?？!！。\s]*$")
_SLOT_EN = re.compile(r"^(?:(?:what|how) about |and |or )+(?P<slot>[^?]{1,40})\??\s*$", re.IGNORECASE)
_NAME_ALONE = re.compile(r"^(?P<slot>[^?？]{1,24})[?？]+\s*$")
_BARE_ZH = re.compile(
    r"^(?:(?:这是|到底|又|是|都|具体|因)?(?:为什么|为何|为啥|为什麼|什么原因|怎么回事|什么时候|哪天|哪年|多少钱?|几个|多久|谁|谁说的|谁干的"
    r"|怎么样了?|怎么办|在?哪里|在?哪儿|在?哪|后来|然后|结果|详细说说|继续|还有吗|还有呢|真的吗|具体呢|原因))(?:呢|了|的|啊|呀|吗)*[?？!！。\s]*$"
)
_BARE_EN = re.compile(
    r"^(?:why(?: not| is that| so)?|(?:when|where)(?: was that)?|who(?: said (?:that|so|it))?|how(?: so| come)?"
    r"|how (?:much|many|long|often|old)|what for|by whom|since when|says who|really"
    r"|(?:tell me |say )?more(?: about (?:it|that|this))?|go on|and then|then what"
    r"|what (?:happened )?(?:next|then|else))\W*$",
    re.IGNORECASE,
)
_PERSON_ZH = r"(?:他们|她们|他|她|这个人|那个人|此人|这位\w{0,3}?)"
_THING_ZH = r"(?:它们|它|这家公司|该公司|那家公司|这公司|这个公司|这家\w{1,3}?|该\w{2,3}?)"
_PRONOUN_ZH = re.compile(rf"(?P<person>{_PERSON_ZH})|(?P<thing>{_THING_ZH}|^公司)(?!说)")
_PERSON_EN = r"\b(?:he|she|him|they|them|that (?:man|woman|person)|this (?:man|woman|person))\b"
_OWN_EN = r"\b(?:his|her|their|its)\b"
_THING_EN = (
    r"\b(?:it|(?:that|this|the) (?:company|firm|group|team|band|club|bank|film|movie|game|deal|country)"
    r"(?! (?-i:[A-Z\d])))\b"  # the game Hi-Fi Rush has its name with it
)
_PRONOUN_EN = re.compile(rf"(?P<person>{_PERSON_EN})|(?P<own>{_OWN_EN})|(?P<thing>{_THING_EN})", re.IGNORECASE)
_EMPTY_IT = re.compile(
    r"\b(?:is|was) it (?:true|possible|raining|safe|legal|ok)\b|\btime is it\b|\bit take", re.IGNORECASE
)
_AUXILIARY = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|have|had|will|can|could|would|should)\s*$", re.IGNORECASE
)
_CLAUSE_EN = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|will|can|would|who|why|when|where|how|what|which)\b", re.IGNORECASE
)
_QUESTION = re.compile(
    r"[?？吗呢么]\s*$|^(?:what|who|which|when|where|why|how|did|does|is|are|was|were|has|will|can)\b", re.IGNORECASE
)
_LEANING = re.compile(r"(?P<alone>其中|这件事|那件事|此事|这事|这次的)|(?P<beside>当年|当时|那时|那次)")
_OF_ALL = re.compile(
    r"天气|气温|大盘|股市|A股|油价|金价|房价|菜价|高考|世界杯|奥运|春节|\bweather\b|\bstock market\b|\boil price",
    re.IGNORECASE,
)
"""Matters that need no other: whoever asks about them in between begins anew."""
_NOW = re.compile(r"现在|目前")


def make_whole(question: str, turns: Sequence[Turn], now: datetime) -> str:
    """`question` as someone would ask it who had not asked before; "" where it stands alone as it is.

    `turns` are those of the chat, the newest last.
    """
    fresh = [turn for turn in turns if timedelta(0) <= now - turn.at <= FRESH]
    text = question.strip()
    if not fresh or not text:
        return ""
    last = fresh[-1]
    own = _LEAD.sub("", text, count=1) or text
    led = own != text
    whole = _bare(own, last) or _slot(own, led, last) or _pronoun(own, fresh) or _without_name(own, last)
    return whole if whole and whole != text else ""


def _bare(own: str, last: Turn) -> str | None:
    """Only a question word: `为什么?` gets all that the former question said."""
    plain = simplify(own)
    if _BARE_ZH.match(plain) or _BARE_EN.match(own):
        return _joined(statement(last.whole), own)
    return None


def _slot(own: str, led: bool, last: Turn) -> str | None:
    """Only another name, time or thing: it takes the place of its like in the former question."""
    asked = f"and {own}" if led and not has_han(own) else own
    match = _SLOT_ZH.match(simplify(asked)) or _SLOT_EN.match(asked) or _NAME_ALONE.match(asked)
    if not match:
        return None
    slot = asked[match.start("slot") : match.end("slot")].strip()
    if _is_clause(slot) or (match.re is _NAME_ALONE and [each.text for each in names(slot)] != [slot]):
        return None
    return exchange(slot, last, event=bool(match.groupdict().get("that")))


def _is_clause(slot: str) -> bool:
    """Whether it asks or says something by itself."""
    if has_han(slot):
        return bool(re.search(r"什么|怎么|多少|谁|哪|几|为何|如何", simplify(slot)))
    return len(slot.split()) > 5 or bool(_CLAUSE_EN.search(slot))


def _pronoun(own: str, fresh: Sequence[Turn]) -> str | None:
    """He, it, that company: named from the last answer or question."""
    pattern = _PRONOUN_ZH if has_han(own) else _PRONOUN_EN
    match = pattern.search(simplify(own))
    if not match or _EMPTY_IT.search(own) or not (has_han(own) or _points_back(own, match.start())):
        return None
    if any(each.end <= match.start() for each in names(own)):  # 马斯克说他...: it has its own
        return None
    kind = match.lastgroup
    person = kind == "person" or match.group().lower() in ("his", "her", "their")
    meant = people(fresh) if person else None
    if not meant and kind == "person" and _is_place(subject(fresh[-1].whole)):
        return _joined(matter(fresh[-1].whole), own)
    meant = meant or subject(fresh[-1].whole)
    if not meant:
        return None
    if kind == "own":
        meant = f"{meant}'" if meant.endswith("s") else f"{meant}'s"
    return f"{own[: match.start()]}{meant}{own[match.end() :]}"


def _points_back(own: str, at: int) -> bool:
    """Whether no noun of its own question can be meant by an English pronoun: `Which paper said it...` has one."""
    before = own[:at].split()
    return len(before) <= 2 or bool(_AUXILIARY.search(own[:at])) or len(own.split()) <= 6


def _is_place(about: str) -> bool:
    found = phrases(about)
    return bool(found) and all(each.kind == "place" for each in found)


def _without_name(own: str, last: Turn) -> str | None:
    """A question that does not say about whom: `行长是谁?`, `How many were detained?`"""
    plain = simplify(own)
    if not _is_question(plain) or _stands_alone(plain, last):
        return None
    found = phrases(own)
    if has_han(own) and not _leans(plain) and _begins_with_thing(plain, found):
        about = _owner(subject(last.whole))
        of = about and found[0].kind == "noun"
        return f"{about}的{own}" if of else _joined(about, own)
    if _leans(plain) == "alone":
        return _joined(statement(last.whole), own)
    own_time = any(each.kind == "time" for each in found) or bool(_NOW.search(plain))
    return _joined(matter(last.whole, without_time=own_time, without_first=bool(names(own))), own)


def _owner(about: str) -> str:
    """Whose the thing asked for may be: of `Rainforest这轮融资` the firm, whose name stands out in Chinese text."""
    named = names(about)
    return named[0].text if has_han(about) and named and named[0].start == 0 and not has_han(named[0].text) else about


def _is_question(plain: str) -> bool:
    """A bare word such as `融资` or `flooding` is asked for by itself."""
    return asks(plain) or bool(_QUESTION.search(plain))


def _begins_with_thing(plain: str, found: Sequence[Phrase]) -> bool:
    return bool(found) and found[0].start == 0 and found[0].kind in ("noun", "place")


def _leans(plain: str) -> str | None:
    """Which sort of word points back: one that stands `alone` for a matter, or `beside` a short name of its own."""
    match = _LEANING.search(plain)
    if not match or (match["alone"] and any(each.end <= match.start() for each in phrases(plain))):
        return None
    return match.lastgroup if match["alone"] or len(plain) <= 14 else None


def _stands_alone(plain: str, last: Turn) -> bool:
    """Whether it names its own matter."""
    if news_topic(plain) is not None or _OF_ALL.search(plain):
        return True
    if _leans(plain):
        return False
    found = phrases(plain)
    named = [each for each in found if each.kind in ("name", "title")]
    places = [each for each in found if each.kind == "place"]
    if named:
        return True
    if places:  # 河北有震感吗? where the news it was told speaks of 河北
        told = simplify(f"{last.title}\n{last.answer}")
        return len(found) > 1 or not all(each.text in told for each in places)
    return _is_full(plain, found, last)


def _is_full(plain: str, found: Sequence[Phrase], last: Turn) -> bool:
    """Without a name, and yet a matter of its own: a time and a thing, or much that was not spoken of before."""
    if not has_han(plain):
        words = [word for word in statement(plain).lower().split() if len(word) > 3]
        unheard = not any(word in f"{last.whole} {last.answer}".lower() for word in words)
        return len(plain.split()) >= 8 or (len(words) >= 4 and unheard)
    things = [each for each in found if each.kind == "noun"]
    times = [each for each in found if each.kind == "time"]
    if times and things and (times[0].start == 0 or things[0].end <= times[0].start or len(things) > 1):
        return True
    if len(things) > 1 and len(plain) > 20:
        return True
    told = simplify(f"{last.whole}\n{last.title}\n{last.answer}")
    return len(things) >= 3 and not any(each.text in told for each in things)


def _joined(about: str, own: str) -> str | None:
    if not about:
        return None
    return f"{about} {own}" if has_han(own) else f"{about}: {own}"
