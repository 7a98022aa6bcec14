"""Criteria as people write them, `融资 -A轮`, `"AI chips" -Nvidia`, `source:新华社`, `topic:科技`; and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.core.person import Person
from bot.question.operators import UnreadableOperator, filter_words
from data.chats.subscriptions import Criteria
from data.models import Filters
from data.text.phrases import phrase
from data.text.query_syntax import QueryField, SearchQuery, SearchTerm, parse_query, query_text

_KNOWN = ("source", "topic")
_MOST, _LONGEST = 20, 60  # words of criteria, and characters of a word


def parse_criteria(text: str) -> Criteria:
    """Any of the words is enough, whether OR joins them or not. Empty criteria where `text` has no word to look for.

    UnreadableOperator for one that they do not know, or that has no value.
    """
    query = parse_query(text)
    for each in query.fields:
        if each.excluded or each.name not in _KNOWN or not phrase(each.value):
            raise UnreadableOperator(replace(each, value="") if not phrase(each.value) else each, _KNOWN)
    named = {each.name: _short(each.value) for each in query.fields}
    return Criteria(_words(query.sought), _words(query.without), named.get("source"), named.get("topic"))


def criteria_words(person: Person, criteria: Criteria) -> str:
    """What is wanted, as a person reads it: `“融资”或“上市”，不含“A轮”（来源 新华社）`."""
    named = filter_words(Filters(source=criteria.source, section=criteria.section), person.language, person.zone)
    words = _any(person, criteria.include) or named or person.say("criteria-anything")
    if criteria.exclude:
        words = person.say("criteria-without", words=words, without=_any(person, criteria.exclude))
    return person.say("title-inside", title=words, filters=named) if criteria.include and named else words


def criteria_text(criteria: Criteria) -> str:
    """The criteria as they can be typed again."""
    named = {"source": criteria.source, "topic": criteria.section}
    fields = tuple(QueryField(name, value) for name, value in named.items() if value)
    groups = tuple((SearchTerm(each),) for each in criteria.include)
    return query_text(SearchQuery(groups, tuple(map(SearchTerm, criteria.exclude)), fields))


def _words(terms: Iterable[SearchTerm]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(phrase, (_short(each.text) for each in terms))))[:_MOST]


def _short(words: str) -> str:
    return words[:_LONGEST].strip()


def _any(person: Person, words: Iterable[str]) -> str:
    return person.say("criteria-or").join(f"“{each}”" for each in words)
