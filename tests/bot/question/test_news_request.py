"""Which questions ask for the news on a topic."""

import json

import pytest

from bot.question.news_request import news_topic
from tests.support.paths import EVAL


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("最近有什么融资消息?", "融资"),
        ("最近有什么融资消息？", "融资"),
        ("有什么新闻吗？", ""),
        ("今天有哪些新闻", ""),
        ("昨天有什么电商公司融资的新闻?", "电商公司融资"),
        ("关于台风有什么新消息", "台风"),
        ("比亚迪最近有什么动态？", "比亚迪"),
        ("What's the latest news on flooding?", "flooding"),
        ("any news?", ""),
        ("what's new in science", "science"),
        ("Latest headlines about the marathon", "the marathon"),
    ],
)
def test_a_question_for_news_names_its_topic(question: str, topic: str) -> None:
    assert news_topic(question) == topic


@pytest.mark.parametrize(
    "question",
    [
        "有什么办法？",
        "今天沪指收在多少点？",
        "新闻发布会说了什么?",
        "What news agency reported it?",
        "",
        "?",
        "谁是最新的冠军",
    ],
)
def test_a_question_for_a_fact_has_no_topic(question: str) -> None:
    assert news_topic(question) is None


@pytest.mark.skipif(not EVAL.exists(), reason="needs the evaluation files of ../shared")
def test_no_question_for_a_fact_in_the_evaluation_is_taken_for_one() -> None:
    for name in ("zh", "en"):
        for line in (EVAL / f"questions_{name}.jsonl").read_text("utf-8").splitlines():
            assert news_topic(json.loads(line)["question"]) is None
