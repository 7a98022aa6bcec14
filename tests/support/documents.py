"""Documents of every form that the parsers read, made small, for tests of more than one parser."""

from __future__ import annotations

import base64
import quopri
from email.message import EmailMessage
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

# feeds
FIRST = """<item>
  <title>海岸城推出夜间图书馆 &amp; 咖啡馆</title>
  <link>/n/1.html?a=1&amp;b=2</link><guid isPermaLink="false">n-1</guid>
  <pubDate>2022-06-24 17:50:54</pubDate><category>文化</category><category>城市</category>
  <source url="https://daily.example/feed">海城日报</source>
  <description>&lt;p&gt;首周接待三千人次。&lt;/p&gt;</description>
  <content:encoded><![CDATA[<p>首周接待读者三千人次。</p><p>馆方会延长开放&nbsp;时间。</p><script>x()</script>]]></content:encoded>
</item>"""
SECOND = """<item><title>新式热水器</title><link>https://example.com/n/2.html</link><guid>https://example.com/n/2.html</guid>
  <pubDate>Fri, 24 Jun 2022 09:50:54 GMT</pubDate>
  <description>一家企业的热水器获得认证。</description></item>"""


def rss(*items: str, head: str = "<title>港口新闻</title><language>zh-CN</language>", encoding: str = "utf-8") -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{head}{"".join(items)}</channel></rss>'
    )


DETAILS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
  <title>港口新闻</title><link>https://example.com/port</link><language>zh-CN</language>{head}
  <item><title>渔船回港</title><link>/n/1</link><pubDate>Fri, 24 Jun 2022 09:50:54 GMT</pubDate>{item}</item>
  </channel></rss>"""

# sitemaps

NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
NEWS = """<url><loc>https://news.example/a/1.html?x=1&amp;y=2</loc><lastmod>2022-06-24T18:20:00+08:00</lastmod>
  <news:news><news:publication><news:name>海城日报</news:name><news:language>zh-cn</news:language></news:publication>
  <news:publication_date>2022-06-24T17:50:54.123+08:00</news:publication_date>
  <news:title>海岸城推出夜间图书馆 &amp; 咖啡馆</news:title></news:news>
  <image:image><image:loc>/p/1.jpg</image:loc></image:image></url>"""


def sitemap(*urls: str, root: str = "urlset", head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f"{head}<{root} {NAMES}>{''.join(urls)}</{root}>".encode()


def plain(path: str, changed: str | None) -> str:
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>https://news.example{path}</loc>{lastmod}</url>"


# a list of feeds

LIST = """<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>我的订阅</title></head><body>
<outline text="新闻"><outline text="国内" title="国内">
<outline type="rss" text="晨报 &amp; &quot;晚报&quot; 😀" xmlUrl="https://a.example/rss?x=1&amp;y=2" htmlUrl="https://a.example/"/>
</outline><outline title="海城日报" xmlUrl="feed://b.example/feed"></outline></outline>
<outline text="https://c.example/atom.xml" xmlUrl="https://c.example/atom.xml"/></body></opml>"""

# JSON lines, a listing saved as text, a dated listing, an article

LINES = '{"id": 1, "title": "渔船回港", "body": "<p>渔民回家。</p>"}\n{"id": 2, "title": "灯塔熄灯"}\n'
LISTING = """首页>新闻>
海港
渔船回港
渔民回家。来源:晨报
2022-06-24 17:50:54 查看全文
灯塔熄灯
灯塔要修。
2022-06-23 08:00:00 查看全文
"""
PARAGRAPH = "图书馆位于旧码头的仓库里，读者可以一直读到凌晨两点，咖啡由附近的渔民合作社供应。"
ITEMS = "".join(
    f'<li><a href="/n/{number}">第{number}条海港新闻的标题</a><p>第{number}段：渔民把鱼卖给了城里的饭馆。</p>'
    f"<i>2022-06-2{number}</i></li>"
    for number in range(1, 5)
)
PAGE = f"<!DOCTYPE html><html><head><title>海港</title></head><body><h1>海港新闻</h1><ul>{ITEMS}</ul></body>"
ARTICLE = "<html><head><title>灯塔熄灯</title></head><body><h1>灯塔熄灯</h1><p>2022-06-24 17:50</p>"
ARTICLE += f"<p>{PARAGRAPH}</p>" * 5

# listings without dates

TITLES = (
    "海岸城六月起开放夜间图书馆",
    "渔船全部回港，码头连夜卸货",
    "新式热水器获得国家节能认证",
    "山区学校收到五百台旧电脑",
    "老城区的路灯换成了暖色光",
    "灯塔修缮工程年底前完工",
)
CHROME = """<div class="top"><a href="/login">登录我的账号</a></div>
<nav><ul><li><a href="/">首页</a></li><li><a href="/world/">国际新闻频道</a></li>
<li><a href="/about.html">关于我们的报纸</a></li></ul></nav>
<div class="breadcrumb"><a href="/">首页</a> &gt; <a href="/local/">本地新闻</a></div>"""
SIDE = """<div class="sidebar"><h3>热门</h3><ul><li><a href="/a/9001.html">去年冬天的大雪压垮了旧仓库</a></li>
<li><a href="/a/9002.html">前年夏天的洪水淹没了新码头</a></li></ul></div>
<div class="tags"><a href="/tag/lib">图书馆与阅读推广</a><a href="/tag/port">港口与航运物流业</a></div>"""
FOOT = """<footer><p>海城日报社版权所有</p><a href="https://partner.example/x/123456.html">友情链接：兄弟报社的网站</a>
<a href="/privacy">隐私政策与使用条款说明</a></footer>"""
SHAPES = {
    "list": '<li><a href="{url}">{title}</a></li>',
    "headings with teasers": '<div class="item"><h3><a href="{url}">{title}</a></h3><p>{title}，请看。</p></div>',
    "picture and title": '<div><a href="{url}"><img src="/i.jpg" alt=""></a><a href="{url}">{title}</a></div>',
    "cards": '<a class="card" href="{url}"><img src="/i.jpg"><h4>{title}</h4><p>记者从现场发来的报道。</p></a>',
    "cards without headings": '<a href="{url}"><div>{title}</div><div>记者从现场发来报道</div></a>',
    "cut titles": '<li><a href="{url}" title="{title}">{cut}...</a></li>',
    "table": '<tr><td>·</td><td><a href="{url}">{title}</a></td></tr>',
    "paragraphs": '<p>· <a href="{url}">{title}</a></p>',
}


def page(shape: str, address: str = "/a/{0}01.html", titles: tuple[str, ...] = TITLES, after: str = "") -> str:
    items = "".join(
        shape.format(url=address.format(number), title=title, cut=title[:6]) for number, title in enumerate(titles, 1)
    )
    return (
        f"<!DOCTYPE html><html lang='zh'><head><title>本地新闻 - 海城日报</title></head><body>{CHROME}"
        f'<div class="main"><div class="list">{items}</div>{after}</div>{SIDE}{FOOT}</body></html>'
    )


# mails

ADVERT = "<html><body><p>Click the picture and see it all before the other readers do, thank you.</p></body></html>"
ADDRESS = "https://news.example/local/index.html"


def saved(markup: str, charset: str = "utf-8", encoding: str = "quoted-printable", location: str = ADDRESS) -> bytes:
    """A page with a frame and a picture, as Chromium saves it."""
    content = markup.encode(charset)
    packed = quopri.encodestring(content) if encoding == "quoted-printable" else base64.encodebytes(content)
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {location}\r\nSubject: =?utf-8?Q?saved?=\r\n"
        "Date: Mon, 1 Jan 2024 10:00:00 +0800\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B----"\r\n\r\n\r\n'
    )
    frame = (
        "------B----\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/frame\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{ADVERT}\r\n"
    )
    main = (
        f'------B----\r\nContent-Type: text/html; charset="{charset}"\r\nContent-ID: <frame-1@mhtml.blink>\r\n'
        f"Content-Transfer-Encoding: {encoding}\r\nContent-Location: {location}\r\n\r\n"
    )
    picture = "\r\n------B----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    return head.encode() + frame.encode() + main.encode() + packed + picture.encode() + b"------B------\r\n"


def letter(text: str | None, markup: str | None = None, **fields: str) -> bytes:
    message = EmailMessage()
    head = {"Subject": "海城早报：灯塔修好了", "From": "海城日报 <news@daily.example>", "To": "reader@example.com"}
    for name, value in {**head, "Date": "Fri, 24 Jun 2022 17:50:54 +0800", **fields}.items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if markup is not None and text is not None:
        message.add_alternative(markup, subtype="html")
    elif markup is not None:
        message.set_content(markup, subtype="html")
    return message.as_bytes()
