"""What is derived from an article's words, before it is stored: passages and their terms, sketch, names. Pure.

It is most of the work of storing, so it is done where the text was found, in the processes that parse.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.aliases.mined import mine
from data.models import Entry, TimeNote
from data.text.passages import Span, article_spans
from data.text.shingles import sketch
from data.text.tokens import Terms, split_terms


@dataclass(frozen=True, slots=True)
class Texts:
    """Of one title and body."""

    spans: tuple[Span, ...]
    of_title: Terms
    of_spans: tuple[Terms, ...]  # in the order of `spans`
    sketch: frozenset[int]
    names: tuple[tuple[str, str], ...]  # two names of one thing


def prepare(title: str, body: str) -> Texts:
    spans = tuple(article_spans(body))
    terms = tuple(split_terms(span.of(body)) for span in spans)
    return Texts(spans, split_terms(title), terms, sketch(title, body), tuple(mine(title, body)))


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way into the store: an entry, and what was decided about it."""

    entry: Entry
    keys: tuple[str, ...] = ()  # identities, beside the one that the entry itself gives: see data.store.identity
    article_id: int | None = None  # the stored article that it changes; None: as its keys say
    time_note: TimeNote | None = None
    texts: Texts | None = None  # what was derived from its words already; None: nothing yet
