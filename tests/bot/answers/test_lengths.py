"""Short and long answers: what is left out, what is added, and that all of it stays verbatim."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.answers.lengths import at_length
from bot.core.answer import Answer, Citation, Statement
from bot.core.person import Length, Person
from bot.replies.answers import answer_reply
from data.text.passages import Span
from tests.support.made import ARTICLE, BODY, OTHER, QUOTE, answered, citation, refused, statement

THIRD = replace(OTHER, id=9, source="第三报")


def test_a_normal_answer_is_the_answer() -> None:
    assert at_length(answered(), Length.NORMAL) == answered()


@pytest.mark.parametrize("length", Length)
def test_a_refusal_stays_as_it_is(length: Length) -> None:
    assert at_length(refused(ARTICLE, OTHER), length) == refused(ARTICLE, OTHER)


def test_a_short_answer_is_its_first_sentence_and_source() -> None:
    short = at_length(answered(), Length.SHORT)
    assert short.text == f"{QUOTE} [1]"
    assert short.articles == [ARTICLE]


def test_a_short_answer_has_two_sources_at_most() -> None:
    said = Statement(QUOTE, (ARTICLE, OTHER, THIRD))
    citations = tuple(citation(each, each.body) for each in (ARTICLE, OTHER, THIRD))
    short = at_length(Answer((said,), citations, (), 0.9, "written"), Length.SHORT)
    assert short.text == f"{QUOTE} [1][2]"
    assert short.articles == [ARTICLE, OTHER]


def test_a_short_answer_hides_no_value_that_others_report() -> None:
    differing = replace(answered(), form="disagreement", statements=answered().statements[:2])
    assert [each.articles for each in at_length(differing, Length.SHORT).statements] == [(ARTICLE,), (OTHER,)]


def test_a_long_answer_shows_what_stands_around_and_says_nothing_twice() -> None:
    long = at_length(answered(), Length.LONG)
    around, other = long.statements
    assert around.text == BODY
    assert around.marked is not None
    assert around.marked.of(BODY) == QUOTE  # the third statement stands in it too
    assert other.text == OTHER.body
    assert long.citations == answered().citations


def test_what_stands_around_is_whole_sentences_and_fits_a_phone() -> None:
    body = "".join(f"这是第{number:02}句，说的是另一件没有多大关系的事情。" for number in range(40))
    quote = "这是第20句，说的是另一件没有多大关系的事情。"
    article = replace(ARTICLE, body=body)
    start = body.index(quote)
    cited = Citation(article, Span(start, start + len(quote)), Span(start + 3, start + 5))
    [said] = at_length(Answer((statement(article, quote),), (cited,), (), 0.9), Length.LONG).statements
    assert said.text in body
    assert len(quote) < len(said.text) <= 240
    assert said.text.startswith("这是第")
    assert said.text.endswith("。")
    assert said.marked is not None
    assert said.marked.of(said.text) == "20"


def test_a_headline_has_nothing_around_it() -> None:
    title = Answer((Statement(ARTICLE.title, (ARTICLE,)),), (Citation(ARTICLE, Span(0, 0)),), (), 0.9)
    assert at_length(title, Length.LONG) == title


def test_the_reply_is_as_long_as_the_person_wants_it() -> None:
    texts = {}
    for length in Length:
        person = Person("zh", ZoneInfo("UTC"), length=length)
        reply = answer_reply(person, answered(), datetime(2022, 6, 25, tzinfo=UTC))
        texts[length] = "".join(piece.text for piece in reply.pieces if not piece.quoted)
    assert "5500人" not in texts[Length.SHORT]
    assert "市长说" not in texts[Length.NORMAL]
    assert "市长说水还会退" in texts[Length.LONG]
