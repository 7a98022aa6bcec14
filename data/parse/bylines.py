"""What stands around the text of an article: its source, "read more", counters, and the breadcrumb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from data.text.dates import find_date

_MORE = (
    r"(?:[\[【(（]?(?:(?:点击|點擊)?(?:查看|阅读|閱讀|展开|展開|了解|浏览)(?:全文|原文|更多|详情|詳情|全部|详细)"
    r"|详情|詳情|详细|全文|更多|more"
    r"|read (?:more|full (?:story|article)|the full story)|continue reading|full story)"
    r"\s*(?:[>»›→]{1,2}|\.{3}|…)?[\]】)）]?)"
)
_READ_MORE = re.compile(_MORE, re.IGNORECASE)
# "数据来源:统计局", "资金来源:自筹" speak of something else than who published the article.
_OTHER_SOURCES = (
    "数据", "數據", "资料", "資料", "图片", "圖片", "视频", "能源", "资金", "收入", "利润",
    "材料", "主要", "重要", "唯一",
)  # fmt: skip
_LABEL = (
    "".join(f"(?<!{word})" for word in _OTHER_SOURCES)
    + r"(?:(?:文章|新闻|新聞|稿件|本文|信息)?(?:来源|來源|稿源|出处|出處)|(?<![A-Za-z] )\bsource)\s*[:：]"
)
_NAME = r"(?P<name>[^。！？!?;；,，\n]{0,40}?)"
_CREDITS = r"(?:[\s,，|]*(?:作者|编辑|編輯|责任编辑|责编|记者|記者|审核|校对)\s*[:：].{0,30})?"
_SOURCE_AT_END = re.compile(rf"[\s(（\[【]*{_LABEL}\s*{_NAME}{_CREDITS}[\s)）\]】]*\Z", re.IGNORECASE)
_WORD = r"[^\s|,，。;；:：)）\]】]{1,40}"
# A name of several words has to be Latin; after an empty name stands the next label or a date.
_NO_NAME = r"(?!\d+[-/.年月]|作者|编辑|责编|记者|时间|发布|阅读|浏览|点击)"
_SOURCE_IN_LINE = re.compile(rf"{_LABEL}\s*(?P<name>{_NO_NAME}{_WORD}(?: (?-i:[A-Za-z]){_WORD})*)?", re.IGNORECASE)
_COUNTER = re.compile(
    r"(?:阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|点赞|分享|收藏|转发|作者|编辑|记者|责编|标签|分类|栏目|发布时间|发表于|日期|时间"
    r"|tags?|comments?|views?|share|posted(?: on| in)?|published(?: on)?|by|author|category)"
    r"(?:[数量次]*\s*[:：(（].{0,30}|\s*\d+\s*|)"
    r"|\d+\s*(?:次?(?:阅读|浏览|点击|评论|点赞)|次|条评论|comments?|views?|min read)|\d{1,9}"
    r"|(?-i:By [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3})",
    re.IGNORECASE,
)
_EDGE = " \t,，|·•:：;；()（）[]【】<>»›-–—/"

_HOME = r"(?:网站首页|網站首頁|首页|首頁|主页|主頁|Home(?: page)?)"
_SEPARATOR = r"\s*(?:>+|＞+|›|»|→|/|\\|-{2,})\s*"
_BREADCRUMB = re.compile(rf"(?:.{{0,12}}[:：]\s*)?{_HOME}{_SEPARATOR}(?P<rest>.{{0,200}})", re.IGNORECASE)
_NO_SECTION = frozenset(
    ("正文", "内容", "详情", "列表", "文章", "文章正文", "文章详情", "新闻详情", "查看内容", "article")
)


def is_read_more(text: str) -> bool:
    """Whether `text` is nothing but an invitation to open the article."""
    return _READ_MORE.fullmatch(text.strip()) is not None


def split_source(body: str) -> tuple[str, str | None]:
    """`body` without the 来源:NAME it ends in, and the name; None where there is no such end or no name."""
    found = _SOURCE_AT_END.search(body, max(0, len(body) - 120))
    if found is None:
        return body, None
    return body[: found.start()].rstrip(), found["name"].strip(_EDGE) or None


def source_in(line: str) -> str | None:
    """The publisher that a line of details ("来源：NAME 2022-06-24 阅读 12") names."""
    if ":" not in line and "：" not in line:
        return None
    found = _SOURCE_IN_LINE.search(_without_date(line))
    return found["name"].strip(_EDGE) or None if found and found["name"] else None


def is_details(line: str) -> bool:
    """Whether a line is about the article and not of it: date, source, counters, "read more"."""
    if not line or is_read_more(line):
        return True
    if len(line) > 80 or re.search("[，。！？；]", line):
        return False
    return _is_only_details(line)


@lru_cache(maxsize=4096)
def _is_only_details(line: str) -> bool:
    rest = _SOURCE_IN_LINE.sub("", _without_date(line))
    rest = _READ_MORE.sub("", rest) if rest != line else rest
    return not rest.strip(_EDGE) or _COUNTER.fullmatch(rest.strip(_EDGE)) is not None


def closing_date(line: str) -> tuple[str, bool] | None:
    """The date a line consists of, and whether "read more" follows it; None for any other line."""
    line = line.strip()
    date = find_date(line) if len(line) <= 60 else None
    if date is None or not line.startswith(date):
        return None
    rest = line[len(date) :].strip(_EDGE)
    return (date, bool(rest)) if not rest or is_read_more(rest) else None


def is_prose(line: str) -> bool:
    """Whether a line reads like a part of a text: long, or with the marks of a sentence in it."""
    return len(line) > 40 or re.search(r"[，。！？；]|[.!?]$", line) is not None


def find_section(lines: Sequence[str], title: str = "") -> tuple[str | None, int]:
    """The `last_crumb` of the first breadcrumb in `lines`, and the index of the line after it.

    (None, 0) without a breadcrumb. One that ends in its separator goes on in the next line with words.
    """
    for number, line in enumerate(lines):
        found = _BREADCRUMB.fullmatch(line.strip())
        if found is None:
            continue
        following = next((n for n in range(number + 1, len(lines)) if lines[n].strip()), len(lines))
        crumbs = split_crumbs(found["rest"])
        heading = lines[following].strip() if following < len(lines) else ""
        if not crumbs[-1]:
            return last_crumb([*crumbs, heading], title), following + 1
        section = last_crumb(crumbs, title)
        return section, following + 1 if heading == section else number + 1
    return None, 0


def _without_date(line: str) -> str:
    date = find_date(line)
    return line.replace(date, " ") if date else line


def split_crumbs(text: str) -> list[str]:
    """The crumbs of a breadcrumb; the last is "" where it ends in its separator."""
    return re.split(_SEPARATOR, text.strip())


def last_crumb(crumbs: Sequence[str], title: str = "") -> str | None:
    """The last crumb that names a section: not the home page, "text", "details" or the article's `title`."""
    words = (crumb.strip() for crumb in crumbs)
    named = [crumb for crumb in words if crumb and crumb.lower() not in _NO_SECTION and crumb != title]
    return named[-1] if named and not re.fullmatch(_HOME, named[-1], re.IGNORECASE) else None
