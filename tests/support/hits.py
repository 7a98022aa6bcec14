"""Articles, hits and candidates made by hand, for tests of what becomes of them."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.answers.candidates import Candidate, Features
from data.models import Article, Passage
from data.text.passages import Span
from embeddings.search.retriever import Hit

NOW = datetime(2022, 6, 25, 4, tzinfo=UTC)
"""When the tests ask: noon in Shanghai."""


def on(day: int, hour: int = 4) -> datetime:
    return datetime(2022, 6, day, hour, tzinfo=UTC)


def article(
    body: str,
    number: int = 1,
    title: str | None = None,
    published: datetime | None = NOW,
    source: str | None = "临江日报",
    section: str | None = None,
) -> Article:
    named = f"标题{number}" if title is None else title
    return Article(number, named, body, None, str(number), published, source, section, None)


def hit(of: Article, span: Span | None = None, score: float = 0.9, cosine: float = 0.9, lexical: float = 0.5) -> Hit:
    """The whole article, or the passage at `span`."""
    return Hit(of, Passage(of.id, of.id, span or Span(0, len(of.body))), score, cosine, lexical)


def within(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def candidate(of: Hit | Article, sentence: str, words: str = "", score: float = 1.0, **signs: float) -> Candidate:
    """`sentence` as it stands in the article, `words` in it marked; the signs are 0 but for those given."""
    found = of if isinstance(of, Hit) else hit(of)
    span = within(found.article.body, sentence)
    inner = within(sentence, words)
    marked = Span(span.start + inner.start, span.start + inner.end) if words else None
    return Candidate(found, span, marked, Features(**signs), score)
