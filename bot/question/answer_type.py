"""What a question asks for: a number, a time, a person, a place, a reason; and which words of a text are of that kind.

Closed sets of question words, Chinese (both scripts, by folding) and English; no model.
"""

from __future__ import annotations

import re
from typing import Literal

from data.text.calendar import MONTHS, WEEKDAYS
from data.text.tokens import fold

AnswerType = Literal["money", "share", "time", "number", "person", "place", "reason", "other"]

_COUNT = r"(?:\d[\d,.]*|[零一二两三四五六七八九十百千万亿]+)"
_CURRENCY = "元|块|美元|欧元|英镑|日元|港元|美金|人民币|韩元|卢布|马克|台币|卢比"
_PAID = "赔|罚|捐|融资|募|营收|净利|投资|花|欠|骗|卖"
_WORDS = r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|half)\b"


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


_ASKS: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (  # the first that fits counts
    ("reason", _any("为什么|为啥|为何", r"^why\b")),  # even of a price
    (
        "money",
        _any(
            rf"多少(?:钱|资金|亿元|万元|{_CURRENCY})|几(?:块|元)|多少.{{0,6}}(?:罚款|奖金|赔偿|工资|薪)",
            rf"售价|定价|价格|身价|票价|起售|卖(?:到)?(?:几|多)|(?:{_PAID})了?(?:多少|几)",
            r"(?<!by )how much (?:money|is|are|was|were|did|does|will|has|have)|how many (?:dollars|pounds|euros|yuan)",
            r"what (?:price|sum|amount|fee|salary|fine|prize)",
        ),
    ),
    (
        "share",
        _any(
            r"百分之|百分比|比例|占比|几成|多大比重|增速|增长率|利率|税率|胜率|[涨跌增降升减]了?(?:幅|多少|几)",
            r"what (?:percent\w*|share|proportion)|per cent|by how much|(?:interest|tax|jobless|unemployment) rate",
        ),
    ),
    (
        "time",
        _any(
            r"何时|什么时[候间]|哪一?[年天日月周]|哪个月|几[点号月日]|啥时|多会儿|多久|多长时间|几天|几年|几小时|星期几|周几|日期",
            r"^when\b|\bwhen (?:did|does|do|will|was|were|is|are)\b",
            r"(?:what|which) (?:time|date|day|year|month)|how long",
        ),
    ),
    (
        "number",
        _any(
            r"多少|几[^乎何]|多[大高长远重快深宽]|第几|比分",
            r"\bhow (?:many|old|big|high|far|tall|large|fast|often|low)\b|what (?:number|score|odds|age)",
        ),
    ),
    ("reason", _any("为什么|为啥|为何|怎么会|原因|凭什么", r"\bwhy\b|what (?:caused|reason|led)|for what reason")),
    (
        "person",
        _any(
            "谁|哪位|何人|什么人|哪个人|叫(?:什么|啥)|姓(?:什么|啥)|名字",
            r"\bwho(?:se|m)?\b|which (?:man|woman|player|actor|singer|minister|director)",
        ),
    ),
    (
        "place",
        _any(
            r"哪里|哪儿|在哪|何处|哪个(?:国家|城市|省|市|县|区|地方|州|镇|村)|什么地方|哪[国省市县]",
            r"\bwhere\b|which (?:country|city|town|state|place|region)",
        ),
    ),
)
_ANSWERS: dict[AnswerType, re.Pattern[str]] = {
    "money": _any(
        rf"{_COUNT}\s*余?多?[十百千万亿]*\s*(?:{_CURRENCY})|[$£€¥]\s*\d",
        r"\d[\d,.]*\s*(?:m|bn|million|billion|pounds|dollars|euros|yen|yuan|pence|cents|usd|rmb)\b",
    ),
    "share": _any(rf"百分之|{_COUNT}\s*(?:%|个?百分点|成|倍)|\d\s*(?:%|per ?cent|percentage)"),
    "time": _any(
        rf"{_COUNT}\s*(?:年|月|日|号|点|时|小时|分钟|秒|天|周|个月|岁)",
        r"今[天晨晚年]|昨[天晚]|明[天年]|上午|下午|凌晨|周[一二三四五六日末]",
        r"\b(?:19|20)\d\d\b|\d\s*(?:am|pm|years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b",
        *(rf"\b{day}\b" for day in WEEKDAYS),
        *(r"\bmay\b" if month == "may" else month for month in MONTHS),
    ),
    "number": _any(_COUNT, _WORDS),
    "reason": _any("因|由于|为了|导致|造成|所以", r"because|due to|after|caused|since|as a result|blam"),
}


def asked_kind(question: str) -> AnswerType:
    """What the question asks for, by its question words; "other" for what, which, how, and no question."""
    folded = fold(question)
    return next((kind for kind, pattern in _ASKS if pattern.search(folded)), "other")


def has_kind(text: str, kind: AnswerType) -> bool | None:
    """Whether `text` holds words of that kind; None where words do not tell (a person, a place, anything)."""
    pattern = _ANSWERS.get(kind)
    return None if pattern is None else bool(pattern.search(fold(text)))
