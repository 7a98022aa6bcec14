"""The news on a topic: for questions that ask what there is, and not for one fact."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.answer import Answer, Citation, Statement
from data.text.passages import Span, split_sentences
from data.text.tokens import split_terms
from embeddings.search.retriever import Hit

_MOST = 4


def news_on(topic: str, hits: Sequence[Hit]) -> Answer | None:
    """One sentence an article of those that name the topic, the newest first; None where none does."""
    wanted = set(split_terms(topic).words)
    best: dict[int, Hit] = {}
    for hit in hits:
        if wanted <= set(split_terms(f"{hit.article.section}\n{hit.article.title}\n{hit.text}").words):
            best.setdefault(hit.article.id, hit)
    if not best:
        return None
    newest = sorted(list(best.values())[:_MOST], key=_published, reverse=True)
    citations = tuple(Citation(hit.article, _sentence(hit, wanted)) for hit in newest)
    statements = tuple(Statement(each.quote.replace("\n", " "), (each.article,)) for each in citations)
    return Answer(statements, citations, (), 1.0, "news")


def _sentence(hit: Hit, wanted: set[str]) -> Span:
    """The first sentence of the hit that names the topic, else its first."""
    start = hit.passage.span.start
    sentences = split_sentences(hit.passage.span.of(hit.article.body)) or [Span(0, 0)]
    best = max(sentences, key=lambda each: len(wanted & set(split_terms(each.of(hit.text)).words)))
    return Span(start + best.start, start + best.end)


def _published(hit: Hit) -> float:
    return hit.article.published_at.timestamp() if hit.article.published_at else float("-inf")
