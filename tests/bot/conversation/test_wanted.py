"""The same words are taken for another thing after a question than at first; wishes for news stay what they are."""

from __future__ import annotations

import pytest

from bot.conversation.understanding import HowTo, Overview, Question, Understood, understand
from bot.conversation.wanted import wanted
from embeddings.encoders.encoder import Encoder
from embeddings.intent.classifier import IntentClassifier, shipped_weights


@pytest.fixture(scope="module")
def classifier(encoder: Encoder) -> IntentClassifier:
    return IntentClassifier(shipped_weights(), encoder)


def taken(classifier: IntentClassifier, text: str, in_chat: bool = True) -> Understood:
    question = understand(text)
    assert isinstance(question, Question)
    return wanted(question, classifier.read(question.words), in_chat)


@pytest.mark.parametrize("text", ["为什么?", "谁领投的", "后来呢", "how old is he", "and who was second?"])
def test_what_leans_goes_on_with_a_question(classifier: IntentClassifier, text: str) -> None:
    meant = taken(classifier, text)
    assert isinstance(meant, Question)
    assert meant.goes_on


@pytest.mark.parametrize(
    "text", ["有没有融资的消息", "any news on flooding", "恒大申请破产了吗", "who runs the bank of japan"]
)
def test_what_names_its_matter_stands_alone(classifier: IntentClassifier, text: str) -> None:
    meant = taken(classifier, text)
    assert isinstance(meant, Question)
    assert not meant.goes_on


@pytest.mark.parametrize(
    ("text", "kind"), [("今天都发生了哪些大事", Overview), ("catch me up on everything", Overview), ("怎么订阅", HowTo)]
)
@pytest.mark.parametrize("in_chat", [True, False])
def test_a_wish_for_news_or_help_is_one_in_a_chat_too(
    classifier: IntentClassifier, text: str, kind: type[Understood], in_chat: bool
) -> None:
    assert isinstance(taken(classifier, text, in_chat), kind)
