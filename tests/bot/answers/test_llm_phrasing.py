"""An answer in an LLM's words: a real endpoint on 127.0.0.1 that says what it is told to, or fails."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answers.answerer import Answerer
from bot.answers.compose import compose
from bot.answers.confidence import Calibration, ConfidenceModel
from bot.answers.llm_phrasing import Phraser, support
from bot.core.answer import Answer, Note
from bot.question.asked import Asked
from data.chats.llm_budget import LLMBudget, TokenLimits
from data.store.database import Database
from tests.bot.answers.test_candidates import Marker
from tests.bot.llm.conftest import Writers
from tests.bot.llm.endpoint import Behaviour, Endpoint, never_answers, refuses, says
from tests.support.answering import Found, Marked
from tests.support.hits import NOW, article, candidate, hit, within

FUNDING = "新加坡电商聚合商Rainforest刚结束一轮融资，金额为4500万美元。"
BRANDS = "公司手里共有13个品牌。"
OTHER = "砚微智检宣布完成A轮融资，金额1.2亿元人民币。"
ASKED = Asked("Rainforest这轮融资拿到多少钱?", NOW, person="ann")
ONE, TWO = hit(article(FUNDING + BRANDS, 1)), hit(article(OTHER, 2))
MARKED = candidate(ONE, FUNDING, "4500万美元")
OWN_WORDS = "Rainforest本轮融资金额为4500万美元。"
AMPLE = TokenLimits(a_day=1_000_000, a_day_per_person=1_000_000)


@pytest.fixture
def writers(tmp_path: Path) -> Iterator[Writers]:
    database = Database(tmp_path / "news.db")
    writers = Writers(LLMBudget(database))
    yield writers
    writers.spent()  # waits for the calls: they write to the database
    database.close()


def extractive() -> Answer:
    [quoted] = compose([MARKED])
    return Answer((quoted.statement,), (quoted.citation,), (), 0.8, "quotes", (Note("note-old", {"newest": NOW}),))


def phrased(writers: Writers, behaviour: Behaviour, within_s: float = 5.0, limits: TokenLimits = AMPLE) -> Answer:
    with Endpoint(behaviour) as endpoint:
        writer = writers.writer(endpoint, limits=limits)
        given = Phraser(writer, within_s).phrased(ASKED, [TWO, ONE], extractive())
        writers.spent()
    return given


def test_sentences_that_hold_are_said_with_what_they_cite(writers: Writers) -> None:
    given = phrased(writers, says(f"{OWN_WORDS}[1] 公司共有13个品牌 [1]。"))
    assert given.form == "written"
    assert given.text == f"{OWN_WORDS} [1]\n公司共有13个品牌。 [1]"
    assert [each.id for each in given.articles] == [1]
    assert [each.quote for each in given.citations] == [FUNDING + BRANDS]


def test_who_waits_sees_the_quotes_first_and_then_each_sentence_that_passed(writers: Writers) -> None:
    seen: list[str] = []
    with Endpoint(says(f"{OWN_WORDS}[1] 火星上有99个品牌 [1]。公司共有13个品牌 [1]。")) as endpoint:
        Phraser(writers.writer(endpoint), 5.0).phrased(replace(ASKED, growing=seen.append), [TWO, ONE], extractive())
        writers.spent()
    assert seen == [extractive().text, OWN_WORDS, f"{OWN_WORDS}\n公司共有13个品牌。"]


def test_confidence_and_notes_stay_and_it_is_said_who_wrote(writers: Writers) -> None:
    given = phrased(writers, says(f"{OWN_WORDS}[1]"))
    assert given.confidence == 0.8
    assert [note.message for note in given.notes] == ["note-old", "note-written"]


def test_the_passages_cited_already_are_shown_first(writers: Writers) -> None:
    with Endpoint(says(f"{OWN_WORDS}[1]")) as endpoint:
        Phraser(writers.writer(endpoint), 5.0).phrased(ASKED, [TWO, ONE], extractive())
        writers.spent()
    shown = endpoint.asked[0].text
    assert shown.index(FUNDING) < shown.index(OTHER)


def test_what_is_cited_is_the_passage_as_it_stands_in_the_article(writers: Writers) -> None:
    part = hit(ONE.article, within(ONE.article.body, BRANDS))
    with Endpoint(says("公司共有13个品牌。[1]")) as endpoint:
        given = Phraser(writers.writer(endpoint), 5.0).phrased(ASKED, [part], extractive())
        writers.spent()
    assert [each.quote for each in given.citations] == [BRANDS]


@pytest.mark.parametrize(
    "behaviour",
    [
        says("Rainforest本轮融资金额为9900万美元。[1]"),
        says("Rainforest没有结束融资，金额不是4500万美元。[7]"),
        says(""),
        refuses(400),
    ],
    ids=["another figure", "no such passage", "silence", "refused"],
)
def test_where_nothing_usable_comes_the_quotes_stand(writers: Writers, behaviour: Behaviour) -> None:
    assert phrased(writers, behaviour) == extractive()


def test_a_slow_endpoint_costs_no_more_than_its_time(writers: Writers) -> None:
    with Endpoint(never_answers) as endpoint:
        began = time.monotonic()
        given = Phraser(writers.writer(endpoint), 0.3).phrased(ASKED, [ONE], extractive())
        assert time.monotonic() - began < 3
    assert given == extractive()


def test_over_the_budget_the_quotes_stand(writers: Writers) -> None:
    assert phrased(writers, says(f"{OWN_WORDS}[1]"), limits=TokenLimits(1, 1)) == extractive()


@pytest.mark.parametrize(("relevance", "form", "calls"), [(1.0, "written", 1), (-1.0, "quotes", 0)])
def test_an_answer_is_phrased_and_a_refusal_is_not(writers: Writers, relevance: float, form: str, calls: int) -> None:
    judge = ConfidenceModel(Calibration({}, {"relevance": 1.0}, 0.0, 0.5))
    marked = candidate(ONE, FUNDING, "4500万美元", relevance=relevance)
    with Endpoint(says(f"{OWN_WORDS}[1]")) as endpoint:
        phraser = Phraser(writers.writer(endpoint), 5.0)
        given = Answerer(Found(ONE), Marked(marked), judge, phraser=phraser).answer(ASKED)
        writers.spent()
    assert (given.form, len(endpoint.asked)) == (form, calls)
    assert given.answered == (relevance > 0)
    assert given.explanation is not None
    assert given.explanation.verdict == (form if given.answered else "refused")


# -- what the reader says to a sentence


def test_a_sentence_is_held_the_surer_the_more_relevant_its_passage_is() -> None:
    chances = [support(Marker("", relevance), OWN_WORDS, [FUNDING]) for relevance in (-1e9, -9.0, 0.0, 9.0, 1e9)]  # type: ignore[arg-type]
    assert chances == sorted(chances)
    assert chances[0] == 0.0
    assert chances[1] < 0.1 < 0.9 < chances[3]
    assert chances[-1] == 1.0


def test_nothing_cited_holds_nothing() -> None:
    assert support(Marker("", 9.0), OWN_WORDS, []) == 0.0  # type: ignore[arg-type]
