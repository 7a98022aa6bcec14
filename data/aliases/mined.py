"""Names that an article itself gives for one thing: `国际能源署（IEA）`, `（简称“天弘”）`, `World Bank (WB)`.

Text in, pairs out; the store keeps them by article. Precision before recall: where it is not clear at which
character a name begins, the pair is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from data.text.scripts import HAN
from data.text.stopwords import NAME_JOINTS

VERSION = 1
"""Rises with every change of what is found, so that stored articles are looked through again."""

_LATIN = r"[A-Z][A-Za-z0-9&.'’-]*(?: [A-Za-z0-9&.'’-]+){0,6}"
_AFTER_HAN = re.compile(rf"(?P<name>[{HAN}·•]{{2,30}}) ?[（(](?P<inside>[^（()）\n]{{2,60}})[)）]", re.M)
_HAN_INSIDE = re.compile(rf"(?<![A-Za-z0-9.·-])(?P<name>{_LATIN}) ?[（(](?P<inside>[{HAN}·]{{2,12}})[)）]")
_SHORT = re.compile(r"(?:以下|下文)?(?:简称|下称|又称|又名|英文名|英文简称|英文缩写)(?:为|是)?[：:]? ?(?P<name>.+)")
_MARKS = re.compile(r"[“”\"「」『』‘’《》]")
_ACRONYM = re.compile(r"\((?P<name>[A-Z][A-Za-z&]{1,9})\)")
_WORD_OF_NAME = re.compile(r"[\w'’&.-]+")
_LETTERS = re.compile(r"[A-Z]")

# What an article calls so is another thing in the next article.
_GENERIC = frozenset(
    ("公司", "本公司", "集团", "平台", "协议", "合同", "基金", "银行", "中心", "学校", "医院", "条例", "办法")
)
_NOT_NAMES = frozenset(("IC Photo", "App", "TOP"))  # what is bracketed behind anything
# Parts of speech, by the tags of jieba's dictionary, that a name is made of, and those that stand before one.
_INSIDE = frozenset(
    ("n", "ns", "nt", "nz", "nr", "nrt", "nrfg", "vn", "b", "j", "l", "an", "ng", "s", "i", "x", "a", "f")
)
_OUTSIDE = frozenset(("p", "uj", "ul", "u", "r"))
_NOT_FIRST = frozenset(("vn", "a", "f", "x", "j", "ng"))
_OFFICE = re.compile(  # what a person is, before the name
    ".*(?:主帅|教练|行长|总理|总统|董事长|主席|部长|大臣|教授|博士|儿子|女儿|成员|证人|创始人|总裁|经理|发言人|分析师|同学|记者"
    "|学家|议员|主任|州长|市长|男子|女子|学者|获得者|导演|演员|歌手|球员|选手|智库|母公司|检察官|律师|目击者|母亲|父亲|旗下|同期|高层|情况)"
)
_TICKER = re.compile(r"\.(?:US|HK|SH|SZ|SG)$")


def mine(title: str, body: str) -> list[tuple[str, str]]:
    """Pairs of names of one thing, each once, in the order of the text; the longer or Chinese one stands first."""
    text = f"{title}\n{body}"
    pairs = (*_bracketed(text), *_translated(text), *_acronyms(text))
    return [(one, other) for one, other in dict.fromkeys(pairs) if one != other]


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    """`据国际能源署（IEA）`, `卢卡·马斯特里（Luca Maestri）`, `天弘基金管理有限公司（以下简称“天弘基金”）`"""
    for match in _AFTER_HAN.finditer(text):
        before, inside = match["name"].replace("•", "·"), match["inside"].strip()
        if short := _SHORT.fullmatch(inside):
            yield from _shortened(before, short["name"])
        elif re.fullmatch(_LATIN, inside) and inside not in _NOT_NAMES and not _TICKER.search(inside):
            yield from _foreign(before, inside)


def _foreign(before: str, inside: str) -> Iterator[tuple[str, str]]:
    if "·" in before:
        surname = before.rpartition("·")[2]
        if len(surname) > 1 and " " in inside and inside.rpartition(" ")[2][0].isupper():
            yield surname, inside
            yield surname, inside.rpartition(" ")[2]
    elif (name := _last_name(before)) and (len(inside) > 2 or (len(inside) == 2 and inside.isupper())):
        yield name, inside


def _shortened(before: str, said: str) -> Iterator[tuple[str, str]]:
    """Only a short name made of the characters of the long one, which shows where that begins."""
    for short in re.split(r"[、，,或/]", _MARKS.sub("", said)):
        short = short.strip()
        long = _last_name(before)
        if long and 2 <= len(short) < len(long) and short not in _GENERIC and _made_of(short, long):
            yield long, short


def _translated(text: str) -> Iterator[tuple[str, str]]:
    """`Hi-Fi Rush（完美音浪）`"""
    for match in _HAN_INSIDE.finditer(text):
        tags = {tag for _, tag in rjieba.tag(match["inside"])}
        if tags <= _INSIDE and match["name"] not in _NOT_NAMES and not _OFFICE.match(match["inside"]):
            yield match["inside"], match["name"]


def _acronyms(text: str) -> Iterator[tuple[str, str]]:
    """`the Securities and Exchange Commission (SEC)`: as many words as the capitals begin."""
    for match in _ACRONYM.finditer(text):
        words = _words_before(text[max(match.start() - 120, 0) : match.start()])
        letters = _LETTERS.findall(match["name"])
        if match["name"].isupper():
            letters = list(match["name"].replace("&", ""))
        if long := _spelt(words, letters):
            yield " ".join(long).removesuffix("'s").rstrip("'’"), match["name"]


def _words_before(text: str) -> list[str]:
    """The words at the end of `text` that nothing but single blanks parts."""
    words = text.rsplit("\n", 1)[-1].split(" ")[:-1]
    for at in range(len(words) - 1, -1, -1):
        if not _WORD_OF_NAME.fullmatch(words[at]):
            return words[at + 1 :]
    return words


def _spelt(words: list[str], letters: list[str]) -> list[str]:
    """The last of `words` whose initials are `letters`, small words passed over; [] when they are not."""
    at = len(words)
    for letter in reversed(letters):
        at -= 1
        while at >= 0 and words[at].lower() in NAME_JOINTS and words[at][0].upper() != letter:
            at -= 1
        if at < 0 or words[at][0].upper() != letter:
            return []
    return words[at:] if len(letters) > 1 and words[at][0].isupper() else []


def _last_name(run: str) -> str:
    """The name that `run` ends with; "" where its beginning is not plain."""
    tagged = rjieba.tag(run)
    start = len(tagged)
    while start and tagged[start - 1][1] in _INSIDE:
        start -= 1
    if start and not _plain_start(tagged[start - 1], first=start == 1):
        return ""
    if start < len(tagged) and (tagged[start][1] in _NOT_FIRST or len(tagged[start][0]) == 1 < len(tagged) - start):
        return ""
    name = _OFFICE.sub("", "".join(word for word, _ in tagged[start:]))
    return name if 2 < len(name) <= 24 else ""


def _plain_start(before: tuple[str, str], first: bool) -> bool:
    """Whether a name can only begin behind this word: `据`, `的`; `和` only where nothing it could join stands."""
    word, tag = before
    if word in ("和", "与", "同", "及") or tag in ("c", "d"):
        return first
    return tag in _OUTSIDE


def _made_of(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long`, in that order."""
    rest = iter(long)
    return all(char in rest for char in short)
