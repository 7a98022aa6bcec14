"""The grammar of what people type to look for news: `融资 "A轮" 上海 OR 北京 -传闻 source:新华社 topic:"Real estate"`.

One for searches, for subscriptions and for limits inside a question; each takes of a query what it knows. Words are
wanted; words or phrases with OR, 或 or | between them are wanted in place of each other; a phrase in quotes stands
as it is; what has a minus before it is not wanted; a field is a name, a colon and a value. Any text is some query: a
sign that has nothing to join, to close or to exclude is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from data.text.phrases import phrase
from data.text.tokens import runs

_PAIRS = {'"': '"', "“": "”", "「": "」", "『": "』", "＂": "＂"}
_QUOTES = "".join(dict.fromkeys("".join(left + right for left, right in _PAIRS.items())))
QUOTED = "|".join(f"{left}[^{right}]*{right}" for left, right in _PAIRS.items())
"""A pattern for a phrase with its quotes."""

_STOPS = ",，、;；"
_BREAKS = f"{_QUOTES}{_STOPS}|｜"
_NAMES = {
    "source": "source", "来源": "source", "媒体": "source",
    "section": "topic", "topic": "topic", "版块": "topic", "栏目": "topic", "主题": "topic", "话题": "topic",
    "after": "after", "since": "after", "晚于": "after", "before": "before", "早于": "before",
}  # fmt: skip
_NAME = f"(?i:{'|'.join(_NAMES)})[:：]"
_PART = re.compile(
    rf"(?P<minus>(?<![^\s{_BREAKS}])[-−－–]|(?<!\S)—(?!—))?(?:(?P<name>{_NAME})(?P<gap>\s+(?![-−－–—]?{_NAME})(?=\S))?"
    rf"(?P<value>{QUOTED}|[^\s{_STOPS}]*)|(?P<phrase>{QUOTED})|(?P<bar>[|｜])|(?P<word>[^\s{_BREAKS}]+))"
)
_OR, _AND, _NOT = ("OR", "或", "或者"), ("AND",), ("NOT",)


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """A word, or several that were written without a blank; `exact`: they must stand as they were written."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class QueryField:
    """`source:新华社`: `name` is source, topic, after or before, whatever it was called; `value` may be "".

    It stands at `start` to `end` of the text; `apart`: with a blank behind the colon, as in prose.
    """

    name: str
    value: str
    excluded: bool = False  # it has a minus before it
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    apart: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """An article is wanted that has one of each of `groups`, and none of `without`; inside what `fields` say."""

    groups: tuple[tuple[SearchTerm, ...], ...] = ()
    without: tuple[SearchTerm, ...] = ()
    fields: tuple[QueryField, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.without)

    @property
    def sought(self) -> tuple[SearchTerm, ...]:
        """What may be found in an article."""
        return tuple(dict.fromkeys(each for group in self.groups for each in group))

    @property
    def is_plain(self) -> bool:
        """Whether it is only words."""
        return not self.without and all(len(group) == 1 and not group[0].exact for group in self.groups)


NOTHING = SearchQuery()


# -- read


def parse_query(text: str) -> SearchQuery:
    """An empty one where no letter or digit is in `text`."""
    groups, without = list[list[SearchTerm]](), list[SearchTerm]()
    joining = excluding = False
    for match in _PART.finditer(text):
        word = match["word"] or ""
        if match["name"]:
            continue
        if match["bar"] or word in _OR:
            joining = bool(groups)
        elif word in _NOT:
            excluding = True
        elif word not in _AND and (sought := _sought(match)):
            if match["minus"] or excluding:
                without.append(replace(sought, exact=True))
            elif joining:
                groups[-1].append(sought)
            else:
                groups.append([sought])
            joining = excluding = False
    distinct = dict.fromkeys(tuple(dict.fromkeys(group)) for group in groups)
    return SearchQuery(tuple(distinct), tuple(dict.fromkeys(without)), tuple(find_fields(text)))


def find_fields(text: str) -> Iterator[QueryField]:
    """The fields of a query, in order; none inside a phrase."""
    for match in _PART.finditer(text):
        if match["name"]:
            value = match["value"]
            value = value[1:-1].strip() if re.fullmatch(QUOTED, value) else value.strip(_QUOTES)
            name = _NAMES[match["name"][:-1].lower()]
            yield QueryField(name, value, bool(match["minus"]), *match.span(), apart=bool(match["gap"]))


def without_fields(text: str, fields: Sequence[QueryField]) -> str:
    """`text` without those, and without what parts them from the rest."""
    kept, end = list[str](), 0
    for each in fields:
        kept.append(text[end : each.start])
        end = each.end + (text[each.end : each.end + 1] in _STOPS)
    return " ".join(" ".join((*kept, text[end:])).split())


def _sought(match: re.Match[str]) -> SearchTerm | None:
    quoted = match["phrase"]
    text = quoted[1:-1].strip() if quoted else match["word"]
    return SearchTerm(" ".join(text.split()), exact=bool(quoted) and len(runs(text)) > 1) if phrase(text) else None


# -- written again


def query_text(query: SearchQuery) -> str:
    """`query` as it can be typed again."""
    groups = (" OR ".join(_typed(each.text, each.exact) for each in group) for group in query.groups)
    without = (f"-{_typed(each.text)}" for each in query.without)
    return " ".join((*map(_field_text, query.fields), *groups, *without))


def _field_text(each: QueryField) -> str:
    return f"{'-' * each.excluded}{each.name}:{quoted(each.value)}"


def _typed(words: str, exact: bool = False) -> str:
    alone = _PART.fullmatch(words)
    is_word = alone and alone["word"] == words and words not in (*_OR, *_AND, *_NOT)
    return words if is_word and not exact else quoted(words)


def quoted(words: str) -> str:
    """`words` as a phrase."""
    left = next((left for left, right in _PAIRS.items() if right not in words), "“")
    right = _PAIRS[left]
    return f"{left}{words.replace(right, ' ')}{right}"
