"""Filters as SQL, for every query that has `articles a` in it."""

from __future__ import annotations

from data.models import Filters


def where(filters: Filters | None) -> tuple[str, list[object]]:
    """A condition on `a` and its values; ("TRUE", []) where nothing is filtered."""
    conditions, values = ["TRUE"], list[object]()
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
            names = f"SELECT DISTINCT {column} AS name FROM articles"
            conditions.append(f"a.{column} IN (SELECT name FROM ({names}) AS names WHERE contains(name, ?))")
            values.append(wanted.encode("utf-8", "replace").decode())  # SQLite refuses a lone surrogate
    ids = {"a.id": filters.article_ids, "a.story_id": filters.story_ids} if filters else {}
    among = [f"{column} IN ({', '.join('?' * len(some))})" for column, some in ids.items() if some]
    if among:
        conditions.append(f"({' OR '.join(among)})")
        values += [each for some in ids.values() for each in some]
    return " AND ".join(conditions), values
