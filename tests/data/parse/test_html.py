"""Markup to plain text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.parse.html import html_to_text, plain_text


def test_blocks_and_line_breaks_part_paragraphs():
    assert (
        html_to_text("<div>一<p>二</p>三<br>四<ul><li>五</li><li>六</li></ul></div>七") == "一\n二\n三\n四\n五\n六\n七"
    )


def test_inline_tags_do_not_part_words():
    assert html_to_text("<p>据<b>晨报</b>报<a href=x>道</a>，re<em>form</em></p>") == "据晨报报道，reform"


def test_white_space_of_the_source_is_one_space():
    assert html_to_text("<p>one\n   two\t three</p>") == "one two three"


def test_blanks_that_a_chinese_page_means_as_a_break_stay_one():
    assert html_to_text("<p>&#12288;&#12288;第一段。&nbsp;&nbsp;第二段。</p>") == "第一段。\n第二段。"


def test_preformatted_text_keeps_its_lines():
    assert html_to_text("<pre>one\n  two</pre>") == "one\ntwo"


def test_what_no_reader_sees_is_left_out():
    head = "<head><title>t</title></head><script>x()</script><style>p{}</style>"
    assert html_to_text(f"{head}<!-- c --><p>a</p><template>b</template>z") == "a\nz"


def test_entities_are_resolved():
    assert html_to_text("<p>AT&amp;T &lt;b&gt; &#8220;q&#8221; caf&eacute;</p>") == "AT&T <b> “q” café"


def test_table_cells_do_not_touch():
    assert html_to_text("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>") == "a b\nc"


def test_a_charset_named_in_decoded_text_is_ignored():
    assert html_to_text('<?xml version="1.0" encoding="gbk"?><meta charset="big5"><p>中文</p>') == "中文"


@pytest.mark.parametrize("markup", ["", " ", "<!-- x -->", "<html></html>", "<", "\ud800"])
def test_markup_without_words_is_empty_or_plain(markup):
    assert html_to_text(markup) in ("", "<")


@pytest.mark.parametrize("tag", ["div", "b", "p", "table", "a href=x", "li"])
def test_ten_thousand_nested_tags_neither_hang_nor_lose_the_words(tag):
    started = time.monotonic()
    nested = f"<{tag}>" * 10_000 + "inside" + f"</{tag.split()[0]}>" * 10_000
    assert html_to_text(f"<p>before</p>{nested}<p>after</p>").split() == ["before", "inside", "after"]
    assert time.monotonic() - started < 5


@given(
    st.text()
    | st.lists(st.sampled_from(["<p>", "</p>", "<b", ">", "&", "&#", ";", "x", "<!--", "<![CDATA["])).map("".join)
)
def test_no_markup_makes_it_raise(markup):
    html_to_text(markup)
    plain_text(markup)


def test_text_without_tags_keeps_its_line_breaks():
    assert plain_text("one &amp; two\nif a < b and c > d") == "one & two\nif a < b and c > d"
    assert plain_text("one<br/>two\nthree") == "one\ntwo three"
    assert plain_text("?a=1&copy=2&times") == "?a=1&copy=2&times"
