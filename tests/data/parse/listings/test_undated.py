"""Article links of pages without dates, by structure and by CSS rule; and where the next page is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.errors import ParseError
from data.models import Entry, Form, Parsed, SourceKind
from data.parse.forms import read
from data.parse.html import parse_document
from data.parse.listings.paging import next_page
from tests.support.documents import SHANGHAI, SHAPES, TITLES, page

URL = "https://news.example/local/"
NOW = datetime(2022, 6, 24, 9, 50, 54, tzinfo=UTC)
ENGLISH = (
    "Harbour library stays open all night",
    "Fishing boats return before the storm",
    "New water heater passes energy test",
    "Mountain school receives old computers",
    "Street lamps in the old town turn warm",
    "Repairs of the lighthouse end this year",
)

ADDRESSES = (
    "/a/{0}01.html",
    "/2022/06/24/art_{0}11.shtml",
    "/detail?id={0}",
    "content_{0}234567.htm",
    "https://m.news.example/n/{0}",
)


def read_page(markup: str, url: str | None = URL, **how: object) -> Parsed:
    return read(markup.encode(), "input", url, SHANGHAI, now=NOW, **how)  # type: ignore[arg-type]


def titles(parsed: Parsed) -> tuple[str, ...]:
    return tuple(entry.title for entry in parsed.entries)


@pytest.mark.parametrize("shape", SHAPES)
def test_article_links_are_found_by_structure(shape):
    parsed = read_page(page(SHAPES[shape]))
    assert titles(parsed) == TITLES
    assert [entry.url for entry in parsed.entries] == [f"https://news.example/a/{n}01.html" for n in range(1, 7)]
    assert parsed.form is Form.LISTING
    assert all(not entry.complete and entry.body == "" for entry in parsed.entries)


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_of_many_shapes_lead_to_articles(address):
    assert titles(read_page(page(SHAPES["list"], address))) == TITLES


def test_an_entry_has_the_section_and_language_of_the_page():
    first = read_page(page(SHAPES["list"])).entries[0]
    url = "https://news.example/a/101.html"
    assert first == Entry(TITLES[0], "", url, section="本地新闻", language="zh", complete=False)


def test_a_page_in_english_with_slugs():
    slug = "/local/{0}-harbour-library-story"
    assert titles(read_page(page(SHAPES["headings with teasers"], slug, ENGLISH))) == ENGLISH


def test_a_front_page_of_several_lists_gives_all_of_them():
    lists = ""
    for name in ("world", "sport"):
        items = (SHAPES["list"].format(url=f"/{name}/{n}77.html", title=f"{name}：{t}") for n, t in enumerate(TITLES))
        lists += f"<section><h2>{name}</h2><ul>{''.join(items)}</ul></section>"
    headline = '<h1><a href="/top/20220624.html">全城停电三小时之后恢复供电</a></h1>'
    parsed = read_page(page("", after=headline + lists))
    assert len(parsed.entries) == 13
    assert titles(parsed)[0] == "全城停电三小时之后恢复供电"


def test_menus_alone_are_no_listing():
    with pytest.raises(ParseError, match="neither an article nor a list"):
        read_page(page("", titles=()))
    labels = "".join(
        f'<li><a href="/{name}/">{name}</a></li>' for name in ("国内新闻", "国际新闻", "体育频道", "财经频道")
    )
    with pytest.raises(ParseError):
        read_page(f"<html><body><ul>{labels}</ul></body></html>", kind=SourceKind.LISTING)


def test_an_article_with_links_beside_it_is_an_article_unless_called_a_listing():
    prose = "".join(
        f"<p>第{n}段：图书馆位于旧码头的仓库里，读者可以一直读到凌晨两点，咖啡由渔民合作社供应。</p>" for n in range(6)
    )
    markup = page(SHAPES["list"]).replace('<div class="list">', f"<h1>夜间图书馆开放</h1>{prose}<div class='list'>")
    article = read_page(markup)
    assert (article.form, len(article.entries), article.entries[0].complete) == (Form.ARTICLE, 1, True)
    assert article.entries[0].body.startswith("第0段")
    assert titles(read_page(markup, kind=SourceKind.LISTING)) == TITLES


def test_a_listing_called_an_article_is_none():
    with pytest.raises(ParseError):
        read_page(page(SHAPES["list"]), kind=SourceKind.ARTICLE)


def test_a_page_without_an_address_gives_what_is_absolute():
    assert len(read_page(page(SHAPES["list"], "https://news.example/a/{0}01.html"), None).entries) == 6


def test_few_dates_on_a_page_of_many_links_do_not_hide_the_links():
    dated = "".join(f'<li><a href="/a/8{n}.html">通知公告第{n}号全文</a> 2022-06-2{n}</li>' for n in (1, 2))
    parsed = read_page(page(SHAPES["list"], after=f"<ul>{dated}</ul>"))
    assert titles(parsed) == ("通知公告第1号全文", "通知公告第2号全文", *TITLES)


def test_a_listed_time_may_depend_on_the_reader():
    markup = page('<div class="item"><a href="{url}">{title}</a><span>3小时前</span></div>')
    assert {entry.published_at for entry in read_page(markup).entries} == {datetime(2022, 6, 24, 6, 50, 54, tzinfo=UTC)}


def test_a_dated_text_is_whole_or_a_teaser():
    whole = "渔民回家。" * 60
    shape = '<div><h3><a href="{url}">{title}</a></h3><p>%s</p><i>2022-06-24</i></div>'
    for body, complete in [(whole, True), (whole + "……", False), ("渔民回家。", False), (whole + "阅读全文", False)]:
        assert {entry.complete for entry in read_page(page(shape % body)).entries} == {complete}


RULES = [
    ("div.list a", TITLES),
    ("div.list li", TITLES),
    ("div.list li:nth-child(2) > a", (TITLES[1],)),
    (".sidebar a[href^='/a/']", ("去年冬天的大雪压垮了旧仓库", "前年夏天的洪水淹没了新码头")),
    ("nav a", ("首页", "国际新闻频道", "关于我们的报纸")),
]


@pytest.mark.parametrize(("rule", "expected"), RULES)
def test_a_css_rule_selects_exactly_its_links(rule, expected):
    parsed = read_page(page(SHAPES["list"]), css=rule)
    assert titles(parsed) == expected
    assert (parsed.form, {entry.complete for entry in parsed.entries}) == (Form.LISTING, {False})


@pytest.mark.parametrize("rule", ["div[", "a::", "li >", "a:unknown(", "!", "a{color:red}"])
def test_a_css_rule_that_is_none_is_said_in_one_line(rule):
    with pytest.raises(ParseError, match=r"the CSS rule .* cannot be read") as caught:
        read_page(page(SHAPES["list"]), css=rule)
    assert "\n" not in str(caught.value)


def test_a_css_rule_that_selects_nothing_says_so():
    with pytest.raises(ParseError, match=r"the CSS rule 'ul\.news a' selects no link"):
        read_page(page(SHAPES["list"]), css="ul.news a")


PAGERS = [
    ('<a href="index_1.html">首页</a> <a href="list_2.html">下一页</a>', "https://news.example/local/list_2.html"),
    ('<a href="?page=1">上一页</a><a href="?page=3">下一页 &gt;</a>', "https://news.example/local/?page=3"),
    ('<a rel="next" href="/local/page/2/">older</a>', "https://news.example/local/page/2/"),
    ('<a href="/local/p2" class="n">Next »</a>', "https://news.example/local/p2"),
    ('<a href="/local/p2" title="下一页"><img src="r.gif"></a>', "https://news.example/local/p2"),
    (
        '<span>1</span> <a href="index_2.html">2</a> <a href="index_3.html">3</a>',
        "https://news.example/local/index_2.html",
    ),
    (
        '<ul><li><a href="?page=1">1</a></li><li class="active"><a href="?page=2">2</a></li>'
        '<li><a href="?page=3">3</a></li></ul>',
        "https://news.example/local/?page=3",
    ),
    ('<b>1</b><a href="b.html">2</a><a href="b.html">›</a>', "https://news.example/local/b.html"),
    ('<a href="/a/7.html">下一篇</a><a href="javascript:next()">下一页</a>', None),
    ('<a href="#">下一页</a><a href="/local/">1</a>', None),
    ('<a href="https://other.example/2">下一页</a>', None),
    ("<script>createPageHTML(5, 0, 'index', 'html');</script>", "https://news.example/local/index_1.html"),
    ("<script>createPageHTML(1, 0, 'index', 'html');</script>", None),
    ("<p>2 pages</p>", None),
]


@pytest.mark.parametrize(("pager", "expected"), PAGERS)
def test_the_next_page_is_found(pager, expected):
    parsed = read_page(page(SHAPES["list"], after=f'<div class="pager">{pager}</div>'))
    assert parsed.channel.next_url == expected


@pytest.mark.parametrize(
    ("own", "href", "expected"),
    [
        ("https://e.example/list_3.html", "list_4.html", "https://e.example/list_4.html"),
        ("https://e.example/list_3.html", "list_2.html", None),
        ("https://e.example/n?c=5&page=2", "?c=5&page=3", "https://e.example/n?c=5&page=3"),
        ("https://e.example/n?c=5&page=2", "?c=6&page=3", None),
        ("https://e.example/blog/", "/blog/page/2", "https://e.example/blog/page/2"),
        ("https://e.example/blog/page/2/", "/blog/page/3/", "https://e.example/blog/page/3/"),
    ],
)
def test_an_arrow_to_the_address_with_the_next_number_is_the_next_page(own, href, expected):
    document = parse_document(f'<div><a href="{href}"><i class="arrow"></i></a></div>')
    assert next_page(document, own) == expected


def test_the_last_page_has_no_next_one():
    markup = page(SHAPES["list"], after='<div><a href="?page=1">1</a><a href="?page=2">2</a><b>3</b></div>')
    assert read_page(markup, URL + "?page=3").channel.next_url is None
