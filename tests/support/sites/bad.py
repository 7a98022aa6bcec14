"""Sites that are broken or mean harm. Each must be named with its reason, and must not delay or fell the others."""

from __future__ import annotations

import asyncio
import gzip
from functools import cache

from tests.support.sites import feeds
from tests.support.sites.good import of, with_robots
from tests.support.sites.site import HTML, Address, Answer, Line, Page, Rude, Site, items

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n"
_TIME = "time|slow"  # in the reason of what takes too long


def _simple(at: Address, name: str, answer: Answer, fails: str) -> Site:
    return Site(name, at.url("/rss.xml"), with_robots({"/rss.xml": (answer,)}), (), fails)


def _sending(first: bytes, again: bytes = b"", pause_s: float = 0.0) -> Rude:
    """Sends `first`, and `again` without an end; without it, hangs up."""

    async def send(line: Line) -> None:
        line.write(first)
        await line.drain()
        while again:
            line.write(again)
            await line.drain()
            await asyncio.sleep(pause_s)

    return send


def _redirect(to: str) -> Page:
    return Page(status=302, headers={"Location": to})


def redirect_loop(at: Address) -> Site:
    answers = with_robots({"/rss.xml": (_redirect("/b"),), "/b": (_redirect("/rss.xml"),)})
    return Site("redirect-loop", at.url("/rss.xml"), answers, (), "redirect", at_most=15)


def to_metadata(at: Address) -> Site:
    """To the address where clouds keep their credentials."""
    return _simple(at, "to-metadata", _redirect("http://169.254.169.254/latest/meta-data/"), "private")


def to_private(at: Address) -> Site:
    return _simple(at, "to-private", _redirect("http://10.0.0.1/admin"), "private")


def to_file(at: Address) -> Site:
    return _simple(at, "to-file", _redirect("file:///etc/passwd"), "address|file")


def gzip_bomb(at: Address) -> Site:
    """200 KB that unpack to 200 MB."""
    return _simple(at, "gzip-bomb", of(_zeros() * 2, headers={"Content-Encoding": "gzip"})[0], "larg|big|compressed")


def gzip_bomb_file(at: Address) -> Site:
    """A file, not a transfer: 600 MB."""
    bomb = gzip.compress(b"<rss><channel>") + _zeros() * 6
    return _simple(at, "gzip-bomb-file", of(bomb, "application/gzip")[0], "larg|big|more than")


@cache
def _zeros() -> bytes:
    """100 MB; such files may stand one behind the other."""
    return gzip.compress(b" " * (100 * 1024 * 1024), 1)


def endless_body(at: Address) -> Site:
    head = _OK + b"\r\n<rss><channel>"
    return _simple(at, "endless-body", _sending(head, b"<item>" + b"x" * 65536), "larg|big")


def huge_length(at: Address) -> Site:
    """It says that a terabyte comes."""
    head = _OK + b"Content-Length: 1099511627776\r\n\r\n"
    return _simple(at, "huge-length", _sending(head, b" " * 1024, 0.05), "larg|big")


def header_flood(at: Address) -> Site:
    return _simple(at, "header-flood", _sending(_OK, b"X-More: " + b"y" * 4000 + b"\r\n"), "does not answer")


def loris(at: Address) -> Site:
    """A header byte now and then."""
    return _simple(at, "loris", _sending(b"HTTP/1.1 200 OK\r\n", b"X", 0.1), _TIME)


def dripping_forever(at: Address) -> Site:
    """A body byte now and then: never silent, never done."""
    return _simple(at, "dripping-forever", _sending(_OK + b"\r\n<rss>", b" ", 0.1), _TIME)


def mute(at: Address) -> Site:
    """It takes the request and says nothing."""

    async def wait(line: Line) -> None:
        await asyncio.sleep(3600)

    return _simple(at, "mute", wait, _TIME)


def reset(at: Address) -> Site:
    """It hangs up without a word."""
    return _simple(at, "reset", _sending(b""), "reach|answer|connection|disconnect")


def half_body(at: Address) -> Site:
    """It promises more than it sends."""
    body = _OK + b"Content-Length: 5000\r\n\r\n<rss><channel><title>Half"
    return _simple(at, "half-body", _sending(body), "break|end|reach|connection|peer")


def invalid_http(at: Address) -> Site:
    greeting = _sending(b"220 mail.example ESMTP ready\r\n")
    return _simple(at, "invalid-http", greeting, "does not answer")


def entity_bomb(at: Address) -> Site:
    """A billion laughs."""
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{names}]><rss version="2.0"><channel>' + (
        "<title>&a9;</title><item><title>&a9;</title><description>&a9;</description></item></channel></rss>"
    )
    return Site(
        "entity-bomb",
        at.url("/rss.xml"),
        with_robots({"/rss.xml": of(body)}),
        (),
        fails=".",
        endless=True,
        may_fail=True,
    )


def deep_nesting(at: Address) -> Site:
    body = '<?xml version="1.0"?><rss version="2.0"><channel>' + "<b>" * 100_000
    return _simple(at, "deep-nesting", of(body)[0], "XML|feed|item|nest")


def deep_page(at: Address) -> Site:
    body = "<!DOCTYPE html><html><body>" + "<div>" * 100_000 + "words"
    return _simple(at, "deep-page", of(body, HTML)[0], "article|page|nest")


def binary(at: Address) -> Site:
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40
    return _simple(at, "binary", of(picture, "image/png")[0], "not a feed|binary|neither")


def login(at: Address) -> Site:
    page = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Sign in</title></head><body><h1>Sign in</h1>' + (
        '<form action="/login" method="post"><input name="user"><input name="password" type="password">'
        "<button>Sign in</button></form><p>Forgot your password?</p></body></html>"
    )
    return _simple(at, "login", of(page, HTML)[0], "neither|no article|not")


def not_found_200(at: Address) -> Site:
    """A source that is gone, but the server says 200."""
    page = '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>404</title></head><body>' + (
        "<h1>404</h1><p>抱歉，您访问的页面不存在或已被删除。</p><a href='/'>返回首页</a></body></html>"
    )
    return _simple(at, "not-found-200", of(page, HTML)[0], "neither|no article|not")


def empty(at: Address) -> Site:
    return _simple(at, "empty", of(b"")[0], "empty")


def not_found(at: Address) -> Site:
    return _simple(at, "not-found", Page(b"no", status=404), "404|no such page")


def gone(at: Address) -> Site:
    return _simple(at, "gone", Page(b"gone", status=410), "410|gone")


def refuses(at: Address) -> Site:
    return _simple(at, "refuses", Page(b"no", status=403), "403|refuses")


def refused(at: Address) -> Site:
    """Nobody listens."""
    return Site("refused", at.url("/rss.xml"), {}, (), "refused|reach", listens=False)


def no_host(at: Address) -> Site:
    return Site("no-host", "http://newspaper.invalid/rss.xml", {}, (), "host|name", listens=False)


def self_signed(at: Address) -> Site:
    url = Address(at.host, at.port, "https").url("/rss.xml")
    return Site("self-signed", url, with_robots({}), (), "certificate", tls=True)


def no_tls(at: Address) -> Site:
    """https, but the server does not speak it."""
    url = Address(at.host, at.port, "https").url("/rss.xml")
    return Site("no-tls", url, with_robots({}), (), "secure|TLS|SSL|reach")


def crowded_feed(at: Address) -> Site:
    """100,000 items: what is read of them is bounded."""
    made = items(at, "crowded", 20, "en")
    words = "<content:encoded>Short as it is.</content:encoded>"
    row = f"<item><title>Note {{0}} of the day</title><link>{{1}}</link>{words}</item>"
    many = "".join(row.format(n, at.url(f"/n/{n}")) for n in range(100_000))
    text = feeds.rss20("Dunmoor Torrent", at.url("/"), made, extra=feeds.credits)
    answers = with_robots({"/rss.xml": of(text.replace("</channel>", f"{many}</channel>"))})
    told = tuple(item.told() for item in made)
    return Site("crowded-feed", at.url("/rss.xml"), answers, told, endless=True, may_fail=True)


SITES = (
    redirect_loop, to_metadata, to_private, to_file, gzip_bomb, gzip_bomb_file, endless_body, huge_length, header_flood,
    loris, dripping_forever, mute, reset, half_body, invalid_http, entity_bomb, deep_nesting, deep_page, binary, login,
    not_found_200, empty, not_found, gone, refuses, refused, no_host, self_signed, no_tls, crowded_feed,
)  # fmt: skip
