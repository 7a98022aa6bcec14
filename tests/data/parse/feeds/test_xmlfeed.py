"""Feeds to entries."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from data.models import Channel, Entry, Form, Parsed
from data.parse.feeds.xmlfeed import parse_feed
from tests.support.documents import DETAILS, FIRST, SECOND, SHANGHAI, rss

BASE = "https://example.com/rss/news.xml"
MOMENT = datetime(2022, 6, 24, 9, 50, 54, tzinfo=UTC)


def parse(text: str) -> Parsed:
    return parse_feed(text.encode(), BASE, SHANGHAI)


def titles(parsed: Parsed) -> list[str]:
    return [entry.title for entry in parsed.entries]


def test_an_rss_item_gives_all_its_fields():
    parsed = parse(rss(FIRST))
    assert parsed.problems == ()
    assert parsed.entries == (
        Entry(
            title="海岸城推出夜间图书馆 & 咖啡馆",
            body="首周接待读者三千人次。\n馆方会延长开放 时间。",
            url="https://example.com/n/1.html?a=1&b=2",
            external_id="n-1",
            published_at=MOMENT,
            source="海城日报",
            section="文化",
            language="zh",
        ),
    )


def test_a_time_without_a_zone_is_local_and_one_with_a_zone_is_not():
    assert [entry.published_at for entry in parse(rss(FIRST, SECOND)).entries] == [MOMENT, MOMENT]


def test_the_feed_speaks_for_items_that_do_not_name_a_publisher():
    assert parse(rss(SECOND)).entries[0].source == "港口新闻"
    named = SECOND.replace("<description>", "<dc:publisher>晨报</dc:publisher><description>")
    assert parse(rss(named)).entries[0].source == "晨报"


def test_the_language_is_seen_where_the_feed_states_none():
    assert parse(rss(SECOND, head="<title>x</title>")).entries[0].language == "zh"


def test_an_item_without_a_title_takes_its_first_sentence_and_one_without_words_is_named():
    parsed = parse(
        rss("<item><description>渔船回港了。码头很忙。</description></item>", "<item><link>/n/9</link></item>", SECOND)
    )
    assert titles(parsed) == ["渔船回港了。", "新式热水器"]
    assert [str(problem) for problem in parsed.problems] == ["item 2: has neither title nor text"]


def test_an_item_without_a_link_has_no_url():
    assert parse(rss("<item><title>渔船回港</title></item>")).entries[0].url is None


def test_a_date_that_cannot_be_read_is_named_and_the_item_kept():
    parsed = parse(rss(SECOND.replace("Fri, 24 Jun 2022 09:50:54 GMT", "昨天")))
    assert [entry.published_at for entry in parsed.entries] == [None]
    assert [str(problem) for problem in parsed.problems] == ["item 1: its date '昨天' cannot be read"]


def test_atom_with_relative_links_and_xhtml_content():
    parsed = parse("""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour News</title>
      <entry><title type="html">Port &lt;b&gt;opens&lt;/b&gt;</title><id>tag:example.com,2022:1</id>
      <link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="/a"/>
      <updated>2022-06-24T17:50:54+08:00</updated>
      <category term="world" label="World"/><summary>Short.</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The port opened.</p>
      <p>Crowds came.</p></div></content></entry></feed>""")
    assert parsed.problems == ()
    assert parsed.entries == (
        Entry(
            "Port opens", "The port opened.\nCrowds came.", "https://example.com/a", "tag:example.com,2022:1",
            MOMENT, "Harbour News", "World", "en",
        ),
    )  # fmt: skip


def test_rdf_with_dublin_core_dates():
    parsed = parse("""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title></channel>
      <item rdf:about="https://example.com/1"><title>One</title><link>https://example.com/1</link>
      <description>Text.</description><dc:date>2022-06-24T09:50:54Z</dc:date></item></rdf:RDF>""")
    assert [(entry.url, entry.published_at) for entry in parsed.entries] == [("https://example.com/1", MOMENT)]


def test_old_rss_without_dates_or_ids():
    parsed = parse(
        '<rss version="0.91"><channel><title>N</title><item><title>A</title><link>https://e.com/1</link></item></channel></rss>'
    )
    assert parsed.entries == (Entry("A", "", "https://e.com/1", source="N", complete=False),)


def test_a_json_feed():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour News",
        "language": "en-US",
        "items": [
            {
                "id": "1",
                "url": "/a",
                "title": "Port",
                "content_html": "<p>a</p><p>b</p>",
                "date_published": "2022-06-24T09:50:54Z",
            },
            {"id": "2"},
        ],
    }
    parsed = parse(json.dumps(feed))
    assert parsed.entries == (Entry("Port", "a\nb", "https://example.com/a", "1", MOMENT, "Harbour News", None, "en"),)
    assert [problem.where for problem in parsed.problems] == ["item 2"]
    assert parse(json.dumps(feed)[:150]).entries == ()


@pytest.mark.parametrize("label", ["utf-8", "gb2312", "iso-8859-1"])
def test_a_wrong_encoding_label_does_no_harm(label):
    text = rss(FIRST, encoding=label)
    assert parse_feed(text.encode(), BASE, SHANGHAI).entries[0].source == "海城日报"


def test_a_feed_in_gbk_is_read_by_its_declaration_or_by_the_header():
    declared = rss(FIRST, encoding="gb2312").encode("gb18030")
    assert titles(parse_feed(declared, BASE, SHANGHAI)) == ["海岸城推出夜间图书馆 & 咖啡馆"]
    assert titles(parse_feed(rss(FIRST).encode("gb18030"), BASE, SHANGHAI, "gbk")) == ["海岸城推出夜间图书馆 & 咖啡馆"]


def test_xml_cut_in_the_middle_keeps_whole_items_and_says_so():
    text = rss(SECOND, FIRST)
    parsed = parse(text[: text.index("馆方")])
    assert titles(parsed) == ["新式热水器"]
    assert len(parsed.problems) == 1
    assert "cut off in item 2" in parsed.problems[0].reason


def test_a_bare_ampersand_keeps_every_item_and_says_so():
    parsed = parse(rss(FIRST.replace("&amp; 咖啡馆", "& 咖啡馆"), SECOND))
    assert titles(parsed) == ["海岸城推出夜间图书馆 & 咖啡馆", "新式热水器"]
    assert len(parsed.problems) == 1
    assert "the XML is broken" in parsed.problems[0].reason


def test_control_characters_and_blanks_before_the_declaration_are_no_problem():
    parsed = parse("\n\n " + rss(FIRST).replace("馆方", "馆\x0b方\x00"))
    assert parsed.problems == ()
    assert "馆方会" in parsed.entries[0].body


def test_a_feed_without_items_is_no_problem():
    parsed = parse(rss())
    assert (parsed.entries, parsed.problems, parsed.form) == ((), (), Form.FEED)


def test_what_is_no_feed_is_a_problem():
    assert [str(problem) for problem in parse("<html><p>x</p></html>").problems] == ["feed: is not RSS, Atom or RDF"]
    assert parse("").problems


def test_bytes_that_name_a_file_are_not_opened(tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text(rss(FIRST), encoding="utf-8")
    assert parse_feed(str(path).encode(), BASE, SHANGHAI).entries == ()


def test_entities_that_multiply_do_not_fill_memory():
    bomb = '<!DOCTYPE x [<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    started = time.monotonic()
    parsed = parse(
        f'<?xml version="1.0"?>{bomb}]><rss version="2.0"><channel><item><title>&j;</title></item></channel></rss>'
    )
    assert sum(len(entry.title) for entry in parsed.entries) < 1000
    assert time.monotonic() - started < 10


LONG = "渔船回港，码头很忙。" * 50


def detailed(item: str = "", head: str = "") -> Parsed:
    return parse(DETAILS.format(item=item, head=head))


@pytest.mark.parametrize(
    ("item", "author"),
    [
        ("<dc:creator>王小明</dc:creator>", "王小明"),
        ("<dc:creator>王小明</dc:creator><dc:creator>李丽</dc:creator>", "王小明, 李丽"),
        ("<author>wang@example.com (Wang Xiaoming)</author>", "Wang Xiaoming"),
        ("<author> </author>", None),
        ("", None),
    ],
)
def test_who_wrote_an_item(item, author):
    assert detailed(item).entries[0].author == author


@pytest.mark.parametrize(
    ("item", "image"),
    [
        ('<media:content url="/p/1.jpg" medium="image"/>', "https://example.com/p/1.jpg"),
        (
            '<media:content url="/v/1.mp4" type="video/mp4"/><media:thumbnail url="/p/2.jpg"/>',
            "https://example.com/p/2.jpg",
        ),
        ('<enclosure url="https://cdn.example/3.png" type="image/png" length="1"/>', "https://cdn.example/3.png"),
        ('<enclosure url="https://cdn.example/3.mp3" type="audio/mpeg" length="1"/>', None),
        ('<itunes:image href="https://cdn.example/4.jpg"/>', "https://cdn.example/4.jpg"),
        (
            '<description>&lt;img src="/t.gif" width="1" height="1"&gt;'
            '&lt;img src="/p/5.jpg?a=1&amp;amp;b=2"&gt;x</description>',
            "https://example.com/p/5.jpg?a=1&b=2",
        ),
        (
            '<description>&lt;img src="data:image/gif;base64,R0" data-src="p/6.webp"&gt;x</description>',
            "https://example.com/n/p/6.webp",
        ),
        ('<media:content url="javascript:x" medium="image"/>', None),
    ],
)
def test_which_picture_stands_for_an_item(item, image):
    assert detailed(item).entries[0].image == image


@pytest.mark.parametrize(
    ("item", "complete", "end"),
    [
        ("<description>渔船回港。</description>", False, "渔船回港。"),
        (f"<description>{LONG}</description>", True, "很忙。"),
        (f"<description>{LONG}……</description>", False, "……"),
        (f"<description>&lt;p&gt;{LONG}&lt;/p&gt;&lt;a href='/1'&gt;阅读全文&lt;/a&gt;</description>", False, "很忙。"),
        ("<content:encoded>渔船回港。</content:encoded>", True, "渔船回港。"),
        ("<content:encoded><![CDATA[<p>The boats came in [&hellip;]</p>]]></content:encoded>", False, "[…]"),
        ("<content:encoded><![CDATA[<p>The boats came in [...]</p>]]></content:encoded>", False, "[...]"),
        ("<content:encoded><![CDATA[<p>It began.</p><a>Continue reading A</a>]]></content:encoded>", False, "began."),
        ("<content:encoded><![CDATA[<p>All.</p>The post A appeared first on B.]]></content:encoded>", True, "All."),
        ("", False, ""),
    ],
)  # fmt: skip
def test_an_item_is_whole_or_a_teaser(item, complete, end):
    entry = detailed(item).entries[0]
    assert entry.complete is complete
    assert entry.body.endswith(end)


def test_an_item_without_a_page_is_all_there_is():
    assert parse(rss("<item><title>渔船回港</title></item>")).entries[0].complete


def test_an_item_that_was_changed_says_when_and_no_time_has_fractions():
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>A</title>
      <published>2022-06-24T09:50:54.678Z</published><updated>{0}</updated></entry></feed>"""
    changed = parse(atom.format("2022-06-24T10:00:00.5Z")).entries[0]
    assert (changed.published_at, changed.updated_at) == (MOMENT, datetime(2022, 6, 24, 10, tzinfo=UTC))
    assert parse(atom.format("2022-06-24T09:50:54.678Z")).entries[0].updated_at is None


@pytest.mark.parametrize(
    ("head", "ttl"),
    [
        ("<ttl>90</ttl>", timedelta(minutes=90)),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", timedelta(minutes=30)),
        ("<sy:updatePeriod> daily </sy:updatePeriod>", timedelta(days=1)),
        ("<ttl>999999</ttl>", timedelta(days=30)),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", None),
        ("", None),
    ],
)
def test_how_long_a_feed_asks_to_be_left_alone(head, ttl):
    assert detailed(head=head).channel == Channel("港口新闻", "zh", ttl)


@pytest.mark.parametrize(
    ("links", "next_url"),
    [
        ('<atom:link rel="next" href="/rss/news.xml?page=2"/>', "https://example.com/rss/news.xml?page=2"),
        ('<atom:link rel="prev-archive" href="2022-05.xml"/>', "https://example.com/rss/2022-05.xml"),
        (f'<atom:link rel="self" href="{BASE}"/>', None),
        (f'<atom:link rel="next" href="{BASE}"/>', None),
    ],
)
def test_older_entries_are_on_the_next_page(links, next_url):
    assert detailed(head=links).channel.next_url == next_url


def test_atom_0_3_and_the_oldest_rss():
    atom = """<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en"><title>Harbour News</title>
      <entry><title>Port opens</title><link rel="alternate" href="https://e.com/1"/>
      <author><name>Ann Lee</name></author>
      <issued>2022-06-24T09:50:54Z</issued>
      <content type="text/html" mode="escaped">&lt;p&gt;It opened.&lt;/p&gt;</content>
      </entry></feed>"""
    entry = parse(atom).entries[0]
    assert (entry.title, entry.body, entry.author, entry.published_at) == (
        "Port opens",
        "It opened.",
        "Ann Lee",
        MOMENT,
    )
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
      <channel><title>N</title></channel><item><title>A</title><link>https://e.com/1</link></item></rdf:RDF>"""
    assert titles(parse(rdf)) == ["A"]


def test_a_json_feed_gives_all_details():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour News",
        "language": "en",
        "home_page_url": "https://example.com/",
        "next_url": "/feed.json?page=2",
        "authors": [{"name": "Desk"}],
        "items": [
            {
                "id": "1",
                "url": "/a",
                "title": "A",
                "content_html": "<p>a <img src='/i.jpg'></p>",
                "authors": [{"name": "Ann"}, {"name": "Bo"}],
            },
            {
                "id": "2",
                "url": "/b",
                "title": "B",
                "summary": "In short.",
                "image": "/j.jpg",
                "date_modified": "2022-06-24T09:50:54.9Z",
            },
            {"id": "3", "external_url": "https://other.example/c", "title": "C", "content_text": "It began…"},
        ],
    }
    parsed = parse(json.dumps(feed))
    assert parsed.channel == Channel("Harbour News", "en", next_url="https://example.com/feed.json?page=2")
    assert [(entry.author, entry.image, entry.complete) for entry in parsed.entries] == [
        ("Ann, Bo", "https://example.com/i.jpg", True),
        ("Desk", "https://example.com/j.jpg", False),
        ("Desk", None, False),
    ]
    assert parsed.entries[1].updated_at == MOMENT
    assert parsed.entries[2].url == "https://other.example/c"


def test_version_1_of_json_feed_has_one_author():
    item = {"id": "1", "title": "A", "author": {"name": "Ann"}}
    parsed = parse(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [item]}))
    assert parsed.entries[0].author == "Ann"


def test_of_a_feed_without_an_end_the_first_items_are_read():
    row = "<item><title>Note number {0} of the day</title><link>https://example.com/{0}</link></item>"
    parsed = parse(rss(*(row.format(number) for number in range(30_000))))
    assert parsed.problems == ()
    assert 1000 < len(parsed.entries) < 30_000
    assert [entry.title for entry in parsed.entries[:2]] == ["Note number 0 of the day", "Note number 1 of the day"]


def test_a_feed_of_nothing_but_tags_is_refused():
    parsed = parse(rss(FIRST, head="<b>" * 60_000))
    assert parsed.entries == ()
    assert [str(problem) for problem in parsed.problems] == ["feed: has more than 50000 tags"]


def test_the_first_tag_of_a_json_item_is_its_section():
    item = {"id": "1", "title": "夜间图书馆", "content_text": "首周接待三千人次。", "tags": ["文化", "城市"]}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "港口新闻", "items": [item]}
    assert parse(json.dumps(feed)).entries[0].section == "文化"
