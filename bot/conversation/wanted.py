"""What a message turns out to want once its intent is read: a question it seemed to be becomes an overview, news on a
topic, a how-to, a wish, or talk. Pure."""

from __future__ import annotations

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
_SURE = 0.9  # of a chance, from which nothing is searched
_TALKS = {
    Want.SMALL_TALK: Talk.CHAT, Want.FEEDBACK: Talk.COMPLAINT, Want.OUTSIDE: Talk.OUTSIDE, Want.GARBLED: Talk.SIGNS,
}  # fmt: skip


def wanted(question: Question, intent: Intent, in_chat: bool = False) -> Understood:
    """`question`, or what it is instead. The news is asked wherever that may help; talk is what is left then.

    `in_chat`: something was asked a short while ago.
    """
    question = replace(question, leans=intent.leans)
    news = sum(intent.chances[each] for each in _NEWS)
    other = max((each for each in intent.chances if each not in _NEWS), key=lambda each: intent.chances[each])
    goes_on = in_chat and question.goes_on and intent.chances[other] < _SURE  # `why?` is asked of the last answer
    if news >= intent.chances[other] or goes_on:
        return _of_news(question, intent)
    if other is Want.OVERVIEW:
        return Overview(question.words, language=question.language)
    if other in (Want.HOW_TO, Want.WISH):
        return _served(question, intent, other)
    if intent.chances[other] >= _SURE:
        return SmallTalk(_TALKS[other], question.language)
    return replace(question, doubted=_TALKS[other])


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
