"""What sort of message a person sent, where it is no question: a greeting, thanks, a bare name, a link, a pasted text.

All of a message must be small talk to count as such: `谢谢你的爱是谁唱的` and `hi-tech stocks news` are questions.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from bot.question.news_request import news_topic
from bot.question.rewrite.entities import asks, phrases
from data.text.passages import split_sentences
from data.text.scripts import has_han
from data.text.stopwords import SENTENCE_STARTS
from data.text.tokens import simplify


class Sort(StrEnum):
    """What a message is; those that REPLIES names want no search."""

    QUESTION = "question"
    COMMAND = "command"  # words: the command as it should have been typed
    KEYWORD = "keyword"  # words: what to list the news on; a question where there is none
    PASTED = "pasted"  # words: the part to search with
    FOREIGN = "foreign"  # in a language of neither catalogue: a question, the frame in English
    LINK = "link"  # words: the address
    COMPLAINT = "complaint"
    ABOUT = "about"
    FAREWELL = "farewell"
    THANKS = "thanks"
    PRAISE = "praise"
    GREETING = "greeting"
    NOTED = "noted"
    SIGNS = "signs"
    NUMBER = "number"


REPLIES = {
    Sort.COMPLAINT: "small-complaint",
    Sort.ABOUT: "small-about",
    Sort.FAREWELL: "small-farewell",
    Sort.THANKS: "welcome",
    Sort.PRAISE: "small-praise",
    Sort.GREETING: "small-greeting",
    Sort.NOTED: "small-noted",
    Sort.SIGNS: "small-signs",
    Sort.NUMBER: "small-number",
    Sort.LINK: "small-link",
}
"""The message of the catalogues that answers; for PASTED say "small-pasted" above what is found."""


@dataclass(frozen=True, slots=True)
class Message:
    sort: Sort
    words: str


_PHRASES = {  # the first that fits wins where a message says several things
    Sort.COMPLAINT: (
        r"不对|不是这个|错了|你?答错了|你错了|答非所问|真?没用|垃圾|什么鬼|什么玩意|胡说(?:八道)?|太差了?|差评|笨(?:死了)?"
        r"|(?:that'?s |you'?re |it'?s |this is )?(?:wrong|incorrect|useless|stupid|nonsense|not (?:true|helpful|right))"
        r"|not what i (?:asked|meant)|bad bot|wtf|no good"
    ),
    Sort.ABOUT: (
        r"你是(?:谁|什么|机器人|人|真人|ai|chatgpt)吗?|你叫什么(?:名字)?|你?(?:会|能)(?:做|干|问|说)?(?:些)?(?:什么|啥)"
        r"|你有什么(?:用|功能)|(?:这个|这|你)?怎么用|如何使用|使用(?:说明|方法)|介绍一下你?自己|自我介绍|帮帮我"
        r"|(?:who|what) (?:are|r) (?:you|u)|what(?: else)? can (?:you|u) do|what do you do"
        r"|what(?:'s| is) (?:your name|this)|how do(?:es)? (?:this|it|you) work"
        r"|are you (?:an? )?(?:bot|robot|human|real|ai|chatgpt)|help me"
    ),
    Sort.FAREWELL: (
        r"再见|拜拜|拜|晚安|回头见|回见|明天见|下次见|先这样|88"
        r"|bye(?:[ -]?bye)?|goodbye|good ?night|see (?:you|ya)(?: later)?|cya"
    ),
    Sort.THANKS: (
        r"(?:非常|十分|太)?(?:谢谢|多谢|感谢|谢了|谢啦|3q)|辛苦了?|麻烦了?|🙏"
        r"|(?:many )?thanks?(?: you)?|thx|ty|tysm|cheers|appreciate(?: it| that)?"
    ),
    Sort.PRAISE: (
        r"(?:真|好|太|很|挺|你真)?(?:厉害|牛|棒|不错|聪明|给力|赞|强)|很好|太好了|答对了|对的|👍|❤️?|💯|👏"
        r"|good (?:bot|job|answer|one)|well done|love it"
        r"|(?:that'?s |very |so )?(?:great|nice|awesome|cool|perfect|excellent|amazing|brilliant|helpful)"
    ),
    Sort.GREETING: (
        r"你好吗?|您好|嗨|哈喽|哈啰|喂|在吗|在不在|在么|有人吗|[早中下]午好|上午好|早上好|晚上好|早安|早|大家好|吃了吗|👋"
        r"|hi|hello|hey|hiya|yo|howdy|greetings|good (?:morning|afternoon|evening|day)"
        r"|how are you|how'?s it going|what'?s up|sup"
    ),
    Sort.NOTED: (
        r"好的?|好吧|行|嗯+|哦+|噢|知道了|明白了?|懂了|收到|了解|是的?|对|没事|算了|哈+|呵+|嘿+|嘻+|笑死|测试(?:一下)?"
        r"|ok(?:ay)?|k|got it|i see|sure|fine|alright|right|yes|yeah|yep|no|nope|lol|(?:ha)+h?|test(?:ing)?"
    ),
}
_TAIL = (
    r"(?:你|您|大家|各位|机器人|小助手|朋友|老师|亲|啊|呀|哦|啦|了|呢|吧|哈|哟|的"
    r"|\s+(?:you|there|bot|all|everyone|again|so much|very much|a lot|man|mate)\b)*"
)
_SMALL = {sort: re.compile(rf"(?:{words}){_TAIL}(?![a-z0-9'-])", re.IGNORECASE) for sort, words in _PHRASES.items()}
_BETWEEN = re.compile(r"[\s,.!?~。，！？、～…;:^_()\-\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]+")
_COMMANDS = (
    (re.compile(r"^(?:最新|最新的?(?:消息|新闻)|新闻|消息|头条|latest|latest news|news|headlines)$"), "/latest"),
    (re.compile(r"^(?:最新|latest) (?P<rest>\d{1,2})$"), "/latest"),
    (re.compile(r"^(?:帮助|命令|指令|菜单|help|commands|menu)$"), "/help"),
    (re.compile(r"^(?:来源|新闻来源|有哪些来源|sources)$"), "/sources"),
    (re.compile(r"^(?:开始|start)$"), "/start"),
    (re.compile(r"^(?:设置|settings)$"), "/settings"),
    (re.compile(r"^(?:隐私政策|privacy policy)$"), "/privacy"),
    (re.compile(r"^(?:忘掉我|忘记我|删除我的(?:数据|记录)|forget me|delete my data)$"), "/forget"),
    (re.compile(r"^(?:搜索|搜一下|搜|查找|查一下|search|search for|find)[:： ]\s*(?P<rest>.+)$"), "/search"),
)
_SLASHED = re.compile(r"^[/\\]\s*(?P<name>[a-z_]+)(?:\s+(?P<rest>.*))?$", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_NUMBER = re.compile(r"^[#№第]?[\d.,:/\s%-]+[.、)]?$")
_STOCK = re.compile(r"^\d{6}$")
_POLITE = re.compile(
    r"^(?:(?:你好|您好|嗨|早上好|晚上好|麻烦问一下|想问(?:一下)?|hi|hello|hey)(?: there)?[\s,，!！。:：~]+"
    r"|请问(?:一下)?[\s,，]*)+",
    re.IGNORECASE,
)
_LONG = 400  # characters: a question is seldom longer than a tenth of it
_SEARCHED = 160
_NEWS_WORD = re.compile(r"(?:的)?(?:最新)?(?:相关)?(?:新闻|消息|动态|报道)$|\s+(?:latest )?news$", re.IGNORECASE)
_SIGNS_BEFORE = re.compile(r"^[^\w《“「]+|^the ", re.IGNORECASE)
_ON = re.compile(r"^(?:latest|news|headlines|关于|有关)(?: news)?(?: (?:on|about|from|in))?\s*(?=\S)", re.IGNORECASE)
_SENTENCE_SIGNS = re.compile(r"[?？!！。;；\n]|[吗呢么吧了过]\s*$")


def sort_of(text: str) -> Message:
    """What `text` is, and the words of it that matter."""
    plain = unicodedata.normalize("NFKC", simplify(text)).strip()
    small = _small_talk(plain)
    if small:
        return Message(small, "")
    command = _command(plain)
    if command:
        return Message(Sort.COMMAND, command)
    if not any(char.isalnum() for char in plain):
        return Message(Sort.SIGNS, "")
    if _LINK.match(plain):
        return Message(Sort.LINK, text.strip())
    if _NUMBER.match(plain) and not _STOCK.match(plain):
        return Message(Sort.NUMBER, plain)
    if len(text) > _LONG:
        return Message(Sort.PASTED, _asked_in(text))
    asked = _without_politeness(text.strip())
    if _is_foreign(plain):
        return Message(Sort.FOREIGN, asked)
    topic = _keyword(asked)
    return Message(Sort.KEYWORD, topic) if topic else Message(Sort.QUESTION, asked)


def _small_talk(plain: str) -> Sort | None:
    """None unless nothing is left when all small talk is taken away."""
    rest, found = plain.lower(), set()
    while rest and len(plain) <= _LONG:
        matches = [(match.end(), sort) for sort, pattern in _SMALL.items() if (match := pattern.match(rest))]
        end, sort = max(matches, default=(0, None), key=lambda each: each[0])
        between = _BETWEEN.match(rest)
        if sort:
            found.add(sort)
        elif not between:
            return None
        rest = rest[end or (between.end() if between else 0) :]
    return next((sort for sort in _PHRASES if sort in found), None)


def _command(plain: str) -> str | None:
    """`/ latest`, `／latest`, `latest`, `最新` -> /latest"""
    slashed = _SLASHED.match(plain)
    if slashed:
        return f"/{slashed['name'].lower()} {slashed['rest'] or ''}".strip()
    bare = plain.lower().rstrip("?!。. ")
    for pattern, command in _COMMANDS:
        match = pattern.match(bare)
        if match:
            return f"{command} {match.groupdict().get('rest') or ''}".strip()
    return None


def _asked_in(text: str) -> str:
    """What to search with of a pasted text: the question at its end if there is one, else its first sentences."""
    sentences = [span.of(text).strip() for span in split_sentences(text)]
    if sentences and re.search(r"[?？]\s*$", sentences[-1]):
        return sentences[-1][-_SEARCHED:]
    start = ""
    for sentence in sentences:
        if start and len(start) + len(sentence) > _SEARCHED:
            break
        start = f"{start} {sentence}".strip()
    return start[:_SEARCHED]


def _without_politeness(text: str) -> str:
    return _POLITE.sub("", text) or text


def _is_foreign(plain: str) -> bool:
    """Whether most letters are of a script that neither Chinese nor English is written in."""
    letters = [char for char in plain if char.isalpha()]
    strange = sum(not (char.isascii() or has_han(char) or "\u00c0" <= char <= "\u024f") for char in letters)
    return 3 * strange > len(letters)


def _keyword(text: str) -> str:
    """The topic where `text` is a bare name or a few keywords; "" where it says more."""
    if _SENTENCE_SIGNS.search(text) or asks(text) or news_topic(text) is not None:
        return ""
    topic = _ON.sub("", _NEWS_WORD.sub("", _SIGNS_BEFORE.sub("", text))).strip()
    if not has_han(topic):
        words = topic.lower().split()
        asking = set(words[:1]) & SENTENCE_STARTS - {"the"} or set(words) & {"is", "are", "did", "was", "who", "how"}
        return topic if 0 < len(words) <= 3 and not asking else ""
    return topic if all(_is_thing(word) for word in topic.split()) and len(topic) <= 16 else ""


def _is_thing(word: str) -> bool:
    """Whether names and nouns are all there is of `word`."""
    found = phrases(word)
    covered = sum(each.end - each.start for each in found if each.kind != "time")
    return covered == len(word)
