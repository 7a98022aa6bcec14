"""What a message turns out to want once its intent is read: a question it seemed to be becomes an overview, news on a
topic, a how-to, a wish, or talk. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from bot.conversation.small_talk import Talk
from bot.conversation.understanding import HowTo, Overview, Question, SmallTalk, Understood, Wish
from bot.conversation.wishes import wished
from embeddings.intent.classifier import Intent, Want

_NEWS = (Want.QUESTION, Want.TOPIC_NEWS, Want.SOURCE_NEWS, Want.LOOKUP)
_LISTED: dict[Want, Literal["topic", "source"]] = {
    Want.TOPIC_NEWS: "topic", Want.LOOKUP: "topic", Want.SOURCE_NEWS: "source",
}  # fmt: skip
_DOUBTED = 0.15  # of a chance, from which talk is what an unanswered question was
_ASKS = 0.1  # of a chance to be a question, from which it is asked before anything is listed
_MANY = 3  # words of a topic, from which it may be a question without its question word
_MORE_QUESTIONS = 16.0  # odds of a question: two in three of later messages, against one in nine of first ones
_SURE = 0.9  # of a chance, from which nothing is searched
_TALKS = {
    Want.SMALL_TALK: Talk.CHAT, Want.FEEDBACK: Talk.COMPLAINT, Want.OUTSIDE: Talk.OUTSIDE, Want.GARBLED: Talk.SIGNS,
}  # fmt: skip


def wanted(question: Question, intent: Intent, in_chat: bool = False) -> Understood:
    """`question`, or what it is instead. The news is asked wherever that may help; talk is what is left then.

    `in_chat`: something was asked a short while ago.
    """
    chances = _in_chat(intent.chances) if in_chat else intent.chances
    question = replace(question, leans=intent.leans * chances[Want.QUESTION])
    news = sum(chances[each] for each in _NEWS)
    other = max((each for each in chances if each not in _NEWS), key=lambda each: chances[each])
    if news >= chances[other]:
        return _of_news(question, intent)
    if other is Want.OVERVIEW:
        return Overview(question.words, language=question.language)
    if other in (Want.HOW_TO, Want.WISH):
        return _served(question, intent, other)
    if chances[other] >= _SURE:
        return SmallTalk(_TALKS[other], question.language)
    return replace(question, doubted=_TALKS[other])


def _in_chat(chances: Mapping[Want, float]) -> dict[Want, float]:
    """Among what is said after a question there are more questions than among first messages: `why?` is one then."""
    raised = {want: chance * (_MORE_QUESTIONS if want is Want.QUESTION else 1.0) for want, chance in chances.items()}
    return {want: chance / sum(raised.values()) for want, chance in raised.items()}


def _of_news(question: Question, intent: Intent) -> Question:
    want = max(_NEWS, key=lambda each: intent.chances[each])
    talk = max(_TALKS, key=lambda each: intent.chances[each])
    doubted = _TALKS[talk] if want is Want.QUESTION and intent.chances[talk] >= _DOUBTED else None
    asks = intent.chances[Want.QUESTION] >= _ASKS or len(intent.topic.split()) >= _MANY
    return replace(question, topic=intent.topic or question.topic, listed=_LISTED.get(want), asks=asks, doubted=doubted)


def _served(question: Question, intent: Intent, want: Want) -> Understood:
    wish = wished(intent, question.words)
    if wish and (want is Want.WISH or wish.words):
        return Wish(wish, question.language)
    return HowTo(intent.command.partition(" ")[0], question.language)
