"""A question with all that its meaning hangs on: the turns before it, the moment, the zone, who asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Asked:
    """`question` as typed. Times are aware UTC."""

    question: str
    asked_at: datetime  # what 昨天 and "last week" count from
    whole: str = ""  # made whole from the turns before; "" for one that stands alone
    known_at: datetime | None = None  # hides what was published later; None: all that is held is known
    zone: ZoneInfo = _UTC  # of the reader: where a day begins
    person: str | None = None  # whose spending on an LLM is counted; None: nobody's in particular
    article_ids: tuple[int, ...] = ()  # with those that tell `story_ids` the only news it is asked of; both empty: all
    story_ids: tuple[int, ...] = ()
    growing: Callable[[str], None] | None = field(default=None, compare=False)  # gets the answer while it is made

    @property
    def text(self) -> str:
        """What is to be answered."""
        return self.whole or self.question

    @property
    def is_scoped(self) -> bool:
        return bool(self.article_ids or self.story_ids)
