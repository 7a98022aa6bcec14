"""Which lines of a page are the text of its article, by where its prose is densest.

A second opinion beside trafilatura's, which loses text on pages of table cells and line breaks and keeps notices
of Chinese sites; what both take along is dropped here line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.parse.article.outline import Line, Outline
from data.parse.bylines import is_details, is_prose
from data.parse.html import Element

_MOST_OF_IT = 0.8  # of its prose must be in one child for an element to be only a frame around that child
_PARAGRAPHS = frozenset((
    "p", "li", "blockquote", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "font", "span", "b", "strong",
))  # fmt: skip
_KEPT_SHORT = frozenset(("li", "pre", "blockquote", "dd"))
# What such a line goes on with does not matter: it is about the site or the article and not of it.
_NOTICE = re.compile(
    r"[\s（(【\[*▲▼※■◆>·-]*(?:责任编辑|責任編輯|责编|責編|(?:编辑|編輯|校对|校對|审核|审读|监制|统筹|美编|值班编委)\s*[:：/丨|]"
    r"|(?:版权|版權|免责|免責|特别|郑重|重要)(?:声明|聲明|提示)|声明\s*[:：]|凡(?:本[网站]|注明)"
    r"|本(?:文|网)(?:仅代表|系转载|转载自|内容由)|未经.{0,12}授权"
    r"|(?:以上内容|文章内容)仅|转载请|原(?:标题|標題)\s*[:：].{0,60}$|(?:更多)?(?:精彩|独家)内容"
    r"|(?:相关|相關|延伸|推荐|推薦|热门|精彩)"
    r"(?:阅读|閱讀|新闻|新聞|报道|報導|链接|推荐|推薦|文章|资讯)"
    r"|阅读下一篇|上一[篇页頁条]|下一[篇页頁条]|分享(?:到|至|给)|(?:微信)?扫(?:码|一扫|描)|(?:长按|识别).{0,6}二维码"
    r"|(?:关注|訂閱|订阅).{0,12}(?:公众号|公眾號|微信|频道|頻道)"
    r"|点击(?:展开|查看|进入|图片|关注|这里|下载|阅读)|打开APP|下载(?:客户端|APP)|(?:广告|廣告)(?:声明)?(?:[:：]|.{0,40}$)|(?:关键[词字]|關鍵字|标签|標籤|TAGS?)\s*[:：]"
    r"|支持键盘|(?:网友|最新|发表|热门|全部)评论.{0,12}$|更多(?:新闻|精彩|内容|文章|阅读)|【?纠错】?|返回(?:首页|顶部|列表)|違者必究|无断转载|無断転載|無断での"
    r"|本(?:報|报)讯员.{0,20}供图|Copyright|©|All rights reserved|무단 ?전재|관련 ?기사|저작권자)",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?:read (?:more|also|next|the full)|see also|also read|related|recommended|more on|more from"
    r"|share|follow us"
    r"|topics?|tags?"
    r"|filed under|posted in|categor(?:y|ies)|sign up|subscribe|advertisement|sponsored|most read|trending|newsletter"
    r"|photo|weiterlesen|lesen sie auch|mehr zum thema|lire aussi|leer más|関連記事|あわせて読みたい)\b\s*[:：|-]",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:share(?: this)?(?: on .*| article| story)?|tweet|print|e-?mail|advertisement"
    r"|sponsored(?: content)?"
    r"|related(?: (?:stories|articles|topics))?"
    r"|recommended(?: for you)?|read (?:more|next|also)|most read|trending(?: now)?"
    r"|comments?|leave a (?:reply|comment)"
    r"|reply|follow us"
    r"|subscribe(?: now)?|sign (?:in|up)|log ?in|newsletter|see also|continue reading"
    r"|more on this story|photos?|gallery|video"
    r"|Anzeige|Werbung|シェア|ツイート|印刷|공유|댓글|구독|分享|打印|收藏|点赞|在看|举报|投诉|顶部|赞|复制链接)[\s:：.…]*",
    re.IGNORECASE,
)
_AD = re.compile(
    r"\b(?:unsubscribe at any time|our privacy policy|all rights reserved|accept (?:all )?cookies)\b", re.I
)


_LONGEST_NOTICE = 240  # characters
_LONGEST_BYLINE = 100  # characters
_SENTENCE_END = re.compile(r"[。！？…；.!?]\W*$")


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of an article, and the number of the line of the page that follows them."""

    lines: tuple[str, ...]
    last: int


def densest_text(page: Outline, title_at: int | None) -> Text | None:
    """The text where the prose of a page is densest; None where there is none.

    `title_at` is the number of the line that is the title: what stands between it and the text is a lead.
    """
    if page.root not in page.weights:
        return None
    first, last = page.spans[_densest(page)]
    if title_at is not None and title_at < first:
        led = [number for number in range(title_at + 1, first) if page.lines[number].prose]
        first = next((number for number in led if not is_notice(page.lines[number].text)), first)
    elif title_at is not None and title_at < last:
        first = title_at + 1
    lines = article_lines(page.lines[first:last])
    return Text(tuple(lines), last) if lines else None


def article_lines(lines: Sequence[Line]) -> list[str]:
    """Those of `lines` that are text: without links alone, notices, details, and headings of what was left out."""
    kept: list[str] = []
    waiting: list[str] = []  # short lines: text only if text follows at once
    for line in lines:
        short = not is_prose(line.text) and line.tag not in _KEPT_SHORT
        if not kept:  # a byline is long, but ends in no sentence
            short = len(line.text) <= _LONGEST_BYLINE and not _SENTENCE_END.search(line.text)
        if line.chrome or line.linked or is_notice(line.text) or (is_details(line.text) and line.tag != "pre"):
            waiting.clear()
        elif short:
            waiting += [line.text] if kept or line.tag in ("h2", "h3", "h4") else []
        else:
            kept += [*waiting, line.text]
            waiting.clear()
    return kept


def is_notice(text: str) -> bool:
    """Whether a line is about the site, its rights or what else to read; a whole text may begin like one."""
    if len(text) > _LONGEST_NOTICE:
        return False
    if _NOTICE.match(text) or _MARKED.match(text) or _LABEL.fullmatch(text):
        return True
    return _AD.search(text) is not None


def _densest(page: Outline) -> Element:
    """The innermost element that holds nearly all prose of what is around it, and is no mere paragraph."""
    element = page.root
    while True:
        child = max((c for c in element if c in page.weights), key=lambda c: page.weights[c], default=None)
        if child is None or child.tag in _PARAGRAPHS:
            return element
        if page.weights[child] < _MOST_OF_IT * page.weights[element] or _prose_lines(page, child) < 2:
            return element
        element = child


def _prose_lines(page: Outline, element: Element) -> int:
    first, last = page.spans[element]
    return sum(line.prose for line in page.lines[first:last])
