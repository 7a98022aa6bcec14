"""What an article says in one line: its title where that tells it, else its first sentence that does."""

from __future__ import annotations

import re
from itertools import islice

from data.models import Article
from data.text.passages import fitting, split_sentences, width
from data.text.scripts import HAN, has_han

_WIDEST = 40.0  # in Han characters: two lines on a phone
_TELLING, _TELLING_LATIN = 9.0, 14.0  # a title that is shorter names its subject at most
_SHORTEST = 5.0  # of a sentence, so that a crosshead is none
_CUT_FROM = 18.0  # no clause that is shorter tells what happened
_READ = 6  # sentences
_LABEL = re.compile(r"^\s*(?:原标题|标题|导读|摘要|题)[:：]\s*")
_TWICE = re.compile(r"(?P<once>.{8,60}?)[\s!！。]*(?P=once)")
_STOPS = "\n。！？!?.…"
_PRESS = (
    "(?:IT之家|(?:新华|中新|人民|央视|央广|中证|环球|海外|光明|东方|中青|中国经济|红|极目|澎湃|财联|界面|法新|路透|美联|塔斯"
    "|共同|韩联|俄新|参考消息|北京日|新京|扬子晚|三秦都市|证券日|科技日|湖北日|盖世|荆楚|雷递|智通)(?:社|网|报|新闻|经纬|时刻|财经|汽车|客户端)+)"
)
_DAY = r"\d{1,2}\s?月\s?\d{1,2}\s?日"
_BRACKET = r"(?:[（(][^）)]{1,40}[）)])?"
_NAME = rf"[{HAN}]{{2,3}}"
_GLUED_PRESS = re.compile(
    rf"(?<=.{{10}})(?:\s*{_PRESS}(?:\s?{_DAY}|讯|记者|(?:APP)?获悉)|\s+(?:记者|通讯员)\s*[{HAN}]|\s*(?:来源|原标题)[:：]|\s*【{_PRESS}"
    rf"|\s*20\d\d-\d\d-\d\d|本报讯|本文转自|图片来自|当地时间|据[{HAN}]{{2,10}}(?:{_DAY})?(?:最新)?(?:消息|报道))"
)
_GLUED = re.compile(
    rf"{_GLUED_PRESS.pattern}|(?<=[^，。]{{10}})(?:近日|日前|(?<![截至于在从自到年])\s*{_DAY}(?:[上下]午|晚|凌晨|清晨)?)[，,]"
)
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[（(【\[][^）)】\]]{1,40}[）)】\]]\s*|[①②③■●]\s*",
        r"\|\s*(?:\(\d+/\d+\)\s*)?",
        rf"[^，。！？%]{{0,16}}?{_DAY}\s?(?:(?:电|讯|消息)\s?{_BRACKET}\s*[,，:：]?|报道[,，:：])\s*",
        r"[^，。,]{0,12}?(?:讯\s?[（(][^）)]{1,40}[）)]\s*[,，:：]?|(?:讯|消息)[,，:：]|讯\s)\s*",
        rf"[^，。,]{{0,14}}?(?:记者|通讯员|编辑)[:：]?\s*{_NAME}(?:\s+{_NAME})*(?:\s+|$|(?=近日|日前|据|从|综合|受|因|今|昨|\d))",
        r"据[^，。]{2,24}?(?:消息|报道|获悉|网站)[,，]\s*",
        rf"(?:{_DAY}[,，]?)?(?:《?[{HAN}]{{2,8}}》?)??(?:记者)?(?:\d{{1,2}}日)?{_BRACKET}从[^，。]{{2,20}}获悉[,，]\s*",
        rf"{_PRESS}(?:APP)?获悉[,，]\s*",
        rf"(?:{_DAY}[,，]\s*)?[^，。,]{{0,8}}?{_BRACKET}记者(?:获悉|了解到|注意到)[,，]\s*",
        r"(?:当地|北京)时间(?:\d{1,2}月)?\d{1,2}日(?:[上下]午|晚上?|凌晨)?[,，]\s*",
        r"(?:近日|日前|近期|目前|此前|连日来|[今昨]天?日?)[,，]\s*",
        r"[A-Z][\w .,/-]{2,40}\((?:Reuters|AP|AFP|Xinhua|Bloomberg)\)\s*[-–—]+\s*",
    )
)
_NO_TEXT = re.compile(
    r"[{}<>]|[讯电]\s?[（(]|(?:记者|通讯员)\s"
    r"|图源|^(?:图|来源[:：]|资料图|视频|活动现场|视觉中国|扫码|点击|编者按|本文转自)|(?:视觉中国|资料) ?图$"
)
_GOES_ON = re.compile("据(?:记者)?了解|该|其|尤其|然而|但|而且?|此外|另外|同时|对此|随后|因此|这|那|他|她|它|我|你")
_TEASER = re.compile(r"[?？…]$|^(?:为何|如何|怎么|揭秘|最新$|速看|注意|突发$|痛心$)")
_OPENING = re.compile(
    rf"(?:(?:随着|为了?|受|在|据|根据|针对|面对|自|截至|按照|作为|当|近年来|早在|{_DAY}|[今昨]天?[（(]?)[^，。,：]*|[^，。,：]*(?:之际|期间|以来))[，,]\s*"
)  # a clause before what happened
_UNFINISHED = re.compile(r"[A-Za-z0-9.%’'-]+$")
_SAYS = re.compile(r"(?:表示|报道|显示|[称说]|指出|认为|介绍|强调|透露|提出|发现|通报|\b(?:said|says|that))$")
_CLAUSE = re.compile(r"[，,；;：:。！!]\s*|(?<=[\d\w])\s+(?=[^\W\d_]{4,})")


def one_line(article: Article) -> str:
    """At most two lines of a phone, in the article's words."""
    text, printed = _LABEL.sub("", article.body), _LABEL.sub("", article.title).strip()
    if text.startswith(printed) and text[len(printed) : len(printed) + 1] not in _STOPS:  # made of the first words
        printed = _headline_of(text)
    title = _bare(_unglued(_bare(printed)))
    if (
        width(title) >= (_TELLING if has_han(title) else _TELLING_LATIN)
        and not _TEASER.search(title)
        and not _NO_TEXT.search(title)
    ):
        return _cut(title)
    told = next(filter(None, (_told(each) for each in _sentences(text))), "")
    if not told or told in title or (width(told) > _WIDEST and width(title) >= _TELLING and not has_han(title)):
        return _cut(title or told or article.title)
    if not title or title != printed or _shares(title, told) or not _tells(title):
        return _cut(told)
    return _cut(f"{title}：{told}" if has_han(title) else f"{title}: {told}")


def lead(article: Article) -> str:
    """The first sentence that says more than the title, without where and when it was written, in two lines."""
    told = (_bare(each) for each in islice(_sentences(article.body), 3))
    return _cut(next((each for each in told if width(each) >= _SHORTEST and _ended(each) not in article.title), ""))


def _headline_of(text: str) -> str:
    """That of a text which goes on behind its headline without a sign; "" where none shows."""
    start = _bare(text.split("\n", 1)[0][:160])
    twice = _TWICE.match(start)
    if twice:
        return twice["once"].strip()
    head = _unglued(start)
    return head if head != start and _bare(head) == head else ""


def _unglued(text: str, begins: re.Pattern[str] = _GLUED) -> str:
    """A headline without the beginning of the text that was printed on to it."""
    glued = begins.search(text)
    return text[: glued.start()].strip() if glued else text


def _sentences(text: str) -> list[str]:
    return [span.of(text).replace("\n", " ") for span in islice(split_sentences(text), _READ)]


def _told(sentence: str) -> str:
    """The sentence from where it tells something; "" where it does not."""
    bare = _unglued(_bare(sentence), _GLUED_PRESS)
    return _ended(bare) if width(bare) >= _TELLING and _tells(bare) and not _GOES_ON.match(bare) else ""


def _tells(words: str) -> bool:
    return not (_NO_TEXT.search(words) or _TEASER.search(words))


def _bare(sentence: str) -> str:
    """Without who wrote it, where and when."""
    for _ in range(3):
        start = next((match.end() for head in _HEADS if (match := head.match(sentence)) and match.end()), 0)
        if not start:
            break
        sentence = sentence[start:].lstrip()
    return sentence


def _ended(sentence: str) -> str:
    return sentence.rstrip("。.；; ")


def _shares(title: str, sentence: str) -> bool:
    """Whether the sentence names what the title names."""
    if has_han(title):
        return any(title[at : at + 2] in sentence for at in range(len(title) - 1))
    return bool({*title.lower().split()} & {*sentence.lower().split()})


def _cut(text: str) -> str:
    """`text`, or where it is too wide its first clauses."""
    text = " ".join(text.split())
    while width(text) > _WIDEST and (opening := _OPENING.match(text)) and width(text[opening.end() :]) >= _CUT_FROM:
        text = text[opening.end() :]
    if width(text) <= _WIDEST:
        return text
    fits = fitting(text, _WIDEST - 1)
    sentence = text[:fits].partition("。")[0]
    if len(sentence) < fits and width(sentence) >= _CUT_FROM:
        return sentence
    breaks = [each.start() for each in _CLAUSE.finditer(text, 0, fits + 1) if _is_whole(text[: each.start()])]
    whole = _UNFINISHED.sub("", text[:fits]) if text[fits].isascii() and text[fits].isalnum() else text[:fits]
    return (text[: breaks[-1]] if breaks else whole or text[:fits]).rstrip("，,、：: ") + "…"


def _is_whole(clauses: str) -> bool:
    """Whether they tell something by themselves."""
    return width(clauses) >= _CUT_FROM and not _SAYS.search(clauses)
