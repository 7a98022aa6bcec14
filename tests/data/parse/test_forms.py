"""Recognising and reading any input."""

from __future__ import annotations

import gzip
import json
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.errors import ParseError
from data.models import Entry, Form, Parsed
from data.parse.forms import read, recognise
from tests.support.documents import ARTICLE, ITEMS, LINES, LISTING, PAGE, SHANGHAI

BASE = "https://example.com/news/"

RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>'
    "<item><title>渔船回港</title></item></channel></rss>"
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>渔船回港</title></entry></feed>'


def titles(parsed: Parsed) -> list[str]:
    return [entry.title for entry in parsed.entries]


def read_text(text: str) -> Parsed:
    return read(text.encode(), "input", BASE, SHANGHAI)


def articles_or_none(data: bytes, charset: str | None = None) -> tuple[Entry, ...]:
    """What `read` gives, () where it raises the one error it may raise."""
    try:
        return read(data, "input", BASE, SHANGHAI, charset).entries
    except ParseError as error:
        if "\n" in str(error):
            raise
        return ()


def reason(data: bytes) -> str:
    with pytest.raises(ParseError) as caught:
        read(data, "input", BASE, SHANGHAI)
    assert caught.value.where == "input"
    assert "\n" not in str(caught.value)
    return caught.value.reason


FORMS = [
    (RSS, Form.FEED),
    (ATOM, Form.FEED),
    ("\n <!-- c -->\n" + RSS, Form.FEED),
    ('<rdf:RDF xmlns:rdf="x"><item/></rdf:RDF>', Form.FEED),
    ('{"version": "https://jsonfeed.org/version/1", "items": []}', Form.FEED),
    ('<?xml version="1.0"?><urlset xmlns="x"><url/></urlset>', Form.SITEMAP),
    ("<s:sitemapindex><s:sitemap/></s:sitemapindex>", Form.SITEMAP),
    ('<?xml version="1.0"?><!-- c --><opml version="2.0"><body/></opml>', Form.OPML),
    ("Subject: a\nFrom: b\nDate: c\n\n<html></html>", Form.MAIL),
    (LINES, Form.JSON_LINES),
    ('[\n {"title": "a"}]', Form.JSON_LINES),
    ("[]", Form.JSON_LINES),
    ("a line that is no JSON\n" + LINES, Form.JSON_LINES),
    (LISTING, Form.LISTING_TEXT),
    (PAGE, Form.HTML),
    ("<p>a fragment</p>", Form.HTML),
    ('<?xml version="1.0"?><html xmlns="x"><body/></html>', Form.HTML),
    ('<html><script type="application/ld+json">\n{"@type": "x"}</script></html>', Form.HTML),
    ("", Form.EMPTY),
    (" \r\n\t\ufeff", Form.EMPTY),
    ("Just some words.", Form.UNKNOWN),
    ("A diary\n2022-06-24\nNothing happened.", Form.UNKNOWN),
    ("id,title\n1,渔船回港\n", Form.UNKNOWN),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_the_content_decides_the_form(text, form):
    assert recognise(text.encode()) is form
    assert recognise(gzip.compress(text.encode())) is form


@pytest.mark.parametrize(
    "head",
    [
        b"\x89PNG\r\n\x1a\n\0\0",
        b"PK\x03\x04\x14\0\0\0",
        b"SQLite format 3\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF\0 <rdf:RDF ",
    ],
)
def test_a_binary_is_unknown(head):
    data = head + random.Random(7).randbytes(2000)
    assert recognise(data) is Form.UNKNOWN
    assert reason(data) == "is not a feed, a listing page, an article or JSON lines"


@pytest.mark.parametrize("text", [RSS, ATOM, LINES, LISTING, PAGE, ARTICLE])
def test_every_form_is_read_plain_packed_and_in_other_encodings(text):
    plain = read_text(text)
    assert plain.problems == ()
    assert "渔船回港" in titles(plain) or "灯塔熄灯" in titles(plain) or len(plain.entries) == 4
    assert read(gzip.compress(text.encode()), "input", BASE, SHANGHAI) == plain
    assert read(text.encode("utf-16"), "input", BASE, SHANGHAI) == plain
    assert read(text.encode("gb18030"), "input", BASE, SHANGHAI, "gbk") == plain


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (RSS, Form.FEED),
        (LINES, Form.JSON_LINES),
        (LISTING, Form.LISTING_TEXT),
        (PAGE, Form.LISTING),
        (ARTICLE, Form.ARTICLE),
    ],
)
def test_what_was_read_says_its_form(text, form):
    assert read_text(text).form is form


def test_a_page_says_its_title_and_language():
    channel = read_text(PAGE).channel
    assert (channel.title, channel.language) == ("海港", "zh")


def test_a_page_with_several_articles_is_a_listing():
    parsed = read_text(PAGE)
    assert titles(parsed) == [f"第{number}条海港新闻的标题" for number in range(1, 5)]
    assert [entry.url for entry in parsed.entries] == [f"https://example.com/n/{number}" for number in range(1, 5)]


def test_a_page_about_one_article_is_that_article_in_spite_of_related_news():
    links = "".join(f'<li><a href="/{n}">第{n}条相关的新闻标题</a> 2022-06-0{n}</li>' for n in range(1, 4))
    assert titles(read_text(f"{ARTICLE}<div><h3>相关阅读</h3><ul>{links}</ul></div>")) == ["灯塔熄灯"]


def test_a_short_article_that_says_so_comes_before_longer_related_news():
    flash = "海岸城的灯塔昨晚熄灭，渔船靠岸边的灯火找到了港口。"
    head = '<head><title>灯塔熄灯</title><meta property="og:type" content="article"></head><h1>灯塔熄灯</h1>'
    parsed = read_text(f"{head}<p>2022-06-24 17:50</p><p>{flash}</p><ul>{ITEMS}</ul>")
    assert [(entry.title, entry.body) for entry in parsed.entries] == [("灯塔熄灯", flash)]


def test_a_page_about_one_article_is_that_article_in_spite_of_comments():
    words = [
        "我去过那里，很好。",
        "票价太贵了，不值得。",
        "灯塔是城市的记忆。",
        "希望早日修好，再去看看。",
        "孩子们都喜欢那座灯塔。",
    ]
    comments = "".join(
        f'<li><a href="/u/{n}">热心的读者{n}号</a><p>{word * 12}</p><time>2022-06-25 10:0{n}</time></li>'
        for n, word in enumerate(words)
    )
    page = ARTICLE + f'<div id="comment-section" class="comment"><ul>{comments}</ul></div>'
    assert titles(read_text(page)) == ["灯塔熄灯"]


def test_a_saved_page_that_lost_its_links_is_still_a_listing():
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in LISTING.splitlines()) + "</body></html>"
    parsed = read_text(page)
    assert titles(parsed) == ["渔船回港", "灯塔熄灯"]
    assert [entry.source for entry in parsed.entries] == ["晨报", None]
    assert parsed.form is Form.LISTING


def test_nothing_at_all_is_said_to_be_empty():
    assert reason(b"") == reason(b" \n ") == "is empty"
    assert reason(gzip.compress(b"")) == reason(b"\x1f\x8b\x08garbage") == "is an empty or damaged gzip file"


def test_what_holds_no_article_is_said_in_one_line():
    assert reason(b"Just some words.") == "is not a feed, a listing page, an article or JSON lines"
    assert reason(b"<html><p>Hello</p></html>") == "is an HTML page, but neither an article nor a list of articles"
    assert reason(b'{"a": 1}\n{"b"') == (
        "is JSON, but nothing in it is an article (line 1: has neither title nor body, and 1 more)"
    )
    assert reason(b"<rss><channel><item><link>x</link>").startswith("is a feed, but no item of it can be read (")
    assert reason(b"2022-06-24 17:50 \xe6\x9f\xa5\xe7\x9c\x8b\xe5\x85\xa8\xe6\x96\x87\n").startswith(
        "looks like a saved listing"
    )


def test_a_feed_without_items_is_quiet_and_not_wrong():
    parsed = read_text('<rss version="2.0"><channel><title>N</title></channel></rss>')
    assert (parsed.entries, parsed.problems, parsed.form, parsed.channel.title) == ((), (), Form.FEED, "N")


def test_a_packed_page_that_was_cut_off_keeps_what_is_there():
    text = LISTING + "".join(f"标题{n}\n正文{n * 7919 % 10007}。\n2022-06-22 08:00:00 查看全文\n" for n in range(2000))
    packed = gzip.compress(text.encode())
    parsed = read(packed[: len(packed) // 2], "input", BASE, SHANGHAI)
    assert len(parsed.entries) > 100
    assert parsed.problems[-1].reason == "the gzip file is cut off or damaged"


@pytest.mark.parametrize("head", [json.dumps({"title": "x"}), RSS, PAGE, LISTING])
def test_a_gzip_bomb_is_refused(head):
    bomb = gzip.compress(head.encode()) + gzip.compress(b"\n" * 2**20) * 513
    assert "unpacks to more than 512 MB" in reason(bomb)


PIECES = [
    RSS, ATOM, LINES, LISTING, PAGE, "<item>", "</item>", "<title>", "<![CDATA[", "&amp;", "&",
    "<a href='x'>", "一个标题", "</a>", "2022-06-24 17:50:54", "查看全文", "\n", "{", '"title":', '"a"',
    "}", "[", ",", "<p>", "</p>", "\0", "\ud800", "来源:",
]  # fmt: skip
MIXED = st.lists(st.sampled_from(PIECES), max_size=12).map(
    lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
)


@given(
    st.one_of(st.binary(max_size=400), MIXED, MIXED.map(gzip.compress)),
    st.sampled_from([None, "gbk", "utf-16", "no such"]),
)
@example(b"\x1f\x8b", None)
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_articles_or_a_parse_error(data, charset):
    for entry in articles_or_none(data, charset):
        assert entry.title
        assert "\n" not in entry.title
        repr(entry).encode()


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=3), st.sampled_from([RSS, LINES, LISTING, PAGE, ARTICLE]))
@settings(max_examples=150, deadline=None)
def test_a_damaged_input_gives_articles_or_a_parse_error(place, damage, text):
    data = bytearray(text.encode())
    data[place % len(data) :][:3] = damage
    for broken in (
        bytes(data[: place % len(data)]) + damage + bytes(data[place % len(data) + 1 :]),
        bytes(data[: place % len(data)]),
    ):
        articles_or_none(broken)


def test_stray_null_bytes_make_no_binary():
    feed = "<rss version='2.0'><channel><title>港口\0新闻</title>" + "<item><title>夜间图书馆</title></item>" * 20
    assert recognise((feed + "</channel></rss>").encode()) is Form.FEED
