# ruff: noqa: E501  markup stands in lines as sites send it
"""What stands around an article on real sites: menus, sidebars, related news, comments, notices."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what is to be read from it; None where the page does not say it."""

    name: str
    url: str
    markup: str
    title: str
    paragraphs: tuple[str, ...]  # in the order of the page
    language: str
    published_at: datetime | None = None
    author: str | None = None
    source: str | None = None
    section: str | None = None
    image: str | None = None
    canonical: str | None = None  # where it is not `url`
    updated_at: datetime | None = None
    complete: bool = True
    live: bool = False


def texts(language: str) -> dict[str, tuple[str, tuple[Any, ...]]]:
    """Title and paragraphs of news of a coast that does not exist, by name; "en" has some of other languages."""
    read = json.loads(Path(__file__).with_name(f"texts_{language}.json").read_text("utf-8"))
    return {name: (text["title"], tuple(text["paragraphs"])) for name, text in read.items()}


def html(title: str, body: str, head: str = "", lang: str = "zh-CN") -> str:
    return f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>\n<body>{body}</body></html>'


def at(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """A moment of 2022 in Shanghai."""
    return datetime(2022, month, day, hour, minute, second, tzinfo=SHANGHAI).astimezone(UTC)


def ps(paragraphs: Iterable[str], opening: str = "<p>", closing: str = "</p>\n") -> str:
    return "".join(f"{opening}{paragraph}{closing}" for paragraph in paragraphs)


def between(pieces: Sequence[str], extras: Sequence[str]) -> str:
    """`pieces` as paragraphs, with one of `extras` after each but the last."""
    out = [f"<p>{piece}</p>" for piece in pieces]
    for number, extra in zip(range(len(pieces) - 1), extras, strict=False):
        out[number] += extra
    return "\n".join(out)


def links(names: Iterable[str], path: str = "/c/") -> str:
    return "".join(f'<li><a href="{path}{number}.html">{name}</a></li>' for number, name in enumerate(names, 1))


ZH_SECTIONS = ("首页", "国内", "国际", "财经", "科技", "体育", "文化", "视频", "图片", "评论", "地方", "健康")
ZH_NAV = f'<div class="header"><div class="logo"><a href="/"><img src="/static/logo.png" alt="网站"></a></div><ul class="nav">{links(ZH_SECTIONS)}</ul><form action="/s"><input name="q" placeholder="搜索"><button>搜索</button></form></div>'
ZH_RELATED_TITLES = (
    "海岸城七月起调整居民用水价格", "港口吞吐量连续三个月创新高", "渔业合作社年报：会员收入增长一成",
    "新河路地铁站试运营首日客流平稳", "市民热线一周回顾：噪音投诉最多", "白沙岛民宿旺季提前，房价涨两成",
)  # fmt: skip
ZH_RELATED = f'<div class="related"><h3>相关阅读</h3><ul>{links(ZH_RELATED_TITLES, "/n/")}</ul></div>'
ZH_HOT = "".join(
    f'<li><em>{number}</em><a href="/hot/{number}.html" title="{title}">{title}</a><span>{number * 1234}</span></li>'
    for number, title in enumerate(reversed(ZH_RELATED_TITLES), 1)
)
ZH_SIDE = f'<div class="sidebar"><div class="hot"><h2>热门排行</h2><ol>{ZH_HOT}</ol></div><div class="ad"><a href="http://ad.example.net/x"><img src="http://ad.example.net/300x250.jpg" width="300" height="250"></a></div><div class="qr"><img src="/static/qr.png"><p>扫码关注官方微信公众号</p></div></div>'
ZH_FOOT = '<div class="footer"><p><a href="/about">关于我们</a> | <a href="/contact">联系我们</a> | <a href="/ads">广告服务</a> | <a href="/jobs">诚聘英才</a> | <a href="/law">法律声明</a></p><p>版权所有 © 2005-2022 海城新闻网 未经书面授权不得复制或建立镜像</p><p>互联网新闻信息服务许可证：12345678901 海ICP备12345678号 海公网安备 11010102001234号</p><p>违法和不良信息举报电话：010-12345678 举报邮箱：jubao@example.com</p></div>'
ZH_SHARE = '<div class="share">分享到：<a href="#" class="weixin">微信</a><a href="#" class="weibo">微博</a><a href="#" class="qzone">QQ空间</a> <a href="javascript:window.print()">打印</a></div>'
ZH_RIGHTS = "<p>版权声明：凡本网注明“来源：海城新闻网”的所有作品，版权均属于海城新闻网，未经本网授权不得转载、摘编或利用其它方式使用上述作品。</p>"
ZH_COMMENTS = (
    '<div id="comments" class="comment-list"><h3>网友评论（4）</h3>'
    + "".join(
        f'<div class="comment-item"><img class="avatar" src="/u/{name}.png"><b class="user">{name}</b><span class="time">2022-06-25 08:1{number}</span><p>{text}</p><a href="#">回复</a> <a href="#">顶({number})</a></div>'
        for number, (name, text) in enumerate(
            (
                (
                    "海边的猫",
                    "我上周去过一次，座位确实很舒服，就是晚上的灯有点暗，希望以后能给每张桌子配一盏台灯，大家看书也不会累眼睛。",
                ),
                (
                    "码头老王",
                    "在码头干了二十年，没想到有一天能在自己搬过货的仓库里看书，感谢政府做了一件实事，希望能一直办下去，不要只是一阵风。",
                ),
                (
                    "匿名用户",
                    "花一千二百万值得吗？这些钱修路不好吗？我们小区门口的路坏了三年都没有人管，反映了很多次也没有结果。",
                ),
                (
                    "青青",
                    "楼上的，精神生活也是民生。再说钱是港口出的，又不是你交的税，而且公交也延长了，下夜班的人都方便。",
                ),
            )
        )
    )
    + "</div>"
)

EN_SECTIONS = ("Home", "World", "Business", "Politics", "Culture", "Sport", "Science", "Opinion", "Video", "Weather")
EN_NAV = f'<header class="site-header"><a class="logo" href="/"><img src="/img/logo.svg" alt="Harbour News"></a><nav aria-label="Main"><ul>{links(EN_SECTIONS)}</ul></nav><a href="/login">Sign in</a> <a href="/subscribe">Subscribe</a></header>'
EN_RELATED_TITLES = (
    "Port fees rise for the third year running", "Council votes on new cycle lanes along the quay",
    "What the storm left behind: a photo diary", "Five walks to take before the autumn rain",
    "Fishing cooperative reports a record catch",
)  # fmt: skip
EN_RELATED = f'<section class="related-articles"><h2>More on this story</h2><ul>{links(EN_RELATED_TITLES, "/news/")}</ul></section>'
EN_SIDE = f'<aside class="sidebar"><h3>Most read</h3><ol>{links(reversed(EN_RELATED_TITLES), "/top/")}</ol><div class="widget"><h3>Follow us</h3><p><a href="#">Facebook</a> <a href="#">X</a> <a href="#">Instagram</a></p></div></aside>'
EN_FOOT = '<footer class="site-footer"><ul><li><a href="/about">About us</a></li><li><a href="/contact">Contact</a></li><li><a href="/privacy">Privacy policy</a></li><li><a href="/terms">Terms of use</a></li></ul><p>© 2022 Harbour News Ltd. All rights reserved. Harbour News is not responsible for the content of external sites.</p></footer>'
EN_COOKIES = '<div id="cookie-banner" class="cookie-consent" role="dialog"><h2>We value your privacy</h2><p>We and our 842 partners store and access information on your device, such as cookies, to personalise ads and content, measure performance and learn about our audience. You can change your choices at any time in the settings.</p><button>Accept all</button><button>Manage options</button></div>'
EN_NEWSLETTER = '<div class="newsletter-signup"><h3>Sign up for our morning briefing</h3><p>Get the stories that matter in your inbox every weekday at seven. You can unsubscribe at any time.</p><form><input type="email" placeholder="Your email address"><button>Sign up</button></form></div>'
EN_SHARE = '<div class="share-tools"><a href="#">Share on Facebook</a> <a href="#">Share on X</a> <a href="#">Email</a> <a href="#">Print</a></div>'
EN_COMMENTS = (
    '<section id="comments" class="comments-area"><h2>3 comments</h2><ol class="comment-list">'
    + "".join(
        f'<li class="comment"><p class="comment-author">{name}</p><time datetime="2022-06-25T0{number}:00:00Z">June 25, 2022</time><p>{text}</p><a href="#">Reply</a></li>'
        for number, (name, text) in enumerate(
            (
                (
                    "gull42",
                    "I went on Tuesday and could not find a seat after nine. Lovely place though, and the tea is cheap. They should open a second room before winter comes and the terrace closes.",
                ),
                (
                    "Marta",
                    "Does anybody know whether you need a card to borrow? The website says yes, the man at the door said no, and my daughter came home with four books and no receipt.",
                ),
                (
                    "old salt",
                    "In my day we read by the stove and nobody paid us a bus for it. Still, better books than the pub, I suppose, and my grandson has stopped asking for a new phone.",
                ),
            )
        )
    )
    + "</ol></section>"
)
