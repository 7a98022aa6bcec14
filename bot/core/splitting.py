"""Where a long text is cut into messages: between paragraphs, sentences or words, counted as Telegram counts."""

from __future__ import annotations

import re

from data.text.passages import Span, split_sentences

_PARAGRAPH = re.compile(r"\n+")
_SPACE = re.compile(r"\s+")
_LONGEST_BACK = 0.5  # a cut at a better place may leave a message half full, not emptier


def utf16_length(text: str) -> int:
    """The length in UTF-16 code units, Telegram's measure: most emoji count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split_text(text: str, limit: int) -> list[Span]:
    """`text` in pieces of at most `limit` UTF-16 units, in order; only white space falls between them."""
    ends = _boundaries(text)
    spans: list[Span] = []
    start = 0
    while start < len(text):
        reach = _reach(text, start, limit)
        end = reach if reach == len(text) else _best_end(start, reach, ends)
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            spans.append(Span(left, start + len(piece.rstrip())))
        start = end
    return spans


def _boundaries(text: str) -> list[set[int]]:
    """Places to cut, the best kind first."""
    paragraphs = {match.start() for match in _PARAGRAPH.finditer(text)}
    sentences = {span.end for span in split_sentences(text)}
    words = {match.start() for match in _SPACE.finditer(text)}
    return [paragraphs, sentences, words]


def _reach(text: str, start: int, limit: int) -> int:
    """How far a piece from `start` can go; at least one character."""
    end = min(len(text), start + limit)
    while end > start + 1 and (over := utf16_length(text[start:end]) - limit) > 0:
        end -= (over + 1) // 2
    return end


def _best_end(start: int, reach: int, kinds: list[set[int]]) -> int:
    least = start + int((reach - start) * _LONGEST_BACK)
    for ends in kinds:
        for end in range(reach, least, -1):
            if end in ends:
                return end
    return reach
