"""A question that came from an article, with the words that answer it there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wondered:
    """`answer` stands in the article: a number, a date, a name or the beginning of a reason."""

    question: str
    answer: str
