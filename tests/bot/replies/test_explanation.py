"""/why: what is told about the last answer."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.person import Person
from bot.replies.explanation import explanation_of, why_reply
from data.chats.turns import Turn
from tests.support.made import EXPLANATION

EN = Person("en", ZoneInfo("UTC"))
AT = datetime(2022, 6, 26, tzinfo=UTC)
TURN = Turn("临江转移了多少人?", "临江转移了多少人?", "全市转移了5480人。 [1]", json.dumps(EXPLANATION.json()), AT)


def explained(**changed: object) -> str:
    return json.dumps(replace(EXPLANATION, **changed).json())  # type: ignore[arg-type]


def test_it_tells_what_was_searched_found_and_read_and_how_sure_that_made() -> None:
    assert why_reply(EN, TURN).text == (
        "这个回答是怎么来的\n\n问题：临江转移了多少人?\n查找：临江转移了多少人\n只看：来源 临江日报\n"
        "结果：找到了回答的原话\n把握 0.83，达到门槛 0.42\n\n看过 2 段，最好的 2 段：\n"
        "1. 洪峰过境临江\n意思 0.87 · 字词 1.00 · 合计 0.92 · 原话 100% · 切题 97%\n读到：5480人\n"
        "2. 临江转移五千人\n意思 0.88 · 字词 0.25 · 合计 0.89"
    )


def test_a_question_that_was_made_whole_is_shown_both_ways() -> None:
    turn = replace(TURN, question="多少人?")
    assert "\n问题：多少人?\n↪ 理解为：临江转移了多少人?\n" in why_reply(EN, turn).text


def test_no_more_than_a_phone_shows() -> None:
    turn = replace(TURN, explanation=explained(seen=EXPLANATION.seen * 10))
    text = why_reply(EN, turn).text
    assert "看过 20 段，最好的 4 段" in text
    assert text.count("意思") == 4


@pytest.mark.parametrize(
    ("verdict", "words"),
    [("refused", "no reliable answer"), ("news", "what news there is"), ("something new", "Result: something new")],
)
def test_why_it_was_declined_or_answered_otherwise(verdict: str, words: str) -> None:
    turn = replace(TURN, question="How many?", explanation=explained(verdict=verdict, confidence=0.1, seen=()))
    text = why_reply(EN, turn).text
    assert words in text
    assert "Confidence 0.10, below the 0.42 it takes" in text
    assert text.endswith("No passage came close.")


def test_filters_are_named() -> None:
    filters = {
        "after": "2022-06-01T00:00:00+00:00",
        "before": "2022-06-08T00:00:00+08:00",
        "section": "Sport",
        "tag": "x",
    }
    turn = replace(TURN, question="How many?", explanation=explained(filters=filters))
    assert (
        "\nOnly: from 1 Jun 2022, 00:00 · until 7 Jun 2022, 16:00 · section Sport · tag x\n" in why_reply(EN, turn).text
    )


def test_without_an_answer_it_says_what_to_do() -> None:
    assert why_reply(EN, None).text == "There is no answer to explain yet; ask me something first."


@pytest.mark.parametrize("written", ["", "{}", "[]", "null", '{"title": "x"}', '{"seen": [{}]}', '{"seen": 1}'])
def test_what_another_version_wrote_down_breaks_nothing(written: str) -> None:
    turn = replace(TURN, explanation=written)
    assert explanation_of(turn) is None
    assert "临江转移了多少人?" in why_reply(EN, turn).text


def test_words_added_by_a_newer_version_are_passed_over() -> None:
    told = EXPLANATION.json() | {"weather": "fine"}
    assert explanation_of(replace(TURN, explanation=json.dumps(told))) == EXPLANATION
