"""An answer as long as a person wants it: shorter, or with the sentences around what answers. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.core.answer import Answer, Citation, Statement
from bot.core.person import Length
from data.text.passages import Span, split_sentences, width

_SAID = {"quotes": 1, "written": 1, "summary": 2, "news": 2}
"""Statements of a short answer by form. Values that differ are all said: one of them alone would mislead."""
_SOURCES = 2
_AROUND = 220.0  # of what answers with the sentences around it


def at_length(answer: Answer, length: Length) -> Answer:
    """The same answer as it is to be shown; its words stay verbatim."""
    if length is Length.SHORT:
        return _short(answer)
    return _long(answer) if length is Length.LONG and answer.form == "quotes" else answer


def _short(answer: Answer) -> Answer:
    """The first of what is said, by at most two sources; where reports differ each value by one."""
    if answer.form == "disagreement":
        said = [replace(each, articles=each.articles[:1]) for each in answer.statements]
    else:
        first = answer.statements[: _SAID[answer.form]]
        sources = list(dict.fromkeys(article for each in first for article in each.articles))[:_SOURCES]
        told = [replace(each, articles=tuple(a for a in each.articles if a in sources)) for each in first]
        said = [each for each in told if each.articles]
    kept = {article for each in said for article in each.articles}
    return replace(
        answer, statements=tuple(said), citations=tuple(each for each in answer.citations if each.article in kept)
    )


def _long(answer: Answer) -> Answer:
    """The first statement among its neighbours; of the others those that do not stand in that already."""
    pairs = list(zip(answer.statements, answer.citations, strict=False))
    text = _text_around(answer.citations[0]) if pairs and len(pairs) == len(answer.citations) else None
    if text is None:
        return answer
    citation, statement = answer.citations[0], answer.statements[0]
    marked = citation.words or citation.span
    inner = Span(marked.start - text.start, marked.end - text.start)
    first = Statement(text.of(citation.article.body), statement.articles, inner)
    return replace(
        answer, statements=(first, *(each for each, where in pairs[1:] if not _inside(where, citation, text)))
    )


def _inside(citation: Citation, first: Citation, text: Span) -> bool:
    return citation.article == first.article and text.start <= citation.span.start and citation.span.end <= text.end


def _text_around(citation: Citation) -> Span | None:
    """Whole sentences of the article with the quote among them, as many after it as before; None for a headline."""
    body, quote = citation.article.body, citation.span
    if quote.start == quote.end:
        return None
    sentences = split_sentences(body)
    first = next((at for at, each in enumerate(sentences) if each.end > quote.start), None)
    last = next((at for at, each in enumerate(sentences) if each.end >= quote.end), None)
    if first is None or last is None:
        return None
    grown = True
    while grown:
        grown = False
        for back, on in ((0, 1), (1, 0)):
            before, after = first - back, last + on
            if before < 0 or after == len(sentences):
                continue
            if width(body[sentences[before].start : sentences[after].end]) <= _AROUND:
                first, last, grown = before, after, True
    return Span(sentences[first].start, sentences[last].end)
