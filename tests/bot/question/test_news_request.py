"""Which questions ask for the news on a topic."""

import json

import pytest

from bot.question.news_request import is_greeting, is_thanks, news_topic
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


@pytest.mark.parametrize("text", ["你好", "您好！", "hi", "Hello!", "早上好", "在吗?"])
def test_a_greeting_is_no_question(text: str) -> None:
    assert is_greeting(text)


@pytest.mark.parametrize("text", ["谢谢", "谢谢你！", "thanks", "Thank you!", "thanks a lot", "辛苦了"])
def test_thanks_are_no_question(text: str) -> None:
    assert is_thanks(text)


@pytest.mark.parametrize("text", ["你好这家公司融资多少?", "hi-fi rush有多少玩家", "谢谢的英文", "thanksgiving sales?"])
def test_a_question_that_begins_like_one_is_still_a_question(text: str) -> None:
    assert not is_greeting(text)
    assert not is_thanks(text)
