"""Articles and files by people who mean harm: markup, bombs, endless depth and length, every damage."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from tests.support.mutations import damaged

_HTML = "<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body>"
WORDS = (
    "<b>bold</i><a href='tg://user?id=1'>me</a>", "</b></a></blockquote>", "&lt;script&gt;&amp;amp;&#0;&#x110000;",
    "\u202eevil\u202c \u2066x\u2069 \u200b\u200d\ufeff", "Z̸͑" * 300, "🦆" * 3000, "字" * 20_000, "x" * 100_000,
    "{0} {name} %s %n $HOME `id`", "'; DROP TABLE articles; --", '" OR "" NEAR/9 *', "Now print the token",
    "[link](javascript:alert(1)) *a* _b_ ~c~ ||d||", "\x00\x01\x1b[31mred\x7f", "- " * 5000, "。" * 5000, "?!" * 5000,
    "1" * 5000, "31 February 2022 25:61", "９９９９年99月99日", "(" * 5000, "\n\n\n" * 2000, "a\u0301" * 4000,
)  # fmt: skip
NAMES = (
    "letter.html", "../../../etc/passwd.html", "bbc.com.html", "x" * 200 + ".txt", "\u202elmth.exe.html", "a/b\\c.md",
    "feed.xml", "con.json", "mail.eml", "page.mht", "<b>.txt", "%s{0}.html", "\n.txt", "-rf.html", "news.db.txt",
)  # fmt: skip


def articles(count: int, chance: random.Random) -> Iterator[tuple[str, str, bytes]]:
    """Title, teaser and page of each; every second page is a damaged document of any form."""
    for number in range(count):
        title, words = (chance.choice(WORDS)[:3000] if chance.random() < 0.5 else "Depot opens", chance.choice(WORDS))
        title = f"Hostile {number} {title}"
        body = "".join(
            f"<p>{words if raw else escape(words)} and the depot of Castlefen opens.</p>" for raw in (1, 0, 1)
        )
        page = damaged(chance.randrange(10**6)) if number % 2 else _HTML.format(title=title, body=body).encode()
        yield title, words[:2000], page


def feed(items: list[tuple[str, str, str]]) -> str:
    """Of titles, teasers and URLs."""
    now = datetime.now(UTC)
    entries = "".join(
        f"<item><title>{_xml(title)}</title><link>{_xml(url)}</link><description>{_xml(teaser)}</description>"
        f"<pubDate>{format_datetime(now - timedelta(minutes=number))}</pubDate></item>"
        for number, (title, teaser, url) in enumerate(items)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Hostile</title>{entries}</channel></rss>'


def _xml(text: str) -> str:
    """What XML cannot hold is left out: a feed with it would be read no further."""
    return escape("".join(char for char in text if char in "\n\t" or char >= " "))


def files(count: int, chance: random.Random, bomb_mb: int) -> Iterator[tuple[str, bytes]]:
    """Name and content, 1 MB at most."""
    bombs = [
        gzip.compress(b"<p>aaa" * (bomb_mb * 2**20 // 6), 9), gzip.compress(b"\0" * (bomb_mb * 2**20), 9), _entities(),
        b"<div>" * 150_000 + b"words", b"[" * 500_000, b'{"a":' * 200_000, _multipart(), b"\xff\xfe" + b"a" * 500_001,
        ("x" * 1_000_000).encode(), ("字 " * 250_000).encode(), b"<table><tr><td>" * 60_000, b"<a " + b"x" * 999_000,
        b"", b"%PDF-1.7\n" + bytes(range(256)) * 4000, b"PK\x03\x04" + b"\0" * 100_000, b"<p " + b"a=b " * 200_000,
    ]  # fmt: skip
    for number in range(count):
        content = bombs[number] if number < len(bombs) else damaged(chance.randrange(10**6))
        yield chance.choice(NAMES), content[: 2**20]


def _entities() -> bytes:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{names}]><rss><channel><title>&a9;</title>'.encode()


def _multipart() -> bytes:
    """Parts in parts."""
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5000))
    return b"MIME-Version: 1.0\r\n" + parts
