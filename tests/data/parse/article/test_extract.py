"""The article of a page of its own."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.models import Entry
from data.parse.article.extract import article_of, extract_article, says_article
from data.parse.html import element_text, parse_document

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
        for page in (chinese_page(ld + site), chinese_page(ld + site, ""), chinese_page(site, ""), chinese_page("", ""))
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


def entry_of(markup: str, url: str | None = URL, now: datetime | None = None) -> Entry:
    entry = extract_article(markup, url, SHANGHAI, now)
    assert entry is not None
    return entry


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        ("https://example.com/news/1", "https://example.com/news/1"),
        ("https://www.example.com/news/1.html", "https://www.example.com/news/1.html"),
        ("/news/1.html", "https://example.com/news/1.html"),
        ("https://example.com/2022/night-library-8812", "https://example.com/2022/night-library-8812"),
        ("https://example.com/", URL),  # the home page
        ("https://example.com/index.html", URL),
        ("https://example.com/news/", URL),  # a folder above it
        ("https://example.com/news", URL),
        ("https://other.example.net/news/1.html", URL),  # another site
        ("javascript:void(0)", URL),
        ("http://[::1", URL),
        ("", URL),
    ],
)
def test_the_canonical_address_is_taken_where_it_can_be_true(stated, url):
    assert entry_of(chinese_page(f'<link rel="canonical" href="{stated}">')).url == url
    assert entry_of(chinese_page(f'<meta property="og:url" content="{stated}">')).url == url


def test_an_address_that_loses_the_articles_number_is_not_canonical():
    page = chinese_page('<link rel="canonical" href="https://example.com/show.asp">')
    assert entry_of(page, "https://example.com/show.asp?id=7").url == "https://example.com/show.asp?id=7"
    assert entry_of(page, "https://example.com/show.asp?from=wap").url == "https://example.com/show.asp"


def test_amp_and_mobile_pages_have_the_address_of_the_article():
    page = chinese_page('<link rel="canonical" href="https://www.example.com/news/1">')
    for url in ("https://m.example.com/news/1", "https://www.example.com/news/1/amp", "https://amp.example.com/n/1"):
        assert entry_of(page, url).url == "https://www.example.com/news/1"


def test_two_articles_of_a_site_whose_template_names_its_home_page_stay_two():
    page = chinese_page('<link rel="canonical" href="https://example.com/">')
    assert {entry_of(page, f"https://example.com/{n}.html").url for n in (1, 2)} == {
        "https://example.com/1.html",
        "https://example.com/2.html",
    }


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("2022-06-24 17:50 作者：王小雨", "王小雨"),
        ("作者：王小雨 李明 来源：海城日报", "王小雨, 李明"),
        ("本报记者 赵启、孙月 2022-06-24", "赵启, 孙月"),
        ("文/罗敏", "罗敏"),
        ("文｜罗敏 编辑｜周宁", "罗敏"),
        ("By Ada Voss and Per Lind", "Ada Voss, Per Lind"),
        ("By ADA VOSS, Staff Writer", "Ada Voss"),
        ("责任编辑：周宁", None),
        ("发布者：admin 2022-06-24", None),
        ("2022-06-24 来源：海城日报", None),
    ],
)
def test_the_author_is_named_beside_the_title(line, author):
    assert entry_of(chinese_page(line=line)).author == author


def test_a_stated_author_comes_first_and_is_no_publisher():
    ld = '<script type="application/ld+json">{{"@type": "NewsArticle", "author": {0}}}</script>'
    people = ld.format('[{"name": "林舒"}, {"name": "何静"}, {"name": "林舒"}]')
    assert entry_of(chinese_page(people, line="作者：王小雨")).author == "林舒, 何静"
    assert entry_of(chinese_page(ld.format('{"name": "海城日报"}'))).author is None
    assert entry_of(chinese_page('<meta name="author" content="https://example.com/u/1">')).author is None


@pytest.mark.parametrize(
    ("head", "image"),
    [
        ('<meta property="og:image" content="/i/a.jpg">', "https://example.com/i/a.jpg"),
        ('<meta property="og:image" content="/static/logo.png">', "https://example.com/u/b.jpg"),
        ('<meta property="og:image" content="data:image/png;base64,AA">', "https://example.com/u/b.jpg"),
        ("", "https://example.com/u/b.jpg"),
    ],
)
def test_the_lead_image_is_stated_or_the_first_large_one_of_the_text(head, image):
    pictures = '<img src="/pixel.gif" width="1" height="1"><img src="/s.jpg" width="80">'
    pictures += '<img data-src="/u/b.jpg" src="data:,">'
    page = chinese_page(head).replace(f"<p>{PARAGRAPHS[1]}", f"{pictures}<p>{PARAGRAPHS[1]}")
    assert entry_of(page).image == image
    assert entry_of(chinese_page()).image is None


def test_a_time_before_now_is_read_when_now_is_known():
    now = MOMENT.replace(hour=12)
    assert entry_of(chinese_page(line="海城日报 2小时前"), now=now).published_at == now - timedelta(hours=2)
    assert entry_of(chinese_page(line="海城日报 2小时前")).published_at is None


def test_a_change_is_kept_where_it_is_after_the_publication():
    line = "2022-06-24 17:50 更新时间：2022-06-24 19:00"
    changed = '<meta property="article:modified_time" content="{}">'
    assert entry_of(chinese_page(line=line)).updated_at == MINUTE.replace(hour=11, minute=0)
    assert entry_of(chinese_page(changed.format("2022-06-25T08:00:00Z"))).updated_at == datetime(
        2022, 6, 25, 8, tzinfo=UTC
    )
    assert entry_of(chinese_page(changed.format("2022-06-24T08:00:00Z"))).updated_at is None


@pytest.mark.parametrize(
    "wall",
    [
        "<div>Subscribe now to continue reading this article</div>",
        "<div class='pay'>本文为付费内容，订阅后可阅读全文</div>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>',
    ],
)
def test_a_text_before_a_paywall_is_not_complete(wall):
    entry = entry_of(chinese_page(after=wall))
    assert (entry.complete, entry.body) == (False, "\n".join(PARAGRAPHS))
    assert entry_of(chinese_page()).complete


def test_a_page_of_pictures_has_their_captions_or_nothing_for_a_body():
    pictures = '<img src="/p/1.jpg" width="900"><figcaption>{}</figcaption><img src="/p/2.jpg" width="900">'
    page = "<title>组图：渔民开海节</title><h1>组图：渔民开海节</h1>" + pictures
    with_words, without = entry_of(page.format("鱼灯照亮港口")), entry_of(page.format(""))
    assert (with_words.body, with_words.complete) == ("鱼灯照亮港口", True)
    assert (without.body, without.image) == ("", "https://example.com/p/1.jpg")


def test_a_live_page_keeps_the_times_of_its_items_and_its_order():
    items = "".join(f"<li><b>{20 - n}:0{n}</b><p>{PARAGRAPHS[n % 3]}</p></li>" for n in range(6))
    entry = entry_of(f"<title>直播：海岸城</title><h1>直播：海岸城</h1><ul>{items}</ul>")
    assert entry.live
    assert entry.body.split("\n") == [f"{20 - n}:0{n} {PARAGRAPHS[n % 3]}" for n in range(6)]
    assert not entry_of(chinese_page()).live


def test_a_text_on_several_pages_gives_the_one_that_is_there():
    pager = '<div class="page"><a href="1_2.html">下一页</a> 共3页</div>'
    assert entry_of(chinese_page(after=pager)).body == "\n".join(PARAGRAPHS)


def test_a_parsed_page_gives_the_same_article_and_stays_as_it_is():
    document = parse_document(chinese_page())
    before = (element_text(document), sum(1 for _ in document.iter()))
    assert article_of(document, URL, SHANGHAI) == entry_of(chinese_page())
    assert (element_text(document), sum(1 for _ in document.iter())) == before
    assert not says_article(document)


_NAMES = "div p span h1 a table tr td br img li article section script meta title time b"
_TAGS = st.sampled_from(_NAMES.split())
_WORDS = st.sampled_from(
    ["海岸城的图书馆，开放。" * 4, "作者：", "来源：", "2022-06-24", "直播", "12:30", "By A", "\0", "&#0;", "<", "'"]
)
_MARKUP = st.lists(
    st.one_of(
        _TAGS.map(lambda tag: f"<{tag}>"),
        _TAGS.map(lambda tag: f"</{tag}>"),
        _TAGS.map(lambda tag: f"<{tag} class='comment nav' src=x content=y href='http://[' datetime=3小时前>"),
        _WORDS,
        st.text(max_size=20),
    ),
    max_size=60,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(_MARKUP, st.text()), st.sampled_from([URL, None, "", "http://[", "x"]), st.none() | st.just(MOMENT))
def test_no_markup_makes_it_raise(markup, url, now):
    entry = extract_article(markup, url, SHANGHAI, now)
    assert entry is None or (entry.title and "\0" not in entry.body)


@pytest.mark.parametrize(
    "piece", ["<div>", "<p>", "<h1>标题", "<table><tr><td>", "<a href=x>", "记者 海海 ", "By Aa ", "（", " - "]
)
def test_fifty_thousand_of_one_thing_do_not_hang_it(piece):
    entry = extract_article(f"<h1>夜间图书馆</h1>{piece * 50_000}<p>{PARAGRAPHS[0]}</p>", URL, SHANGHAI, MOMENT)
    assert entry is None or entry.title


def test_notices_go_and_a_whole_text_that_begins_like_one_stays():
    notices = [
        "（责任编辑：周宁）",
        "版权声明：未经授权不得转载。",
        "相关阅读：港口吞吐量创新高",
        "原标题：夜间图书馆开放",
    ]
    page = chinese_page(after="".join(f"<p>{notice}</p>" for notice in notices))
    assert entry_of(page).body == "\n".join(PARAGRAPHS)
    whole = "原标题：夜间图书馆开放" + "".join(PARAGRAPHS) * 3
    assert entry_of(f"<title>夜间图书馆</title><h1>夜间图书馆</h1><p>{whole}</p>").body == whole


def test_reporters_named_at_the_beginning_of_a_text_are_its_authors():
    def author(opening: str) -> str | None:
        return entry_of(chinese_page().replace(f"<p>{PARAGRAPHS[0]}", f"<p>{opening}{PARAGRAPHS[0]}")).author

    assert author("海岸通讯社6月24日电（记者 赵启 张文章）") == "赵启, 张文章"
    assert author("晨报讯（通讯员 孙月 记者 赵启）") == "赵启"
    assert author("记者从港口获悉，") is None
