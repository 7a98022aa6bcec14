"""Listing pages, as text and as HTML."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.models import Entry, Parsed
from data.parse.listings.dated import parse_listing_text
from tests.support.listings import parse_listing_html
from tests.support.paths import SEED

SHANGHAI = ZoneInfo("Asia/Shanghai")
PAGE = "https://example.com/news/list_1.html"

TEXT = """首页>新闻动态>

港口资讯

海岸城推出夜间图书馆

海岸城六月起开放夜间图书馆。首周接待读者三千人次。
馆方表示还会延长开放时间。来源:海城日报

2022-06-24 17:50:54 查看全文

新式热水器获得节能认证

一家企业的热水器获得认证。\xa0\xa0数据来源:实验室报告。来源：

2022-06-23 08:00:00 查看全文

山区学校收到五百台电脑

志愿者把电脑送到学校

2022-06-22 09:10:11 查看全文
"""
ARTICLES = [
    (
        "海岸城推出夜间图书馆",
        "/n/1.html",
        "海岸城六月起开放夜间图书馆。首周接待读者三千人次。",
        "来源：海城日报",
        "2022-06-24 17:50:54",
    ),
    ("新式热水器获得节能认证", "../n/2.html", "一家企业的热水器获得认证。", "来源:", "2022-06-23 08:00:00"),
    (
        "山区学校收到五百台电脑",
        "https://example.com/n/3.html",
        "志愿者把电脑送到学校。",
        "来源：晨报",
        "2022-06-22 09:10:11",
    ),
]
TITLES = [article[0] for article in ARTICLES]
TIMES = [
    datetime(2022, 6, 24, 9, 50, 54, tzinfo=UTC),
    datetime(2022, 6, 23, 0, 0, tzinfo=UTC),
    datetime(2022, 6, 22, 1, 10, 11, tzinfo=UTC),
]
LINKS = [f"https://example.com/n/{number}.html" for number in (1, 2, 3)]


def titles(parsed: Parsed) -> list[str]:
    return [entry.title for entry in parsed.entries]


def html_page(block: str, before: str = "", after: str = "", around: str = "div", crumb: str | None = None) -> str:
    """A page with menu, breadcrumb and footer, and `block` filled in for each of ARTICLES."""
    blocks = "".join(block.format(title=t, url=u, body=b, source=s, date=d, day=d[:10]) for t, u, b, s, d in ARTICLES)
    crumb = crumb or '<div class="pos"><a href="/">首页</a>&gt;<a href="/news">新闻动态</a>&gt;</div><h1>港口资讯</h1>'
    return f"""<html lang="zh-CN"><head><title>港口资讯</title></head><body>
      <ul class="top"><li><a href="/about">关于我们的公司</a></li>
      <li><a href="/service">产品服务与支持</a></li></ul>
      {crumb}{before}<{around}>{blocks}</{around}>{after}
      <div class="foot"><p>版权所有 2019-2022 某某公司 <a href="/map">网站地图与说明</a></p></div></body>"""


def test_a_saved_page_gives_title_body_source_time_and_section_of_each_article():
    parsed = parse_listing_text(TEXT, SHANGHAI)
    assert parsed.problems == ()
    assert parsed.entries[0] == Entry(
        title="海岸城推出夜间图书馆",
        body="海岸城六月起开放夜间图书馆。首周接待读者三千人次。\n馆方表示还会延长开放时间。",
        published_at=TIMES[0],
        source="海城日报",
        section="港口资讯",
        language="zh",
    )
    assert titles(parsed) == TITLES
    assert [entry.published_at for entry in parsed.entries] == TIMES


def test_a_source_label_without_a_name_goes_and_a_block_without_one_is_whole():
    _, nameless, without = parse_listing_text(TEXT, SHANGHAI).entries
    assert (nameless.body, nameless.source) == ("一家企业的热水器获得认证。\n数据来源:实验室报告。", None)
    assert (without.body, without.source) == ("志愿者把电脑送到学校", None)


@pytest.mark.parametrize(
    ("crumbs", "section"),
    [
        ("首页>新闻动态>\n港口资讯", "港口资讯"),
        ("首页 > 新闻动态 > 港口资讯", "港口资讯"),
        ("当前位置：首页 » 新闻动态 » 港口资讯\n港口资讯", "港口资讯"),
        ("Home / World / Europe", "Europe"),
        ("", None),
    ],
)
def test_the_last_crumb_is_the_section(crumbs, section):
    parsed = parse_listing_text(f"{crumbs}\n\n标题一\n正文一。\n2022-06-24 17:50 查看全文\n", SHANGHAI)
    assert [(entry.title, entry.section) for entry in parsed.entries] == [("标题一", section)]


def test_empty_lines_and_line_ends_do_not_matter():
    dense = "\r\n".join(line for line in TEXT.splitlines() if line)
    assert parse_listing_text(dense, SHANGHAI) == parse_listing_text(TEXT, SHANGHAI)


def test_a_date_inside_a_body_ends_nothing_where_blocks_end_in_read_more():
    text = TEXT.replace("馆方表示", "2022-06-01\n馆方表示")
    assert titles(parse_listing_text(text, SHANGHAI)) == TITLES


def test_dates_without_read_more_end_blocks_too():
    assert titles(parse_listing_text(TEXT.replace(" 查看全文", ""), SHANGHAI)) == TITLES


def test_an_article_that_was_cut_off_is_named_and_a_footer_is_not():
    cut = TEXT + "\n渔船全部回港\n" + "渔民们在码头卸下今年第一批海货。" * 5
    parsed = parse_listing_text(cut, SHANGHAI)
    assert titles(parsed) == TITLES
    assert [problem.where for problem in parsed.problems] == ["line 24"]
    footer = TEXT + "\n上一页 1 2 3 下一页\n版权所有 2019-2022 某某公司 保留一切权利 未经许可不得转载本站内容\n"
    assert parse_listing_text(footer, SHANGHAI).problems == ()


def test_dates_before_the_texts_are_refused_rather_than_mixed_up():
    text = "".join(f"{title}\n2022-06-2{number}\n{'正文很长。' * 20}\n" for number, title in enumerate(TITLES))
    parsed = parse_listing_text(text, SHANGHAI)
    assert parsed.entries == ()
    assert len(parsed.problems) == 1


def test_an_impossible_date_keeps_the_article_and_is_named():
    parsed = parse_listing_text(TEXT.replace("2022-06-23", "2022-02-30"), SHANGHAI)
    assert [entry.published_at is None for entry in parsed.entries] == [False, True, False]
    assert [str(problem) for problem in parsed.problems] == ["line 16: 2022-02-30 08:00:00 is no date"]


def test_the_seed_page_gives_its_nine_articles():
    if not SEED.exists():
        pytest.skip(f"the seed page is not at {SEED}")
    parsed = parse_listing_text(SEED.read_text(encoding="utf-8"), SHANGHAI)
    assert parsed.problems == ()
    local = [
        f"{entry.published_at.astimezone(SHANGHAI):%m-%d %H:%M:%S}" for entry in parsed.entries if entry.published_at
    ]
    assert local == [
        "06-24 17:50:54", "06-24 17:46:08", "06-22 18:00:39", "06-21 15:33:06", "06-21 15:30:19",
        "06-09 17:08:16", "06-09 17:01:20", "06-09 16:55:29", "06-09 16:47:19",
    ]  # fmt: skip
    assert [entry.source for entry in parsed.entries] == [
        "品玩", None, "零售圈", "经济日报", "北青网—北京青年报",
        "中商情报网", "前瞻产业研究院", "电商发布", "半月谈",
    ]  # fmt: skip
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line]
    assert titles(parsed) == lines[2::3]
    assert {entry.section for entry in parsed.entries} == {"行业资讯"}
    assert {entry.language for entry in parsed.entries} == {"zh"}
    assert not any("来源" in entry.body[-20:] or "查看全文" in entry.body for entry in parsed.entries)
    assert all(entry.body.endswith("。") for entry in parsed.entries)


SHAPES = {
    "items": '<div class="item"><h3><a href="{url}">{title}</a></h3><div><p>{body}</p><p>{source}</p></div>'
    '<div><span>{date}</span> <a href="{url}">查看全文</a></div></div>',
    "source glued to the body": '<div><a href="{url}">{title}</a><p>{body}{source}</p><em>{date}</em></div>',
    "flat": '<h3><a href="{url}">{title}</a></h3><p>{body}{source}</p>'
    '<p>{date} <a href="{url}">查看全文</a></p>',
    "date first, flat": '<p class="d">{date} {source}</p><h4><a href="{url}">{title}</a></h4><p>{body}</p>',
    "cards": '<a class="card" href="{url}"><span>{title}</span><p>{body}</p>'
    "<div><i>{source}</i><time>{date}</time></div></a>",
    "only read more is linked": '<div><h4>{title}</h4><p>{body}{source}</p><p><em>{date}</em>'
    '<a href="{url}">[查看全文&gt;&gt;]</a></p></div>',
    "details in a row": '<article><header><h2><a href="{url}">{title}</a></h2><div class="meta">'
    '<span>{source}</span><span>作者：张三</span><time>{date}</time><span>阅读(123)</span></div></header><p>{body}</p></article>',
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_articles_on_a_page_are_found_by_structure(shape):
    parsed = parse_listing_html(html_page(SHAPES[shape]), PAGE, SHANGHAI)
    assert titles(parsed) == TITLES
    assert [entry.url for entry in parsed.entries] == LINKS
    assert [entry.body for entry in parsed.entries] == [article[2] for article in ARTICLES]
    assert [entry.source for entry in parsed.entries] == ["海城日报", None, "晨报"]
    assert [entry.published_at for entry in parsed.entries] == TIMES
    assert {entry.section for entry in parsed.entries} == {"港口资讯"}


@pytest.mark.parametrize(
    ("block", "around"),
    [
        ('<li><span>{day}</span><a href="{url}">{title}</a></li>', "ul"),
        ('<li><a href="{url}">{title}</a> [{day}]</li>', "ul"),
        ('<li><a href="/c">本地新闻频道</a> | <a href="{url}">{title}</a><i>{day}</i></li>', "ul"),
        ('<tr><td>1</td><td><a href="{url}">{title}</a></td><td>{day}</td></tr>', "table"),
        ('<dt><a href="{url}">{title}</a></dt><dd>{day}</dd>', "dl"),
    ],
)
def test_a_page_of_titles_gives_entries_without_a_body(block, around):
    parsed = parse_listing_html(html_page(block, around=around), PAGE, SHANGHAI)
    assert [(entry.title, entry.body, entry.url) for entry in parsed.entries] == [
        (title, "", link) for title, link in zip(TITLES, LINKS, strict=True)
    ]


def test_a_page_in_english_is_read_too():
    markup = """<html lang="en"><body><nav><a href="/world">World news today</a></nav>
    <ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li>Harbours</li></ol>
    <article><h2><a href="/a">Port opens</a></h2><p class="byline">By Ann Lee</p>
    <time datetime="2022-06-24T09:50:54Z">24 June</time><p>The port opened on Friday.</p>
    <p>Crowds came. <a href="/a">Read more</a></p></article>
    <article><h2><a href="/b">Bridge shut</a></h2><time datetime="2022-06-23T00:00:00Z">23 June</time>
    <p>Ice was found, the owner said.</p></article></body></html>"""
    first, second = parse_listing_html(markup, PAGE, SHANGHAI).entries
    assert first == Entry(
        "Port opens",
        "The port opened on Friday.\nCrowds came.",
        "https://example.com/a",
        None,
        TIMES[0],
        None,
        "Harbours",
        "en",
        complete=False,
    )
    assert (second.title, second.body, second.published_at) == (
        "Bridge shut",
        "Ice was found, the owner said.",
        TIMES[1],
    )


def test_a_title_cut_off_with_dots_is_completed_from_its_attribute():
    block = '<li><a href="{url}" title="{title}，读者称好">{title}...</a><i>{day}</i></li>'
    parsed = parse_listing_html(html_page(block, around="ul"), PAGE, SHANGHAI)
    assert titles(parsed) == [f"{title}，读者称好" for title in TITLES]


def test_relative_links_follow_the_base_of_the_page_and_are_none_without_one():
    page = html_page(SHAPES["items"])
    assert [entry.url for entry in parse_listing_html(page, None, SHANGHAI).entries] == [None, None, LINKS[2]]
    based = page.replace("<head>", '<head><base href="https://example.org/x/y/">')
    assert parse_listing_html(based, PAGE, SHANGHAI).entries[1].url == "https://example.org/x/n/2.html"


def test_menus_todays_date_and_comments_are_no_articles():
    today = '<div>今天是2022年6月25日 星期六</div><nav><li><a href="/z">要闻与评论频道</a> 2022-06-01</li></nav>'
    comment = '<div><a href="/u/1">读者一二三四</a><time>2022-06-25 10:00</time><p>好。</p></div>'
    page = html_page(SHAPES["items"], before=today, after=f'<div class="comments">{comment * 3}</div>')
    assert titles(parse_listing_html(page, PAGE, SHANGHAI)) == TITLES


def test_a_date_in_the_summary_is_not_the_time_of_the_article():
    block = '<div><a href="{url}">{title}</a><p>2022年1月1日，{body}</p><p>{date}</p></div>'
    parsed = parse_listing_html(html_page(block), PAGE, SHANGHAI)
    assert [entry.published_at for entry in parsed.entries] == TIMES
    assert parsed.entries[0].body.startswith("2022年1月1日，海岸城")


def test_an_article_shown_twice_is_one_entry_with_its_text():
    pictures = "".join(f'<li><a href="{url}">{title}</a><i>{date}</i></li>' for title, url, _, _, date in ARTICLES)
    parsed = parse_listing_html(html_page(SHAPES["items"], before=f"<ul>{pictures}</ul>"), PAGE, SHANGHAI)
    assert titles(parsed) == TITLES
    assert all(entry.body for entry in parsed.entries)


def test_a_page_with_one_dated_link_is_no_listing():
    markup = '<h1>一篇文章的标题</h1><p>2022-06-24 17:50</p><p>正文。</p><p><a href="/n/1">另一篇文章</a></p>'
    assert parse_listing_html(markup, PAGE, SHANGHAI) == Parsed(())


PIECES = [
    '<a href="/x">',
    "</a>",
    "<h3>",
    "</h3>",
    "<div>",
    "</div>",
    "<p>",
    "2022-06-24",
    "一个很好的标题",
    "<time>",
    "来源:",
    "<dl><dt>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_page_makes_it_raise(markup):
    parse_listing_html(markup, PAGE, SHANGHAI)
    parse_listing_text(markup, SHANGHAI)


def test_an_empty_source_label_in_an_element_of_its_own_is_no_name():
    item = (
        '<li><h3><a href="/n/{0}">第{0}篇文章的标题</a></h3><p>正文第{0}段，写得足够长。</p>'
        '<span class="from">来源：</span><i>2022-06-2{0}</i></li>'
    )
    parsed = parse_listing_html(f"<ul>{''.join(item.format(number) for number in (1, 2, 3))}</ul>", PAGE, SHANGHAI)
    assert [entry.source for entry in parsed.entries] == [None, None, None]
