"""An update over real HTTP: what is stored, what is asked for again, and what one bad source does to the others."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data.fetch.fetcher import Fetcher, FetchOptions
from data.ingest.decide import Verdict
from data.ingest.retention import Retention, retire
from data.ingest.source_reader import SourceReader
from data.ingest.update import Options, SourceReport, Updater
from data.ingest.workers import Workers
from data.models import Source, SourceKind, SourceSpec, TimeNote
from data.store.articles import Store
from data.store.robots import StoredRobots
from data.store.seen_entries import UNFINISHED
from data.store.sources import Sources
from tests.support.news_server import NewsServer, Reply, Request

START = datetime(2026, 3, 4, 4, tzinfo=UTC)
EARLIER = START - timedelta(hours=1)
OPTIONS = FetchOptions(allow_private=("127.0.0.0/8",), spacing_s=0.0, silence_s=5.0)
SENTENCES = (
    "临江市商务局今天公布了一项支持电商企业的新计划。",
    "计划从下个月开始实行，为期三年，由市财政出资。",
    "首批有四十二家企业报名，其中一半在北山镇。",
    "负责人说，重点是仓储、冷链和直播基地的建设。",
    "评审结果将在月底公布，未入选的企业明年可以再报。",
)
TEXT = "".join(SENTENCES)


@dataclass
class World:
    """A news server, a database, and an update over them at an hour of its own."""

    server: NewsServer
    store: Store
    fetcher: Fetcher
    now: datetime = START
    options: Options = Options()
    reports: dict[str, SourceReport] = field(default_factory=dict)

    @property
    def sources(self) -> Sources:
        return Sources(self.store.database, self.clock)

    def clock(self) -> datetime:
        return self.now

    def add(self, path: str, **spec: object) -> Source:
        return self.sources.add(SourceSpec(self.server.url(path), **spec))  # type: ignore[arg-type]

    async def update(self, later: timedelta = timedelta()) -> dict[str, SourceReport]:
        """Reads what is due `later` than before; the reports by path."""
        self.now += later
        self.server.requests.clear()
        self.reports.clear()
        with Workers(0) as workers:
            reader = SourceReader(self.fetcher, workers, ZoneInfo("Asia/Shanghai"), self.clock)
            updater = Updater(self.store, reader, self.clock, self.options, random.Random(3))
            await updater.update(self.sources.due(), self._note)
        return self.reports

    def _note(self, report: SourceReport) -> None:
        self.reports[report.source.spec.url.removeprefix(self.server.url(""))] = report

    def titles(self) -> list[str]:
        return sorted(article.title for article in self.store.latest(1000))

    def asked(self) -> list[str]:
        return [path for path in self.server.paths if path != "/robots.txt"]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    store = Store(tmp_path / "news.db")
    with NewsServer() as server:
        async with Fetcher(OPTIONS, StoredRobots(store.database), rng=random.Random(3)) as fetcher:
            yield World(server, store, fetcher)
    store.close()


@pytest.fixture(autouse=True)
def _quick_to_close(world: World) -> Iterator[None]:
    yield
    world.server.requests.clear()


def page(title: str, body: str = TEXT, head: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in body.split("\n"))
    return (
        f"<!doctype html><html lang=zh><head><title>{title}</title>{head}</head><body><nav><a href='/'>首页</a></nav>"
        f"<article><h1>{title}</h1><p class=info>来源：临江日报</p>{paragraphs}</article></body></html>"
    )


def item(
    title: str, link: str, about: str = "", when: datetime | None = START - timedelta(hours=1), more: str = ""
) -> str:
    date = f"<pubDate>{format_datetime(when)}</pubDate>" if when else ""
    return f"<item><title>{title}</title><link>{link}</link><description>{about}</description>{date}{more}</item>"


def full(words: str) -> str:
    return f"<content:encoded><![CDATA[<p>{words}</p>]]></content:encoded>"


def rss(*items: str, title: str = "临江新闻", more: str = "") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title>{more}{''.join(items)}</channel></rss>"
    )


async def test_teasers_are_read_to_the_end_and_full_texts_are_not_fetched(world):
    teaser, whole = world.server.url("/a.html?utm_source=rss"), world.server.url("/b.html")
    world.server.add("/a.html?utm_source=rss", page("开头"))
    world.server.add(
        "/feed", rss(item("电商新计划公布", teaser, "临江市商务局…"), item("全文在此", whole, "", more=full(TEXT * 3)))
    )
    world.add("/feed", section="城市")
    reports = await world.update()
    assert reports["/feed"].verdicts == {Verdict.NEW: 2, Verdict.UNCHANGED: 0}
    assert world.asked() == ["/feed", "/a.html?utm_source=rss"]
    first = next(article for article in world.store.latest(9) if article.title == "电商新计划公布")
    assert (first.body, first.url, first.section) == (TEXT, world.server.url("/a.html"), "城市")
    assert (first.source, first.published_at, first.time_note) == ("临江日报", EARLIER, None)
    (source,) = world.sources.all()
    assert (source.title, source.spec.kind, source.failures) == ("临江新闻", SourceKind.FEED, 0)


async def test_a_second_reading_asks_for_the_feed_only_and_only_if_it_changed(world):
    world.server.add_conditional("/feed", rss(item("标题甲乙丙丁", world.server.url("/a.html"))), etag='"1"')
    world.server.add("/a.html", page("标题甲乙丙丁"))
    world.add("/feed")
    await world.update()
    reports = await world.update(timedelta(days=2))
    assert world.asked() == ["/feed"]
    assert "if-none-match" in world.server.requests[-1].headers
    assert not any(reports["/feed"].verdicts.values())
    assert world.titles() == ["标题甲乙丙丁"]


async def test_the_same_bytes_without_validators_are_not_parsed_again(world):
    world.server.add("/feed", rss(item("标题甲乙丙丁", world.server.url("/a.html"), more=full(TEXT * 3))))
    world.add("/feed")
    await world.update()
    assert not any((await world.update(timedelta(days=2)))["/feed"].verdicts.values())


async def test_only_what_changed_is_fetched_again_and_what_it_said_is_kept(world):
    links = [world.server.url(f"/{name}.html") for name in "ab"]
    for link in "ab":
        world.server.add(f"/{link}.html", page(link, TEXT + link))
    world.server.add("/feed", rss(item("甲文的标题", links[0], "摘要甲…"), item("乙文的标题", links[1], "摘要乙…")))
    world.add("/feed")
    await world.update()
    world.server.add("/a.html", page("a", TEXT.replace("四十二家", "五十一家") + "a"))
    world.server.add("/feed", rss(item("甲文的标题", links[0], "更正…"), item("乙文的标题", links[1], "摘要乙…")))
    reports = await world.update(timedelta(days=2))
    assert world.asked() == ["/feed", "/a.html"]
    assert reports["/feed"].verdicts == {Verdict.CHANGED: 1, Verdict.UNCHANGED: 1}
    changed = next(article for article in world.store.latest(9) if article.title == "甲文的标题")
    assert ("五十一家" in changed.body, changed.changes) == (True, 1)
    (version,) = world.store.versions(changed.id)
    assert (version.body, version.replaced_at) == (TEXT + "a", START + timedelta(days=2))


async def test_another_section_is_taken_over_and_the_text_stays(world):
    link = world.server.url("/a.html")
    world.server.add("/a.html", page("甲文的标题"))
    for section in ("城市", "交通"):
        world.server.add("/feed", rss(item("甲文的标题", link, "摘要…", more=f"<category>{section}</category>")))
        if section == "城市":
            world.add("/feed")
        reports = await world.update(timedelta(days=2))
    assert reports["/feed"].verdicts == {Verdict.CHANGED: 1, Verdict.UNCHANGED: 0}
    (article,) = world.store.latest(9)
    assert (article.section, article.body, article.changes) == ("交通", TEXT, 0)


async def test_what_an_older_version_has_seen_is_not_fetched_again(world):
    world.server.add("/a.html", page("甲文的标题"))
    world.server.add("/feed", rss(item("甲文的标题", world.server.url("/a.html"), "摘要…")))
    world.add("/feed")
    await world.update()
    with world.store.database.transaction() as connection:
        connection.execute("UPDATE seen SET hash = substr(hash, 1, 64)")
        connection.execute("UPDATE sources SET body_hash = NULL, etag = NULL, last_modified = NULL")
    reports = await world.update(timedelta(days=2))
    assert (world.asked(), reports["/feed"].verdicts) == (["/feed"], {Verdict.UNCHANGED: 1})


async def test_another_title_address_or_id_makes_no_second_article(world):
    def shown(title: str, path: str, guid: str) -> str:
        return rss(item(title, world.server.url(path), more=f"<guid isPermaLink='false'>{guid}</guid>{full(TEXT * 3)}"))

    world.server.add("/feed", shown("原来的标题", "/1.html", "g1"))
    world.add("/feed")
    await world.update()
    for title, path, guid in (
        ("新的标题", "/1.html", "g1"),
        ("新的标题", "/2.html", "g1"),
        ("新的标题", "/3.html", "g2"),
    ):
        world.server.add("/feed", shown(title, path, guid))
        await world.update(timedelta(days=2))
    (article,) = world.store.latest(9)
    assert (article.title, article.changes) == ("新的标题", 1)
    assert len(world.store.known([f"url:{world.server.url(f'/{number}.html')}" for number in (1, 2, 3)])) == 3


async def test_an_article_of_two_sources_is_fetched_and_stored_once(world):
    world.server.add("/a.html", page("共同的标题"))
    for name in ("/one", "/two"):
        world.server.add(name, rss(item("共同的标题", world.server.url("/a.html"))))
        world.add(name)
        await world.update()
    assert world.titles() == ["共同的标题"]
    assert world.asked() == ["/two"]


async def test_times_that_cannot_be_are_marked(world):
    items = [
        item("没有时间的新闻", world.server.url("/1"), when=None, more=full(TEXT * 3)),
        item("来自明天的新闻", world.server.url("/2"), when=START + timedelta(days=1), more=full(TEXT * 4)),
        item("上个世纪的新闻", world.server.url("/3"), when=START - timedelta(days=31), more=full(TEXT * 5)),
    ]
    world.server.add("/feed", rss(*items))
    world.add("/feed")
    reports = await world.update()
    assert reports["/feed"].verdicts[Verdict.TOO_OLD] == 1
    marks = {article.title: (article.published_at, article.time_note) for article in world.store.latest(9)}
    assert marks == {"没有时间的新闻": (START, TimeNote.SEEN), "来自明天的新闻": (START, TimeNote.FUTURE)}


async def test_bad_sources_are_named_and_the_others_read(world):
    for path in ("/good", "/fine"):
        world.server.add(
            path, rss(item(f"{path}的新闻标题", world.server.url(f"{path}.html"), more=full(path + TEXT * 3)))
        )
    world.server.add("/gone", status=410)
    world.server.add("/busy", status=503, headers={"Retry-After": "7200"})
    world.server.add("/broken", "just words")
    world.server.redirect("/circle", "/circle")
    world.server.add("/robots.txt", "User-agent: *\nDisallow: /closed")
    paths = ("/good", "/gone", "/busy", "/broken", "/circle", "/closed", "/missing", "/fine")
    for path in paths:
        world.add(path)
    reports = await world.update()
    assert {path for path, report in reports.items() if report.error is None} == {"/good", "/fine"}
    words = {"/gone": "gone", "/busy": "503", "/circle": "circle", "/closed": "robots", "/missing": "no such page"}
    for path, word in words.items():
        assert word in (reports[path].error or ""), path
    assert world.titles() == ["/fine的新闻标题", "/good的新闻标题"]
    states = {source.spec.url.removeprefix(world.server.url("")): source for source in world.sources.all()}
    assert states["/gone"].paused
    assert [path for path in paths if states[path].paused] == ["/gone"]
    assert states["/busy"].due_at >= START + timedelta(hours=2)
    assert states["/broken"].failures == 1
    assert [source.spec.url for source in world.sources.untold()] == [world.server.url("/gone")]


async def test_a_source_that_fails_for_days_is_paused_and_comes_back_by_command(world):
    world.add("/missing")
    for _ in range(12):
        await world.update(timedelta(days=1, hours=3))
    (source,) = world.sources.all()
    assert source.paused
    assert source.failures == 8
    world.server.add("/missing", rss())
    world.sources.resume(source.id)
    assert (await world.update())["/missing"].error is None


async def test_a_page_that_fails_for_a_while_is_read_at_the_next_reading(world):
    world.server.add_conditional("/feed", rss(item("稍后才有的文章", world.server.url("/a.html"), "摘要…")), etag='"1"')
    world.server.add("/a.html", status=500)
    world.add("/feed")
    reports = await world.update()
    assert reports["/feed"].verdicts == {UNFINISHED: 1, Verdict.UNCHANGED: 0}
    assert world.titles() == []
    world.server.add("/a.html", page("稍后才有的文章"))
    await world.update(timedelta(days=2))
    assert [article.body for article in world.store.latest(9)] == [TEXT]


async def test_a_page_that_never_comes_leaves_what_the_source_says_of_it(world):
    world.server.add_conditional(
        "/feed", rss(item("页面打不开的文章", world.server.url("/a.html"), "只有摘要。")), etag='"1"'
    )
    world.server.add("/a.html", status=500)
    world.add("/feed")
    for _ in range(3):
        await world.update(timedelta(days=2))
    assert [(article.title, article.body) for article in world.store.latest(9)] == [("页面打不开的文章", "只有摘要。")]
    await world.update(timedelta(days=2))
    assert world.asked() == ["/feed"]


async def test_a_page_that_is_gone_is_no_article(world):
    world.server.add("/feed", rss(item("已经撤下的文章", world.server.url("/a.html"), "摘要…")))
    world.add("/feed")
    assert (await world.update())["/feed"].verdicts[Verdict.NOT_ARTICLE] == 1
    assert world.titles() == []


async def test_too_many_entries_are_read_in_portions(world):
    world.options = Options(entries_a_reading=4)
    items = [item(f"第{n}条新闻标题", world.server.url(f"/{n}"), more=full(f"第{n}条。" + TEXT * 3)) for n in range(10)]
    world.server.add_conditional("/feed", rss(*items), etag='"1"')
    world.add("/feed")
    for portion in (4, 8, 10):
        await world.update(timedelta(days=2))
        assert len(world.titles()) == portion
    await world.update(timedelta(days=2))
    assert "if-none-match" in world.server.requests[-1].headers


async def test_a_listing_is_followed_from_page_to_page_until_nothing_is_new(world):
    def listing(numbers: range, following: str | None) -> str:
        blocks = "".join(
            f"<li><a href='/n{n}.html'>第{n}号电商消息的标题</a><span>2026-03-0{1 + n % 3} 08:0{n % 10}</span></li>"
            for n in numbers
        )
        more = f"<a href='{following}'>下一页</a>" if following else ""
        return f"<html><body><h2>行业资讯</h2><ul>{blocks}</ul><div class=pages>{more}</div></body></html>"

    for number in range(40):
        world.server.add(f"/n{number}.html", page(f"第{number}号电商消息的标题", f"第{number}号。" + TEXT))
    world.server.add("/list", listing(range(30, 35), "/list2"))
    world.server.add("/list2", listing(range(25, 30), "/list3"))
    world.server.add("/list3", listing(range(20, 25), "/list4"))
    world.server.add("/list4", listing(range(15, 20), None))
    world.add("/list")
    await world.update()
    assert len(world.titles()) == 15  # three pages at the first reading
    world.server.add("/list", listing(range(35, 40), "/list2"))
    world.server.add("/list2", listing(range(30, 35), "/list3"))
    await world.update(timedelta(days=2))
    assert len(world.titles()) == 20
    assert [path for path in world.asked() if "list" in path] == ["/list", "/list2"]


async def test_a_page_that_announces_a_feed_is_read_by_it(world):
    world.server.add(
        "/", "<html><head><link rel=alternate type=application/rss+xml href=/feed></head><body>欢迎</body></html>"
    )
    world.server.add("/feed", rss(item("由首页找到的新闻", world.server.url("/a"), more=full(TEXT * 3))))
    world.add("/")
    await world.update()
    assert world.titles() == ["由首页找到的新闻"]
    assert [source.spec.url for source in world.sources.all()] == [world.server.url("/feed")]


async def test_a_feed_that_became_a_login_page_is_an_error_and_no_article(world):
    world.server.add("/feed", rss(item("还是新闻源的时候", world.server.url("/a"), more=full(TEXT * 3))))
    world.add("/feed")
    await world.update()
    world.server.add("/feed", page("请登录后继续访问本站", TEXT))
    reports = await world.update(timedelta(days=2))
    assert "no feed any more" in (reports["/feed"].error or "")
    assert world.titles() == ["还是新闻源的时候"]


async def test_a_site_that_asks_for_patience_gets_it(world):
    asked = []

    def busy(request: Request) -> Reply:
        asked.append(request.path)
        return Reply(429, {"Retry-After": "3600", "Content-Length": "0"})

    links = [world.server.add_handler(f"/{number}.html", busy) for number in range(30)]
    world.server.add("/feed", rss(*(item(f"第{n}条新闻标题", link, "摘要…") for n, link in enumerate(links))))
    source = world.add("/feed")
    await world.update()
    assert len(asked) <= 8  # those under way when it said so
    assert world.sources.find(str(source.id)).due_at >= START + timedelta(hours=1)


async def test_live_pages_are_read_at_every_reading_for_a_day(world):
    def live(*items: str) -> str:
        updates = ",".join(
            f'{{"@type":"BlogPosting","articleBody":"{words}","datePublished":"2026-03-04T1{n}:00:00+08:00"}}'
            for n, words in enumerate(items)
        )
        ld = f'{{"@type":"LiveBlogPosting","headline":"洪峰过境直播","liveBlogUpdate":[{updates}]}}'
        return page("洪峰过境直播", "\n".join(items), f'<script type="application/ld+json">{ld}</script>')

    world.server.add_conditional(
        "/feed", rss(item("洪峰过境直播", world.server.url("/live.html"), "直播…")), etag='"1"'
    )
    said = ("水位昨晚开始上涨，目前距离警戒线还有半米。", "下游两个镇的居民已经开始转移，没有人员伤亡。")
    world.server.add("/live.html", live(*said))
    world.add("/feed")
    await world.update()
    world.server.add("/live.html", live(*said, "洪峰今天中午通过城区，水位开始缓慢回落。"))
    await world.update(timedelta(hours=12))
    (article,) = world.store.latest(9)
    assert "洪峰今天中午通过城区" in article.body
    assert article.changes == 1
    await world.update(timedelta(days=2))
    assert world.asked() == ["/feed"]


async def test_the_pages_of_a_sitemap_that_names_no_titles_say_theirs(world):
    urls = [world.server.url(f"/2026/{name}.html") for name in ("port-opens-again", "bridge-closes-early")]
    rows = "".join(f"<url><loc>{url}</loc><lastmod>2026-03-0{n + 1}</lastmod></url>" for n, url in enumerate(urls))
    world.server.add("/2026/port-opens-again.html", page("港口重新开放"))
    world.server.add("/2026/bridge-closes-early.html", "<html><body>loading</body></html>")
    xmlns = "http://www.sitemaps.org/schemas/sitemap/0.9"
    world.server.add("/sitemap.xml", f'<?xml version="1.0"?><urlset xmlns="{xmlns}">{rows}</urlset>')
    world.add("/sitemap.xml")
    reports = await world.update()
    assert reports["/sitemap.xml"].verdicts[Verdict.NOT_ARTICLE] == 1
    assert world.titles() == ["港口重新开放"]


async def test_what_is_still_shown_does_not_come_back_when_its_article_was_retired(world):
    undated = item("没有时间的新闻", world.server.url("/1"), when=None, more=full(TEXT * 3))
    world.server.add("/feed", rss(undated))
    world.add("/feed")
    await world.update()
    for number in range(8):  # a year in which another item comes now and then
        newer = item(f"第{number}条新闻", world.server.url(f"/newer{number}"), more=full(f"第{number}条。" + TEXT * 3))
        world.server.add("/feed", rss(undated, newer))
        await world.update(timedelta(days=45))
        retire(world.store, Retention(age=timedelta(days=30)), world.now)
        assert "没有时间的新闻" not in world.titles()


async def test_a_page_that_is_closed_later_leaves_the_text_that_was_read(world):
    link = world.server.url("/a.html")
    world.server.add("/feed", rss(item("旧的标题甲乙丙", link, "摘要…")))
    world.server.add("/a.html", page("旧的标题甲乙丙"))
    world.add("/feed")
    await world.update()
    world.server.add("/feed", rss(item("新的标题甲乙丙", link, "摘要，更正…")))
    world.server.add("/a.html", status=403)
    reports = await world.update(timedelta(days=2))
    assert reports["/feed"].verdicts[Verdict.CHANGED] == 1
    assert [(article.title, article.body) for article in world.store.latest(9)] == [("新的标题甲乙丙", TEXT)]


async def test_an_article_is_corrected_however_old_it_is_by_then(world):
    link = world.server.url("/a.html")
    world.server.add("/feed", rss(item("早就发布的文章", link, more=full(TEXT * 3))))
    world.add("/feed")
    await world.update()
    world.server.add("/feed", rss(item("早就发布的文章（更正）", link, more=full(TEXT * 3))))
    reports = await world.update(timedelta(days=60))
    assert reports["/feed"].verdicts[Verdict.CHANGED] == 1
    assert world.titles() == ["早就发布的文章（更正）"]


async def test_one_dead_part_of_a_sitemap_leaves_the_others(world):
    xmlns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    parts = "".join(f"<sitemap><loc>{world.server.url(path)}</loc></sitemap>" for path in ("/dead.xml", "/good.xml"))
    world.server.add("/sitemap.xml", f'<?xml version="1.0"?><sitemapindex {xmlns}>{parts}</sitemapindex>')
    world.server.add("/dead.xml", status=410)
    row = f"<url><loc>{world.server.url('/2026/port-opens-again.html')}</loc><lastmod>2026-03-01</lastmod></url>"
    world.server.add("/good.xml", f'<?xml version="1.0"?><urlset {xmlns}>{row}</urlset>')
    world.server.add("/2026/port-opens-again.html", page("港口重新开放"))
    source = world.add("/sitemap.xml")
    report = (await world.update())["/sitemap.xml"]
    assert (report.error, world.titles()) == (None, ["港口重新开放"])
    assert [note for note in report.notes if "/dead.xml" in note and "gone" in note]
    world.server.add("/good.xml", status=500)
    report = (await world.update(timedelta(days=2)))["/sitemap.xml"]
    assert "500" in (report.error or "")
    assert world.sources.find(str(source.id)).paused is None


async def test_pages_that_lead_to_one_notice_stay_articles_of_their_own(world):
    links = [world.server.redirect(f"/{name}.html", "/notice") for name in "ab"]
    world.server.add("/notice", "<html><body>请登录</body></html>")
    world.server.add("/feed", rss(item("第一篇的标题", links[0], "摘要甲…"), item("第二篇的标题", links[1], "摘要乙…")))
    world.add("/feed")
    await world.update()
    assert world.titles() == ["第一篇的标题", "第二篇的标题"]


async def test_items_that_share_an_id_are_told_apart_by_their_addresses(world):
    guid = "<guid isPermaLink='false'>0</guid>"
    items = [
        item(f"第{n}条新闻标题", world.server.url(f"/{n}"), more=guid + full(f"第{n}条。" + TEXT * 3)) for n in range(3)
    ]
    world.server.add("/feed", rss(*items))
    world.add("/feed")
    reports = await world.update()
    assert reports["/feed"].verdicts == {Verdict.NEW: 3, Verdict.UNCHANGED: 0}
    assert len(world.titles()) == 3


async def test_a_site_that_takes_for_ever_is_left_after_a_while_and_gone_on_with(world):
    """Whoever is due meanwhile waits for the end of the round."""
    world.options = Options(longest=timedelta())
    links = [world.server.add(f"/{n}.html", page(f"第{n}条新闻标题", f"第{n}条。{TEXT}")) for n in range(20)]
    world.server.add("/feed", rss(*(item(f"第{n}条新闻标题", link, "摘要…") for n, link in enumerate(links))))
    world.add("/feed")
    for number in (8, 16, 20):
        await world.update(timedelta(days=1))
        assert len(world.titles()) == number
