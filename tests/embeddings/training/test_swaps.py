"""Near misses by rule: one thing of the question is another, and the passage does not say it."""

from __future__ import annotations

from random import Random

import pytest

from data.text.passages import Span
from embeddings.training.examples import Example
from embeddings.training.swaps import Swapper, varied

OTHERS = ["What did Marta Kohl say about Lisbon?", "谁去了云岭省?"]


def example(question: str, passage: str, answer: str) -> Example:
    start = passage.index(answer)
    return Example(question, "", passage, Span(start, start + len(answer)))


RIVER = example("How high was the Aller in 2019?", "In 2019 the Aller stood at 4.2 m.", "4.2 m")


@pytest.mark.parametrize(
    ("question", "passage", "answer"),
    [
        ("What did it cost in 2019?", "It cost 4 dollars in 2019.", "4 dollars"),
        ("第二届展会在哪里?", "第二届展会在临江开幕。", "临江"),
        ("5月出口增长多少?", "5月出口增长三成。", "三成"),
        ("Who won the second race?", "The second race went to Ada.", "Ada"),
        ("What did Peter Lund sell?", "That Peter Lund sold a boat was no secret.", "a boat"),
        ("the men's record holder", "The men's record is held by Kip.", "Kip"),
    ],
)
def test_a_swap_changes_the_question_and_takes_the_answer_away(question, passage, answer):
    for seed in range(20):
        swapped = Swapper(OTHERS, Random(seed)).swapped(example(question, passage, answer))
        assert swapped
        assert swapped.question != question
        assert (swapped.passage, swapped.answer) == (passage, None)


def test_what_comes_in_is_not_in_the_passage():
    passage = "In 2018, 2019, 2020, 2021 and 2022 it was dry; in 2017 and 2016 it rained."
    years = {Swapper(OTHERS, Random(seed)).swapped(example("Rain in 2019?", passage, "dry")) for seed in range(60)}
    assert all(each is None or not {"2018", "2020", "2021", "2016"} & set(each.question.split()) for each in years)


def test_a_year_that_the_passage_does_not_say_is_left_alone():
    assert Swapper(OTHERS, Random(1)).swapped(example("how tall in 2019", "It is 4 m tall.", "4 m")) is None


def test_variety_keeps_every_example_and_pairs_what_it_adds():
    made = varied([RIVER] * 200, Random(1))
    right, wrong = ([each for each in made if bool(each.answer) is answered] for answered in (True, False))
    assert len(right) == 200
    assert 20 < len(wrong) < 100
    assert {each.pair for each in wrong} < {each.pair for each in right}
    typed = [each for each in right if each.question == "how high was the aller in 2019"]
    assert 20 < len(typed) < 100
