"""Where an article is cut: into sentences, and into passages of whole sentences.

Pure; every cut is a span of the text, so that every quote is verbatim.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.text.calendar import MONTHS
from data.text.scripts import WIDE

MAX_WIDTH = 220.0
"""Of a passage, in Han characters (about 145 tokens); chosen on the development questions, see tests/bench."""

_WIDE = re.compile(f"[{WIDE}]")
_NARROW_WIDTH = 0.4  # a Latin letter costs the model about 0.4 of what a Han character costs
_CLOSERS = "\"'”’」』）)】》〉]"
_END = re.compile(
    rf"[。！？!?；;…]+[{re.escape(_CLOSERS)}]*"  # Chinese ends, and the Latin ones that are never inside a word
    rf"|\.+[{re.escape(_CLOSERS)}]*(?=\s|$)"  # a full stop counts before white space
    rf"|\n+"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|No|vs|etc|Inc|Ltd|Co|Corp|Jr|Sr|approx|Sept"
    rf"|{'|'.join(name[:3].title() for name in MONTHS if name != 'may')}|e\.g|i\.e|a\.m|p\.m)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_LONGEST_BRACKET = 200  # one that is open for longer was never closed
_SOFT_BREAK = re.compile(r"[，,、：:—]\s*|\s+")


def width(text: str) -> float:
    """How long `text` is for a reader and for the model: 1 for a Han character, 0.4 for a Latin letter."""
    wide = len(_WIDE.findall(text))
    return wide + (len(text) - wide) * _NARROW_WIDTH


def fitting(text: str, widest: float) -> int:
    """How many of the first characters of `text` are together no wider than `widest`."""
    end = min(len(text), int(3 * widest))  # no letter is narrower than a third of a Han character
    while width(text[:end]) > widest:
        end -= 1
    return end


def split_sentences(text: str) -> list[Span]:
    """The sentences of `text` in order, without the white space around them; together they cover all its words."""
    return [span for span in (_trimmed(text, start, end) for start, end in _sentence_bounds(text)) if span]


def _sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith(".") and _is_abbreviation(text, start, match):
            continue
        if match.group() in (";", "；") and _in_brackets(text, start, match):
            continue
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _in_brackets(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a bracket is open there: ($2m; £1m) is no end of a sentence."""
    begun = text[max(start, match.start() - _LONGEST_BRACKET) : match.start()]
    return any(begun.count(opening) > begun.count(closing) for opening, closing in ("()", "（）"))


def _is_abbreviation(text: str, start: int, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 2].strip()
    if following[:1].islower():
        return True
    return match.group() == "." and bool(_ABBREVIATION.search(text, max(start, match.start() - 12), match.end()))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start, end) if start < end and re.search(r"\w", text[start:end]) else None


def article_spans(body: str) -> list[Span]:
    """The passages an article is stored with: a headline without a text is found by its title, as one empty span."""
    return split_passages(body) or [Span(0, 0)]


def split_passages(body: str, max_width: float = MAX_WIDTH) -> list[Span]:
    """`body` in passages of whole sentences, in order, about equally wide and none wider than `max_width`.

    A sentence that is wider by itself is cut at its commas or spaces. [] for a body without words.
    """
    pieces = [piece for span in split_sentences(body) for piece in _fitting(body, span, max_width)]
    if not pieces:
        return []
    widths = [width(piece.of(body)) for piece in pieces]
    count = -(-sum(widths) // max_width)  # as few as can hold it ...
    target = min(max_width, sum(widths) / count + max(widths) / 2)  # ... and no short rest at the end
    passages: list[Span] = []
    filled = 0.0
    for piece, size in zip(pieces, widths, strict=True):
        together = width(body[passages[-1].start : piece.end]) if passages else math.inf  # with what lies between
        if filled + size <= target and together <= max_width:
            passages[-1] = Span(passages[-1].start, piece.end)
            filled += size
        else:
            passages.append(piece)
            filled = size
    return passages


def _fitting(body: str, span: Span, max_width: float) -> Iterable[Span]:
    """`span`, or where it is too wide, parts of it that are not."""
    if width(span.of(body)) <= max_width:
        return [span]
    parts: list[Span] = []
    start = span.start
    while start < span.end:
        end = _fitting_end(body, start, span.end, max_width)
        part = _trimmed(body, start, end)
        if part:
            parts.append(part)
        start = end
    return parts


def _fitting_end(body: str, start: int, stop: int, max_width: float) -> int:
    """The furthest soft break at which start..end still fits; else the furthest character."""
    reach, total = start, 0.0
    while reach < stop:
        total += width(body[reach])
        if total > max_width:
            break
        reach += 1
    if reach == stop:
        return stop
    breaks = [match.end() for match in _SOFT_BREAK.finditer(body, start, reach)]
    return breaks[-1] if breaks else max(reach, start + 1)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start..end of an article's body."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]
