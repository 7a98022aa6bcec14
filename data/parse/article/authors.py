"""Who wrote an article: named in its head, beside its title, or where a Chinese report names its reporters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from data.parse.article.stated import Stated, texts
from data.text.cleaning import clean_line
from data.text.scripts import HAN

_HAN_NAME = f"[{HAN}·]{{2,12}}"
_NEXT_LABEL = (
    r"(?!编辑|編輯|来源|來源|责编|时间|發布|发布|摄影|通讯员|评论|阅读|浏览|点击|分享|字体|打印|收藏|关注|标签"
    r"|报道|報導)"
)
_HAN_NAMES = rf"{_HAN_NAME}(?:(?:[\s、，,/和]|\s?&\s?){{1,3}}{_NEXT_LABEL}{_HAN_NAME}){{0,4}}"
_LABELLED = re.compile(
    r"(?:作者|撰文|撰稿|采写|採寫|文字记者)\s*[:：丨｜|]\s*(?:本[报報网]\s*)?(?:(?:见习|特约|首席)?(?:记者|記者)\s*)?"
    rf"(?P<name>{_HAN_NAMES}|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){{0,3}})"
    rf"|(?:^|[\s·|(（【])文\s?[/／丨｜|:：]\s*(?P<wen>{_HAN_NAMES})"
    rf"|(?:记者|記者)\s*[:：丨｜|]?\s*(?P<reporter>{_HAN_NAMES})"
)
_SHORT_NAMES = rf"[{HAN}]{{2,4}}(?:[\s、，,]{{1,2}}[{HAN}]{{2,4}}){{0,4}}"
_REPORTED = re.compile(rf"(?:记者|記者)\s?(?P<name>{_SHORT_NAMES})\s?(?=[)）】／/]|报道|報道|報導)")
_WORD = r"(?:[A-Z\u00c0-\u00de][\w'’.-]*|(?:van|von|de|der|den|da|di|la|le|bin|al)(?= ))"
_PERSON = rf"{_WORD}(?: {_WORD}){{0,4}}"
_BY = re.compile(
    r"(?:^|(?<![Pp]owered)[\s·|(])(?:[Bb]y|BY|Von|Par|Por|Written by|Words by)\s*[:：]?\s+"
    rf"(?P<names>{_PERSON}(?:(?:, | and | & |, and | und | et | y ){_PERSON}){{0,5}})"
)
_PARTS = re.compile(
    rf"\s*(?:[,，、;；/／|]|\band\b|\bund\b|&|[{HAN}]{{0,6}}(?:记者|記者|通讯员|通訊員)[\s:：/／丨｜|]*)\s*"
)
_PREFIX = re.compile(
    r"^(?:(?:by|von|par|written by|words by)[\s:：]+|(?:作者|撰文|文)\s*[:：/／丨｜|]\s*"
    r"|(?:作者|撰文)\s+|本[报報网台]\s*)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(rf"\s*[（(].{{0,20}}[)）]$|(?<=[{HAN}]{{2}})(?:报道|報導|報道|文|摄影报道)$")
_NO_PERSON = re.compile(
    r".*(?:correspondent|editor|reporter|writer|staff|admin|newsroom|editorial|desk|https?:|@|\d|www\."
    r"|编辑|編輯|小编|佚名|匿名|未知"
    r"|管理员|摄影|拍摄|视频|剪辑|供图|发布|来源|綜合|综合|本网|本站|网站|unknown|anonymous|redaktion|기자단|通讯社).*",
    re.IGNORECASE,
)
_OPENING = 80  # characters of the text in which a report names who reported it


def find_authors(
    stated: Stated, details: Iterable[str], body: Sequence[str], closing: Iterable[str], not_named: Iterable[str]
) -> str | None:
    """The authors, parted by ", "; None where nobody is named.

    `details` are the lines by the title, `closing` those behind the text, `not_named` what is no author though
    it is given as one: the publisher.
    """
    others = {name.lower() for name in not_named if name}
    for names in _ways(stated, details, body, closing):
        people = [person for name in names for person in _people(name, others)]
        if people:
            return ", ".join(dict.fromkeys(people))
    return None


def _ways(stated: Stated, details: Iterable[str], body: Sequence[str], closing: Iterable[str]) -> Iterable[list[str]]:
    yield texts(stated.article.get("author"), "name")
    yield [stated.text("author", "byl", "dc.creator", "parsely-author", "sailthru.author", "cxenseparse:author")]
    for line in details:
        yield _named_in(line)
    if body:
        yield [found["name"] for found in _REPORTED.finditer(body[0][:_OPENING])][:1]
    for line in closing:
        yield _named_in(line)


def _named_in(line: str) -> list[str]:
    found = _LABELLED.search(line) or _BY.search(line)
    return [name for name in found.groups() if name][:1] if found else []


def _people(names: str, others: set[str]) -> Iterable[str]:
    """The persons in a string: `记者 赵启 孙月` -> 赵启, 孙月; `By ADA VOSS and Per Lind` -> Ada Voss, Per Lind."""
    for part in () if "://" in names else _PARTS.split(clean_line(names)):
        name = _SUFFIX.sub("", _PREFIX.sub("", part)).strip(" .:：|｜-")
        han = re.fullmatch(rf"[{HAN}]{{2,4}}(?: [{HAN}]{{2,4}})+", name)
        for person in name.split(" ") if han else [name]:
            if 2 <= len(person) <= 40 and person.lower() not in others and not _NO_PERSON.fullmatch(person):
                yield person.title() if person.isupper() and person.isascii() and " " in person else person
