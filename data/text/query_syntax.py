"""What people look for, as they type it: `融资 "A轮" 上海 OR 北京 -传闻`.

Words are all wanted; words or phrases with OR, 或 or | between them are wanted in place of each other; a phrase in
quotes stands as it is; what has a minus before it is not wanted. Any text is some query: a sign that has nothing to
join, to close or to exclude is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from data.text.phrases import phrase
from data.text.tokens import runs

_PAIRS = {'"': '"', "＂": "＂", "“": "”", "”": "”", "「": "」", "『": "』"}
_QUOTED = "|".join(f"{left}[^{right}]*{right}" for left, right in _PAIRS.items())
_BREAKS = "".join(dict.fromkeys("".join(left + right for left, right in _PAIRS.items()))) + ",，、;；|｜"
_PART = re.compile(
    rf"(?P<minus>(?<![^\s{_BREAKS}])[-−－–])?(?:(?P<phrase>{_QUOTED})|(?P<bar>[|｜])|(?P<word>[^\s{_BREAKS}]+))"
)
_OR, _AND, _NOT = ("OR", "或", "或者"), ("AND",), ("NOT",)


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """A word, or several that were written without a blank; `exact`: they must stand as they were written."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """An article is wanted that has one of each of `groups`, and none of `without`."""

    groups: tuple[tuple[SearchTerm, ...], ...] = ()
    without: tuple[SearchTerm, ...] = ()

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


def parse_query(text: str) -> SearchQuery:
    """An empty one where no letter or digit is in `text`."""
    groups, without = list[list[SearchTerm]](), list[SearchTerm]()
    joining = excluding = False
    for match in _PART.finditer(text):
        word = match["word"] or ""
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
    return SearchQuery(tuple(distinct), tuple(dict.fromkeys(without)))


def _sought(match: re.Match[str]) -> SearchTerm | None:
    quoted = match["phrase"]
    text = quoted[1:-1].strip() if quoted else match["word"]
    return SearchTerm(" ".join(text.split()), exact=bool(quoted) and len(runs(text)) > 1) if phrase(text) else None
