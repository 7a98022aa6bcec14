"""Messages that want no search: a greeting, thanks, what the bot is, signs, a number; and commands said in words. Pure.

All of a message must be small talk to count as such: `谢谢你的爱是谁唱的` and `hi-tech stocks news` are questions.
"""

from __future__ import annotations

import re
from enum import StrEnum

from bot.core.commands import Command


class Talk(StrEnum):
    """What small talk says, each by the message of the catalogues that answers."""

    COMPLAINT = "small-complaint"
    ABOUT = "small-about"  # what the bot is, and how it is used
    FAREWELL = "small-farewell"
    THANKS = "welcome"
    PRAISE = "small-praise"
    GREETING = "small-greeting"
    NOTED = "small-noted"
    SIGNS = "small-signs"
    NUMBER = "small-number"
    LINK = "small-link"  # that cannot be read
    CHAT = "small-chat"  # whatever else is said to be kind
    OUTSIDE = "small-outside"  # what a news bot does not do


MOST = 400
"""Characters of a message that may be small talk: a longer one was pasted."""

_PHRASES = {  # the first that fits wins where a message says several things
    Talk.COMPLAINT: (
        r"不对|不是这个|错了|你?答错了|你错了|答非所问|真?没用|垃圾|什么鬼|什么玩意|胡说(?:八道)?|太差了?|差评|笨(?:死了)?"
        r"|(?:that'?s |you'?re |it'?s |this is )?(?:wrong|incorrect|useless|stupid|nonsense|not (?:true|helpful|right))"
        r"|not what i (?:asked|meant)|bad bot|wtf|no good"
    ),
    Talk.ABOUT: (
        r"你是(?:谁|什么|机器人|人|真人|ai|chatgpt)吗?|你叫什么(?:名字)?|你?(?:会|能)(?:做|干|问|说)?(?:些)?(?:什么|啥)"
        r"|你有什么(?:用|功能)|(?:这个|这|你)?怎么用|如何使用|使用(?:说明|方法)|介绍一下你?自己|自我介绍|帮帮我"
        r"|(?:who|what) (?:are|r) (?:you|u)|what(?: else)? can (?:you|u) do|what do you do"
        r"|what(?:'s| is) (?:your name|this)|how do(?:es)? (?:this|it|you) work"
        r"|are you (?:an? )?(?:bot|robot|human|real|ai|chatgpt)|help me"
    ),
    Talk.FAREWELL: (
        r"再见|拜拜|拜|晚安|回头见|回见|明天见|下次见|先这样|88"
        r"|bye(?:[ -]?bye)?|goodbye|good ?night|see (?:you|ya)(?: later)?|cya"
    ),
    Talk.THANKS: (
        r"(?:非常|十分|太)?(?:谢谢|多谢|感谢|谢了|谢啦|3q)|辛苦了?|麻烦了?|🙏"
        r"|(?:many )?thanks?(?: you)?|thx|ty|tysm|cheers|appreciate(?: it| that)?"
    ),
    Talk.PRAISE: (
        r"(?:真|好|太|很|挺|你真)?(?:厉害|牛|棒|不错|聪明|给力|赞|强)|很好|太好了|答对了|对的|👍|❤️?|💯|👏"
        r"|good (?:bot|job|answer|one)|well done|love it"
        r"|(?:that'?s |very |so )?(?:great|nice|awesome|cool|perfect|excellent|amazing|brilliant|helpful)"
    ),
    Talk.GREETING: (
        r"你好吗?|您好|嗨|哈喽|哈啰|喂|在吗|在不在|在么|有人吗|[早中下]午好|上午好|早上好|晚上好|早安|早|大家好|吃了吗|👋"
        r"|hi|hello|hey|hiya|yo|howdy|greetings|good (?:morning|afternoon|evening|day)"
        r"|how are you|how'?s it going|what'?s up|sup"
    ),
    Talk.NOTED: (
        r"好的?|好吧|行|嗯+|哦+|噢|知道了|明白了?|懂了|收到|了解|是的?|对|没事|算了|哈+|呵+|嘿+|嘻+|笑死|测试(?:一下)?"
        r"|ok(?:ay)?|k|got it|i see|sure|fine|alright|right|yes|yeah|yep|no|nope|lol|(?:ha)+h?|test(?:ing)?"
    ),
}
_TAIL = (
    r"(?:你|您|大家|各位|机器人|小助手|朋友|老师|亲|啊|呀|哦|啦|了|呢|吧|哈|哟|的"
    r"|\s+(?:you|there|bot|all|everyone|again|so much|very much|a lot|man|mate)\b)*"
)
_SMALL = {talk: re.compile(rf"(?:{words}){_TAIL}(?![a-z0-9'-])", re.IGNORECASE) for talk, words in _PHRASES.items()}
_BETWEEN = re.compile(r"[\s,.!?~。，！？、～…;:^_()\-\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]+")
_COMMANDS = (
    (
        re.compile(
            r"^(?:最新|最新的?(?:消息|新闻)|新闻|消息|头条|要闻|[早晚日简]报"
            r"|latest|latest news|news|headlines|top stories|briefing)$"
        ),
        "latest",
    ),
    (re.compile(r"^(?:最新|latest) (?P<rest>\d{1,2})$"), "latest"),
    (re.compile(r"^(?:帮助|命令|指令|菜单|help|commands|menu)$"), "help"),
    (re.compile(r"^(?:来源|新闻来源|有哪些来源|sources)$"), "sources"),
    (re.compile(r"^(?:开始|start)$"), "start"),
    (re.compile(r"^(?:设置|settings)$"), "settings"),
    (re.compile(r"^(?:隐私政策|privacy policy)$"), "privacy"),
    (re.compile(r"^(?:忘掉我|忘记我|删除我的(?:数据|记录)|forget me|delete my data)$"), "forget"),
    (re.compile(r"^(?:搜索|搜一下|搜|查找|查一下|search|search for|find)[:： ]\s*(?P<rest>.+)$"), "search"),
)
_SLASHED = re.compile(r"^[/\\]\s*(?P<name>[a-z_]+)(?:\s+(?P<rest>.*))?$", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_NUMBER = re.compile(r"^[#№第]?[\d.,:/\s%-]+[.、)]?$")
_STOCK = re.compile(r"^\d{6}$")


def small_talk(plain: str) -> Talk | None:
    """What `plain`, a text in NFKC and simplified script, says to the bot; None where it asks for something."""
    rest, found = plain.lower(), set()
    while rest and len(plain) <= MOST:
        matches = [(match.end(), talk) for talk, pattern in _SMALL.items() if (match := pattern.match(rest))]
        end, talk = max(matches, default=(0, None), key=lambda each: each[0])
        between = _BETWEEN.match(rest)
        if talk:
            found.add(talk)
        elif not between:
            return None
        rest = rest[end or (between.end() if between else 0) :]
    return next((talk for talk in _PHRASES if talk in found), None)


def wordless(plain: str) -> Talk | None:
    """What kind of message without words `plain` is; None where it has some."""
    if not any(char.isalnum() for char in plain):
        return Talk.SIGNS
    if _LINK.match(plain):
        return Talk.LINK
    return Talk.NUMBER if _NUMBER.match(plain) and not _STOCK.match(plain) else None


def half_typed(plain: str) -> Command | None:
    """A command with something wrong about its slash: `/ latest`, `／latest`, `\\latest`."""
    slashed = _SLASHED.match(plain)
    return Command(slashed["name"].lower(), (slashed["rest"] or "").strip(), bare=True) if slashed else None


def command_in_words(plain: str) -> Command | None:
    """A command without its slash: `latest 10`, `最新`, `搜索 电商`."""
    bare = plain.lower().rstrip("?!。. ")
    for pattern, name in _COMMANDS:
        match = pattern.match(bare)
        if match:
            return Command(name, (match.groupdict().get("rest") or "").strip(), bare=True)
    return None
