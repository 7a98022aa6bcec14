"""A few words of an article around what was searched for."""

from __future__ import annotations

from data.models import Article, Passage
from data.passages import split_sentences, width
from data.terms import fold, split_terms

_WIDEST = 60.0  # two lines on a phone


def excerpt(article: Article, passage: Passage | None, words: str) -> str:
    """The sentence of `passage` that has most of `words`, cut to two lines; "" for an article without text."""
    if passage is None:
        return ""
    text = passage.span.of(article.body)
    sentences = [span.of(text) for span in split_sentences(text)]
    wanted = set(split_terms(words).words)
    best = max(sentences, key=lambda each: len(wanted & set(split_terms(each).words)), default="")
    return _around(best.replace("\n", " "), words)


def _around(sentence: str, words: str) -> str:
    """`sentence`, or where it is too long the part of it that begins a little before the first word found."""
    if width(sentence) <= _WIDEST:
        return sentence
    folded = fold(sentence)
    places = [at for word in fold(words).split() if (at := folded.find(word)) >= 0]
    start = min(places, default=0)
    start = 0 if width(sentence[:start]) < _WIDEST / 2 else max(0, start - 12)
    end = start
    while end < len(sentence) and width(sentence[start : end + 1]) <= _WIDEST:
        end += 1
    return ("…" if start else "") + sentence[start:end].strip() + ("…" if end < len(sentence) else "")
