"""Filters as SQL, for every query that has `articles a` in it."""

from __future__ import annotations

from collections.abc import Sequence

from data.models import Filters


def where(filters: Filters | None) -> tuple[str, list[object]]:
    """A condition on `a` and its values; ("1", []) where nothing is filtered."""
    conditions, values = ["1"], list[object]()
    if filters and filters.after:
        conditions.append("a.published_at >= ?")
        values.append(int(filters.after.timestamp()))
    if filters and filters.before:
        conditions.append("a.published_at < ?")
        values.append(int(filters.before.timestamp()))
    if filters and filters.known_at:
        conditions.append("(a.published_at IS NULL OR a.published_at <= ?)")
        values.append(int(filters.known_at.timestamp()))
    for column, wanted in (("source", filters and filters.source), ("section", filters and filters.section)):
        if wanted:
            named = f"SELECT n FROM (SELECT DISTINCT {column} n FROM articles) WHERE instr(casefold(n), casefold(?))"
            conditions.append(f"a.{column} IN ({named})")
            values.append(wanted.encode("utf-8", "replace").decode())  # SQLite refuses a lone surrogate
    if filters and (filters.article_ids or filters.story_ids):
        conditions.append(f"(a.id IN ({_marks(filters.article_ids)}) OR a.story_id IN ({_marks(filters.story_ids)}))")
        values += [*filters.article_ids, *filters.story_ids]
    return " AND ".join(conditions), values


def _marks(ids: Sequence[int]) -> str:
    return ", ".join("?" * len(ids))
