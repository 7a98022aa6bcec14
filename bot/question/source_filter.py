"""Whose news, or which section of it, a question asks for: `新华社怎么说俄罗斯央行` -> 新华社, `俄罗斯央行`.

Only a source that is held counts, and only in words that ask for a source: a company may be one as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.text.scripts import HAN
from data.text.tokens import simplify

_SOURCES = (  # names of one source, as people say it and as the news prints it
    "新华社 新华网 xinhua", "央视 央视新闻 cctv", "人民日报 人民网 people's_daily", "中新社 中新网 中国新闻网",
    "澎湃 澎湃新闻", "界面 界面新闻", "极目 极目新闻", "红星 红星新闻", "环球时报 环球网 global_times",
    "路透社 路透 reuters", "法新社 afp", "美联社 associated_press ap_news", "彭博社 彭博 bloomberg",
    "英国广播公司 bbc", "共同社 kyodo", "纽约时报 new_york_times nyt", "华尔街日报 wall_street_journal wsj",
    "金融时报 financial_times", "卫报 guardian", "经济学人 economist", "韩联社 yonhap", "塔斯社 tass",
    "半岛电视台 al_jazeera", "华盛顿邮报 washington_post", "联合早报 zaobao", "南华早报 south_china_morning_post scmp",
)  # fmt: skip
_SECTIONS = (
    "体育 运动 sport sports", "科技 技术 tech technology", "财经 经济 商业 business finance economy", "健康 health",
    "娱乐 文娱 entertainment", "政治 时政 politics", "国际 世界 world international", "国内 domestic", "社会 society",
    "教育 education", "文化 culture", "汽车 cars",
)  # fmt: skip
_LATIN = re.compile(r"(?:the )?(.{2,}?)(?: (?:news|online|sport|world|agency|network|english|service))*")
"""A source's own name, without what many have: `BBC News`."""
_MEDIUM = re.compile(rf"[{HAN}]{{1,6}}?(?:社|网|报|台)(?=.)")
"""The medium at the head of a longer name: `新华社北京`."""

_LATELY = "(?:都|又|最近|最新|今天|昨天)?"
_ASKS = (
    rf"的?(?:记者)?是?{_LATELY}(?:怎么|如何|咋|怎样)(?:说|讲|看|报道|评论|评价|写|形容|解读|分析)[的了]?"
    rf"|{_LATELY}(?:说|讲|报道|评论|写)[了过]?些?(?:什么|啥|哪些)"
    rf"|{_LATELY}有(?:什么|哪些|没有)(?P<about>[^,，。？?]{{0,20}}?)的?(?:报道|新闻|消息|说法|评论)"
)
_END = r"[吗呢啊的]?[\s？?。!！]*$"
_REPORTS = "的(?:报道|新闻|消息|说法|看法|评论)(?:是什么|有哪些)?"
_SOURCE_PATTERNS = (
    rf"^(?:请问)?《?NAME》?(?:{_ASKS})[,，:：]?",
    rf"^(?:请问)?《?NAME》?(?:对|对于|关于|就)(?P<inner>.{{2,60}}?)(?:{_ASKS}|{_REPORTS}){_END}",
    rf"^(?:关于|对于)(?P<inner>.{{2,60}}?)[,，]?\s*《?NAME》?(?:{_ASKS}){_END}",
    rf"[,，;；。]\s*《?NAME》?(?:{_ASKS}){_END}",
    r"^(?:请问)?(?:根据|据|按照|按)《?NAME》?的?(?:最新)?(?:(?:报道|消息|说法|报导|所说|说|称)[,，:：]?|[,，:：])",
    r"^《?NAME》?[上里](?:的|有)?(?:关于|有关)",
    rf"^《?NAME》?{_LATELY}的?(?:新闻|报道|消息|头条){_END}",
    r"^according to (?:the )?NAME\b[,:]?",
    r"[,，]?\s*\baccording to (?:the )?NAME\W*$",
    r"^(?:and )?(?:what|how) (?:does|did|do|has|have|is) (?:the )?NAME"
    r" (?:say|saying|said|report|reporting|reported|write|written|cover|covering)\b(?: (?:about|on|of))?",
    r"^(?:the )?NAME(?:'s)?(?: (?:news|reports?|reporting|coverage|stories|articles))? (?:on|about)\b(?=.*[^?？]$)",
    r"\b(?:news|stories|articles|reports?|headlines|coverage|the latest) (?:from|by|in) (?:the )?NAME\b"
    r"(?: (?:on|about))?",
    r"^NAME[:：]",
)
_SECTION_PATTERNS = (
    # 房产板块 is also what traders call its shares
    r"NAME(?:版块?|频道|栏目|版面|板块(?=[里上中的]?(?:最近|今天)?(?:有|新闻|消息)))[里上中]?的?(?:最近|最新|今天)?都?"
    r"(?:有(?:什么|哪些|啥))?的?(?:新闻|消息|报道|内容)?",
    r"^what(?:'s| is) (?:new )?(?:in|on) the NAME (?:section|pages?)\b",
    r"\b(?:in|from|on) the NAME (?:section|pages?)\b",
    r"\bNAME section\b",
)
_ABOUT = re.compile(r"^(?:关于|有关|about )")


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """What a question limits itself to, spelt so that data.models.Filters finds it; one of the two is set.

    `rest` is the question without those words; "" where it asks for nothing but that source's or section's news.
    """

    source: str | None
    section: str | None
    rest: str


def find_scope(question: str, sources: Sequence[str], sections: Sequence[str]) -> SourceFilter | None:
    """None where the question asks for no source or section in particular, or for one that is not held."""
    text = " ".join(question.split())
    if found := _find(text, _spoken_sources(tuple(sources)), _SOURCE_PATTERNS):
        return SourceFilter(found[0], None, found[1])
    if found := _find(text, _spoken(tuple(sections), _SECTIONS), _SECTION_PATTERNS):
        return SourceFilter(None, found[0], found[1])
    return None


def spoken_source(text: str, sources: Sequence[str]) -> str | None:
    """How the store spells the source that `text` names anywhere, the longest name first; None for one that is not
    held."""
    plain = _folded(text)
    names = _spoken_sources(tuple(sources))
    said = [name for name in names if re.search(_whole(name), plain)]
    return names[max(said, key=len)] if said else None


def _whole(name: str) -> str:
    return rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])" if name.isascii() else re.escape(name)


def stored_source(typed: str, sources: Sequence[str]) -> str | None:
    """How the store spells a source that a person named on purpose, by any part of its name; None: not held."""
    return _part(typed, sources) or _spoken_sources(tuple(sources)).get(_folded(typed))


def stored_section(typed: str, sections: Sequence[str]) -> str | None:
    """As stored_source, for a section."""
    return _part(typed, sections) or _spoken(tuple(sections), _SECTIONS).get(_folded(typed))


def named_section(typed: str, sections: Sequence[str]) -> str | None:
    """As stored_section, of a section named by all of its name or as people call it."""
    return _spoken(tuple(sections), _SECTIONS).get(_folded(typed))


def _find(text: str, names: Mapping[str, str], patterns: tuple[str, ...]) -> tuple[str, str] | None:
    """The stored name and the rest of the question."""
    plain = _folded(text)
    if len(plain) != len(text) or not any(name in plain for name in names):
        return None
    for pattern in _compiled(patterns, tuple(names)):
        if match := pattern.search(plain):
            return names[match["name"]], _rest(text, match)
    return None


@lru_cache(maxsize=4)  # the names change only when news of another source comes in
def _compiled(patterns: tuple[str, ...], names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return tuple(re.compile(pattern.replace("NAME", f"(?P<name>{name})")) for pattern in patterns)


def _rest(text: str, match: re.Match[str]) -> str:
    kept = [text[slice(*match.span(group))] for group in ("inner", "about") if match.groupdict().get(group)]
    rest = " ".join([text[: match.start()].strip(), *kept, text[match.end() :].strip()])
    rest = _ABOUT.sub("", re.sub(r"\s+(?=[?？。!！])", "", rest).strip(" ,，:：、"))
    return "" if re.fullmatch(r"[\W吗呢啊的了]*", rest) else rest.strip()


@lru_cache(maxsize=2)
def _spoken_sources(sources: tuple[str, ...]) -> Mapping[str, str]:
    """How people name the sources held -> a piece of the stored name that finds all of that source."""
    names = dict(_spoken(sources, _SOURCES))
    for source in sources:
        plain = _folded(source)
        medium = _MEDIUM.match(plain)
        if medium:
            names.setdefault(medium.group(), source[: medium.end()])
        latin = _LATIN.fullmatch(plain) if plain.isascii() else None
        if latin:
            names.setdefault(latin[1], source[slice(*latin.span(1))])
    return names


@lru_cache(maxsize=4)
def _spoken(held: tuple[str, ...], same: tuple[str, ...]) -> Mapping[str, str]:
    names = {_folded(name): name for name in held if len(name) > 1}
    folded = {name.removeprefix("the "): stored[-len(name.removeprefix("the ")) :] for name, stored in names.items()}
    for group in same:
        known = [name.replace("_", " ") for name in group.split(" ")]
        stored = next((piece for name in known if (piece := _head(name, folded))), None)
        if stored:
            names = dict.fromkeys(known, stored) | names
    return names


def _head(name: str, folded: Mapping[str, str]) -> str | None:
    """The head of a stored name, as it is spelt, if it is `name`."""
    for each, stored in folded.items():
        goes_on = name.isascii() and each[len(name) : len(name) + 1].isalpha()  # into another word
        if each.startswith(name) and not goes_on:
            return stored[: len(name)]
    return None


def _part(typed: str, held: Sequence[str]) -> str | None:
    wanted = _folded(typed)
    for name in held if wanted else ():
        at = _folded(name).find(wanted)
        if at >= 0:
            return name[at : at + len(wanted)]
    return None


def _folded(name: str) -> str:
    return simplify(name).lower()
