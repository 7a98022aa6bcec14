"""What the bot says to a question: statements with citations, or a refusal; and why.

Knows no language and no transport: notes and frames are message names that `bot.replies.articles` puts into words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from data.models import Article
from data.text.passages import Span

AnswerForm = Literal["quotes", "disagreement", "summary", "news", "written"]
"""quotes: sentences that answer, the best first; disagreement: values that differ, the newest first; summary: what
happened, in order of time; news: what there is on a topic, the newest first; written: sentences of an LLM."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where words stand: `span` of the article's body (empty: its title), `words` in it that answer."""

    article: Article
    span: Span
    words: Span | None = None

    @property
    def quote(self) -> str:
        """Verbatim."""
        return self.span.of(self.article.body) or self.article.title


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of an answer: `marked` are the characters of `text` that answer; `articles` whom it cites."""

    text: str
    articles: tuple[Article, ...]
    marked: Span | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell beside the answer: a message of the catalogue and what fills it. Times are aware UTC."""

    message: str
    values: Mapping[str, str | int | datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConsideredPassage:
    """A passage that was considered, for `Explanation`: how it was found, what was read in it. Scores that were
    not computed are None."""

    article_id: int
    title: str
    cosine: float
    lexical: float
    fused: float
    read: str | None = None  # the words read as the answer
    span_score: float | None = None
    relevance: float | None = None
    score: float | None = None  # that ranked its best sentence


class Agreement(StrEnum):
    """What the text says of something that the question fixes."""

    SAME = "same"
    OTHERWISE = "otherwise"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Constraint:
    """What the question fixes. `wanted`: its words; `found`: those of the text that say otherwise, else ""."""

    kind: str
    wanted: str
    verdict: Agreement
    found: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why it was answered so, in the order things were done."""

    question: str
    searched: str  # made whole, without filters
    filters: Mapping[str, str]
    seen: tuple[ConsideredPassage, ...]
    signs: Mapping[str, float]  # what confidence was computed from
    confidence: float
    threshold: float
    verdict: str  # answered, refused, summary, news, written, ...
    fixed: tuple[Constraint, ...] = ()  # as the best sentence has it

    def json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Answer:
    """Statements in the order they are said and their citations, best first; neither of them in a refusal.

    `nearest`: where it is a refusal, what comes closest, an article each. `confidence` 0..1.
    """

    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    confidence: float
    form: AnswerForm = "quotes"
    notes: tuple[Note, ...] = ()
    explanation: Explanation | None = None
    understood: str = ""  # the question made whole from those before it; "" where it was taken as typed
    turn_id: int | None = None  # what it is remembered as; None where it is not

    @property
    def answered(self) -> bool:
        return bool(self.statements)

    @property
    def articles(self) -> list[Article]:
        """The cited articles in the order of their numbers, [1] first."""
        return list(dict.fromkeys(citation.article for citation in self.citations))

    @property
    def closest(self) -> list[Article]:
        """The articles of `nearest`."""
        return [citation.article for citation in self.nearest]

    @property
    def text(self) -> str:
        """The statements with their numbers, a line each; "" for a refusal."""
        return "\n".join(f"{each.text} {self.numbers_of(each)}" for each in self.statements)

    def numbers_of(self, statement: Statement) -> str:
        """`[1][3]`"""
        numbers = {article.id: number for number, article in enumerate(self.articles, 1)}
        return "".join(f"[{numbers[article.id]}]" for article in statement.articles)
