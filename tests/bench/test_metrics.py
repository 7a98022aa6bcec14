"""The project's own metrics: the same as the evaluation's scorer on any replies, and right beyond it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.floors import QUESTIONS, questions_of
from tests.bench.metrics import Figures, Question, Reply, bodies_of, holds, lead, measure
from tests.bench.shares import area, refusal_curve, rejected_at, share
from tests.support.paths import EVAL

SCORER = EVAL / "score.py"
needs_scorer = pytest.mark.skipif(not SCORER.exists(), reason="needs the evaluation's scorer in ../shared/eval")

ANSWERS = ("48岁", "12%", "$305 billion", "Rhine-Ruhr", "1,200", "5.36亿", "Ｔ恤", "「长江」", "Sony", "£4.5m")
PIECES = (
    *ANSWERS,
    " ",
    "\n",
    "，",
    "2",
    "5",
    ".",
    ",",
    "a",
    "s",
    "112%",
    "1200",
    "12.5",
    "“长江”",
    "sony ericsson",
    "T恤",
    "今" * 130,
    "word " * 50,
)
ARTICLES = [
    {"id": "a1", "title": "大运会 落幕", "body": "成都办完，\n下一届轮到莱茵-鲁尔。"},
    {"id": "a2", "title": "Sony’s loss", "body": "Sony lost $305 billion, it said."},
]
QUOTES = ("下一届轮到 莱茵-鲁尔。", "Sony lost $305 billion", "Sony won", "", None, "大运会")

texts = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
citations = st.fixed_dictionaries(
    {
        "article_id": st.sampled_from(("a1", "a2", "a3", None)),
        "title": st.sampled_from(("大运会落幕", "Sony's Loss", None)),
    },
    optional={"quote": st.sampled_from(QUOTES)},
)
questions = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from([f"q{number}" for number in range(8)]),
            "kind": st.sampled_from(("fact", "summary", "short", "unanswerable")),
            "question": st.just("?"),
            "answers": st.lists(st.sampled_from(ANSWERS), max_size=3),
        },
        optional={
            "article_id": st.sampled_from(("a1", "a2", None)),
            "also": st.lists(st.sampled_from(("a2", "a3")), max_size=2),
            "title": st.sampled_from(("大运会落幕", "Sony‘s loss")),
        },
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda question: str(question["id"]),
)
replies = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from([f"q{number}" for number in range(8)])},
        optional={
            "answered": st.booleans(),
            "answer": texts,
            "citations": st.lists(citations, max_size=5),
            "nearest": st.lists(citations, max_size=2),
            "reply": st.sampled_from(("answer", "nearest", "list", "overview")),
            "articles": st.lists(st.sampled_from(("a1", "a2", "a3")), max_size=4),
            "ms": st.floats(1, 900),
        },
    ),
    max_size=10,
)


@pytest.fixture(scope="module")
def scorer() -> Callable[..., Any]:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def score(asked: list[Any], replied: list[Any]) -> dict[str, Any]:
        bodies = {each["id"]: module.squash(f"{each['title']}\n{each['body']}") for each in ARTICLES}
        return cast("dict[str, Any]", module.score(asked, replied, bodies)[0])

    score.holds = module.holds  # type: ignore[attr-defined]
    return score


def as_scored(figures: Figures) -> dict[str, Any]:
    """In the scorer's own form."""
    extra = ("near", "absent", "auc", "rejected_at_5")
    return {
        **{name: round(share.value, 4) for name, share in figures.shares.items() if name not in extra},
        **figures.whole,
        "questions": sum(count for _, count in figures.kinds.values()),
        "kinds": {kind: f"{good}/{count}" for kind, (good, count) in figures.kinds.items()},
    }


@needs_scorer
@settings(max_examples=150, deadline=None)
@given(asked=questions, replied=replies)
def test_random_replies_get_the_figures_of_the_scorer(scorer: Any, asked: list[Any], replied: list[Any]) -> None:
    assert as_scored(measure(asked, replied, bodies_of(ARTICLES))) == scorer(asked, replied)


@needs_scorer
@given(text=texts, answer=st.sampled_from(ANSWERS))
def test_a_text_holds_an_answer_where_the_scorer_says_so(scorer: Any, text: str, answer: str) -> None:
    assert holds(text, answer) == scorer.holds(text, answer)


@needs_scorer
@pytest.mark.parametrize("name", QUESTIONS)
def test_replies_to_the_real_questions_get_the_figures_of_the_scorer(scorer: Any, name: str) -> None:
    asked = questions_of(name)
    replied = [made(question, number) for number, question in enumerate(asked) if number % 7]
    assert as_scored(measure(asked, replied, {})) == scorer(asked, replied)


def made(question: Question, number: int) -> Reply:
    """Right, late, wrong or declined, by turns."""
    answer = ("", "无关的话。" * 40 * (number % 2))[number % 3 > 0] + "、".join(question["answers"][: number % 4])
    cited = {"article_id": (question.get("article_id"), "other")[number % 2], "title": question.get("title")}
    citations = [{"article_id": "other"}] * (number % 5) + [cited]
    return Reply(id=question["id"], answered=number % 4 > 0, answer=answer, citations=citations, ms=float(number))


def test_a_number_counts_only_as_a_whole_one() -> None:
    assert holds("升至 12 %。", "12%")
    assert not holds("升至112%", "12%")
    assert not holds("grew 12.5 %", "12")
    assert holds("共1,200人", "1200")


def test_the_lead_of_a_chinese_text_is_half_as_long() -> None:
    assert len(lead("今" * 500)) == 120
    assert len(lead("word " * 500)) == 240


def test_a_question_without_a_reply_is_neither_answered_nor_declined() -> None:
    shares = measure([ask("q1", "fact", "1"), ask("q2", "unanswerable")], [], {}).shares
    assert shares["rejected"].value == 0
    assert shares["false_reject"].value == 1


def test_refusals_are_told_apart_by_what_the_news_lacks() -> None:
    asked = [
        ask("q1", "unanswerable") | {"note": "near-miss: a1 gives no price"},
        ask("q2", "unanswerable") | {"note": "absent"},
        ask("q3", "unanswerable"),
    ]
    figures = measure(asked, [Reply(id="q1", answered=True), Reply(id="q2", answered=False)], {})
    assert [figures.shares[name].value for name in ("near", "absent")] == [0, 1]
    assert figures.shares["rejected"].value == pytest.approx(1 / 3)
    assert figures.missed == {"unanswerable": ["q1", "q3"]}


def ask(question_id: str, kind: str, *answers: str) -> Question:
    return Question(id=question_id, kind=kind, question="?", answers=list(answers))


def test_confidence_that_parts_them_wholly_has_the_whole_area() -> None:
    assert area(np.array([0.8, 0.9]), np.array([0.1, 0.2])) == 1
    assert area(np.array([0.1, 0.2]), np.array([0.8, 0.9])) == 0
    assert area(np.array([0.5, 0.5]), np.array([0.5])) == 0.5


confidences = st.lists(st.integers(0, 9).map(lambda tenth: tenth / 10), min_size=1, max_size=30).map(np.array)


@given(sure=confidences, unsure=confidences)
def test_the_area_is_how_often_an_answerable_question_is_surer(sure: Any, unsure: Any) -> None:
    wins = [float(one > other) + 0.5 * float(one == other) for one in sure for other in unsure]
    assert area(sure, unsure) == pytest.approx(np.mean(wins))


@given(sure=confidences, unsure=confidences)
def test_a_curve_rises_from_nothing_declined_to_all(sure: Any, unsure: Any) -> None:
    curve = np.array(refusal_curve(sure, unsure))
    assert curve[:, 0].tolist() == [0, 0]
    assert curve[:, -1].tolist() == [1, 1]
    assert (np.diff(curve) >= 0).all()


def test_rejected_at_a_rate_that_a_threshold_has_is_the_best_of_its_thresholds() -> None:
    sure = np.arange(20) / 20  # 0.00, 0.05, ...
    unsure = np.array([-0.5, -0.25, 0.025, 0.5])
    assert rejected_at(0.05, sure, unsure) == 0.75  # a threshold of 0.05 declines one of the twenty
    assert rejected_at(0.0, sure, unsure) == 0.5


def test_rejected_between_two_thresholds_lies_between_theirs() -> None:
    assert rejected_at(0.05, np.array([0.1, *[0.9] * 9]), np.array([0.05, 0.1])) == pytest.approx(0.75)


def test_replies_without_confidence_have_no_curve() -> None:
    figures = measure([ask("q1", "fact", "1"), ask("q2", "unanswerable")], [Reply(id="q1"), Reply(id="q2")], {})
    assert not {"auc", "rejected_at_5"} & set(figures.shares)


def test_an_interval_is_the_same_each_time_and_about_as_wide_as_theory_says() -> None:
    values = [1.0] * 112 + [0.0] * 28
    first = share(values)
    assert first == share(values)
    half = 1.96 * (0.8 * 0.2 / 140) ** 0.5
    assert (first.value, first.count) == (0.8, 140)
    assert first.low == pytest.approx(0.8 - half, abs=0.015)
    assert first.high == pytest.approx(0.8 + half, abs=0.015)


def test_all_alike_leave_an_interval_without_width() -> None:
    alike = share([1.0, 1.0])
    assert (alike.low, alike.high) == (1, 1)


def test_the_figures_of_the_curve_lie_within_their_intervals() -> None:
    asked = [ask(f"q{number}", "fact", "1") for number in range(40)] + [ask(f"u{n}", "unanswerable") for n in range(20)]
    replied = [Reply(id=each["id"], confidence=int(each["id"][1:]) / 40) for each in asked]  # u0 to u19: the lower half
    shares = measure(asked, replied, {}).shares
    for name in ("auc", "rejected_at_5"):
        assert 0 <= shares[name].low < shares[name].value < shares[name].high <= 1
        assert shares[name].count == 60
    assert shares["rejected_at_5"].value == 0.1  # u0 and u1, with q0 and q1 of the forty
