"""An answer in an LLM's words, where the operator has one: only of sentences that what they cite supports.

The extractive answer stands whenever the LLM is down, slow, over its budget, or writes nothing that holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.answer import Answer, Citation, Note, Statement
from bot.llm.material import Material, Written
from bot.llm.writer import Writer
from bot.question.asked import Asked
from embeddings.reader.reader import Reader
from embeddings.search.retriever import Hit

_SHOWN = 5  # passages
_FAR = 50.0  # of a log-odds: beyond it nothing is left of a chance
_EVEN = -1.0
"""Relevance from which a passage holds a sentence: above it lie 95 of 100 sentences read against their own passage,
below it three quarters of those read against another article's on the same question."""


def support(reader: Reader, sentence: str, passages: Sequence[str]) -> float:
    """0..1: how surely one of `passages` holds `sentence`, by the trained reader; 0.5 where it is even."""
    readings = reader.read(sentence, [("", passage) for passage in passages])
    best = max((reading.relevance for reading in readings), default=-math.inf)
    return 1 / (1 + math.exp(_EVEN - best)) if best > -_FAR else 0.0


@dataclass(frozen=True, slots=True)
class Phraser:
    """An LLM that may take `within_s` seconds for an answer."""

    writer: Writer
    within_s: float

    def phrased(self, asked: Asked, hits: Sequence[Hit], answer: Answer) -> Answer:
        """`answer` in the LLM's words, citing passages of `hits`; `answer` itself where nothing usable came.

        `asked.growing` gets `answer` first, then the LLM's words as each sentence has passed.
        """
        if asked.growing:
            asked.growing(answer.text)
        cited = {article.id for article in answer.articles}
        shown = sorted(hits, key=lambda hit: hit.article.id not in cited)[:_SHOWN]  # stable: the cited ones first
        materials = [Material(hit.article, hit.text) for hit in shown]
        written = self.writer.write(asked.text, materials, asked.person, self.within_s, asked.growing)
        return _in_its_words(written, shown, answer) if written else answer


def _in_its_words(written: Sequence[Written], shown: Sequence[Hit], answer: Answer) -> Answer:
    statements = tuple(
        Statement(each.text, tuple(dict.fromkeys(shown[at].article for at in each.sources))) for each in written
    )
    used = dict.fromkeys(at for each in written for at in each.sources)
    citations = tuple(Citation(shown[at].article, shown[at].passage.span) for at in used)
    return replace(
        answer, statements=statements, citations=citations, form="written", notes=(*answer.notes, Note("note-written"))
    )
