"""Sites whose articles are told in odd ways: charsets, times, addresses, copies, changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from html import escape

import opencc

from data.models import SourceKind, TimeNote
from tests.support.sites import feeds, pages
from tests.support.sites.good import MODIFIED, Answers, magazine_pages, of, portal_pages, with_robots
from tests.support.sites.site import FEED, HTML, NOW, Address, Item, Site, items, path_of
from tests.support.sites.texts import Text

_OPENCC = opencc.OpenCC("s2t")


def _traditional(text: str) -> str:
    """In traditional characters, as far as Big5 has them."""
    return str(_OPENCC.convert(text)).encode("big5", "ignore").decode("big5")


def gbk(at: Address) -> Site:
    """Labelled with the smaller GB2312, in the header only."""
    made = items(at, "gbk", 6)
    body = feeds.rss20("金沙洲早报", at.url("/"), made, feeds.full).replace(' encoding="utf-8"', "").encode("gbk")
    feed = of(body, "text/xml; charset=gb2312", etag='"gbk"')
    return Site(
        "gbk",
        at.url("/rss.xml"),
        with_robots({"/rss.xml": feed} | portal_pages(made, "金沙洲早报")),
        tuple(item.told() for item in made),
    )


def big5(at: Address) -> Site:
    """Traditional characters, feed and pages in Big5."""
    made = items(at, "big5", 5, convert=_traditional)
    feed = of(feeds.rss20("海棠灣報", at.url("/"), made, charset="big5").encode("big5"), modified=MODIFIED)
    answers: Answers = {"/rss.xml": feed}
    for item in made:
        markup = pages.portal(item, "海棠灣報").replace('charset="utf-8"', 'charset="big5"')
        answers[path_of(item.url)] = of(markup.encode("big5", "replace"), "text/html")
    return Site("big5", at.url("/rss.xml"), with_robots(answers), tuple(item.told() for item in made))


def utf16(at: Address) -> Site:
    made = items(at, "utf16", 5)
    body = feeds.rss20("双塔新闻", at.url("/"), made, feeds.full, charset="utf-16").encode("utf-16")
    answers = with_robots({"/rss.xml": of(body, FEED, etag='"16"')} | portal_pages(made, "双塔新闻"))
    return Site("utf16", at.url("/rss.xml"), answers, tuple(item.told() for item in made))


def wrong_label(at: Address) -> Site:
    """UTF-8 that the header calls ISO-8859-1 and the page itself GB2312."""
    made = items(at, "wrong-label", 5)
    feed = of(
        feeds.rss20("听涛网", at.url("/"), made, charset="iso-8859-1").encode(),
        "text/xml; charset=iso-8859-1",
        etag='"w"',
    )
    answers: Answers = {"/rss.xml": feed}
    for item in made:
        markup = pages.portal(item, "听涛网").replace('charset="utf-8"', 'charset="gb2312"')
        answers[path_of(item.url)] = of(markup, "text/html; charset=iso-8859-1")
    return Site("wrong-label", at.url("/rss.xml"), with_robots(answers), tuple(item.told() for item in made))


def gb18030(at: Address) -> Site:
    """A listing and its pages, in a charset that only the pages name."""
    made = items(at, "gb18030", 6)
    page = of(pages.listing("社会", made, charset="gb18030").encode("gb18030"), "text/html", etag='"gb"')
    answers: Answers = {"/list/": page}
    for item in made:
        markup = pages.portal(item, "麦积川新闻").replace('charset="utf-8"', 'charset="gb18030"')
        answers[path_of(item.url)] = of(markup.encode("gb18030"), "text/html")
    told = tuple(item.told() for item in made)
    return Site("gb18030", at.url("/list/"), with_robots(answers), told, kind=SourceKind.LISTING)


def relative_times(at: Address) -> Site:
    """3小时前, 昨天 15:20 and the like, on the list and on the pages."""
    local = NOW.astimezone(pages.SHANGHAI).replace(tzinfo=None)
    yesterday = (local - timedelta(days=1)).replace(hour=15, minute=20)
    day = (local - timedelta(days=3)).replace(hour=9, minute=30)
    words = {
        "5分钟前": local - timedelta(minutes=5),
        "3小时前": local - timedelta(hours=3),
        "昨天 15:20": yesterday,
        f"{day:%m-%d %H:%M}": day,
    }
    made = items(at, "relative", len(words))
    dated = [
        (replace(item, at=moment.replace(tzinfo=pages.SHANGHAI).astimezone(UTC)), when)
        for item, (when, moment) in zip(made, words.items(), strict=True)
    ]
    whens = {item.url: when for item, when in dated}
    row = lambda item: f'<li><a href="{item.url}">{escape(item.text.title)}</a><span>{whens[item.url]}</span></li>'  # noqa: E731
    made = tuple(item for item, _ in dated)
    answers: Answers = {"/list/": of(pages.listing("快讯", made, row), HTML, etag='"r"')}
    answers |= {path_of(item.url): of(pages.portal(item, "竹林关网", when=when), HTML) for item, when in dated}
    told = tuple(item.told() for item in made)
    return Site("relative", at.url("/list/"), with_robots(answers), told, kind=SourceKind.LISTING)


def undated(at: Address) -> Site:
    """No time, neither in the feed nor on the pages."""
    made = items(at, "undated", 5)
    feed = of(feeds.rss20("驼铃通讯", at.url("/"), made, times=False), etag='"u"')
    answers: Answers = {"/rss.xml": feed}
    answers |= {path_of(item.url): of(pages.portal(item, "驼铃通讯", when=""), HTML) for item in made}
    told = tuple(item.told(at=None, note=TimeNote.SEEN) for item in made)
    return Site("undated", at.url("/rss.xml"), with_robots(answers), told)


def future(at: Address) -> Site:
    """Two of its times have not come yet."""
    made = items(at, "future", 5, "en")
    early = tuple(replace(item, at=NOW + timedelta(days=2, hours=n)) for n, item in enumerate(made[:2]))
    feed = of(feeds.rss20("Eastgate Post", at.url("/"), early + made[2:], extra=feeds.credits), etag='"f"')
    told = tuple(item.told(at=None, note=TimeNote.FUTURE) for item in early) + tuple(item.told() for item in made[2:])
    return Site("future", at.url("/rss.xml"), with_robots({"/rss.xml": feed}), told)


def tracking(at: Address) -> Site:
    """Each article twice in the feed: bare, and with tracking parameters and a fragment."""
    made = items(at, "tracking", 4, "en", path="/story?id={id}")
    tagged = tuple(
        replace(item, url=f"{item.url}&utm_source=rss&utm_medium=feed&fbclid=x{n}#top", guid=f"{item.guid}-tagged")
        for n, item in enumerate(made)
    )
    feed = of(feeds.rss20("Quarrytown News", at.url("/"), made + tagged, extra=feeds.credits), etag='"q"')
    told = tuple(item.told() for item in made)
    return Site("tracking", at.url("/rss.xml"), with_robots({"/rss.xml": feed}), told)


def two_addresses(at: Address) -> Site:
    """Two of its articles stand under a second address too, whose page names the first as canonical."""
    made = items(at, "two-urls", 5)
    seconds = tuple(replace(item, url=at.url(f"/m/{n}.html"), guid=f"m-{n}") for n, item in enumerate(made[:2]))
    feed = of(feeds.rss20("枫桥集网", at.url("/"), made + seconds), etag='"two"')
    answers: Answers = {"/rss.xml": feed} | portal_pages(made[2:], "枫桥集网")
    for item, second in zip(made, seconds, strict=False):
        markup = pages.portal(item, "枫桥集网", head=f'<link rel="canonical" href="{item.url}">')
        answers |= {path_of(item.url): of(markup, HTML), path_of(second.url): of(markup, HTML)}
    return Site("two-urls", at.url("/rss.xml"), with_robots(answers), tuple(item.told() for item in made))


def changed(at: Address) -> Site:
    """At the second reading one article has another title, and one a longer text."""
    made = items(at, "changed", 6)
    title = replace(made[0], text=replace(made[0].text, title=f"更正：{made[0].text.title}"))
    longer = (*made[1].text.paragraphs, "更新：截至发稿时，居民已经陆续回到家中，具体原因仍在核实，本报将继续关注。")
    body = replace(made[1], text=replace(made[1].text, paragraphs=longer))
    after = (title, body, *made[2:])
    versions = [
        of(feeds.rss20("青崖观察", at.url("/"), edition, extra=feeds.credits), etag=f'"v{n}"')[0]
        for n, edition in enumerate((made, after))
    ]
    told, later = (tuple(item.told() for item in edition) for edition in (made, after))
    return Site("changed", at.url("/rss.xml"), with_robots({"/rss.xml": tuple(versions)}), told, told_later=later)


def new_guids(at: Address) -> Site:
    """The same articles, but every guid is new at the second reading."""
    made = items(at, "guids", 5, "en")
    renamed = tuple(replace(item, guid=f"moved-{item.guid}") for item in made)
    versions = [
        of(feeds.rss20("Greywater Gazette", at.url("/"), edition, extra=feeds.credits), etag=f'"g{n}"')[0]
        for n, edition in enumerate((made, renamed))
    ]
    told = tuple(item.told() for item in made)
    return Site("guids", at.url("/rss.xml"), with_robots({"/rss.xml": tuple(versions)}), told)


def wire(at: Address) -> Site:
    """An agency, from which `wire_copy` takes articles."""
    made = items(at, "wire", 6)
    feed = of(feeds.rss20("澜河通讯社", at.url("/"), made, feeds.full), etag='"x"')
    answers = with_robots({"/rss.xml": feed} | portal_pages(made, "澜河通讯社"))
    return Site("wire", at.url("/rss.xml"), answers, tuple(item.told() for item in made))


def wire_copy(at: Address) -> Site:
    """Four of the agency's: as it is, under another heading, in one paragraph, and cut; and two of its own."""
    taken, own = items(at, "wire", 4), items(at, "wire-copy", 2)
    copies = (
        taken[0].text,
        replace(taken[1].text, title=f"独家关注：{taken[1].text.title}"),
        Text(taken[2].text.title, ("澜河通讯社消息，" + "".join(taken[2].text.paragraphs),), taken[2].text.author),
        replace(taken[3].text, paragraphs=taken[3].text.paragraphs[:-1]),
    )
    printed = tuple(
        Item(text, at.url(f"/copy/{n}.html"), item.at + timedelta(minutes=40), item.section, f"copy-{n}")
        for n, (item, text) in enumerate(zip(taken, copies, strict=True))
    )
    feed = of(feeds.rss20("半月岛晚报", at.url("/"), printed + own, feeds.full), etag='"y"')
    told = tuple(item.told() for item in printed + own)
    pairs = tuple((copy.url, path_of(item.url)) for copy, item in zip(printed, taken, strict=True))
    answers = with_robots({"/rss.xml": feed} | portal_pages(printed + own, "半月岛晚报"))
    return Site("wire-copy", at.url("/rss.xml"), answers, told, copies=pairs)


def live(at: Address) -> Site:
    """One of its pages is written on while its event goes on."""
    made = items(at, "live", 4)
    running = replace(made[0], text=replace(made[0].text, title=f"直播：{made[0].text.title}"))
    feed = of(feeds.rss20("石门坎在线", at.url("/"), (running, *made[1:])), etag='"live"')
    answers: Answers = {"/rss.xml": feed} | portal_pages((running, *made[1:]), "石门坎在线")
    told = tuple(item.told() for item in (running, *made[1:]))
    return Site("live", at.url("/rss.xml"), with_robots(answers), told, reread=(path_of(running.url),))


def pictures(at: Address) -> Site:
    """Two items are a picture and a title."""
    made = items(at, "pictures", 5, "en")
    images = {item.url: at.url(f"/img/{n}.jpg") for n, item in enumerate(made[:2])}
    describe = lambda item: (  # noqa: E731
        escape(f'<img src="{images[item.url]}" alt="">') if item.url in images else feeds.full(item)
    )
    feed = of(feeds.rss20("Larkspur View", at.url("/"), made, describe), etag='"pic"')
    answers: Answers = {"/rss.xml": feed} | magazine_pages(made, "Larkspur View")
    for item in made[:2]:
        bare = replace(item, text=replace(item.text, paragraphs=()))
        answers[path_of(item.url)] = of(pages.magazine(bare, "Larkspur View", lead=f'<img src="{images[item.url]}">'))
    told = tuple(item.told(body="", image=images[item.url]) for item in made[:2])
    told += tuple(item.told() for item in made[2:])
    return Site("pictures", at.url("/rss.xml"), with_robots(answers), told)


def null_bytes(at: Address) -> Site:
    """Characters that XML does not allow, between the tags and in the words."""
    made = items(at, "null", 5)
    text = feeds.rss20("柳河夜报", at.url("/"), made, feeds.full)
    body = text.replace("</title>", "\0</title>").replace("<p>", "<p>\x0b").replace("<item>", "\x01<item>")
    answers = with_robots({"/rss.xml": of(body, etag='"0"')} | portal_pages(made, "柳河夜报"))
    return Site("null-bytes", at.url("/rss.xml"), answers, tuple(item.told() for item in made))


def script_links(at: Address) -> Site:
    """Between its articles stand links to scripts, mail, files and anchors, titled like articles."""
    made = items(at, "scripts", 5)
    hrefs = ("javascript:open(1)", "mailto:desk@news.example", "file:///etc/passwd", "#", "tel:+86123")
    odd = "".join(
        f'<li><a href="{href}">请点击这里查看更多精彩内容第{n}辑</a><span>{pages.printed(NOW)}</span></li>'
        for n, href in enumerate(hrefs)
    )
    page = pages.listing("综合", made).replace('<ul class="news-list">', f'<ul class="news-list">{odd}')
    answers = with_robots({"/list/": of(page, HTML, etag='"js"')} | portal_pages(made, "白石综合"))
    told = tuple(item.told() for item in made)
    return Site("script-links", at.url("/list/"), answers, told, kind=SourceKind.LISTING)


def cut_off(at: Address) -> Site:
    """The connection to its makers broke: the XML ends in the fifth item."""
    made = items(at, "cut-off", 6, "en")
    text = feeds.rss20("Ashdown Argus", at.url("/"), made, feeds.full)
    feed = of(text[: text.index(made[4].guid)], etag='"cut"')
    told = tuple(item.told() for item in made[:4])
    return Site(
        "cut-off", at.url("/rss.xml"), with_robots({"/rss.xml": feed} | magazine_pages(made, "Ashdown Argus")), told
    )


def soft_404(at: Address) -> Site:
    """Two of its pages are gone, but the server says 200."""
    made = items(at, "soft-404", 5)
    gone = '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>页面不存在</title></head><body>' + (
        "<h1>页面不存在</h1><p>抱歉，您访问的页面不存在或已经被删除，请检查地址是否正确，或者返回首页看看其他的精彩内容吧。</p></body></html>"
    )
    answers: Answers = {"/rss.xml": of(feeds.rss20("南屏快报", at.url("/"), made), etag='"soft"')}
    answers |= portal_pages(made[2:], "南屏快报") | {path_of(item.url): of(gone, HTML) for item in made[:2]}
    told = tuple(item.told() for item in made[2:])
    maybe = tuple(item.text.title for item in made[:2])
    reread = tuple(path_of(item.url) for item in made[:2])
    never = ("您访问的页面",)
    return Site("soft-404", at.url("/rss.xml"), with_robots(answers), told, maybe=maybe, never=never, reread=reread)


def quiet(at: Address) -> Site:
    """A feed that has nothing to say at the moment: no failure."""
    feed = of(feeds.rss20("Merrow Quiet", at.url("/"), ()), etag='"none"')
    return Site("quiet", at.url("/rss.xml"), with_robots({"/rss.xml": feed}))


def english_pages(at: Address) -> Site:
    """A listing whose pages state everything in their heads."""
    made = items(at, "english", 6, "en", path="/{day}/a-long-story-{id}")
    row = lambda item: (  # noqa: E731
        f'<li><h3><a href="{item.url}">{escape(item.text.title)}</a></h3><time datetime="{item.at.isoformat()}">'
        f"{item.at:%B %d, %Y}</time></li>"
    )
    page = of(pages.listing("News", made, row), HTML, etag='"en"')
    answers = with_robots({"/news": page} | magazine_pages(made, "Wrenfield Wire"))
    told = tuple(item.told(author=item.text.author, source="Wrenfield Wire") for item in made)
    return Site("english-pages", at.url("/news"), answers, told, kind=SourceKind.LISTING)


SITES = (
    gbk, big5, utf16, wrong_label, gb18030, relative_times, undated, future, tracking, two_addresses, changed,
    new_guids, wire, wire_copy, live, pictures, null_bytes, script_links, cut_off, soft_404, quiet, english_pages,
)  # fmt: skip
