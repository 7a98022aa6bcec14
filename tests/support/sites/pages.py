"""Items as pages of their own and in lists, with what stands around them on real sites."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from tests.support.sites.site import Item

SHANGHAI = ZoneInfo("Asia/Shanghai")
_NAV_ZH = ("首页", "要闻", "本地", "民生", "文化", "体育", "图片", "视频", "专题", "关于我们")
_NAV_EN = ("Home", "Local", "Business", "Culture", "Sport", "Weather", "Video", "About us")
Row = Callable[[Item], str]


def printed(at: datetime) -> str:
    """As Chinese sites write a time."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def portal(item: Item, site: str, head: str = "", when: str | None = None, lead: str = "") -> str:
    """A Chinese site's page: breadcrumb, a line with time, source and author, and boxes around the text."""
    details = f"{printed(item.at) if when is None else when} 来源：{site} 作者：{item.text.author}".strip()
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>{escape(item.text.title)}_{site}</title>
{head}<link rel="stylesheet" href="/s/main.css"><script>var _hmt = _hmt || [];</script></head><body>
{_nav(_NAV_ZH)}<div class="breadcrumb"><a href="/">首页</a> &gt; <a href="/c/">{item.section}</a> &gt; 正文</div>
<div class="main"><h1 class="title">{escape(item.text.title)}</h1><div class="info">{details}</div>
<div class="article-content" id="content">{lead}{_paragraphs(item)}</div>
<div class="share"><a href="#">分享到微信</a> <a href="#">分享到微博</a></div></div>
<div class="sidebar"><h3>热门排行</h3><ol>{_links("排行第{}的旧闻")}</ol></div>
<div class="footer">版权所有 © 2026 {site} 联系电话 000-1234567</div></body></html>"""


def magazine(item: Item, site: str, head: str = "", when: bool = True, lead: str = "") -> str:
    """An English site's page, which states everything in its head too."""
    stated = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": item.text.title,
        "author": {"@type": "Person", "name": item.text.author},
        "articleSection": item.section,
    } | ({"datePublished": item.at.isoformat()} if when else {})
    time = f'<time datetime="{item.at.isoformat()}">{item.at:%d %B %Y}</time>' if when else ""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{escape(item.text.title)} - {site}</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="{site}">
<meta property="og:title" content="{escape(item.text.title)}"><meta name="author" content="{item.text.author}">
{head}<script type="application/ld+json">{json.dumps(stated)}</script></head><body>
<header>{_nav(_NAV_EN)}</header><main><article><h1>{escape(item.text.title)}</h1>
<p class="byline">By {item.text.author} {time}</p>{lead}
<div class="story-body">{_paragraphs(item)}</div></article>
<aside><h2>Most read</h2><ul>{_links("An older story, number {}")}</ul></aside></main>
<footer>Copyright 2026 {site}. All rights reserved. Terms of use. Privacy.</footer></body></html>"""


def listing(title: str, items: Sequence[Item], row: Row | None = None, more: str = "", charset: str = "utf-8") -> str:
    """A list of titles, each with its time; `more` stands behind it."""
    rows = "".join(map(row or dated, items))
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="{charset}"><title>{title}</title></head><body>
{_nav(_NAV_ZH)}<div class="breadcrumb"><a href="/">首页</a> &gt; <a href="/list/">{title}</a></div>
<ul class="news-list">{rows}</ul>{more}
<div class="footer">版权所有 © 2026 联系电话 000-1234567</div></body></html>"""


def dated(item: Item) -> str:
    return f'<li><a href="{escape(item.url)}">{escape(item.text.title)}</a><span>{printed(item.at)}</span></li>'


def undated(item: Item) -> str:
    return f'<li><a href="{escape(item.url)}">{escape(item.text.title)}</a></li>'


def seed_listing(section: str, items: Sequence[Item], source: str) -> str:
    """Whole articles below each other, each with its source, time and 查看全文."""
    blocks = "".join(
        f'<div class="item"><h3><a href="{item.url}">{escape(item.text.title)}</a></h3>'
        f"<p>{escape(''.join(item.text.paragraphs))}来源:{source}</p>"
        f'<div class="bar"><span>{item.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}</span> '
        f'<a href="{item.url}">查看全文</a></div></div>'
        for item in items
    )
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{section}</title></head><body>
{_nav(_NAV_ZH)}<div class="position"><a href="/">首页</a>&gt;<a href="/news/">新闻动态</a>&gt;</div><h2>{section}</h2>
<div class="list">{blocks}</div><div class="footer">版权所有 © 2026</div></body></html>"""


def pager(next_path: str | None) -> str:
    link = f'<a href="{next_path}">下一页</a>' if next_path else "<span>下一页</span>"
    return f'<div class="pager"><a href="/list/">首页</a> {link}</div>'


def _paragraphs(item: Item) -> str:
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in item.text.paragraphs)


def _nav(names: Sequence[str]) -> str:
    links = "".join(f'<li><a href="/c{number}/">{name}</a></li>' for number, name in enumerate(names))
    return f'<nav class="nav"><ul>{links}</ul></nav>'


def _links(form: str) -> str:
    return "".join(f'<li><a href="/old/{number}.html">{form.format(number)}</a></li>' for number in range(1, 9))
