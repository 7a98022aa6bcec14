"""What the model writes, while it comes and when it is there: sentences with the citations they carry.

Read are [1], [1][2], [1, 2], [1-3] and their full-width forms, before or behind the full stop. Links,
addresses, commands, markup, thoughts (<think>) and other brackets are taken out: none of them is an answer.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from data.text.cleaning import clean_line
from data.text.passages import split_sentences
from data.text.scripts import HAN

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_OPEN, _CLOSE = r"[\[【［〔]", r"[\]】］〕]"
_NUMBERS = r"\s*\^?\d{1,3}(?:\s*[,，、;；\-–—~]\s*\^?\d{1,3})*\s*"
_CITATION = re.compile(rf"{_OPEN}({_NUMBERS}){_CLOSE}")
_BEHIND_STOP = re.compile(rf"([.。！？!?…]+[\"”’」』）)]*)[ \t]*((?:{_OPEN}{_NUMBERS}{_CLOSE}[ \t]*)+)")
_HALF_A_CITATION = re.compile(rf"{_OPEN}[^\]】］〕]*\Z")
_RECENT_STOP = re.compile(r"[.。！？!?；;…\n]")
_REACH = 24  # characters between a full stop and the next sentence: citations
_STOPPED = re.compile(r"[。！？!?…][\"”’」』）)]*\s*\Z|[.][\"”’)]*\s*\Z")

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")  # [1](address) is a citation, [words](address) are words
_ADDRESS = re.compile(r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.|\bt\.me/|\bmailto:)[^\s，。；！？）】」”]*", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!|][^<>]{0,200}>")
_COMMAND = re.compile(r"(?<![\w/.])[/@][A-Za-z]\w*")
_BRACKETS = re.compile(r"\[[^\]]*\]|【\d*】")
_LIST_MARK = re.compile(rf"^[ \t]*(?:[#>]+|[-*+•·](?=\s)|\d{{1,2}}[.)、](?=\s|[{HAN}]))[ \t]*", re.MULTILINE)
_MARKUP = re.compile(r"\*+|__+|~~+|`+")
_SPACE_BEFORE_STOP = re.compile(r"\s+([.。，,！？!?；;])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`cited`: the numbers it carries, from 1, as written: they need not exist."""

    text: str
    cited: tuple[int, ...]


class GrowingText:
    """A text that grows; each of its sentences is given once, in order, when it is whole."""

    def __init__(self) -> None:
        self._text = ""
        self._given = 0

    def add(self, piece: str) -> list[Sentence]:
        """The sentences that are whole with `piece`: those behind which another one has begun."""
        self._text += piece
        if not _RECENT_STOP.search(self._text, max(0, len(self._text) - len(piece) - _REACH)):
            return []  # most pieces end nothing, and reading all of it again is not free
        return self._new(_raw_sentences(self._text)[:-1])

    def end(self) -> list[Sentence]:
        """The rest of a text that came to its end."""
        return self._new(_raw_sentences(self._text))

    def break_off(self) -> list[Sentence]:
        """The rest of one that did not: its last sentence only with its full stop and a citation."""
        raw = _raw_sentences(self._text)
        if raw and not (_STOPPED.search(raw[-1]) and _CITATION.search(raw[-1])):
            raw.pop()
        return self._new(raw)

    def _new(self, raw: list[str]) -> list[Sentence]:
        new = [_read(each) for each in raw[self._given :]]
        self._given = max(self._given, len(raw))
        return new


def _raw_sentences(draft: str) -> list[str]:
    text = _LINK.sub(lambda link: f"[{link[1]}]" if link[1].isdecimal() else link[1], _THOUGHT.sub("", draft))
    for kind in (_TAG, _ADDRESS, _COMMAND, _LIST_MARK, _HALF_A_CITATION):  # before cutting: an address may hold ? and ;
        text = kind.sub("", text)
    text = _BEHIND_STOP.sub(r" \2\1 ", text)
    return [span.of(text) for span in split_sentences(text)]


def _read(raw: str) -> Sentence:
    cited: list[int] = []
    for match in _CITATION.finditer(raw):
        cited += _numbers(unicodedata.normalize("NFKC", match[1]))
    return Sentence(_plain(_CITATION.sub(" ", raw)), tuple(dict.fromkeys(cited)))


def _numbers(written: str) -> list[int]:
    """`1, 3-5` -> 1 3 4 5"""
    numbers: list[int] = []
    for part in re.split(r"[,、;]", written.replace("^", "")):
        first, *last = [int(each) for each in re.findall(r"\d+", part)]
        numbers += range(first, min(last[0], first + 20) + 1) if last else [first]
    return numbers


def _plain(text: str) -> str:
    """Without anything that is not words; "" where no word is left."""
    text = _MARKUP.sub("", _BRACKETS.sub(" ", text))
    text = _SPACE_BEFORE_STOP.sub(r"\1", clean_line(text)).strip()
    return text if re.search(r"[^\W\d_]", text) else ""
