"""What a short text is about: the names, things and times in it, found without a dictionary of names.

Chinese words and their parts of speech come from jieba, whose mistakes are expected: a name it does not know is
cut into single characters (極氪 -> 极 + 氪) or called a noun. English names are runs of capitalised words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import rjieba

from data.text.calendar import HAN_WEEK, HAN_WEEKDAY, WEEKDAYS
from data.text.scripts import HAN, has_han
from data.text.stopwords import ACRONYMS, EMPTY_NOUNS, KNOWN_NAMES, NO_NAMES, PARTICLES, SENTENCE_STARTS
from data.text.tokens import simplify

PhraseKind = Literal["name", "place", "title", "noun", "time"]
Extent = tuple[int, int, PhraseKind]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Characters `start` to `end` of a text; phrases with the same `group` stand side by side."""

    start: int
    end: int
    kind: PhraseKind
    text: str
    group: int


_TIME = re.compile(
    "|".join(
        (
            r"第?[一二三四1-4]季度?|[上下]半年|Q[1-4]",
            rf"今天|今日|昨天|昨日|前天|明天|今早|今晚|昨晚|[上这本下]个?{HAN_WEEK}{HAN_WEEKDAY}",
            rf"[上这本下]个?{HAN_WEEK}",
            r"[上这本下]个?月",
            r"今年|去年|前年|明年",
            r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])|(?:\d{4}年)?\d{1,2}月份?|\d{4}年",
            r"最近[一二两三几\d]个?[天周月年]|最近|近日|近期",
            r"(?:in |for |during )?(?:the )?(?:first|second|third|fourth|last|next) (?:quarter|half)",
            rf"\b(?:on )?(?:today|yesterday|tomorrow|(?:last )?(?:{'|'.join(WEEKDAYS)}))\b",
            r"\b(?:last|this|next) (?:week)\b",
            r"\b(?:last|this|next) (?:month)\b",
            r"\b(?:last|this|next) (?:year)\b|\b(?:in )?(?:19|20)\d\d\b",
        )
    ),
    re.IGNORECASE,
)
_ASK = (
    r"为什么|为何|为啥|什么时候|什么样|什么|怎么样|怎么|怎样|如何|啥|谁|哪里|哪儿|哪些|哪个|哪家|哪位|哪天|哪年|哪月|哪国|哪支|哪"
    r"|多少|多大|多高|多久|多深|多远|多长|多快|多重|第几|几[个家名人次天年月级颗架辆只支岁位点种]?|是不是|是否|有没有|真的"
)
_LATIN = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9&.'’-]*"
_CAPITALS = re.compile(
    rf"(?=[A-ZÀ-Þ]){_LATIN}(?:\s+(?:(?:of|the|and|de|van|von|&)\s+)*(?:(?=[A-ZÀ-Þ]){_LATIN}|\d+(?![\d,.%])))*"
)
_MODEL = rf"[A-Za-z]+\d[A-Za-z0-9]*|\d+[A-Za-z]{{2,}}[0-9]*|(?<=[{HAN}]{{2}})\d{{1,3}}(?=\s*(?:多少|什么|啥|怎么|$))"
_APART = re.compile(
    rf"(?P<model>{_MODEL})|(?P<title>《[^》]+》|“[^”]+”|「[^」]+」)|(?P<time>{_TIME.pattern})|(?P<ask>{_ASK})",
    re.IGNORECASE,
)
_HAN = f"[{HAN}]"
_RUN = re.compile(
    rf"(?P<foreign>{_HAN}+(?:[-·•・]{_HAN}+)+)|(?P<latin>{_LATIN}(?:\s+(?:{_LATIN}|\d+))*)|(?P<han>{_HAN}+)"
)
_ASKING_ZH = re.compile(
    rf"(?:一共|总共|大概|大约|到底)?(?:是|有|在|叫)?(?:{_ASK})(?:个|名字|人|亿|万|次|天)?|[吗呢么吧啊？?！!。]",
    re.IGNORECASE,
)
_ASKING_EN = re.compile(
    r"\b(?:who|whom|whose|which|what|when|where|why|how(?: much| many)?|is|are|was|were|do|does|did|has|have|had|can"
    r"|could|will|would|should|might|please|tell me)\b(?!['’])|[?!]",
    re.IGNORECASE,
)


def phrases(text: str) -> list[Phrase]:
    """The names, things and times of `text` in their order; verbs and question words are left out."""
    plain = simplify(text)
    spans: list[Extent] = []
    at = 0
    for match in _APART.finditer(plain):
        spans += _between(plain, at, match.start())
        if match["title"]:
            spans.append((*match.span(), "title"))
        elif match["model"]:
            spans.append((*match.span(), "name"))
        elif match["time"]:
            spans.append((*match.span(), "time"))
        at = match.end()
    return _grouped(text, spans + _between(plain, at, len(plain)))


def _between(text: str, start: int, end: int) -> list[Extent]:
    spans: list[Extent] = []
    for match in _RUN.finditer(text, start, end):
        if match["foreign"]:
            spans += _foreign(text, *match.span())
        elif match["latin"]:
            spans += _latin(text, *match.span())
        else:
            spans += _chinese(text, *match.span())
    return spans


def names(text: str) -> list[Phrase]:
    """Who and what is called by a name in `text`: people, organisations, works, places."""
    return [each for each in phrases(text) if each.kind in ("name", "place", "title")]


def asks(text: str) -> bool:
    """Whether a Chinese question word stands in `text`."""
    return bool(re.search(_ASK, simplify(text)))


def without_question(text: str) -> str:
    """`text` with its question words and particles taken out: what it says, as far as it says something."""
    pattern = _ASKING_ZH if has_han(text) else _ASKING_EN
    kept, at = "", 0
    for match in pattern.finditer(simplify(text)):
        kept += text[at : match.start()] + " "
        at = match.end()
    return " ".join((kept + text[at:]).split())


def _foreign(text: str, start: int, end: int) -> list[Extent]:
    """`马克·泰西耶-拉维涅是...`: the words before the first sign and behind the last one are cut as any others."""
    signs = [at for at in range(start, end) if text[at] in "-·•・"]
    left = signs[0]
    for word, tag in reversed(rjieba.tag(text[start : signs[0]])):
        if left < signs[0] and (tag[0] != "n" or tag in ("n", "nt")) and not (len(word) == 1 and tag[0] in "gx"):
            break
        left -= len(word)
    head = _chinese(text, start, left) if left > start else []
    right = signs[-1] + 1
    for word, tag in rjieba.tag(text[right:end]):
        if right > signs[-1] + 1 and (tag[0] in "vpudcrt" or word in PARTICLES):
            break
        right += len(word)
    return [*head, (left, right, "name")]


def _latin(text: str, start: int, end: int) -> list[Extent]:
    """Capitalised runs are names; small words between Chinese ones are things (`奥迪上半年revenue多少`)."""
    found: list[Extent] = []
    for match in _CAPITALS.finditer(text, start, end):
        left, right = _trimmed(text, match.start(), match.end())
        word = text[left:right]
        if len(word) > 1:  # A轮, B股: no name
            found.append((left, right, "noun" if word in ACRONYMS else "name"))
    if not found and has_han(text) and end - start > 1:
        found.append((start, end, "noun"))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without words in front that only begin a sentence, and without 's."""
    while match := re.compile(r"([A-Za-z]+)(?:[^\w]+|$)").match(text, start, end):
        if match[1].lower() not in SENTENCE_STARTS:
            break
        start = match.end()
    run = text[start:end]
    possessive = re.search(r"['’]s?(?=\s|$)", run)
    end = start + possessive.start() if possessive else end
    return start, start + len(text[start:end].rstrip(".,'’- "))


def _chinese(text: str, start: int, end: int) -> list[Extent]:
    found: list[Extent] = []
    at = start
    tagged = [(word, tag) for word, tag in rjieba.tag(text[start:end])]
    for number, (word, tag) in enumerate(tagged):
        following = tagged[number + 1][0] if number + 1 < len(tagged) else ""
        kind = _kind(word, tag, following)
        if kind:
            found.append((at, at + len(word), kind))
        at += len(word)
    return _with_unknown(text, start, end, found)


def _kind(word: str, tag: str, following: str) -> PhraseKind | None:
    if word in EMPTY_NOUNS or following in ("了", "过", "到"):  # 融资了: a verb, whatever the dictionary calls it
        return None
    if word in KNOWN_NAMES:
        return "name"
    if word in NO_NAMES:
        return "noun"
    if tag == "ns":
        return "place"
    if tag in ("nr", "nt", "nz", "nrt", "nrfg") or (tag[0] == "n" and not rjieba.has_word(word)):
        return "name"
    if tag[0] in "nji" or tag in ("vn", "an", "b", "l") or not rjieba.has_word(word):
        return "noun"
    return None


def _with_unknown(text: str, start: int, end: int, found: list[Extent]) -> list[Extent]:
    """Two or more single characters in a row that are no words of their own: a name the dictionary lacks."""
    at, run = start, start
    spans: list[Extent] = []
    for word, tag in [*rjieba.tag(text[start:end]), ("", "")]:
        if not (len(word) == 1 and word not in PARTICLES and tag[0] not in "mqrycpu"):
            if at - run >= 2:
                spans.append((run, at, "name"))
            run = at + len(word)
        at += len(word)
    covered = [each for each in found if not any(left <= each[0] and each[1] <= right for left, right, _ in spans)]
    return covered + spans


def _grouped(text: str, spans: list[Extent]) -> list[Phrase]:
    """Neighbours of one kind made one phrase, and neighbours of any kind one group (times apart)."""
    found: list[Phrase] = []
    for start, end, kind in spans:
        last = found[-1] if found else None
        beside = last is not None and last.end == start and "time" not in (kind, last.kind)
        if last and beside and last.kind == kind:
            found[-1] = Phrase(last.start, end, kind, text[last.start : end], last.group)
        else:
            group = last.group if last and beside else (last.group + 1 if last else 0)
            found.append(Phrase(start, end, kind, text[start:end], group))
    return found


def groups(found: list[Phrase]) -> list[list[Phrase]]:
    """Phrases that stand side by side, together: `山东平原县` + `地震`."""
    return [list(members) for _, members in groupby(found, key=lambda phrase: phrase.group)]
