"""Weighing signs with weights made by hand."""

import math
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.candidates import Candidate, Features
from bot.answers.confidence import Calibration, ConfidenceModel, Set, calibration
from tests.support.hits import article, candidate

TOLL = "全市转移了5480人。"
QUIET = "没有人员伤亡。"
WEIGHTS = Calibration({"span": 2.0, "shared": 1.0}, {"relevance": 1.0, "names": -3.0}, -1.0, 0.5)


JUDGE = ConfidenceModel(WEIGHTS)


def signs(question: str, *ranked: Candidate) -> dict[str, float]:
    return JUDGE.signs(question, ranked)


# -- ranking


def test_a_score_is_the_signs_by_their_weights() -> None:
    one = article(TOLL + QUIET)
    ranked = JUDGE.ranked([candidate(one, QUIET, span=0.5, shared=0.5), candidate(one, TOLL, span=1.0, cosine=9.0)])
    assert [(each.text, each.score) for each in ranked] == [(TOLL, 2.0), (QUIET, 1.5)]


def test_equals_keep_their_order() -> None:
    bodies = [article(TOLL, number) for number in (3, 1, 2)]
    assert [each.hit.article.id for each in JUDGE.ranked([candidate(each, TOLL) for each in bodies])] == [3, 1, 2]


# -- confidence


def test_confidence_is_logistic() -> None:
    assert JUDGE.confidence({"relevance": 1.0}) == 0.5
    assert JUDGE.confidence({"relevance": 1.0 + math.log(3)}) == pytest.approx(0.75)
    assert JUDGE.confidence({"relevance": 4.0, "names": 1.0}) == 0.5


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_whatever_the_signs_confidence_is_a_share_that_grows_with_them(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= JUDGE.confidence({"relevance": low}) <= JUDGE.confidence({"relevance": high}) <= 1


# -- the signs


def test_the_signs_of_the_best_are_among_them() -> None:
    best = candidate(article(TOLL), TOLL, "5480人", span=3.0, relevance=2.0, typed=1.0)
    found = signs("转移了多少人?", best, candidate(article(QUIET, 2), QUIET, span=9.0))
    assert (found["span"], found["relevance"], found["typed"]) == (3.0, 2.0, 1.0)


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("How much did Tesla lose?", "Ford lost 3 billion.", 1.0),
        ("How much did Tesla lose?", "TESLA lost 3 billion.", 0.0),
        ("What did Ford and Tesla agree on?", "Ford agreed to it.", 0.5),
        ("Tesla亏了多少?", "特斯拉亏了30亿", 0.0),  # under that name it may well be there
        ("Who won?", "Nobody.", 0.0),
    ],
)
def test_a_name_is_missed_only_where_it_could_stand(question: str, text: str, missing: float) -> None:
    assert signs(question, candidate(article(text, title=""), text))["names"] == missing


def test_a_name_in_the_title_or_around_the_sentence_is_not_missed() -> None:
    text = "Tesla had a bad year. It lost 3 billion."
    assert signs("How much did Tesla lose?", candidate(article(text, title=""), "It lost 3 billion."))["names"] == 0.0
    titled = article("It lost 3 billion.", title="Tesla's bad year")
    assert signs("How much did Tesla lose?", candidate(titled, titled.body))["names"] == 0.0


@pytest.mark.parametrize(
    ("question", "body", "crossed", "latin"),
    [
        ("How many people were moved?", TOLL, 1.0, 1.0),
        ("How many were hurt?", "Nobody was hurt.", 0.0, 1.0),
        ("多少人受伤?", "Nobody was hurt.", 1.0, 0.0),
        ("轉移了多少人?", TOLL, 0.0, 0.0),
    ],
)
def test_scripts_that_differ_are_seen(question: str, body: str, crossed: float, latin: float) -> None:
    found = signs(question, candidate(article(body), body))
    assert (found["crossed"], found["latin"]) == (crossed, latin)


def test_of_nothing_there_are_no_signs() -> None:
    assert signs("?") == {}


# -- the weights that are shipped


@pytest.mark.parametrize("name", ["reader", "features"])
def test_the_shipped_weights_are_of_signs_that_exist(name: Set) -> None:
    weights = calibration(name)
    known = set(signs("?", candidate(article(TOLL), TOLL)))
    assert set(weights.ranking) <= {each.name for each in fields(Features)}
    assert set(weights.confidence) <= known
    assert 0 < weights.threshold < 1
