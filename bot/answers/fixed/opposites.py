"""Words of which one excludes the other: rise and fall, import and export, men and women, revenue and profit.

A closed table of the language, both languages in one row, so that a question in one is compared with news in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answers.fixed.slots import Slot, narrow

_AXES: dict[str, tuple[str, ...]] = {  # the sides of each, as patterns; converses (buy and sell) exclude nothing
    "course": (
        r"上[涨升调扬]|[大微高暴飙猛反收领]涨|涨[幅到至了价超近]|[升漲涨](?:了?(?:多少|几|\d))|增长|增加|增至|增幅|提高|攀升|回升"
        r"|\b(?:r[io]se[sn]?|rising|increas(?:e[sd]?|ing)|gr[eo]w(?:s|n|th|ing)?|climb(?:s|ed|ing)?|surg(?:e[sd]?|ing)|soar(?:s|ed|ing)?)\b",
        r"下[跌降滑调挫]|[大微暴收领]跌|跌[幅至到了破超近]|[降跌](?:了?(?:多少|几|\d))|减少|降至|降幅|降低|缩减|回落"
        r"|\b(?:f[ae]ll(?:s|en|ing)?|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|drop(?:s|ped|ping)?|slump(?:s|ed|ing)?|shr[iau]nk|plung(?:e[sd]?|ing))\b",
    ),
    "trade": (r"进口(?!商)|\bimport(?:s|ed|ing)?\b", r"出口(?!成|商)|\bexport(?:s|ed|ing)?\b"),
    "flow": (r"净流入|净买入|\binflows?\b", r"净流出|净卖出|\boutflows?\b"),
    "advice": (r"买入|增持", r"卖出|减持|抛售"),
    "gender": (
        r"男(?=[子足篮排乒单双团队])|\b(?:men|boys)'?s?(?='s|'| (?:singles|doubles|team|race|final|title))",
        r"女(?=[子足篮排乒单双团队])|\b(?:women|girls|ladies)'?s?(?='s|'| (?:singles|doubles|team|race|final|title))",
    ),
    "players": (r"单打|[男女]单|\bsingles\b", r"双打|[男女混]双|\bdoubles\b"),
    "compared": (
        r"同比|较上年|比上年|比去年|\byear[- ]on[- ]year\b",
        r"环比|较上月|比上月|比上季|\b(?:month|quarter)[- ]on[- ]\w+\b",
    ),
    "extent": (
        r"最[高大多](?!人民|法|检|限)|\b(?:highest|biggest|largest|maximum)\b",
        r"最[低少小]|\b(?:lowest|smallest|minimum)\b",
    ),
    "pace": (r"最[快长早]|\b(?:fastest|longest|earliest)\b", r"最[慢短晚]|\b(?:slowest|shortest|latest)\b"),
    "level": (r"国家级|全国", r"省级|全省", r"市级|全市", r"县级|全县", r"全球|全世界"),
    "earned": (
        r"营收|营业(?:总)?收入|主营收入|\b(?:revenues?|turnover)\b",
        r"净利|利润|\b(?:profits?|earnings|net income)\b",
    ),
    "result": (r"盈利|\bprofits?\b", r"亏损|\bloss(?:es)?\b"),
    "age": (r"青年|少年|\b(?:junior|youth)s?\b", r"成年|\bseniors?\b"),
    "home": (r"主场|\bat home\b", r"客场|\baway\b"),
    "supply": (r"供应|供给|\bsuppl(?:y|ies)\b", r"需求|\bdemand\b"),
    "balance": (r"顺差|盈余|\bsurplus\b", r"逆差|赤字|\bdeficit\b"),
    "urban": (r"城镇|\burban\b", r"农村|乡村|\brural\b"),
    "limit": (r"上限|\bceiling\b", r"下限|\bfloor\b"),
    "harm": (r"死亡|遇难|\b(?:dead|killed|deaths?|died)\b", r"受伤|伤者|\b(?:injur(?:ed|ies)|wounded|hurt)\b"),
    "half": (r"上半(?:场|时)|\bfirst half\b", r"下半(?:场|时)|\bsecond half\b"),
    "side": (r"赞成|\b(?:in favou?r of|yes vote)\b", r"反对|\b(?:against|opposed?|oppos(?:es|ing))\b"),
}
_READ = {axis: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns) for axis, patterns in _AXES.items()}


def opposites(text: str) -> list[Slot]:
    """Each side of each pair that `text` is on."""
    return list(_found(text, narrow(text)))


def _found(text: str, plain: str) -> Iterator[Slot]:
    for axis, patterns in _READ.items():
        for value, pattern in enumerate(patterns):
            for match in pattern.finditer(plain):
                yield Slot("opposite", axis, value, text[match.start() : match.end()], match.start())
