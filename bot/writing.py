"""An answer in an LLM's words, where the operator has one: only of sentences that what they cite supports.

The extractive answer stands whenever the LLM is down, slow, over its budget, or writes nothing that holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answer import Answer, Citation, Note, Statement
from bot.asked import Asked
from bot.llm.material import Material, Written
from bot.llm.writer import Writer
from embeddings.retriever import Hit

_SHOWN = 5  # passages


@dataclass(frozen=True, slots=True)
class Phraser:
    """An LLM that may take `within_s` seconds for an answer."""

    writer: Writer
    within_s: float

    def phrased(self, asked: Asked, hits: Sequence[Hit], answer: Answer) -> Answer:
        """`answer` in the LLM's words, citing passages of `hits`; `answer` itself where nothing usable came."""
        cited = {article.id for article in answer.articles}
        shown = sorted(hits, key=lambda hit: hit.article.id not in cited)[:_SHOWN]  # stable: the cited ones first
        materials = [Material(hit.article, hit.text) for hit in shown]
        written = self.writer.write(asked.text, materials, asked.person, self.within_s)
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
