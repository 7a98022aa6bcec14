"""The article of a page of its own."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from data.models import Entry
from data.parsing.extract import extract_article, says_article

SHANGHAI = ZoneInfo("Asia/Shanghai")
URL = "https://example.com/news/1.html"
MOMENT = datetime(2022, 6, 24, 9, 50, 54, tzinfo=UTC)
MINUTE = MOMENT.replace(second=0)
DAY = datetime(2022, 6, 23, 16, 0, tzinfo=UTC)

PARAGRAPHS = [
    "海岸城的夜间图书馆在六月开放，首周接待读者三千人次，馆方表示将延长开放时间。",
    "图书馆位于旧码头的仓库里，读者可以一直读到凌晨两点，咖啡由附近的渔民合作社供应。",
    "市政府说，明年还会有两座仓库改成阅览室，费用由港口的收入承担。",
]
LINE = "2022-06-24 17:50 来源：海城日报 阅读：12"


def chinese_page(head: str = "", line: str = LINE, after: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<html lang="zh-CN"><head><title>海岸城推出夜间图书馆_海城新闻网</title>{head}</head><body>
      <div class="top"><a href="/">首页</a> <a href="/a">关于我们</a></div>
      <div class="crumbs"><a href="/">首页</a> &gt; <a href="/c">文化</a> &gt; 正文</div>
      <h1>海岸城推出夜间图书馆</h1><div class="info">{line}</div><div class="content">{text}</div>{after}
      <div class="foot">版权所有 2019-2022 某某公司</div></body></html>"""


def time_of(markup: str) -> datetime | None:
    entry = extract_article(markup, URL, SHANGHAI)
    assert entry is not None
    return entry.published_at


def test_a_chinese_page_gives_text_time_source_and_section():
    assert extract_article(chinese_page(), URL, SHANGHAI) == Entry(
        title="海岸城推出夜间图书馆",
        body="\n".join(PARAGRAPHS),
        url=URL,
        published_at=MINUTE,
        source="海城日报",
        section="文化",
        language="zh",
    )


def test_an_english_page_with_metadata():
    markup = """<html lang="en-GB"><head><title>Library opens at night | Harbour News</title>
      <meta property="og:site_name" content="Harbour News"><meta property="og:type" content="article">
      <meta property="article:published_time" content="2022-06-24T17:50:54+08:00">
      <meta property="article:section" content="Culture"><link rel="canonical" href="https://example.com/library">
      </head><body><nav><a href="/">Home</a></nav><article><h1>Library opens at night</h1>
      <p>The library of the harbour town stays open until midnight from this week, the mayor said
      on Friday.</p>
      <p>It stands in an old warehouse by the quay, and the fishermen of the town sell coffee at its door.</p>
      </article><footer>Copyright 2022</footer></body></html>"""
    entry = extract_article(markup, None, SHANGHAI)
    assert entry is not None
    assert (entry.title, entry.url, entry.published_at) == (
        "Library opens at night",
        "https://example.com/library",
        MOMENT,
    )
    assert (entry.source, entry.section, entry.language) == ("Harbour News", "Culture", "en")
    assert entry.body.startswith("The library of the harbour town")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2022-06-24T17:50:54+08:00">',
        '<meta name="PubDate" content="2022-06-24 17:50:54">',
        '<meta itemprop="datePublished" content="2022-06-24T09:50:54Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-06-24T17:50:54"}</script>',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["Article"],'
        ' "datePublished": "2022-06-24T17:50:54+08:00"}]}</script>',
    ],
)
def test_a_stated_time_comes_before_one_that_is_printed(head):
    assert time_of(chinese_page(head, line="2022-07-01 08:00")) == MOMENT


def test_a_stated_day_takes_the_time_that_is_printed_for_that_day():
    day = '<meta name="date" content="2022-06-24">'
    assert time_of(chinese_page(day)) == MINUTE
    assert time_of(chinese_page(day, line="2022-07-01 08:00")) == DAY


def test_a_time_element_is_read():
    assert time_of(chinese_page(line='<time datetime="2022-06-24T09:50:54Z">前天</time>')) == MOMENT


def test_a_page_without_a_date_has_no_time():
    assert time_of(chinese_page(line="来源：海城日报")) is None


def test_the_publisher_is_the_printed_source_then_the_stated_one_then_the_site():
    stated = '{"@type": "NewsArticle", "publisher": {"name": "出版社"}}'
    ld = f'<script type="application/ld+json">{stated}</script>'
    site = '<meta property="og:site_name" content="海城新闻网">'
    sources = [
        extract_article(page, URL, SHANGHAI)
        for page in (
            chinese_page(ld + site),
            chinese_page(ld + site, ""),
            chinese_page(site, ""),
            chinese_page("", ""),
        )
    ]
    assert [entry and entry.source for entry in sources] == ["海城日报", "出版社", "海城新闻网", None]


def test_a_source_at_the_end_of_the_text_is_taken_off():
    page = chinese_page(line="").replace(PARAGRAPHS[2], PARAGRAPHS[2] + "（来源：晨报）")
    entry = extract_article(page, URL, SHANGHAI)
    assert entry is not None
    assert (entry.body, entry.source) == ("\n".join(PARAGRAPHS), "晨报")


def test_the_article_itself_is_not_its_section():
    page = chinese_page().replace("&gt; 正文", "&gt; 海岸城推出夜间图书馆")
    entry = extract_article(page, URL, SHANGHAI)
    assert entry is not None
    assert entry.section == "文化"


def test_a_short_flash_is_an_article():
    markup = "<title>快讯</title><h1>夜间图书馆开放</h1><p>6月24日，海岸城夜间图书馆开放，首日接待三百人。</p>"
    entry = extract_article(markup, URL, SHANGHAI)
    assert entry is not None
    assert (entry.title, entry.body) == ("夜间图书馆开放", "6月24日，海岸城夜间图书馆开放，首日接待三百人。")


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<html></html>",
        "<title>404 Not Found</title><center><h1>404 Not Found</h1></center><hr><center>nginx</center>",
        "<title>Shop</title><h1>Shop</h1><p>Please enable JavaScript in your browser to view this site.</p>",
        "<title>Links</title><h1>Links</h1><ul><li><a href=1>one</a></li><li><a href=2>two</a></li></ul>",
        "<div>" * 10_000 + "text",
    ],
)
def test_a_page_without_an_article_gives_none(markup):
    assert extract_article(markup, URL, SHANGHAI) is None


def test_broken_json_ld_and_ten_thousand_tags_do_no_harm():
    started = time.monotonic()
    head = (
        '<script type="application/ld+json">{"@type": </script><script type="application/ld+json">'
        + "[" * 50_000
        + "</script>"
    )
    assert time_of(chinese_page(head, after="<span>" * 10_000 + "x" + "</span>" * 10_000)) == MINUTE
    assert time.monotonic() - started < 10


def test_a_page_says_that_it_is_an_article():
    assert says_article('<meta property="og:type" content="article"><p>x</p>')
    assert says_article('<script type="application/ld+json">{"@type": "NewsArticle"}</script><p>x</p>')
    listing = '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle"}]}'
    assert not says_article(f'<script type="application/ld+json">{listing}</script><p>x</p>')
    assert not says_article("")
