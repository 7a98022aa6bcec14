"""The set that stories are measured on: the Chinese evaluation articles, wire copies made of some, and labelled pairs.

Copies are made by a seeded generator. `stories_pairs.jsonl` holds pairs of articles that were read and labelled by
hand: copy, same event, other event (related, or alike by template), unrelated; where most words are the same
and a part is told anew, "copy or same event": neither is a mistake.
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import rjieba

from data.models import Entry
from data.text.passages import split_sentences

LABELS = Path(__file__).with_name("stories_pairs.jsonl")
PUBLISHERS = ("晨报", "晚报", "都市报", "新闻网", "在线", "快报", "日报客户端", "早知道")
SYNONYMS = dict(
    pair.split("-")
    for pair in [
        "表示-称",
        "指出-说",
        "记者-本报记者",
        "目前-眼下",
        "已经-业已",
        "可以-能够",
        "进行-开展",
        "认为-觉得",
        "由于-因",
        "但是-不过",
        "因此-所以",
        "开始-着手",
        "发布-公布",
        "获得-取得",
        "增加-增多",
        "提高-提升",
        "重要-关键",
        "问题-难题",
        "情况-情形",
        "工作-事务",
        "发展-进展",
        "公司-企业",
        "市场-行情",
        "相关-有关",
        "部分-一些",
        "通过-经由",
        "发生-出现",
        "影响-波及",
        "同时-与此同时",
        "其中-当中",
        "根据-依据",
        "非常-十分",
        "比较-较为",
        "主要-首要",
        "需要-须",
        "要求-规定",
        "继续-接着",
        "方面-领域",
        "时间-时候",
        "消息-讯息",
        "介绍-讲述",
        "了解-得悉",
        "网友-网民",
        "视频-录像",
        "活动-行动",
        "服务-服侍",
        "建设-建造",
        "使用-运用",
        "产品-商品",
        "男子-男人",
        "女子-女人",
        "孩子-小孩",
    ]
)


@dataclass(frozen=True, slots=True)
class Item:
    """An article of the set; `base` is the one it was made of."""

    id: str
    title: str
    body: str
    published: datetime
    source: str
    base: str | None = None

    def entry(self) -> Entry:
        url = f"https://news.example/{self.id}"
        return Entry(self.title, self.body, url, self.id, self.published, self.source, language="zh")


def items(lines: Iterable[dict[str, Any]]) -> list[Item]:
    """The lines of an evaluation file as they are."""
    return [
        Item(line["id"], line["title"], line["body"], datetime.fromisoformat(line["published"]), line["source"])
        for line in lines
    ]


def copies(originals: Sequence[Item], count: int, seed: int = 1) -> list[Item]:
    """Copies of `count` of the articles, one or two of each, each changed in one to four ways."""
    chance = random.Random(seed)
    made: list[Item] = []
    for original in chance.sample(list(originals), count):
        for _ in range(chance.choice((1, 1, 1, 2))):
            copy = original
            for change in chance.sample(CHANGES, chance.randint(1, 4)):
                copy = change(copy, chance)
            later = timedelta(minutes=chance.choice((3, 40, 300, 1500, 3000, 4300)))
            made.append(
                replace(
                    copy, id=f"c{len(made):04}", base=original.id, source=chance.choice(PUBLISHERS),
                    published=original.published + later,
                )
            )  # fmt: skip
    return made


def cut_end(item: Item, chance: random.Random) -> Item:
    """The first 30-100 %, to the end of a sentence or anywhere."""
    kept = int(len(item.body) * chance.uniform(0.3, 1.0))
    ends = [span.end for span in split_sentences(item.body) if span.end >= kept]
    return replace(item, body=item.body[: ends[0] if ends and chance.random() < 0.7 else kept])


def cut_middle(item: Item, chance: random.Random) -> Item:
    """30-100 %: the beginning and the end."""
    kept = len(item.body) * chance.uniform(0.3, 1.0)
    head = int(kept * chance.uniform(0.4, 0.8))
    return replace(item, body=item.body[:head] + "\n" + item.body[len(item.body) - int(kept - head) :])


def rehead(item: Item, chance: random.Random) -> Item:
    """Another title: a sentence of the text, or a part of one."""
    sentences = [span.of(item.body) for span in split_sentences(item.body)[:3]]
    parts = [part for sentence in sentences for part in re.split("[，。：；]", sentence) if len(part) > 7]
    return replace(item, title=chance.choice(parts)[:40] if parts else item.title)


def reparagraph(item: Item, chance: random.Random) -> Item:
    """The same sentences in other paragraphs, blanks gone."""
    sentences = [re.sub(r"\s+", "", span.of(item.body)) for span in split_sentences(item.body)]
    return replace(item, body="".join(each + ("\n" if chance.random() < 0.4 else "") for each in sentences).strip())


def reword(item: Item, chance: random.Random) -> Item:
    """5 % of the words: another word of that meaning, or two neighbours in the other order."""
    words = rjieba.cut(item.body)
    places = [at for at, word in enumerate(words[:-1]) if len(word) > 1 and word.isalpha()]
    for at in chance.sample(places, len(places) // 20):
        if words[at] in SYNONYMS:
            words[at] = SYNONYMS[words[at]]
        elif words[at + 1].isalpha():
            words[at], words[at + 1] = words[at + 1], words[at]
        else:
            words[at] = words[at][::-1]
    return replace(item, body="".join(words))


def add_lines(item: Item, chance: random.Random) -> Item:
    """What a site puts before and behind a text that it takes over."""
    before = chance.choice(
        (f"原标题：{item.title}\n", "来源：新华社客户端\n", "据央视新闻消息，", "本文转自【都市快报】；", "")
    )
    behind = chance.choice(("\n返回搜狐，查看更多\n责任编辑：", "（责任编辑：李明）", "\n编辑 王芳 校对 刘军", ""))
    return replace(item, body=before + item.body + behind)


CHANGES: list[Callable[[Item, random.Random], Item]] = [cut_end, cut_middle, rehead, reparagraph, reword, add_lines]


def labels() -> dict[tuple[str, str], str]:
    """(id, id) -> label of the pairs that were read."""
    lines = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    return {(line["a"], line["b"]): line["label"] for line in lines}


def held_out(ids: Iterable[str], made: Sequence[Item], pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The articles that no threshold was chosen on: a half, whole groups of what labels or copying tie together."""
    group = {each: each for each in ids} | {item.id: item.id for item in made}

    def first(each: str) -> str:
        while group[each] != each:
            each = group[each]
        return each

    for one, other in [*pairs, *((item.id, item.base or item.id) for item in made)]:
        ends = sorted((first(one), first(other)))
        group[ends[1]] = ends[0]
    return {each for each in group if zlib.crc32(first(each).encode()) % 2}
