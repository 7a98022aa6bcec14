"""How much of the news of a time is about what an article is about: names and things that many stories share, and that
the news of other times has seldom."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from data.text.scripts import has_han
from data.text.stopwords import COMMON, EMPTY_NOUNS, FUNCTION_WORDS, KNOWN_NAMES, NO_NAMES
from data.text.tokens import runs, simplify

Words = Mapping[str, float]
"""Of a text: by each how much it tells what the text is about."""

_STORIES = 3  # share a word that is hot
_HOTTEST = 80  # words whose rarity is looked up
_SUMMED = 4  # words of an article
_MOST_RISE = 10.0
_USUAL = 3.0  # logarithm: a word in every twentieth passage is no news of any time
_SURELY = 2.0  # standard deviations over what is usual
_NAME, _PLACE, _THING, _COMMON_NOUN = 1.0, 0.8, 0.5, 0.2
_PRESS = re.compile(
    "记者|通讯员|编辑|新闻|消息|报道|媒体|网友|视频|图片|资料|来源|标题|客户端|公众号?|微信|实习生|[电网社报讯台某]$"
    "|法院|检察院|公安|警方|分局|大队|派出所|嫌疑|男子|女子|人员|部门|有关|令人"
)
_CAPITAL = re.compile(r"\b[A-Z][\w'’&-]+")


@dataclass(frozen=True, slots=True)
class Rarity:
    """Of words in all that is stored: `passages` there are, `holding` tells how many of them hold a term."""

    passages: int
    holding: Callable[[str], int]


@lru_cache(maxsize=2000)  # the same news stands in the briefs of many chats
def telling_words(text: str) -> Words:
    """Its names and things."""
    found = dict[str, float]()
    for word, tag in rjieba.tag(simplify(text)) if has_han(text) else ():
        weight = _weight(word, tag) if len(word) > 1 and has_han(word) else 0.0
        if weight and word not in EMPTY_NOUNS and not _PRESS.search(word):
            found[word] = weight
    for match in _CAPITAL.finditer(text):
        low = match.group().lower()
        if len(low) > 2 and low not in FUNCTION_WORDS and low not in COMMON:
            found[match.group()] = _PLACE
    return found


def _weight(word: str, tag: str) -> float:
    if word in NO_NAMES or tag in ("n", "vn", "nl", "ng"):
        return _COMMON_NOUN if len(word) < 3 else _THING
    if word in KNOWN_NAMES or tag in ("nr", "nrt", "nrfg", "nt", "nz"):
        return _NAME
    return _PLACE if tag in ("ns", "j") else 0.0


def heats(texts: Sequence[Words], rarity: Rarity) -> dict[str, float]:
    """The words that at least three of the texts share, with how hot they are; > 0."""
    shared = Counter(word for text in texts for word in text)
    often = [(word, count) for word, count in shared.most_common(4 * _HOTTEST) if count >= _STORIES]
    weights = {word: weight for text in texts for word, weight in text.items()}
    hottest = sorted(often, key=lambda each: (-each[1] * weights[each[0]], each[0]))[:_HOTTEST]
    hot = {word: weights[word] * _heat(count / len(texts), count, rarity, word) for word, count in hottest}
    return {word: heat for word, heat in hot.items() if heat > 0}


def _heat(share: float, count: int, rarity: Rarity, word: str) -> float:
    terms = [run for _, run in runs(word)]
    usual = (min(map(rarity.holding, terms), default=0) + 1) / max(rarity.passages, 1)
    expected = usual * count / share
    surely = count > expected + _SURELY * math.sqrt(expected)
    rise = math.log(min(share / usual, _MOST_RISE)) if surely else 0.0
    rare = max(0.0, -math.log(usual) - _USUAL) if usual < 1 else 0.0
    return math.log2(count) * max(rise, rare / 2)


def heat_of(text: Words, heat: Mapping[str, float]) -> float:
    """Of a text, by its hottest words."""
    return sum(sorted((heat[word] for word in text if word in heat), reverse=True)[:_SUMMED])


def overlap(one: Words, other: Words, shares: Mapping[str, float]) -> float:
    """0..1: how much of what the one with less tells stands in the other; `shares`: of texts with a word."""
    common = [word for word in one if word in other]
    if len(common) < _STORIES:
        return 0.0
    told = min(sum(_told(word, shares) for word in text) for text in (one, other))
    return sum(_told(word, shares) for word in common) / told if told else 0.0


def _told(word: str, shares: Mapping[str, float]) -> float:
    return -math.log(min(1.0, shares.get(word, 1.0)))
