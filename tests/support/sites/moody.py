"""Sites whose servers are slow, busy, moving, strict or without an end."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

from data.models import SourceKind
from tests.support.sites import feeds, pages
from tests.support.sites.good import MODIFIED, ROBOTS, Answers, of, portal_pages, with_robots
from tests.support.sites.site import HTML, NOW, Address, Answer, Page, Site, items, path_of

LATER = NOW + timedelta(hours=12)
"""The world's time at the second reading."""


def dripping(at: Address) -> Site:
    """Its feed takes two seconds, and each page half of one."""
    made = items(at, "drip", 4)
    feed = of(feeds.rss20("望湖慢报", at.url("/"), made), etag='"d"', drip_s=2.0)
    answers = with_robots({"/rss.xml": feed} | portal_pages(made, "望湖慢报", drip_s=0.5))
    return Site("dripping", at.url("/rss.xml"), answers, tuple(item.told() for item in made))


def slow_to_start(at: Address) -> Site:
    """Three seconds before the first byte."""
    made = items(at, "slow", 5, "en")
    feed = of(feeds.rss20("Tarnholm Slow", at.url("/"), made, extra=feeds.credits), etag='"s"', wait_s=3.0)
    answers = with_robots({"/rss.xml": feed})
    return Site("slow-to-start", at.url("/rss.xml"), answers, tuple(item.told() for item in made))


def flaky(at: Address) -> Site:
    """An error at the first reading, well at the second."""
    made = items(at, "flaky", 5)
    feed = of(feeds.rss20("北岭晨报", at.url("/"), made, feeds.full), etag='"k"')
    answers = with_robots({"/rss.xml": (Page(b"oops", status=500), *feed)} | portal_pages(made, "北岭晨报"))
    told = tuple(item.told() for item in made)
    return Site("flaky", at.url("/rss.xml"), answers, (), "500", told_later=told, fails_later=False)


def too_many(at: Address) -> Site:
    """429, and come again in two hours."""
    made = items(at, "too-many", 5, "en")
    feed = of(feeds.rss20("Brackenford Busy", at.url("/"), made, extra=feeds.credits), etag='"b"')
    busy = Page(b"slow down", status=429, headers={"Retry-After": "7200"})
    told = tuple(item.told() for item in made)
    answers = with_robots({"/rss.xml": (busy, *feed)})
    return Site("too-many", at.url("/rss.xml"), answers, (), "429|too many", told_later=told, fails_later=False)


def closed_for_days(at: Address) -> Site:
    """503 until a date behind the second reading."""
    until = format_datetime(NOW + timedelta(days=2), usegmt=True)
    answers = with_robots({"/rss.xml": (Page(b"maintenance", status=503, headers={"Retry-After": until}),)})
    return Site("closed", at.url("/rss.xml"), answers, (), "503")


def cached(at: Address) -> Site:
    """It promises not to change for a day; what stands in it then is not asked for at the second reading."""
    made = items(at, "cached", 5)
    versions = [
        of(feeds.rss20("长亭日历", at.url("/"), edition, feeds.full), headers={"Cache-Control": "max-age=86400"})[0]
        for edition in (made[1:], made)
    ]
    told = tuple(item.told() for item in made[1:])
    answers = with_robots({"/rss.xml": tuple(versions)} | portal_pages(made, "长亭日历"))
    return Site("cached", at.url("/rss.xml"), answers, told)


def expires(at: Address) -> Site:
    """The same by Expires."""
    made = items(at, "expires", 4, "en")
    end = format_datetime(NOW + timedelta(hours=20), usegmt=True)
    feed = of(feeds.rss20("Pinehurst Daily", at.url("/"), made, extra=feeds.credits), headers={"Expires": end})
    answers = with_robots({"/rss.xml": feed})
    return Site("expires", at.url("/rss.xml"), answers, tuple(item.told() for item in made))


def moved(at: Address) -> Site:
    """For good: the second reading goes to the new address at once."""
    made = items(at, "moved", 5)
    feed = of(feeds.rss20("云渡新址", at.url("/"), made, feeds.full), etag='"m"')
    gone = (Page(status=301, headers={"Location": "/new/rss.xml"}), Page(b"forgotten", status=404))
    answers = with_robots({"/rss.xml": gone, "/new/rss.xml": feed} | portal_pages(made, "云渡新址"))
    return Site("moved", at.url("/rss.xml"), answers, tuple(item.told() for item in made))


def away(at: Address) -> Site:
    """For now: at the second reading the old address leads elsewhere."""
    made = items(at, "away", 5, "en")
    hops = tuple(Page(status=302, headers={"Location": f"/{day}/rss.xml"}) for day in ("mon", "tue"))
    days = {
        f"/{day}/rss.xml": of(feeds.rss20("Millbrook Today", at.url("/"), edition, extra=feeds.credits))
        for day, edition in (("mon", made[1:]), ("tue", made))
    }
    told, later = tuple(item.told() for item in made[1:]), tuple(item.told() for item in made)
    return Site("away", at.url("/rss.xml"), with_robots({"/rss.xml": hops} | days), told, told_later=later)


def partly_closed(at: Address) -> Site:
    """robots.txt keeps programs out of one folder, where two of the articles stand."""
    made = items(at, "partly", 6)
    hidden = tuple(replace(item, url=item.url.replace("/news/", "/members/")) for item in made[:2])
    robots = of("User-agent: *\nDisallow: /members/\nAllow: /\n", "text/plain")
    answers: Answers = {"/robots.txt": robots, "/rss.xml": of(feeds.rss20("桂溪会员", at.url("/"), hidden + made[2:]))}
    answers |= portal_pages((*hidden, *made[2:]), "桂溪会员")
    told = tuple(item.told() for item in made[2:])
    maybe = tuple(item.text.title for item in hidden)
    return Site("partly-closed", at.url("/rss.xml"), answers, told, forbidden=("/members/",), maybe=maybe)


def unhurried(at: Address) -> Site:
    """robots.txt asks for a second between two requests."""
    made = items(at, "unhurried", 4)
    answers: Answers = {"/robots.txt": of("User-agent: *\nCrawl-delay: 1\nDisallow:\n", "text/plain")}
    answers |= {"/rss.xml": of(feeds.rss20("青崖慢行", at.url("/"), made), modified=MODIFIED)}
    answers |= portal_pages(made, "青崖慢行")
    return Site("unhurried", at.url("/rss.xml"), answers, tuple(item.told() for item in made), delay_s=1.0)


def forbidden(at: Address) -> Site:
    """robots.txt keeps programs out of everything."""
    made = items(at, "forbidden", 4)
    answers: Answers = {"/robots.txt": of("User-agent: *\nDisallow: /\n", "text/plain")}
    answers["/rss.xml"] = of(feeds.rss20("私人日记", at.url("/"), made, feeds.full))
    return Site("forbidden", at.url("/rss.xml"), answers, (), r"robots\.txt", forbidden=("/",))


def forbidden_to_us(at: Address) -> Site:
    """robots.txt allows everybody but newsbot."""
    made = items(at, "to-us", 4, "en")
    robots = of("User-agent: *\nDisallow:\n\nUser-agent: newsbot\nDisallow: /\n", "text/plain")
    answers: Answers = {"/robots.txt": robots, "/rss.xml": of(feeds.rss20("Highloft", at.url("/"), made, feeds.full))}
    return Site("forbidden-to-us", at.url("/rss.xml"), answers, (), r"robots\.txt", forbidden=("/",))


def silent_rules(at: Address) -> Site:
    """robots.txt is an error of the server: nothing may be read, as far as one knows."""
    made = items(at, "silent-rules", 4)
    answers: Answers = {"/robots.txt": (Page(b"down", status=503),)}
    answers["/rss.xml"] = of(feeds.rss20("赤水渡", at.url("/"), made, feeds.full))
    return Site("silent-rules", at.url("/rss.xml"), answers, (), r"robots\.txt|503", forbidden=("/",))


def no_rules(at: Address) -> Site:
    """There is no robots.txt: everything may be read."""
    made = items(at, "no-rules", 5)
    answers: Answers = {"/rss.xml": of(feeds.rss20("鹿角开放", at.url("/"), made), etag='"free"')}
    answers |= portal_pages(made, "鹿角开放")
    return Site("no-rules", at.url("/rss.xml"), answers, tuple(item.told() for item in made))


def endless_paging(at: Address) -> Site:
    """Each of its pages has a next one, with the same articles on it but for the first."""
    made = items(at, "endless-paging", 5)
    answers: Answers = {"/robots.txt": (ROBOTS,)} | portal_pages(made, "澜河无尽")
    for number in range(1, 200):
        page = pages.listing("滚动", made, more=pages.pager(f"/list/{number + 1}.html"))
        answers["/list/" if number == 1 else f"/list/{number}.html"] = of(page, HTML)
    told = tuple(item.told() for item in made)
    return Site("endless-paging", at.url("/list/"), answers, told, kind=SourceKind.LISTING, at_most=30)


def calendar(at: Address) -> Site:
    """A calendar beside the articles leads to every month there will ever be."""
    made = items(at, "calendar", 5)
    months = "".join(f'<td><a href="/calendar/2026/{month}">{month}月</a></td>' for month in range(1, 13))
    table = f'<table class="calendar"><tr>{months}</tr></table><a href="/calendar/2027/1">下一月</a>'
    answers = with_robots({"/list/": of(pages.listing("日志", made, more=table), HTML)})
    answers |= portal_pages(made, "金沙洲日志")
    answers["*"] = of(f"<html><body><h1>日历</h1>{table}</body></html>", HTML)
    told = tuple(item.told() for item in made)
    return Site(
        "calendar", at.url("/list/"), answers, told, kind=SourceKind.LISTING, at_most=12, reread=("/calendar/",)
    )


def lost_pages(at: Address) -> Site:
    """Of its six articles' pages one is an error, one is gone and one is a login: the others are read all the same."""
    made = items(at, "lost", 6)
    login = '<html><head><title>登录</title></head><body><form action="/login"><input name="user"></form></body></html>'
    answers: Answers = {"/rss.xml": of(feeds.rss20("沉香网", at.url("/"), made), etag='"lost"')}
    answers |= portal_pages(made[3:], "沉香网")
    bad: tuple[Answer, ...] = (Page(b"oops", status=500), Page(b"gone", status=410), Page(login.encode()))
    answers |= {path_of(item.url): (page,) for item, page in zip(made, bad, strict=False)}
    told = tuple(item.told() for item in made[3:])
    maybe = tuple(item.text.title for item in made[:3])
    reread = ("/rss.xml", *(path_of(item.url) for item in made[:3]))
    return Site("lost-pages", at.url("/rss.xml"), with_robots(answers), told, maybe=maybe, reread=reread)


def old_robots(at: Address) -> Site:
    """robots.txt is a page of HTML, as many servers answer anything: it forbids nothing."""
    made = items(at, "old-robots", 4)
    robots = of(re.sub(r"<title>.*?</title>", "", pages.listing("首页", ())), HTML)
    answers: Answers = {"/robots.txt": robots, "/rss.xml": of(feeds.rss20("雁回旧站", at.url("/"), made, feeds.full))}
    answers |= portal_pages(made, "雁回旧站")
    return Site("old-robots", at.url("/rss.xml"), answers, tuple(item.told() for item in made))


SITES = (
    dripping, slow_to_start, flaky, too_many, closed_for_days, cached, expires, moved, away, partly_closed, unhurried,
    forbidden, forbidden_to_us, silent_rules, no_rules, endless_paging, calendar, lost_pages, old_robots,
)  # fmt: skip
