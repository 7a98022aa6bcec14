"""Wishes as people write them: `融资 -A轮`, `"AI chips" -Nvidia`, `source:新华社`, `topic:科技`; and in words again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.person import Person
from data.phrases import phrase
from data.subscriptions import Wish

_SOURCE, _TOPIC = ("source", "来源", "媒体"), ("topic", "section", "主题", "话题", "版块", "栏目")
_QUOTED = r"\"[^\"]*\"|“[^”]*”|「[^」]*」|『[^』]*』"
_PART = re.compile(
    rf"(?P<minus>[-−－–—])?(?:(?P<name>{'|'.join((*_SOURCE, *_TOPIC))})[:：]\s*)?(?P<value>{_QUOTED}|[^\s,，、;；]+)",
    re.IGNORECASE,
)
_OR = ("OR", "|", "或", "或者")  # any of the words is enough anyway
_MOST, _LONGEST = 20, 60  # words of a wish, and characters of a word


def parse_wish(text: str) -> Wish:
    """An empty one where `text` has no word to look for."""
    include, exclude = dict[str, None](), dict[str, None]()
    source = section = None
    for match in _PART.finditer(text):
        value = match["value"].strip('"“”「」『』').strip()[:_LONGEST]
        name = (match["name"] or "").lower()
        if not phrase(value) or (value in _OR and value == match["value"]):
            continue
        if name in _SOURCE:
            source = value
        elif name in _TOPIC:
            section = value
        else:
            (exclude if match["minus"] else include)[value] = None
    return Wish(tuple(include)[:_MOST], tuple(exclude)[:_MOST], source, section)


def wish_words(person: Person, wish: Wish) -> str:
    """What is wished, as a person reads it: `“融资”或“上市”，不含“A轮”（来源 新华社）`."""
    names = [
        person.say("filter-source", name=wish.source) if wish.source else "",
        person.say("filter-section", name=wish.section) if wish.section else "",
    ]
    named = person.say("wish-comma").join(filter(None, names))
    words = _any(person, wish.include) or named or person.say("wish-anything")
    if wish.exclude:
        words = person.say("wish-without", words=words, without=_any(person, wish.exclude))
    return person.say("title-inside", title=words, filters=named) if wish.include and named else words


def wish_text(wish: Wish) -> str:
    """The wish as it can be typed again."""
    names = [f'source:"{wish.source}"' if wish.source else "", f'topic:"{wish.section}"' if wish.section else ""]
    return " ".join(filter(None, (*map(_typed, wish.include), *(f"-{_typed(each)}" for each in wish.exclude), *names)))


def _any(person: Person, words: Iterable[str]) -> str:
    return person.say("wish-or").join(f"“{each}”" for each in words)


def _typed(words: str) -> str:
    return f'"{words}"' if re.search(r"[\s,，、;；:：]", words) or words in _OR else words
