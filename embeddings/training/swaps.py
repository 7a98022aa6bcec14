"""Near misses made by rule: what a question fixes is exchanged, so that its passage no longer answers it.

Another year, number, ordinal, direction or name stands in the place of the one that was asked for. What comes in
is never in the passage, or is the opposite of what was there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from embeddings.training.examples import Example, as_typed

_SWAPPED, _TYPED = 0.25, 0.25  # shares of the examples
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_NUMBER = re.compile(r"(?<![\d.,A-Za-z-])\d{1,3}(?![\d.,A-Za-z-])")
_ORDINAL_ZH = re.compile("第([一二三四五六七八九十])")
_ORDINAL_EN = re.compile(r"\b(first|second|third|fourth|fifth|sixth)\b")
_NAME = re.compile(r"(?<![.?!\w] )(?<!^)(?<!\w)[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*")
_PLACE_ZH = re.compile(r"[\u4e00-\u9fff]{2,3}(?=[省市县区州国])")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
    r"|(?<!\d)(?:1[0-2]|[1-9])月"
)
# what is one or the other of two: a property of the languages, none of the questions
_OPPOSITES = (
    "增长 下降|上涨 下跌|上升 下降|增加 减少|进口 出口|买入 卖出|男子 女子|男 女|最高 最低|最大 最小|最多 最少|"
    "同比 环比|收入 利润|赞成 反对|胜 负|上半年 下半年|同意 拒绝|城镇 农村|国内 国外|之前 之后|开始 结束|"
    "rise fall|rose fell|increase decrease|before after|most least|highest lowest|largest smallest|imports exports|"
    "men women|men's women's|male female|won lost|win lose|buy sell|bought sold|revenue profit|oldest youngest|"
    "north south|east west|northern southern|eastern western|home away|supported opposed|accepted rejected|"
    "began ended|gained lost|maximum minimum|more fewer"
)
_OTHER = {one: other for pair in _OPPOSITES.split("|") for one, other in (pair.split(), pair.split()[::-1])}
_OPPOSITE = re.compile("|".join(rf"\b{w}\b" if w.isascii() else w for w in sorted(_OTHER, key=len, reverse=True)))


class Swapper:
    """Makes near misses with the names and places that other questions speak of."""

    def __init__(self, questions: Sequence[str], random: Random) -> None:
        self._random = random
        self._names = [match for question in questions for match in _NAME.findall(question)] or ["Alba"]
        self._places = [match for question in questions for match in _PLACE_ZH.findall(question)] or ["临江"]

    def swapped(self, example: Example) -> Example | None:
        """`example` with one thing of its question exchanged, not answered any more; None where nothing can be."""
        found = [(match, other) for pattern, other in self._ways() for match in pattern.finditer(example.question)]
        self._random.shuffle(found)
        for match, other in found:
            old, new = match.group(), other(match.group())
            if new not in example.passage and (old in example.passage or old in _OTHER):
                question = f"{example.question[: match.start()]}{new}{example.question[match.end() :]}"
                return replace(example, question=question, answer=None)
        return None

    def _ways(self) -> tuple[tuple[re.Pattern[str], Callable[[str], str]], ...]:
        choose = self._random.choice
        return (
            (_YEAR, lambda old: str(int(old) + choose((-10, -3, -2, -1, 1, 2, 3)))),
            (_NUMBER, lambda old: str(int(old) + choose((1, 2, 3, 5, 10)))),
            (_MONTH, self._month),
            (_ORDINAL_ZH, lambda old: "第" + choose([n for n in "一二三四五六七" if n not in old])),
            (_ORDINAL_EN, lambda old: choose([n for n in ("first", "second", "third", "fourth") if n != old])),
            (_OPPOSITE, lambda old: _OTHER[old]),
            (_NAME, lambda old: choose(self._names)),
            (_PLACE_ZH, lambda old: choose(self._places)),
        )

    def _month(self, old: str) -> str:
        if old.endswith("月"):
            return f"{(int(old[:-1]) + self._random.choice((0, 1, 2, 5))) % 12 + 1}月"
        return self._random.choice([month for month in ("January", "March", "June", "October") if month != old])


def varied(examples: Sequence[Example], random: Random) -> list[Example]:
    """`examples` in random order, some typed as on a phone, some with a near miss made by rule beside them."""
    swapper, made = Swapper([example.question for example in examples], random), list[Example]()
    for number, example in enumerate(examples):
        if example.answer and random.random() < _SWAPPED and (swap := swapper.swapped(example)):
            pair = example.pair or f"swap {number}"
            made += [replace(example, pair=pair), replace(swap, pair=pair)]
        else:
            made.append(example)
    typed = {pair: random.random() < _TYPED for pair in {each.pair for each in made} - {""}}
    made = [as_typed(each) if typed.get(each.pair, random.random() < _TYPED) else each for each in made]
    random.shuffle(made)
    return made
