"""How a question is worded: without politeness, as bare key words, in another script, within a long text. Pure."""

from __future__ import annotations

import re

from bot.question.rewrite.entities import asks, phrases
from data.text.passages import split_sentences
from data.text.scripts import has_han
from data.text.stopwords import SENTENCE_STARTS

_POLITE = re.compile(
    r"^(?:(?:你好|您好|嗨|早上好|晚上好|麻烦问一下|想问(?:一下)?|hi|hello|hey)(?: there)?[\s,，!！。:：~]+"
    r"|请问(?:一下)?[\s,，]*)+",
    re.IGNORECASE,
)
_SEARCHED = 160  # characters of a pasted text
_NEWS_WORD = re.compile(r"(?:的)?(?:最新)?(?:相关)?(?:新闻|消息|动态|报道)$|\s+(?:latest )?news$", re.IGNORECASE)
_SIGNS_BEFORE = re.compile(r"^[^\w《“「]+|^the ", re.IGNORECASE)
_ON = re.compile(r"^(?:latest|news|headlines|关于|有关)(?: news)?(?: (?:on|about|from|in))?\s*(?=\S)", re.IGNORECASE)
_SENTENCE_SIGNS = re.compile(r"[?？!！。;；\n]|[吗呢么吧了过]\s*$")


def without_politeness(text: str) -> str:
    """`你好，极氪融资了多少？` -> `极氪融资了多少？`"""
    return _POLITE.sub("", text) or text


def is_foreign(plain: str) -> bool:
    """Whether most letters are of a script that neither Chinese nor English is written in."""
    letters = [char for char in plain if char.isalpha()]
    strange = sum(not (char.isascii() or has_han(char) or "\u00c0" <= char <= "\u024f") for char in letters)
    return 3 * strange > len(letters)


def asked_in(text: str) -> str:
    """What to search with of a pasted text: the question at its end if there is one, else its first sentences."""
    sentences = [span.of(text).strip() for span in split_sentences(text)]
    if sentences and re.search(r"[?？]\s*$", sentences[-1]):
        return sentences[-1][-_SEARCHED:]
    start = ""
    for sentence in sentences:
        if start and len(start) + len(sentence) > _SEARCHED:
            break
        start = f"{start} {sentence}".strip()
    return start[:_SEARCHED]


def keywords(text: str) -> str:
    """What `text` names where it is a bare name or a few key words; "" where it says more. `特斯拉新闻` -> `特斯拉`"""
    if _SENTENCE_SIGNS.search(text) or asks(text):
        return ""
    topic = _ON.sub("", _NEWS_WORD.sub("", _SIGNS_BEFORE.sub("", text))).strip()
    if not has_han(topic):
        words = topic.lower().split()
        asking = set(words[:1]) & SENTENCE_STARTS - {"the"} or set(words) & {"is", "are", "did", "was", "who", "how"}
        return topic if 0 < len(words) <= 3 and not asking else ""
    return topic if all(_is_thing(word) for word in topic.split()) and len(topic) <= 16 else ""


def _is_thing(word: str) -> bool:
    """Whether names and nouns are all there is of `word`."""
    found = phrases(word)
    covered = sum(each.end - each.start for each in found if each.kind != "time")
    return covered == len(word)
