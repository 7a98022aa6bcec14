"""Feeds to entries."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from data.models import Entry, Form, Parsed
from data.parsing.feeds import parse_feed

SHANGHAI = ZoneInfo("Asia/Shanghai")
BASE = "https://example.com/rss/news.xml"
MOMENT = datetime(2022, 6, 24, 9, 50, 54, tzinfo=UTC)

FIRST = """<item>
  <title>海岸城推出夜间图书馆 &amp; 咖啡馆</title>
  <link>/n/1.html?a=1&amp;b=2</link><guid isPermaLink="false">n-1</guid>
  <pubDate>2022-06-24 17:50:54</pubDate><category>文化</category><category>城市</category>
  <source url="https://daily.example/feed">海城日报</source>
  <description>&lt;p&gt;首周接待三千人次。&lt;/p&gt;</description>
  <content:encoded><![CDATA[<p>首周接待读者三千人次。</p><p>馆方会延长开放&nbsp;时间。</p><script>x()</script>]]></content:encoded>
</item>"""
SECOND = """<item><title>新式热水器</title><link>https://example.com/n/2.html</link><guid>https://example.com/n/2.html</guid>
  <pubDate>Fri, 24 Jun 2022 09:50:54 GMT</pubDate>
  <description>一家企业的热水器获得认证。</description></item>"""


def rss(*items: str, head: str = "<title>港口新闻</title><language>zh-CN</language>", encoding: str = "utf-8") -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{head}{"".join(items)}</channel></rss>'
    )


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
        rss(
            "<item><description>渔船回港了。码头很忙。</description></item>",
            "<item><link>/n/9</link></item>",
            SECOND,
        )
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
