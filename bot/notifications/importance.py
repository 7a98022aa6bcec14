"""Which stories of a time matter: told by several publishers, about what much of the news is about, new, subscribed to.

Pure; the one place where that is weighed, for overviews, digests and /latest.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from bot.notifications.hot_words import Words, heat_of, overlap
from data.store.recent import Recent

MOST = 7  # stories of a brief, on a phone
_PUBLISHERS, _ARTICLES, _RECENCY, _WANTED, _LANGUAGE = 2.0, 0.5, 1.0, 2.0, 3.0
_A_REPRINT = 0.25  # of a publisher: who prints another's text has looked into nothing
_HOT, _HOTTEST = 2.5, 10.0
_TOPICAL, _MOST_TOPICAL = 0.4, 4
_GRAVE, _ROUTINE = 1.2, -2.0
_SAME = 0.5  # of what is told: two reports of one event that were not linked
_TOLD_ALREADY = 0.35  # of its heat a word keeps once a story with it is chosen
_AGAIN, _SAME_SECTION = -1.0, -0.4  # another story of a subject, of a section
SUBJECT = 2.0
"""From which heat on a word is what many of the stories are about."""

_ROUTINE_WORDS = re.compile(
    "主力资金|行情快报|收盘|报收|换手率|涨停|跌停|盘[初中前]|股东户数|净值|评级|目标价|股价|开奖|星座|运势|专利公布"
    "|慰问|走访|志愿|义诊|夏令营|宣讲|党日|座谈|调研|培训|研学|暖心|社区|街道|托管班|视察|推进会|部署会|揭牌|仪式|拥军|模范"
    "|特辑|文明|宣传|网格|乡村振兴|农商|党建|派出所|检查站|研讨|[开结]营|公益|捐[款赠]|爱心|大爱|邻里|老人|居民|纪委监委.{0,4}监督|好人|开展.{0,16}活动|赋能|打卡|广告|如何|指南|攻略|读懂|科普|提醒|现场$|[?？]$"
    r"|\bhoroscopes?\b|\bcrossword\b|\blottery numbers\b|\bgift guide\b",
    re.IGNORECASE,
)
_GRAVE_WORDS = re.compile(
    "遇难|死亡|身亡|牺牲|丧生|去世|逝世|失联|受伤|受灾|遭袭|袭击|空袭|爆炸|坠毁|坠机|地震|洪水|决堤|溃堤|山火|大火|坍塌|泥石流|台风"
    "|政变|宣战|停火|制裁|辞职|当选|连任|被捕|逮捕|判处|破产|违约|裁员|罢工|撤离|紧急状态|红色预警|国务院(?!国资委)|中共中央|习近平|央行"
    "|降息|加息|美联储|总统|首相|总理|夺冠|出局|金牌"
    r"|\b(?:kill(?:s|ed)?|d(?:ie|ies|ied|ead|eath)|crash|earthquake|quake|tsunami|explosion|bomb|attacks?|war|coup|strike"
    r"|ceasefire|sanctions|resign(?:s|ed)?|quits|elect(?:ed|ion)|arrest(?:s|ed)?|jailed|bankrupt(?:cy)?|president|minister)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StoryCandidate:
    """A story of the time: the article to show, and what speaks for it."""

    article_id: int
    publishers: int  # who tell it in words of their own
    articles: int  # copies left out
    newest_at: datetime
    reprints: int = 0  # publishers who only print another's text
    in_language: bool = True  # there is an article in the reader's language
    section: str | None = None

    @property
    def told_widely(self) -> bool:
        return self.publishers + self.reprints > 1


@dataclass(frozen=True, slots=True)
class Signs:
    """What else is known of the stories, by the ids of their articles.

    `heat`: of hot words; `wanted`: told by a subscription of the chat; `routine`: reports such as appear every day;
    `grave`: by their words they tell what concerns many.
    """

    words: Mapping[int, Words] = field(default_factory=dict)
    heat: Mapping[str, float] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)  # of the stories with a word
    wanted: Collection[int] = ()
    routine: Collection[int] = ()
    grave: Collection[int] = ()
    topical: Mapping[int, int] = field(default_factory=dict)  # how often they name the topic asked for at once


def candidates(articles: Sequence[Recent], language: str | None = None) -> list[StoryCandidate]:
    """The stories of articles that stand newest first; each is shown by its newest in `language` that is no copy."""
    ordered = sorted(articles, key=lambda each: each.story)
    return [_candidate(list(group), language) for _, group in groupby(ordered, key=lambda each: each.story)]


def _candidate(articles: Sequence[Recent], language: str | None) -> StoryCandidate:
    foreign = {each.article_id for each in articles if language and each.language != language}
    shown = min(articles, key=lambda each: (each.article_id in foreign, each.is_copy))
    publishers = {each.source for each in articles if each.source and not each.is_copy}
    reprints = {each.source for each in articles if each.source} - publishers
    originals = sum(not each.is_copy for each in articles)
    ours, newest_at = shown.article_id not in foreign, articles[0].published_at
    return StoryCandidate(
        shown.article_id, max(1, len(publishers)), originals, newest_at, len(reprints), ours, shown.section
    )


def is_routine(title: str) -> bool:
    """Whether it announces what is announced every day: share prices, visits, courses."""
    return bool(_ROUTINE_WORDS.search(title))


def is_grave(opening: str) -> bool:
    """Whether it tells of what concerns many: deaths, disasters, war, who governs."""
    return bool(_GRAVE_WORDS.search(opening))


def best(
    stories: Sequence[StoryCandidate], now: datetime, length: timedelta, most: int = MOST, signs: Signs | None = None
) -> list[StoryCandidate]:
    """The `most` worth telling, the best first, no two of one event; what the others tell already counts little."""
    signs = signs or Signs()
    left, chosen, heat, told = list(stories), list[StoryCandidate](), dict(signs.heat), Counter[str]()

    def worth(story: StoryCandidate) -> tuple[float, datetime, int]:
        again = max((told[word] for word in signs.words.get(story.article_id, ())), default=0)
        beside = sum(each.section is not None and each.section == story.section for each in chosen)
        alone = _worth(story, now, length, signs, heat)
        return alone + _AGAIN * again + _SAME_SECTION * beside, story.newest_at, story.article_id

    while left and len(chosen) < most:
        story = max(left, key=worth)
        left.remove(story)
        words = signs.words.get(story.article_id, {})
        if any(overlap(words, signs.words.get(each.article_id, {}), signs.shares) >= _SAME for each in chosen):
            continue
        chosen.append(story)
        told.update(word for word in words if signs.heat.get(word, 0.0) >= SUBJECT)
        heat |= {word: heat[word] * _TOLD_ALREADY for word in words if word in heat}
    return chosen


def _worth(story: StoryCandidate, now: datetime, length: timedelta, signs: Signs, heat: Mapping[str, float]) -> float:
    publishers = _PUBLISHERS * math.log2(1 + story.publishers + _A_REPRINT * story.reprints)
    told = publishers + _ARTICLES * math.log2(1 + story.articles) + _LANGUAGE * story.in_language
    recency = _RECENCY * max(0.0, 1 - (now - story.newest_at) / length)
    hot = _HOT * min(1.0, heat_of(signs.words.get(story.article_id, {}), heat) / _HOTTEST)
    kind = _ROUTINE * (story.article_id in signs.routine) + _GRAVE * (story.article_id in signs.grave)
    topical = _TOPICAL * min(_MOST_TOPICAL, signs.topical.get(story.article_id, 0))
    return told + recency + hot + kind + topical + _WANTED * (story.article_id in signs.wanted)
