"""The worlds that refusals are judged on: what training sets aside, both kinds of questions, the same each time."""

from __future__ import annotations

from random import Random

import pytest

from embeddings.training.examples import set_aside
from tests.bench.worlds import PUBLIC, WORLDS, WRITTEN, public_world, written_world
from tests.support.paths import EVAL

pytestmark = pytest.mark.skipif(not EVAL.exists(), reason="needs the evaluation files in ../shared")


@pytest.mark.parametrize("name", PUBLIC)
def test_a_world_has_texts_and_as_many_questions_with_an_answer_as_without(name: str) -> None:
    articles, questions = public_world(name, Random(1))
    bodies = {each["id"]: each["body"] for each in articles}
    right = [each for each in questions if each["answers"]]
    assert 100 <= len(articles) <= 250
    assert len(right) * 2 == len(questions) >= 200
    assert all(each["answers"][0] in bodies[each["article_id"]] for each in right)
    assert public_world(name, Random(1)) == (articles, questions)


@pytest.mark.parametrize("name", sorted(set(PUBLIC) - {"snippets"}))
def test_no_text_of_a_world_was_trained_on(name: str) -> None:
    articles, _ = public_world(name, Random(1))
    assert all(set_aside(each["body"]) for each in articles)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_written_questions_are_those_of_articles_set_aside(language: str) -> None:
    questions = written_world(language)
    assert all(set_aside(each["article_id"]) for each in questions)
    assert 100 < sum(bool(each["answers"]) for each in questions) < len(questions) - 100


def test_every_world_is_asked_something() -> None:
    assert set(WORLDS) == {*PUBLIC, *WRITTEN, "news_zh", "news_en"}
