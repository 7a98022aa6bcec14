"""Real-looking documents of every form, and random damage done to them: the same for the same seed."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from tests.support.documents import (
    ARTICLE,
    DETAILS,
    FIRST,
    LINES,
    LIST,
    LISTING,
    NEWS,
    PAGE,
    SECOND,
    SHAPES,
    letter,
    page,
    plain,
    rss,
    saved,
    sitemap,
)

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh" xml:base="https://a.example/x/">
<title>港口新闻</title><link rel="self" href="/atom.xml"/><link rel="next" href="/atom.xml?page=2"/>
<entry><title type="html">渔船&lt;b&gt;回港&lt;/b&gt;</title><id>tag:a.example,2022:1</id><link href="/n/1"/>
<published>2022-06-24T17:50:54+08:00</published><updated>2022-06-24T18:50:54+08:00</updated>
<author><name>王小明</name></author><category term="port" label="港口"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>渔民回家。</p><img src="1.jpg"/></div>
</content></entry><entry><title>Port opens</title><link href="/n/2"/><updated>2022-06-24</updated>
<summary>Short…</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>News</title></channel>
<item rdf:about="https://e.example/1"><title>One</title><link>https://e.example/1</link><dc:date>2022-06-24</dc:date></item>
</rdf:RDF>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Harbour News",
    "next_url": "?page=2",
    "items": [
        {
            "id": n,
            "url": f"/{n}",
            "title": f"Port {n}",
            "content_html": "<p>It opened.</p>",
            "date_published": "2022-06-24",
        }
        for n in range(3)
    ],
}
RICH = DETAILS.format(
    head="<ttl>60</ttl><sy:updatePeriod>hourly</sy:updatePeriod>",
    item='<dc:creator>王</dc:creator><media:content url="/1.jpg" medium="image"/><description>渔民…</description>',
)
PAGER = '<div class="pager"><span>1</span><a href="?page=2">2</a><a href="?page=2">下一页</a></div>'
HEAD = '<link rel="alternate" type="application/rss+xml" href="/feed/"><base href="/x/">'


@cache
def documents() -> tuple[bytes, ...]:
    """One or more of every form."""
    samples = files("data").joinpath("samples")
    index = sitemap("<sitemap><loc>/a.xml</loc><lastmod>2022-06-24</lastmod></sitemap>", root="sitemapindex")
    texts = [
        rss(FIRST, SECOND), RICH, ATOM, RDF, json.dumps(JSON_FEED), LINES, LISTING, LISTING * 4, PAGE, LIST, ARTICLE,
        page(SHAPES["list"], after=PAGER).replace("</title>", "</title>" + HEAD), page(SHAPES["cards"]),
        samples.joinpath("world.xml").read_text("utf-8")[:4000],
        samples.joinpath("city.jsonl").read_text("utf-8")[:3000],
        samples.joinpath("industry_news.html").read_text("utf-8")[:5000],
    ]  # fmt: skip
    mails = [saved(page(SHAPES["list"])), letter("渔民回家。\n" * 5), letter("Text", PAGE)]
    return (*(text.encode() for text in texts), sitemap(NEWS, plain("/a-b-c", "2022-06-24")), index, *mails)


PIECES = (
    b"<", b">", b"</", b"/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&", b"&#x110000;", b"&#0;", b"&nbsp", b"&lol;",
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b$B", b"\xed\xa0\x80", b"{", b"[", b'"', b"'", b"\\u", b"\n\n", b"\r",
    b"<script>", b"<base href='http://['>", b"<a href='http://[::1'>one very good title</a>",
    b"<a href='javascript:x()'>next</a>",
    b"<time datetime='99999-99-99T99:99:99'>", b"<meta charset=utf-7>", b"<meta charset=punycode>", b"<title>",
    b"</title>",
    b"<pubDate>31 Feb 2022 25:61 +9999</pubDate>", b"<?xml version='1.0' encoding='utf-16'?>", b"<table><tr><td>",
    b"<link rel=next href='//'>", b"<item>", b"</item>", b"<entry>", b"<outline", b"=?utf-8?B?//8=?=", b"--b\r\n",
    b"Content-Type: text/html; charset=*0*=x\r\n", b"Content-Type: multipart/mixed; boundary=\r\n\r\n", b'"id": 1e999,',
    b"0001-01-01T00:00:00+23:59", b"9999-12-31T23:59:59-23:59", "３小时前".encode(), "昨天 99:99".encode(),
    "来源:".encode(),
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>", b"<svg><title>", b"<template>",
    b"<p" + b" " * 999,
)  # fmt: skip
_NESTS = (b"<div>", b"<ul><li>", b"<item>", b"<b>", b"<outline text='a'>", b"[", b'{"a":', b"<table><td>")
_HOLDERS = (b' title="%s" ', b' href="%s" ', b"%s", b' class="%s"')
_CHARSETS = ("gb18030", "big5", "utf-16", "utf-16-be", "latin-1", "shift_jis", "utf-32")

Damage = Callable[[random.Random, bytes], bytes]


def _place(chance: random.Random, data: bytes) -> int:
    return chance.randint(0, len(data))


def _span(chance: random.Random, data: bytes, longest: int = 400) -> slice:
    start = _place(chance, data)
    return slice(start, min(len(data), start + chance.randint(0, longest)))


def cut(chance: random.Random, data: bytes) -> bytes:
    return data[: _place(chance, data)]


def behead(chance: random.Random, data: bytes) -> bytes:
    return data[_place(chance, data) // 2 :]


def leave_out(chance: random.Random, data: bytes) -> bytes:
    span = _span(chance, data)
    return data[: span.start] + data[span.stop :]


def double(chance: random.Random, data: bytes) -> bytes:
    span = _span(chance, data)
    return data[: span.stop] + data[span] * chance.randint(1, 20) + data[span.stop :]


def swap(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def break_tags(chance: random.Random, data: bytes) -> bytes:
    marks = [place for place, byte in enumerate(data) if byte in b"<>/\"'"]
    gone = set(chance.sample(marks, min(len(marks), chance.randint(1, 8))))
    return bytes(byte for place, byte in enumerate(data) if place not in gone)


def put_in(chance: random.Random, data: bytes) -> bytes:
    place = _place(chance, data)
    return data[:place] + chance.choice(PIECES) * chance.choice((1, 1, 1, 30)) + data[place:]


def nest(chance: random.Random, data: bytes) -> bytes:
    place = _place(chance, data)
    opening = chance.choice(
        (b"<div>", b"<ul><li>", b"<item>", b"<b>", b"<outline text='a'>", b"[", b'{"a":', b"<table><td>")
    )
    return data[:place] + opening * chance.choice((10, 300, 3000)) + data[place:]


def swell(chance: random.Random, data: bytes) -> bytes:
    """An attribute or a text of great length."""
    place = data.find(b" ", _place(chance, data))
    place = place if place >= 0 else len(data)
    words = chance.choice((b"x", b"a ", "长".encode(), b"&amp;", b".", b"/", b"-", b"> "))
    filler = words * chance.choice((500, 20_000))
    return data[:place] + chance.choice(_HOLDERS) % filler + data[place:]


def mislabel(chance: random.Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(_CHARSETS), "replace")


def splice(chance: random.Random, data: bytes) -> bytes:
    other = chance.choice(documents())
    return data[: _place(chance, data)] + other[_place(chance, other) :]


def pack(chance: random.Random, data: bytes) -> bytes:
    packed = gzip.compress(data, 1)
    return packed if chance.random() < 0.5 else cut(chance, packed)


DAMAGES: tuple[Damage, ...] = (
    cut, behead, leave_out, double, swap, break_tags, put_in, put_in, nest, swell, mislabel, splice, splice, pack,
)  # fmt: skip


def damaged(seed: int) -> bytes:
    """A document with one to four kinds of damage."""
    chance = random.Random(seed)
    data = chance.choice(documents())
    for damage in chance.choices(DAMAGES, k=chance.choice((1, 1, 2, 4))):
        data = damage(chance, data)
    return data
