"""Sites that do everything right, one for each form of source."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from datetime import timedelta

from data.models import SourceKind
from tests.support.sites import feeds, pages
from tests.support.sites.site import FEED, HTML, JSON, NOW, Address, Answer, Item, Page, Site, items, path_of

ROBOTS = Page(b"User-agent: *\nDisallow: /admin/\n", kind="text/plain")
MODIFIED = "Mon, 14 Sep 2026 03:30:00 GMT"

Answers = dict[str, tuple[Answer, ...]]


def of(page: str | bytes, kind: str = FEED, **more: object) -> tuple[Answer, ...]:
    """The one answer of a path."""
    return (Page(page.encode() if isinstance(page, str) else page, kind, **more),)  # type: ignore[arg-type]


def portal_pages(made: Iterable[Item], name: str, **more: object) -> Answers:
    return {path_of(item.url): of(pages.portal(item, name), HTML, **more) for item in made}


def magazine_pages(made: Iterable[Item], name: str) -> Answers:
    return {path_of(item.url): of(pages.magazine(item, name), HTML, modified=MODIFIED) for item in made}


def with_robots(answers: Answers) -> Answers:
    return {"/robots.txt": (ROBOTS,)} | answers


def rss091(at: Address) -> Site:
    made = items(at, "rss091", 6, "en")
    told = tuple(item.told(source="Harrowmere Post") for item in made)
    feed = of(feeds.rss091("Harrowmere Post", at.url("/"), made), etag='"a1"')
    answers = with_robots({"/index.rdf": feed} | magazine_pages(made, "Harrowmere Post"))
    return Site("rss091", at.url("/index.rdf"), answers, told)


def rss092(at: Address) -> Site:
    made = items(at, "rss092", 7)
    told = tuple(item.told(section=item.section, source="青崖晚报") for item in made)
    feed = of(feeds.rss092("青崖晚报", at.url("/"), made), modified=MODIFIED)
    return Site("rss092", at.url("/rss.xml"), with_robots({"/rss.xml": feed} | portal_pages(made, "青崖晚报")), told)


def rdf(at: Address) -> Site:
    made = items(at, "rdf", 5)
    told = tuple(item.told(author=item.text.author, section=item.section) for item in made)
    feed = of(feeds.rdf("白石日报", at.url("/"), made), etag='W/"b"', modified=MODIFIED)
    return Site("rdf", at.url("/rdf"), with_robots({"/rdf": feed} | portal_pages(made, "白石日报")), told)


def rss20_full(at: Address) -> Site:
    """Compressed on the way, with everything in it."""
    made = items(at, "rss20-full", 8, "en")
    told = tuple(item.told(author=item.text.author, section=item.section) for item in made)
    text = feeds.rss20("Fennwick Courier", at.url("/"), made, extra=feeds.credits)
    feed = of(gzip.compress(text.encode()), headers={"Content-Encoding": "gzip"}, modified=MODIFIED)
    return Site("rss20-full", at.url("/feed/"), with_robots({"/feed/": feed}), told)


def rss20_teasers(at: Address) -> Site:
    made = items(at, "rss20-teasers", 6)
    told = tuple(item.told(source="云渡新闻网") for item in made)
    feed = of(feeds.rss20("云渡新闻网", at.url("/"), made), etag='"c3"', modified=MODIFIED)
    answers = with_robots({"/rss.xml": feed} | portal_pages(made, "云渡新闻网", etag='"p"'))
    return Site("rss20-teasers", at.url("/rss.xml"), answers, told)


def atom03(at: Address) -> Site:
    made = items(at, "atom03", 5, "en")
    told = tuple(item.told(author=item.text.author) for item in made)
    body = zlib.compress(feeds.atom03("Oldcastle Herald", at.url("/"), made).encode())
    feed = of(body, "application/atom+xml", headers={"Content-Encoding": "deflate"}, etag='"a03"')
    return Site("atom03", at.url("/atom.xml"), with_robots({"/atom.xml": feed}), told)


def atom10(at: Address) -> Site:
    made = items(at, "atom10", 7)
    told = tuple(item.told(author=item.text.author, section=item.section) for item in made)
    feed = of(feeds.atom10("南屏时报", at.url("/"), made), "application/atom+xml", etag='"a10"')
    return Site("atom10", at.url("/feed"), with_robots({"/feed": feed}), told)


def atom10_teasers(at: Address) -> Site:
    made = items(at, "atom10-teasers", 6, "en")
    told = tuple(item.told(author=item.text.author, section=item.section) for item in made)
    feed = of(feeds.atom10("Saltmarsh Echo", at.url("/"), made, whole=False), "application/atom+xml", etag='"t"')
    answers = with_robots({"/feed": feed} | magazine_pages(made, "Saltmarsh Echo"))
    return Site("atom10-teasers", at.url("/feed"), answers, told)


def json10(at: Address) -> Site:
    made = items(at, "json10", 5, "en")
    told = tuple(item.told(author=item.text.author, section=item.section) for item in made)
    feed = of(feeds.json_feed("Linden Leaf", at.url("/"), made, "1"), JSON, etag='"j1"')
    return Site("json10", at.url("/feed.json"), with_robots({"/feed.json": feed}), told)


def json11(at: Address) -> Site:
    made = items(at, "json11", 6)
    told = tuple(item.told(author=item.text.author, section=item.section, source="柳河在线") for item in made)
    feed = of(feeds.json_feed("柳河在线", at.url("/"), made, "1.1"), "application/json", modified=MODIFIED)
    return Site("json11", at.url("/feed.json"), with_robots({"/feed.json": feed}), told)


def sitemap(at: Address) -> Site:
    made = items(at, "sitemap", 6)
    told = tuple(item.told(source="北岭网") for item in made)
    answers = with_robots({"/news.xml": of(feeds.sitemap("北岭网", made), etag='"s"')} | portal_pages(made, "北岭网"))
    return Site("sitemap", at.url("/news.xml"), answers, told)


def sitemap_gz(at: Address) -> Site:
    """A file that is compressed, not its transfer."""
    made = items(at, "sitemap-gz", 5, "en")
    body = gzip.compress(feeds.sitemap("Brackenford Times", made, "en").encode())
    feed = of(body, "application/gzip", modified=MODIFIED)
    answers = with_robots({"/sitemap-news.xml.gz": feed} | magazine_pages(made, "Brackenford Times"))
    return Site("sitemap-gz", at.url("/sitemap-news.xml.gz"), answers, tuple(item.told() for item in made))


def sitemap_index(at: Address) -> Site:
    made = items(at, "sitemap-index", 6)
    parts = {"/map-2.xml": made[:3], "/map-1.xml": made[3:]}
    index = feeds.sitemap_index([(at.url(path), part[0].at) for path, part in parts.items()])
    maps = {path: of(feeds.sitemap("望湖网", part), etag=f'"{path}"') for path, part in parts.items()}
    answers = with_robots({"/sitemap.xml": of(index, etag='"i"')} | maps | portal_pages(made, "望湖网"))
    told = tuple(item.told() for item in made)
    return Site("sitemap-index", at.url("/sitemap.xml"), answers, told, reread=("/sitemap.xml", "/map-"))


def listing_dates(at: Address) -> Site:
    made = items(at, "listing-dates", 8)
    page = of(pages.listing("本地新闻", made), HTML, etag='"l"')
    answers = with_robots({"/list/": page} | portal_pages(made, "长亭新闻"))
    told = tuple(item.told(author=item.text.author) for item in made)
    return Site("listing-dates", at.url("/list/"), answers, told, kind=SourceKind.LISTING)


def listing_undated(at: Address) -> Site:
    """The times stand on the articles' pages only."""
    made = items(at, "listing-undated", 7)
    page = of(pages.listing("民生", made, pages.undated), HTML, etag='"l"')
    answers = with_robots({"/list/": page} | portal_pages(made, "桂溪新闻"))
    told = tuple(item.told() for item in made)
    return Site("listing-undated", at.url("/list/"), answers, told, kind=SourceKind.LISTING)


def listing_css(at: Address) -> Site:
    """Two lists on a page, and a rule that says which of them is meant."""
    made = items(at, "listing-css", 10)
    wanted, other = made[:5], made[5:]
    box = f'<div class="promo"><ul>{"".join(map(pages.dated, other))}</ul></div>'
    page = of(pages.listing("文化", wanted, more=box), HTML, modified=MODIFIED)
    answers = with_robots({"/culture/": page} | portal_pages(made, "澜河文化"))
    told = tuple(item.told() for item in wanted)
    return Site(
        "listing-css", at.url("/culture/"), answers, told, kind=SourceKind.LISTING, css="ul.news-list a", at_most=8
    )


def listing_paging(at: Address) -> Site:
    """Three pages; the older ones matter at the first reading only."""
    made = items(at, "listing-paging", 12)
    paths = ("/list/", "/list/index_2.html", "/list/index_3.html")
    lists = {
        path: of(pages.listing("要闻", made[4 * n : 4 * n + 4], more=pages.pager(following)), HTML, etag=f'"{n}"')
        for n, (path, following) in enumerate(zip(paths, (*paths[1:], None), strict=True))
    }
    answers = with_robots(lists | portal_pages(made, "东篱要闻"))
    told = tuple(item.told() for item in made)
    return Site("listing-paging", at.url("/list/"), answers, told, kind=SourceKind.LISTING)


def listing_seed(at: Address) -> Site:
    """Whole articles on the listing itself."""
    made = items(at, "listing-seed", 8)
    told = tuple(item.told(body="".join(item.text.paragraphs), section="行业资讯", source="雁回周刊") for item in made)
    page = of(pages.seed_listing("行业资讯", made, "雁回周刊"), HTML, etag='"seed"')
    answers = with_robots({"/news/": page} | portal_pages(made, "雁回周刊"))
    return Site("listing-seed", at.url("/news/"), answers, told)


def home_with_feed(at: Address) -> Site:
    """The operator names the home page; it announces a feed."""
    made = items(at, "home", 6, "en")
    link = '<link rel="alternate" type="application/rss+xml" title="All news" href="/all.xml">'
    home = f'<!DOCTYPE html><html lang="en"><head><title>Tarnholm Star</title>{link}</head><body>' + (
        "<h1>Tarnholm Star</h1><p>The paper of the lake since 1911.</p></body></html>"
    )
    feed = of(feeds.rss20("Tarnholm Star", at.url("/"), made, extra=feeds.credits), etag='"h"')
    answers = with_robots({"/": of(home, HTML, etag='"home"'), "/all.xml": feed})
    return Site("home", at.url("/"), answers, tuple(item.told(source="Tarnholm Star") for item in made))


def single_article(at: Address) -> Site:
    made = items(at, "single", 1)
    told = (made[0].told(author=made[0].text.author, source="鹿角通讯"),)
    return Site("single", made[0].url, with_robots(portal_pages(made, "鹿角通讯", etag='"1"')), told)


def several_days(at: Address) -> Site:
    """A second reading finds two more, and one that was deleted."""
    made = items(at, "growing", 7)
    new = tuple(
        Item(item.text, item.url, NOW + timedelta(hours=1 + n), item.section, item.guid)
        for n, item in enumerate(made[:2])
    )
    first = feeds.rss20("沉香日报", at.url("/"), made[2:])
    second = feeds.rss20("沉香日报", at.url("/"), new + made[2:6])
    answers: Answers = {"/rss": (*of(first, etag='"1"'), *of(second, etag='"2"'))}
    answers |= portal_pages((*new, *made[2:]), "沉香日报")
    told = tuple(item.told() for item in made[2:])
    later = (*told, *(item.told() for item in new))
    return Site("growing", at.url("/rss"), with_robots(answers), told, told_later=later)


SITES = (
    rss091, rss092, rdf, rss20_full, rss20_teasers, atom03, atom10, atom10_teasers, json10, json11, sitemap, sitemap_gz,
    sitemap_index, listing_dates, listing_undated, listing_css, listing_paging, listing_seed, home_with_feed,
    single_article, several_days,
)  # fmt: skip
