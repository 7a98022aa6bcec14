"""A quote where it stands."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.answer import Citation
from bot.core.person import Person
from bot.core.reply import Reply, Style
from bot.replies.quotes import quote_action, quote_reply
from data.models import Article
from data.text.passages import Span, width
from tests.support.made import ARTICLE, QUOTE, citation

ZH = Person("zh", ZoneInfo("Asia/Shanghai"))


def pressed(quoted: Citation, article: Article | None = None) -> Reply | None:
    """What the button of the quote brings; `article`: as it is by then."""
    kind, _, start, end, check = quote_action(quoted).split(":")
    assert kind == "quote"
    return quote_reply(ZH, article or quoted.article, Span(int(start), int(end)), int(check))


def test_a_quote_is_shown_in_bold_in_its_paragraph_with_those_around_it() -> None:
    reply = pressed(citation())
    assert reply is not None
    assert reply.text == (
        "洪峰过境临江\n临江日报 · 2022年6月24日 17:50\n\n"
        "临江河水位昨晚涨到24.86米。\n\n全市转移了5480人，没有人员伤亡。市长说水还会退。\n\n学校下周一复课。"
    )
    assert [piece.text for piece in reply.pieces if piece.style is Style.BOLD] == [QUOTE]
    assert reply.pieces[0].url == "https://news.example/7"
    assert [(button.label, button.action) for button in reply.buttons[0]] == [("全文 ›", "article:7:0")]


def test_of_a_text_without_paragraphs_the_sentences_around_are_shown() -> None:
    body = "".join(f"第{number}句话说的是些别的事情，与问题没有什么关系。" for number in range(60))
    article = replace(ARTICLE, body=body)
    reply = pressed(citation(article, "第30句话说的是些别的事情，与问题没有什么关系。"))
    assert reply is not None
    shown = reply.text.split("\n\n")[1]
    assert shown.startswith("…第")
    assert shown.endswith("。…")
    assert 200 < width(shown) < 400
    assert "第29句" in shown
    assert "第31句" in shown


def test_the_full_text_opens_at_the_part_with_the_quote() -> None:
    body = "\n".join(f"第{number}段。" + "字" * 90 + "。" for number in range(120))
    reply = pressed(citation(replace(ARTICLE, body=body), "第110段。"))
    assert reply is not None
    assert [button.action for button in reply.buttons[0]] == ["article:7:3", "article:7:0"]


def test_an_article_that_was_changed_shows_no_wrong_words() -> None:
    assert pressed(citation(), replace(ARTICLE, body="短了。")) is None
    assert pressed(citation(), replace(ARTICLE, body=ARTICLE.body.replace("5480", "5510"))) is None
    assert pressed(citation(), replace(ARTICLE, body=ARTICLE.body + "\n又有新的一段。")) is not None


def test_a_headline_that_was_quoted_opens_its_article() -> None:
    assert quote_action(Citation(ARTICLE, Span(0, 0))) == "article:7:0"


def test_runs_of_spaces_are_not_shown() -> None:
    article = replace(
        ARTICLE, body="原标题：水位        临江河水位昨晚涨到24.86米。　　全市转移了5480人，没有人员伤亡。"
    )
    reply = pressed(citation(article, "临江河水位昨晚涨到24.86米。"))
    assert reply is not None
    assert reply.text.endswith("\n\n原标题：水位 临江河水位昨晚涨到24.86米。 全市转移了5480人，没有人员伤亡。")


def test_the_largest_action_fits_into_telegrams_64_bytes() -> None:
    article = replace(ARTICLE, id=10**15 - 1, body="字" * 10_000_000)
    assert len(quote_action(Citation(article, Span(9_999_000, 9_999_999))).encode()) <= 64


@settings(deadline=None)
@given(st.text(st.sampled_from("字a。. \n"), min_size=1, max_size=300), st.data())
def test_any_span_of_any_text_is_shown_whole_and_in_order(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    reply = pressed(Citation(replace(ARTICLE, body=body), Span(start, end)))
    assert reply is not None
    before, quote, after = ("".join(piece.text.split()) for piece in reply.pieces[-3:])
    assert quote == "".join(body[start:end].split())
    assert "".join(body[:start].split()).endswith(before.removeprefix("…"))
    assert "".join(body[end:].split()).startswith(after.removesuffix("…"))


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 5), Span(900, 950), Span(9, 3)])
def test_a_span_that_is_none_shows_nothing(span: Span) -> None:
    assert quote_reply(ZH, ARTICLE, span, 0) is None
