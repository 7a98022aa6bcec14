"""What goes to the model and what comes back from it, as the rest of the program sees both."""

from __future__ import annotations

from dataclasses import dataclass

from data.models import Article


@dataclass(frozen=True, slots=True)
class Material:
    """A retrieved passage: `text` is verbatim from the article."""

    article: Article
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence that passed the checks, and the positions (from 0, at least one) of the materials that hold it."""

    text: str
    sources: tuple[int, ...]
