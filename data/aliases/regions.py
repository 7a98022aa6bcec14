"""Names that differ by language or region: those listed here, countries and currencies as CLDR has them in English, on
the mainland, in Taiwan and in Hong Kong, and OpenCC's tables of Taiwan's and Hong Kong's words (`義大利` is `意大利`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import opencc
from babel import Locale

from data.aliases.keys import name_key
from data.text.tokens import simplify

_LONGEST = 5  # characters of a regional word
_LOCALES = ("zh_Hans", "zh_Hant", "zh_Hant_HK", "en")
_LISTED = (
    "特朗普 川普 Trump Donald_Trump 唐纳德·特朗普", "拜登 Biden Joe_Biden", "普京 普丁 Putin Vladimir_Putin",
    "泽连斯基 泽伦斯基 Zelensky Zelenskyy", "奥巴马 欧巴马 Obama", "布什 布希 Bush", "布莱尔 Blair Tony_Blair",
    "内塔尼亚胡 纳坦雅胡 Netanyahu", "马斯克 Musk Elon_Musk", "特斯拉 Tesla", "苹果 Apple", "谷歌 Google",
    "微软 Microsoft", "亚马逊 Amazon", "英伟达 辉达 Nvidia", "英特尔 Intel", "脸书 脸谱网 Facebook", "推特 Twitter",
    "比亚迪 BYD", "台积电 TSMC 台湾积体电路制造", "华为 Huawei", "腾讯 Tencent", "阿里巴巴 Alibaba",
    "蚂蚁集团 蚂蚁金服 Ant_Group", "字节跳动 ByteDance", "小米 Xiaomi", "三星 Samsung", "索尼 Sony", "丰田 Toyota",
    "波音 Boeing", "空客 空中客车 Airbus", "英国 UK Britain United_Kingdom", "美国 US USA United_States America",
    "俄罗斯 俄国 Russia", "欧盟 EU European_Union", "联合国 UN United_Nations", "北约 NATO",
    "世卫组织 世界卫生组织 WHO World_Health_Organization", "美联储 联准会 Fed Federal_Reserve",
    "美国航空航天局 美国宇航局 NASA",
)  # fmt: skip
"""Names in the news whose other names no resource at hand gives: forty at most, by hand, `_` for a blank; the one that
stands for the thing where it must be named once first."""


@cache
def known_names() -> dict[str, tuple[str, ...]]:
    """Other names by key of data.aliases.keys: the listed ones, then those of CLDR."""
    found: dict[str, list[str]] = defaultdict(list)
    listed = [tuple(name.replace("_", " ") for name in each.split()) for each in _LISTED]
    for group in (*listed, *_cldr()):
        for name in group:
            found[name_key(name)] += group
    return {key: others_of(key, names) for key, names in found.items()}


def others_of(key: str, names: Iterable[str]) -> tuple[str, ...]:
    """`names` without the one of `key` itself and without any second way to write the same."""
    by_key = {name_key(name): name for name in reversed(list(names))}
    return tuple(name for other, name in reversed(by_key.items()) if other not in (key, ""))


def _cldr() -> list[tuple[str, ...]]:
    """The names of each country and currency."""
    locales = [Locale.parse(name) for name in _LOCALES]
    countries = [code for code in locales[0].territories if str(code).isalpha()]  # the others are parts of the world
    groups = [[locale.territories.get(code, "") for locale in locales] for code in countries]
    groups += [[locale.currencies.get(code, "") for locale in locales] for code in locales[0].currencies]
    return [tuple(name for name in group if name) for group in groups]


def regional_words(text: str) -> dict[str, tuple[str, ...]]:
    """What stands in a text of traditional characters and is said otherwise on the mainland: `軟體` -> `软件`."""
    if simplify(text) == text:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    parts = [text[at : at + size] for size in range(1, _LONGEST + 1) for at in range(len(text) - size + 1)]
    for converter in _converters():
        # one call for all; a line break parts them as no phrase holds one
        said = dict(zip(parts, converter.convert("\n".join(parts)).split("\n"), strict=True))
        for part in parts:
            if _differs(part, said) and not (_differs(part[1:], said) or _differs(part[:-1], said)):
                found[part] = tuple(dict.fromkeys((*found.get(part, ()), said[part])))
    return found


def _differs(part: str, said: dict[str, str]) -> bool:
    return bool(part) and said[part] != simplify(part)


@cache
def _converters() -> tuple[opencc.OpenCC, ...]:
    return opencc.OpenCC("tw2sp"), opencc.OpenCC("hk2sp")
