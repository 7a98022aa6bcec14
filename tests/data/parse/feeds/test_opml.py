"""Lists of sources, in and out."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import ParseError
from data.models import Form, Source, SourceSpec
from data.parse.feeds.opml import parse_opml, write_opml
from data.parse.forms import read, recognise
from data.text.cleaning import clean_line
from tests.support.documents import LIST, SHANGHAI

NOW = datetime(2022, 6, 24, 9, 50, 54, tzinfo=UTC)
SPECS = (
    SourceSpec("https://a.example/rss?x=1&y=2", title='晨报 & "晚报" 😀', section="新闻/国内"),
    SourceSpec("http://b.example/feed", title="海城日报", section="新闻"),
    SourceSpec("https://c.example/atom.xml"),
)


def source(url: str, title: str, section: str | None = None) -> Source:
    spec = SourceSpec(url, title=title, section=section)
    return Source(1, spec, title, False, NOW, NOW, timedelta(hours=1))


def test_titles_are_kept_and_folders_become_sections():
    assert parse_opml(LIST.encode()) == (SPECS, ())


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.0"])
def test_versions_encodings_and_gzip_do_not_matter(version):
    text = LIST.replace("😀", "").replace('<opml version="2.0">', f'<opml version="{version}">')
    in_gbk = text.replace("UTF-8", "gb2312").encode("gb18030")
    expected = parse_opml(text.encode())
    assert expected[0][0].title == '晨报 & "晚报"'
    assert (
        parse_opml(in_gbk) == parse_opml(gzip.compress(text.encode())) == parse_opml(text.encode("utf-16")) == expected
    )


def test_a_source_named_twice_is_one_and_what_is_no_source_is_named():
    text = LIST.replace(
        "</body>",
        '<outline text="again" xmlUrl="https://c.example/atom.xml"/><outline text="ftp" xmlUrl="ftp://d.example/x"/>'
        '<outline type="include" text="more" url="https://e.example/list.opml"/></body>',
    )
    specs, problems = parse_opml(text.encode())
    assert [spec.url for spec in specs] == [spec.url for spec in SPECS]
    assert [str(problem) for problem in problems] == [
        "feed 4: 'ftp://d.example/x' is no web address",
        "OPML: https://e.example/list.opml is another list, left out",
    ]


def test_what_igoogle_exported_is_read_too():
    text = """<GadgetTabML version="1.0" xmlns:iGoogle="http://www.google.com/ig"
      xmlns="http://schemas.google.com/GadgetTabML/2008"><Tab title="Home"><Section><iGoogle:Module type="RSS">
      <iGoogle:ModulePrefs xmlUrl="https://a.example/rss"/></iGoogle:Module></Section></Tab></GadgetTabML>"""
    assert parse_opml(text.encode())[0] == (SourceSpec("https://a.example/rss", section="Home"),)


def test_what_is_no_list_is_said_in_one_line():
    for data in (b"", b"<html><p>x</p></html>", b"\xff\xfe\x00", b"{}"):
        specs, problems = parse_opml(data)
        assert (specs, [str(problem) for problem in problems]) == ((), ["OPML: is not a list of feeds"])


def test_a_list_is_no_news_and_says_where_it_belongs():
    assert recognise(LIST.encode()) is Form.OPML
    with pytest.raises(ParseError, match="use newsbot sources import"):
        read(LIST.encode(), "list.opml", None, SHANGHAI)


def test_what_is_written_is_read_again():
    sources = [
        source("https://a.example/rss?x=1&y=2", '晨报 & "晚报" 😀', "新闻/国内"),
        source("https://b.example/feed", "<海城日报>", "新闻"),
        source("https://c.example/", "No folder's own"),
        source("https://d.example/", "又一个", "新闻/国内"),
    ]
    written = write_opml(sources, "newsbot & 朋友", NOW)
    specs, problems = parse_opml(written)
    assert problems == ()
    assert sorted(specs, key=lambda spec: spec.url) == [source.spec for source in sources]
    assert written.decode().count('text="国内"') == 1
    assert "Fri, 24 Jun 2022 09:50:54 +0000" in written.decode()


WORDS = st.text(min_size=1).map(clean_line).filter(lambda words: words.strip("/ ") == words != "")


@given(st.lists(st.tuples(WORDS, st.none() | WORDS), max_size=8))
def test_any_titles_and_sections_come_back(named):
    sources = [
        source(f"https://{number}.example/", title, section and re.sub("[ /]*/[ /]*", "/", section))
        for number, (title, section) in enumerate(named)
    ]
    specs, problems = parse_opml(write_opml(sources, "t", NOW))
    assert problems == ()
    assert {spec.url: (spec.title, spec.section) for spec in specs} == {
        each.spec.url: (each.spec.title, each.spec.section) for each in sources
    }
