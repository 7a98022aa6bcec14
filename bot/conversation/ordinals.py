"""An item of a list named by its number: `第二条`, `the second one`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.reply import About
from data.text.calendar import HAN_COUNT, read_count
from data.text.numbers import ORDINALS
from data.text.tokens import fold

LAST = 0
"""As a number: the last of the list."""

_CHINESE = re.compile(
    rf"^(?:那|请)?(?:打开|看一?下|看看|看|说说|讲讲)?(?:第\s*(?P<number>\d{{1,2}}|{HAN_COUNT})|(?P<last>最后一?))"
    r"\s*[条篇个则](?:新闻|文章|报道)?(?P<rest>.*)$",
    re.DOTALL,
)
_ENGLISH = re.compile(
    r"^(?:and |open |show me |what about |how about )?(?:(?:no\.? ?|number |item |#)(?P<number>\d{1,2})\b"
    rf"|the (?P<ordinal>{'|'.join(ORDINALS)}|last)(?: (?:one|article|story|item|piece)\b|(?=\W*$)))(?P<rest>.*)$",
    re.DOTALL,
)
_AROUND = " \t\n,，.。:：;；、?？!！的"


@dataclass(frozen=True, slots=True)
class NamedItem:
    """`number` as the list counts, or LAST; `rest` is what else was said: "" where only the item is named."""

    number: int
    rest: str

    def of(self, about: About) -> int | None:
        """The article that has that number in the list; None where it has none."""
        at = len(about.article_ids) - 1 if self.number == LAST else self.number - about.first
        return about.article_ids[at] if 0 <= at < len(about.article_ids) else None


def named_item(text: str) -> NamedItem | None:
    """None where `text` begins with no item's number."""
    plain = fold(text.strip())
    if len(plain) != len(text.strip()):  # folded away or apart: then places in one are none in the other
        return None
    match = _CHINESE.match(plain) or _ENGLISH.match(plain)
    if match is None:
        return None
    rest = text.strip()[match.start("rest") :].strip()
    return NamedItem(_number(match), rest if rest.strip(_AROUND) else "")


def _number(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if number := groups["number"]:
        return read_count(number)
    ordinal = groups.get("ordinal")
    return ORDINALS.index(ordinal) + 1 if ordinal and ordinal != "last" else LAST
