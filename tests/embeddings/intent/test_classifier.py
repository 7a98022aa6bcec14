"""Messages that nothing was fitted on are taken for what they want, by vectors and words or by words alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from embeddings.encoders.encoder import Encoder
from embeddings.intent.classifier import Intent, IntentClassifier, Want, shipped_weights
from embeddings.intent.features import plain_message, tokens
from embeddings.training.intents import fit, read_examples
from tests.support.paths import EVAL

JUDGED = EVAL / "first_messages.jsonl"


@pytest.fixture(scope="module")
def classifier(encoder: Encoder) -> IntentClassifier:
    return IntentClassifier(shipped_weights(), encoder)


@pytest.fixture(scope="module")
def messages() -> list[dict[str, Any]]:
    if not JUDGED.exists():
        pytest.skip(f"the messages to judge by are not beside the project: {JUDGED}")
    read = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    return [each for each in read if each["want"] != "link"]


def share_right(messages: Sequence[dict[str, Any]], intents: Sequence[Intent]) -> float:
    fitting = [each.want in (line["want"], *line["also"]) for line, each in zip(messages, intents, strict=True)]
    return sum(fitting) / len(fitting)


def test_most_messages_are_taken_for_what_they_want(
    classifier: IntentClassifier, messages: list[dict[str, Any]]
) -> None:
    intents = [classifier.read(line["message"]) for line in messages]
    assert share_right(messages, intents) >= 0.89
    served = [(line, each) for line, each in zip(messages, intents, strict=True) if line["note"].startswith("/")]
    right = [line["note"].split()[0] == f"/{each.command.split()[0]}" for line, each in served]
    assert sum(right) / len(right) >= 0.9


def test_words_alone_are_right_less_often_and_still_mostly(messages: list[dict[str, Any]]) -> None:
    alone = IntentClassifier(shipped_weights(), None)
    assert share_right(messages, [alone.read(line["message"]) for line in messages]) >= 0.75


@pytest.mark.parametrize(
    ("text", "want", "topic"),
    [
        ("最近有没有奥林匹克的消息", Want.TOPIC_NEWS, "奥林匹克"),
        ("any news on the panama canal", Want.TOPIC_NEWS, "panama canal"),
        ("帮我订阅量子计算", Want.WISH, "量子计算"),
        ("notify me about volcanoes", Want.WISH, "volcanoes"),
        ("今天都发生了些什么大事", Want.OVERVIEW, ""),
        ("¿qué ha pasado hoy?", Want.OVERVIEW, ""),
    ],
)
def test_what_it_is_about_comes_with_it(classifier: IntentClassifier, text: str, want: Want, topic: str) -> None:
    intent = classifier.read(text)
    assert (intent.want, intent.topic) == (want, topic)
    assert sum(intent.chances.values()) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("text", ["。", "?", "\ud800", "a" * 5000, "👍", "新" * 3000])
def test_nothing_that_can_be_typed_breaks_it(classifier: IntentClassifier, text: str) -> None:
    assert classifier.read(text).want in Want


def test_words_stand_where_they_were_and_known_ends_are_cut_off() -> None:
    plain = plain_message("體育新聞  OpenAI 2023")
    found = tokens(plain, frozenset({"新闻"}))
    assert [(each.text, each.kind) for each in found[-2:]] == [("openai", "<L>"), ("2023", "#")]
    assert all(plain[each.start : each.end].strip() == each.text for each in found)
    assert "新闻" in [each.text for each in found]


def test_a_few_examples_teach_their_own(encoder: Encoder) -> None:
    lines = [
        {"message": message, "want": want, "note": note, "topic": topic}
        for message, want, note, topic in (
            ("今天有什么新闻", "overview", "", ""), ("what is new today", "overview", "", ""),
            ("订阅台风", "set", "/subscribe 台风", "台风"), ("follow chess", "set", "/subscribe chess", "chess"),
            ("不要再发摘要", "set", "/digest off", ""), ("no more digests", "set", "/digest off", ""),
        ) for _ in range(6)
    ]  # fmt: skip
    examples = read_examples(
        [*lines, {"turns": [{"question": "何时", "relation": "first"}, {"question": "为什么", "relation": "continue"}]}]
    )
    names, arrays = fit(examples, encoder.encode_queries([each.message for each in examples]))
    assert names["wants"] == ["overview", "question", "set"]
    assert names["commands"] == ["digest off", "subscribe"]
    assert arrays["wants"].flags["C_CONTIGUOUS"], "the file format writes memory as it lies"
