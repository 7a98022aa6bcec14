"""A few words of an article around what was searched for, and that in bold."""

from __future__ import annotations

import re

from bot.core.reply import Piece, Style
from data.models import Article, Passage
from data.text.highlights import find_marks, marked_words
from data.text.passages import split_sentences, width
from data.text.query_syntax import SearchQuery, parse_query

_WIDEST = 40.0  # two lines on a phone
_BEFORE = 12  # characters shown before what was found
_TITLE = 8  # characters: shorter ones are words that a sentence may begin with
_HEAD = re.compile("^原标题[:：] *")


def excerpt(article: Article, passage: Passage | None, words: str) -> str:
    """The sentence of `passage` that has most of `words`, cut to two lines; "" where only the title has them."""
    if passage is None:
        return ""
    query = parse_query(words)
    text = passage.span.of(article.body)
    spoken = [span.of(text).replace("\n", " ") for span in split_sentences(text)]
    sentences = [each for each in spoken if not _repeats(each, article.title)]
    best = max(sentences, key=lambda each: _found_in(each, query), default="")
    return _around(best, query) if _found_in(best, query) else ""


def marked(text: str, query: SearchQuery, url: str | None = None) -> list[Piece]:
    """`text` in pieces, with what `query` wants of it in bold; all of them lead to `url`."""
    pieces, end = list[Piece](), 0
    for span in find_marks(text, query):
        pieces += [Piece(text[end : span.start], url=url), Piece(span.of(text), Style.BOLD, url)]
        end = span.end
    return [piece for piece in (*pieces, Piece(text[end:], url=url)) if piece.text]


def _repeats(sentence: str, title: str) -> bool:
    """Whether a sentence is the title again, as pages put it over their text."""
    said, title = _HEAD.sub("", sentence).rstrip("。.!！?？ "), _HEAD.sub("", title)
    return said in title or (len(title) >= _TITLE and said.startswith(title))


def _found_in(sentence: str, query: SearchQuery) -> int:
    """How much of what is wanted stands there."""
    return len(set[object]().union(*(found for _, found in marked_words(sentence, query))))


def _around(sentence: str, query: SearchQuery) -> str:
    """`sentence`, or where it is too long the part of it that begins a little before the first words found."""
    if width(sentence) <= _WIDEST:
        return sentence
    start = next((span.start for span in find_marks(sentence, query)), 0)
    start = 0 if width(sentence[:start]) < _WIDEST / 2 else _between_words(sentence, start - _BEFORE)
    end = start
    while end < len(sentence) and width(sentence[start : end + 1]) <= _WIDEST:
        end += 1
    end = _between_words(sentence, end) if end < len(sentence) else end
    return ("…" if start else "") + sentence[start:end].strip() + ("…" if end < len(sentence) else "")


def _between_words(text: str, place: int) -> int:
    """`place`, or where it is inside a Latin word or a number the beginning of that."""
    start = place
    while 0 < start < len(text) and all(each.isascii() and each.isalnum() for each in text[start - 1 : start + 1]):
        start -= 1
    return start if place - start <= _BEFORE else place
