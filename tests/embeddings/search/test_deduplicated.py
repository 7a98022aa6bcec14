"""Copies of one text found as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.text.passages import Span
from embeddings.search.retriever import DeduplicatedFinder, Hit, Query
from tests.support.answering import Found
from tests.support.hits import article, hit


def found(hits: Sequence[Hit], heads: Mapping[int, int], k: int = 24) -> list[tuple[int, Span]]:
    finder = DeduplicatedFinder(Found(*hits), lambda ids: {each: heads.get(each, each) for each in ids})
    return [(each.article.id, each.passage.span) for each in finder.search(Query("?"), k)]


WHOLE, HALF = Span(0, 4), Span(2, 4)


def hits(*found_at: tuple[int, Span]) -> list[Hit]:
    return [hit(article("甲乙丙丁", number), span) for number, span in found_at]


def test_of_copies_the_best_one_stays_with_all_its_passages() -> None:
    ranked = [(2, WHOLE), (1, WHOLE), (2, HALF), (3, WHOLE), (1, HALF)]
    assert found(hits(*ranked), {2: 1}) == [(2, WHOLE), (2, HALF), (3, WHOLE)]


def test_without_copies_nothing_changes() -> None:
    ranked = [(2, WHOLE), (1, WHOLE), (2, HALF)]
    assert found(hits(*ranked), {}) == ranked


def test_what_is_folded_makes_chat_for_others() -> None:
    ranked = [(number, WHOLE) for number in range(1, 9)]
    assert found(hits(*ranked), dict.fromkeys(range(2, 7), 1), 3) == [(1, WHOLE), (7, WHOLE), (8, WHOLE)]
