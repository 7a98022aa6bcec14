"""Words that only ask of what somebody said whether it is true, who reports it or since when. Pure.

All of a message must ask so: `这是真的吗` does; `特斯拉降价是真的吗` names what it asks of, a question of its own.
"""

from __future__ import annotations

import re
import unicodedata

from data.text.tokens import simplify

_IT_ZH = (
    r"(?:(?:这|那|此|该|上面|楼上)(?:个|条|则|篇|段|些|种)?|它)?的?"
    r"(?:消息|新闻|事情|事儿?|说法|传闻|帖子?|内容|话|文章|视频|图片?|截图|信息)?(?:[说讲]的)?"
)
_TRUE_ZH = (
    r"(?:真有(?:此|这回?)事儿?|确有其事|有(?:此|这回?)事儿?|真假|真的?|假的?|属实|真实|靠谱|可靠|可信|能信|信得过|准确?|对"
    r"|谣言|谣传|造谣)"
)
_WHETHER_ZH = (
    rf"(?:到底|究竟|确实|都)?(?:是不是|是否|是)?(?:[可能靠信]不)?{_TRUE_ZH}(?:(?:还?是|不)?{_TRUE_ZH})?"
    r"|怎么回事|什么情况"
)
_CHECK_ZH = r"(?:查证?|核实|求证|求?证实|求?辟谣|确认)(?:一下|查)?(?:真[假伪])?"
_WHO_ZH = r"(?:是|有)?(?:没有)?(?:谁|哪[里儿家]|什么人?|人|(?=媒体))(?:个?媒体)?(?:来|说|讲|报道?|看到|传)过?的?"
_SOURCE_ZH = r"(?:有没有|有|是)?(?:什么)?(?:消息)?(?:来源|出处|报道)(?:是(?:什么|哪[里儿]))?"
_WHEN_ZH = r"是?(?:什么时候|啥时候|何时|哪天)的?(?:事儿?|发生|开始|报道)?的?"
_ZH = (
    rf"(?:请问|请|麻烦|帮我|帮忙)*(?:{_IT_ZH}(?:{_WHETHER_ZH}|{_WHO_ZH}|{_SOURCE_ZH}|{_WHEN_ZH})|{_CHECK_ZH}{_IT_ZH}|(?=这){_IT_ZH})"
    r"(?:吗|么|嘛|吧|呢|啊|呀|不|了|的)*"
)
_IT = r"(?:this|that|it)(?: (?:news|story|claim|post|message|report|rumou?r))?"
_TRUE = (
    r"(?:really |actually |even )?(?:true|real|fake(?: news)?|legit|accurate|correct|right|false|confirmed|official"
    r"|for real|a (?:fake|hoax|rumou?r|scam|fact))(?: or (?:not|false|fake))?"
)
_EN = (
    rf"(?:hey |so |please )*(?:(?:(?:is|was|isn't|can) {_IT} (?:be )?)?{_TRUE}|really|seriously|{_IT}"
    rf"|(?:can you |could you )?(?:fact[- ]?check|verify|check|confirm)(?: {_IT})?"
    r"|(?:what is |what's |any |the )?sources?"
    rf"|(?:who|who's|who is|has any(?:one|body)|is anyone) (?:else )?(?:report(?:s|ed|ing)?|says?|said) {_IT}"
    rf"|(?:since )?when(?: (?:was|is|did) {_IT}(?: from| reported| happen)?)?|where (?:is|was|did) {_IT} (?:come )?from"
    rf"|did {_IT} (?:really |actually )?happen|has {_IT} been (?:confirmed|reported))"
)
_ASKING = re.compile(rf"{_ZH}|{_EN}", re.IGNORECASE)
_SIGNS = re.compile(r"[^\w'\s-]+")


def asks_if_true(words: str) -> bool:
    """Whether `words` ask no more than that. Signs count for nothing, and no words at all ask it too."""
    plain = unicodedata.normalize("NFKC", simplify(words)).replace("’", "'")
    said = " ".join(_SIGNS.sub(" ", plain).split())
    return not said or any(_ASKING.fullmatch(each) for each in (said, said.replace(" ", "")))
