"""Criteria as people write them, `融资 -A轮`, `"AI chips" -Nvidia`, `source:新华社`, `topic:科技`; and in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.core.person import Person
from data.chats.subscriptions import Criteria
from data.text.phrases import phrase

_SOURCE, _TOPIC = ("source", "来源", "媒体"), ("topic", "section", "主题", "话题", "版块", "栏目")
_QUOTED = r"\"[^\"]*\"|“[^”]*”|「[^」]*」|『[^』]*』"
_PART = re.compile(
    rf"(?P<minus>[-−－–—])?(?:(?P<name>{'|'.join((*_SOURCE, *_TOPIC))})[:：]\s*)?(?P<value>{_QUOTED}|[^\s,，、;；]+)",
    re.IGNORECASE,
)
_OR = ("OR", "|", "或", "或者")  # any of the words is enough anyway
_MOST, _LONGEST = 20, 60  # words of the criteria, and characters of a word


def parse_criteria(text: str) -> Criteria:
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
    return Criteria(tuple(include)[:_MOST], tuple(exclude)[:_MOST], source, section)


def criteria_words(person: Person, criteria: Criteria) -> str:
    """What is wanted, as a person reads it: `“融资”或“上市”，不含“A轮”（来源 新华社）`."""
    names = [
        person.say("filter-source", name=criteria.source) if criteria.source else "",
        person.say("filter-section", name=criteria.section) if criteria.section else "",
    ]
    named = person.say("criteria-comma").join(filter(None, names))
    words = _any(person, criteria.include) or named or person.say("criteria-anything")
    if criteria.exclude:
        words = person.say("criteria-without", words=words, without=_any(person, criteria.exclude))
    return person.say("title-inside", title=words, filters=named) if criteria.include and named else words


def criteria_text(criteria: Criteria) -> str:
    """The criteria as they can be typed again."""
    names = [
        f'source:"{criteria.source}"' if criteria.source else "",
        f'topic:"{criteria.section}"' if criteria.section else "",
    ]
    return " ".join(
        filter(None, (*map(_typed, criteria.include), *(f"-{_typed(each)}" for each in criteria.exclude), *names))
    )


def _any(person: Person, words: Iterable[str]) -> str:
    return person.say("criteria-or").join(f"“{each}”" for each in words)


def _typed(words: str) -> str:
    return f'"{words}"' if re.search(r"[\s,，、;；:：]", words) or words in _OR else words
