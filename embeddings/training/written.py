"""Training examples from questions that were written on news: `{id, article_id, question, span, start, twin_of, trap}`.

A twin is a question a small change away from one that its article answers, and not answered there; read on the same
passage the two teach what a topic alone cannot. A fifth of the articles is set aside for judging.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from data.text.passages import Span, split_passages
from embeddings.training.examples import Example, set_aside

_NEIGHBOUR = 0.5  # share of the answerable that get another passage of their article as a near miss


def written_examples(
    questions: Sequence[Mapping[str, Any]], articles: Mapping[str, Mapping[str, Any]], random: Random
) -> Iterator[Example]:
    """Examples of the questions whose articles are not set aside; those of a question and its twin share `pair`."""
    by_id = {question["id"]: question for question in questions}
    for question in questions:
        if not set_aside(question["article_id"]):
            article, twin = articles[question["article_id"]], by_id.get(question.get("twin_of") or "")
            yield from _examples(question, twin, article["title"], article["body"], random)


def _examples(
    question: Mapping[str, Any], twin: Mapping[str, Any] | None, title: str, body: str, random: Random
) -> Iterator[Example]:
    passages = split_passages(body)
    at = _place(question, twin, body)
    held = next((passage for passage in passages if passage.start <= at < passage.end), passages[0])
    answer = Span(at - held.start, at - held.start + len(question["span"])) if question["start"] >= 0 else None
    if answer and answer.end > held.end - held.start:
        return
    asked, pair = str(question["question"]), str((twin or question)["id"])
    yield Example(asked, title, held.of(body), answer, pair)
    others = [p.of(body) for p in passages if p is not held and question["span"] not in p.of(body)] if answer else []
    if others and random.random() < _NEIGHBOUR:
        yield Example(asked, title, random.choice(others), None)


def _place(question: Mapping[str, Any], twin: Mapping[str, Any] | None, body: str) -> int:
    """Where the answer stands, or what a careless reader would take for one."""
    if question["start"] >= 0:
        return int(question["start"])
    return int(twin["start"]) if twin else max(0, body.find(question.get("trap") or "\0"))
