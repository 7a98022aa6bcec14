"""Words that say little by themselves, a list for each use."""

from __future__ import annotations

from data.text.calendar import MONTHS, WEEKDAYS
from data.text.numbers import NUMBER_WORDS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words(
    "a about after also an and are as at before by can could did do does during for from had has have he her his how "
    "i if in is it its may more no not of on one or she should so some that the their then there these they this "
    "those to was we were what when where which who why will with would you"
)
_ENGLISH_WITHIN = _words("all be because been into just many most my near other our over such than them two under your")
_CHINESE = _words("一共 之前 之后 以后 大概 已经 总共 时候 现在 目前 这次")

_ASKED = _words(
    "any being day days get happen last latest me month much new news now off out own put said say says take taken "
    "tell time took up us way whom whose year years "
    "一个 为什么 为何 之一 什么 什么样 今年 他们 以下 以及 关于 几个 分别 去年 可以 可能 哪个 哪些 哪位 哪儿 哪家 "
    "哪年 哪里 因为 多少 如何 怎么 怎样 我们 所以 新闻 时间 是否 没有 自己 还有 这个 那个 需要"
)
COMMON = _ENGLISH | _ENGLISH_WITHIN | _CHINESE | _ASKED
"""A question of any subject is made of them: no names, and not worth a translation.

Names that look like one (WHO, US, IT) are names only where they are written large.
"""

_JOINING = _words(
    "according against although among another around between both but despite each even every few here him however "
    "meanwhile might must nor only same several since still though through until while without yes yet "
    "percent pm am km cm mm kg bn mn usd cny rmb eur gbp"
)
FUNCTION_WORDS = _ENGLISH | _ENGLISH_WITHIN | NUMBER_WORDS | {*MONTHS, *WEEKDAYS} | _JOINING
"""English: no names with a capital, no evidence when two texts share them."""

SENTENCE_STARTS = _ENGLISH | _words("according any but dr might mr mrs ms please since sir tell whom whose")
"""English: their capital only says that a sentence begins."""

ONLY_ENGLISH = _words(
    "after and are been could from has how into its not said than that the their they this were what which with "
    "would you"
)
"""English needs them in every other sentence, and the languages near it do not use them."""

NAME_JOINTS = _words("of and for the on in de to &")
"""They stand small inside a name: Bank of England."""

KNOWN_NAMES = _words(
    "丰田 亚马逊 创业板 奔驰 宝马 小米 小鹏 微信 微博 微软 快手 恒指 抖音 搜狐 新浪 日产 本田 沪指 深成指 滴滴 "
    "特斯拉 理想 百度 知乎 福特 纳指 网易 美团 苹果 荣耀 蔚来 谷歌 起亚 道指 高通"
)
"""Names that jieba takes for common words."""

NO_NAMES = _words(
    "世界 主席 企业 全国 全球 公司 卫星 原因 史 名字 国家 地区 地方 城市 新手机 新歌 新片 新车 时候 时间 洪水 石油 "
    "网友 都 金 集团 高铁 黄金"
)
"""Common words that jieba takes for names."""

ACRONYMS = _words("AI APP CEO CFO CMO COO CPI CTO GDP IP IPO MAU PMI PPI Q1 Q2 Q3 Q4 SSD")
"""In capitals, and yet no names."""

EMPTY_NOUNS = _CHINESE | _words(
    "一次 万 上 下 个 中 事 人 亿 以前 以来 其中 内 前 叫 同比 名 后 后来 回事 外 当年 当时 本次 然后 环比 真的 "
    "结果 起来 那次 里 钱"
)
"""Nouns by their tag that say nothing of what a text is about."""

PARTICLES = _words(
    "不 与 为 么 之 也 了 于 从 会 做 其 再 到 办 占 去 又 可 向 吗 吧 呢 和 啊 在 对 将 就 很 才 把 是 最 有 来 此 "
    "没 用 由 的 看 给 能 被 要 让 该 说 跟 还 这 那 都"
)
"""Characters that are words of their own, so never part of an unknown name."""
