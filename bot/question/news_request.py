"""Questions that ask for news in general, on a topic or on none, and not for one fact."""

from __future__ import annotations

import re

_WHEN = r"(?:最近|近期|近日|这几天|这两天|今天|昨天|前天|本周|这周|上周|本月|这个月|目前|现在)?"
_NEWS = r"(?:消息|新闻|动态|报道|资讯|进展|新鲜事)"
_CHINESE = re.compile(
    rf"^{_WHEN}(?:都|又)?(?:有|出了)(?:什么|哪些|啥|没有)(?:新的|重要的|关于|有关|和)?(?P<topic>.*?)的?(?:相关)?{_NEWS}(?:吗|呢|么)?$"
)
_CHINESE_ABOUT = re.compile(
    rf"^(?:关于|有关)?(?P<topic>.+?)(?:方面)?{_WHEN}(?:都|又)?有(?:什么|哪些|啥|没有)(?:新的|新)?{_NEWS}(?:吗|呢|么)?$"
)
_ENGLISH = re.compile(
    r"^(?:is there |are there |do you have |what is the |what's the |what are the |give me |show me )?(?:the |any )?"
    r"(?:latest |recent |new |newest )*(?:news|stories|headlines|updates)(?: (?:is|are) there)?"
    r"(?: (?:on|about|in|from|regarding) (?P<topic>.+?))?(?: (?:recently|lately|today))?$"
    r"|^what(?:'s| is) new(?: (?:in|with|on|at) (?P<thing>.+?))?(?: (?:recently|lately|today))?$",
    re.IGNORECASE,
)
_AROUND = " \t\n?？!！。.~～"


def news_topic(question: str) -> str | None:
    """What a question that asks for news in general asks about: `最近有什么融资消息?` -> `融资`.

    "" where it asks for any news; None where it asks for something else.
    """
    text = question.strip(_AROUND)
    for pattern in (_CHINESE, _CHINESE_ABOUT, _ENGLISH):
        match = pattern.match(text)
        if match:
            return next((topic.strip() for topic in match.groups() if topic), "")
    return None
