"""A question with all that its meaning hangs on: the turns before it, the moment, the zone, who asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.core.answer import Answer
from data.models import Filters

_UTC = ZoneInfo("UTC")
ALL_NEWS = Filters()


@dataclass(frozen=True, slots=True)
class Asked:
    """`question` as it was understood. Times are aware UTC."""

    question: str
    asked_at: datetime  # what 昨天 and "last week" count from
    whole: str = ""  # made whole from the turns before, to find news by; "" for one that stands alone
    within: Filters = ALL_NEWS  # the only news it is asked of: what is known, certain articles and stories
    zone: ZoneInfo = _UTC  # of the reader: where a day begins
    quoting: bool = False  # in the words of the news, whether or not an LLM could phrase it
    spoken_of: Filters | None = None  # articles and stories that were spoken of: they answer rather than others
    person: str | None = None  # whose spending on an LLM is counted; None: nobody's in particular
    growing: Callable[[str], None] | None = field(default=None, compare=False)  # gets the answer while it is made

    @property
    def text(self) -> str:
        """What news is looked for."""
        return self.whole or self.question

    @property
    def is_scoped(self) -> bool:
        """Whether it is asked of certain articles only."""
        return bool(self.within.article_ids or self.within.story_ids)


class Answers(Protocol):
    """Answers a question: bot.answers.answerer.Answerer, or what stands for it."""

    def answer(self, question: Asked) -> Answer: ...
