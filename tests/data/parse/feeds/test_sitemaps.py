"""News sitemaps, plain ones and indexes."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime

import pytest

from data.errors import ParseError
from data.models import Entry, Form, Parsed
from data.parse.feeds.sitemaps import MOST_PLAIN, parse_sitemap
from data.parse.forms import read, recognise
from tests.support.documents import NEWS, SHANGHAI, plain, sitemap

BASE = "https://news.example/sitemap-news.xml"
MOMENT = datetime(2022, 6, 24, 9, 50, 54, tzinfo=UTC)


def parse(data: bytes) -> Parsed:
    return parse_sitemap(data, BASE, SHANGHAI)


def test_a_news_url_gives_all_its_fields_but_its_text():
    assert parse(sitemap(NEWS)).entries == (
        Entry(
            "海岸城推出夜间图书馆 & 咖啡馆",
            "",
            "https://news.example/a/1.html?x=1&y=2",
            published_at=MOMENT,
            source="海城日报",
            language="zh",
            image="https://news.example/p/1.jpg",
            updated_at=datetime(2022, 6, 24, 10, 20, tzinfo=UTC),
            complete=False,
        ),
    )


def test_prefixes_and_missing_namespaces_do_not_matter():
    other = sitemap(NEWS.replace("news:", "n:").replace("image:", "i:")).replace(b"xmlns:news", b"xmlns:n")
    assert parse(other.replace(b"xmlns:image", b"xmlns:i")) == parse(sitemap(NEWS))
    undeclared = f"<urlset>{NEWS}</urlset>".encode()
    assert parse(undeclared).entries == parse(sitemap(NEWS)).entries


def test_urls_without_news_in_a_news_sitemap_are_passed_over_and_bad_ones_named():
    parsed = parse(
        sitemap(
            plain("/about-our-news-paper", "2022-06-24"),
            NEWS,
            NEWS.replace("海岸城推出夜间图书馆 &amp; 咖啡馆", " "),
            NEWS.replace("2022-06-24T17:50:54.123+08:00", "soon"),
        )
    )
    assert [entry.published_at for entry in parsed.entries] == [MOMENT, None]
    assert [str(problem) for problem in parsed.problems] == [
        "url 3: has no address or no title",
        "url 4: its date 'soon' cannot be read",
    ]


def test_a_plain_sitemap_names_its_newest_pages_that_look_like_articles():
    parsed = parse(
        sitemap(
            plain("/2022/old-harbour-bridge-closes.html", "2022-06-20"),
            plain("/2022/port-opens-again.html", "2022-06-24T17:50:54+08:00"),
            plain("/news/20220623112233", "2022-06-23"),
            plain("/about", "2022-06-25"),
            plain("/2022/nobody-says-when.html", None),
        )
    )
    assert [(entry.url, entry.updated_at and entry.updated_at.day) for entry in parsed.entries] == [
        ("https://news.example/2022/port-opens-again.html", 24),
        ("https://news.example/news/20220623112233", 22),
        ("https://news.example/2022/old-harbour-bridge-closes.html", 19),
    ]
    assert {entry.title for entry in parsed.entries} == {""}  # that their pages say
    assert all(not entry.complete and entry.published_at is None and entry.body == "" for entry in parsed.entries)


def test_a_plain_sitemap_of_everything_gives_only_its_newest():
    urls = [plain(f"/a/{number:06}", f"20{number % 20 + 1:02}-01-01") for number in range(2 * MOST_PLAIN)]
    entries = parse(sitemap(*urls)).entries
    assert len(entries) == MOST_PLAIN
    assert min(entry.updated_at for entry in entries if entry.updated_at).year == 2010


def test_an_index_names_its_sitemaps_the_newest_first():
    children = "".join(
        f"<sitemap><loc>{loc}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for loc, day in [("/s/old.xml", "2022-06-01"), ("/s/undated.xml", ""), ("/s/new.xml.gz", "2022-06-24")]
    )
    parsed = parse(sitemap(children, root="sitemapindex"))
    assert (parsed.entries, parsed.problems, parsed.form) == ((), (), Form.SITEMAP)
    assert parsed.channel.children == tuple(
        f"https://news.example/s/{name}" for name in ("new.xml.gz", "old.xml", "undated.xml")
    )


def test_a_sitemap_is_recognised_and_read_plain_packed_and_in_gbk():
    data = sitemap(NEWS)
    gbk = data.decode().replace("UTF-8", "GBK").encode("gb18030")
    for form in (data, gzip.compress(data), gbk):
        assert recognise(form) is Form.SITEMAP
        parsed = read(form, "input", BASE, SHANGHAI)
        assert (parsed.form, parsed.entries) == (Form.SITEMAP, parse(data).entries)


def test_an_index_and_an_empty_sitemap_are_no_errors():
    assert read(sitemap(), "input", BASE, SHANGHAI).entries == ()
    index = sitemap("<sitemap><loc>/a.xml</loc></sitemap>", root="sitemapindex")
    assert read(index, "input", BASE, SHANGHAI).channel.children == ("https://news.example/a.xml",)


def test_a_sitemap_that_is_cut_off_keeps_what_is_whole():
    data = sitemap(NEWS, NEWS.replace("/1.html", "/2.html"))
    assert len(parse(data[: data.rindex(b"<news:title>")]).entries) == 1


def test_what_is_no_sitemap_is_a_problem():
    assert [str(problem) for problem in parse(b"<html/>").problems] == ["sitemap: is not a sitemap"]
    with pytest.raises(ParseError, match="names no article"):
        read(sitemap(NEWS.replace("<loc>", "<lok>")), "input", BASE, SHANGHAI)


def test_entities_neither_grow_nor_read_files(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    kinds = [
        f'<!DOCTYPE x [<!ENTITY j SYSTEM "{secret.as_uri()}">]>',
        '<!DOCTYPE x [<!ENTITY a "lol">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        + "]>",
    ]
    started = time.monotonic()
    for kind in kinds:
        entries = parse(sitemap(NEWS.replace("海岸城", "&j;"), head=kind)).entries
        assert sum(len(entry.title) for entry in entries) < 1000
        assert all("SECRET" not in entry.title for entry in entries)
    assert time.monotonic() - started < 10
