"""Training lines out of hits: right passages, near misses, and what teaches nothing."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest
from click.testing import CliRunner

from data.models import Article, Passage
from data.text.passages import Span
from embeddings.search.retriever import Hit
from embeddings.training.examples import Example, set_aside
from embeddings.training.mine import TrainingLine, as_example, main, mined

QUESTION = {
    "question": "融了多少?",
    "kind": "fact",
    "article_id": "gold",
    "also": ["also"],
    "answers": ["4500万美元", "45 million"],
    "span": "4500万美元",
}
KEPT = next(name for name in map(str, range(99)) if not set_aside(name))
ASIDE = next(name for name in map(str, range(99)) if set_aside(name))
RIGHT = "公司融资4500万美元。它只做电商的生意，今年没有别的计划。"
REST = "它只做电商的生意，今年没有别的计划。"


def hit(body: str, external_id: str = "other", title: str = "题") -> Hit:
    article = Article(1, title, body, None, external_id, None, None, None, None)
    return Hit(article, Passage(1, 1, Span(0, len(body))), 1.0, 1.0, 0.0)


def lines(question: dict[str, Any], *hits: Hit) -> list[tuple[str, int]]:
    """The passage of each line, and where its answer starts."""
    return [(made.passage, made.start) for made in mined(question, hits)]


def test_a_passage_of_a_known_article_that_holds_the_answer_is_right():
    [right, rest] = mined(QUESTION, [hit(RIGHT, "gold", "融资")])
    assert right == TrainingLine("融了多少?", "融资", RIGHT, 4, "4500万美元")
    assert rest == TrainingLine("融了多少?", "融资", REST, -1, "")
    assert lines(QUESTION, hit("还是4500万美元。", "also")) == [("还是4500万美元。", 2)]


def test_right_passages_come_first_then_near_misses_the_nearest_first():
    near, far = hit("它今年二月也融过资。"), hit("水位又涨了。", "gold")
    assert lines(QUESTION, near, hit(RIGHT, "gold"), far) == [
        (RIGHT, 4),
        ("它今年二月也融过资。", -1),
        (REST, -1),
        ("水位又涨了。", -1),
    ]


@pytest.mark.parametrize("text", ["别家融资4500万美元。", "It raised 45 Million.", "融资4500\n万美元"])
def test_an_accepted_answer_elsewhere_teaches_nothing(text):
    assert lines(QUESTION, hit(text)) == []


def test_an_accepted_answer_in_other_words_teaches_nothing_in_the_rest_of_a_right_passage():
    twice = "公司融资4500万美元。That is 45 million in all, it said."
    assert lines(QUESTION, hit(twice, "gold")) == [(twice, 4)]


def test_three_near_misses_a_question():
    hits = [hit(f"第{number}天。") for number in range(6)]
    assert lines(QUESTION, *hits) == [(f"第{number}天。", -1) for number in range(3)]


def test_right_passages_are_looked_for_further_than_near_misses():
    hits = [hit("融资4500万美元") for _ in range(8)]  # of other articles: neither right nor wrong
    assert lines(QUESTION, *hits, hit("第九天。"), hit("融资4500万美元", "gold")) == [("融资4500万美元", 2)]


def test_a_headline_without_text_is_read_as_its_title():
    assert lines(QUESTION, hit("", "gold", "公司融资4500万美元")) == [("公司融资4500万美元", 4)]


def test_lines_become_examples():
    right, wrong = mined(QUESTION, [hit(RIGHT, "gold", "融资")])
    assert as_example(asdict(right)) == Example("融了多少?", "融资", RIGHT, Span(4, 11))
    assert as_example(asdict(wrong)) == Example("融了多少?", "融资", REST, None)


def test_questions_on_stored_news_give_lines(sample_home, tmp_path):
    asked = [
        {"question": "Rainforest融资多少?", "kind": "fact", "article_id": KEPT, "span": "一亿", "answers": ["一亿"]},
        {"question": "Rainforest怎么回事?", "kind": "summary", "article_id": KEPT, "answers": ["x"]},
        {"question": "Rainforest上市没?", "kind": "unanswerable", "article_id": KEPT, "span": "", "answers": []},
    ]
    asked.append(asked[0] | {"question": "Rainforest?", "asked_at": "1999-01-01T00:00Z"})
    asked.append(asked[0] | {"question": "Rainforest多少?", "article_id": ASIDE})
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, asked)), "utf-8")
    command = ["--home", str(sample_home), "--questions", str(tmp_path / "questions.jsonl")]
    done = CliRunner().invoke(main, [*command, "--out", str(tmp_path / "out.jsonl")])
    assert done.exit_code == 0, done.output
    made = [json.loads(text) for text in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [each["question"] for each in made] == ["Rainforest融资多少?"] * 3  # nothing before it was news
    assert {each["start"] for each in made} == {-1}
    assert "Rainforest" in made[0]["title"] + made[0]["passage"]
