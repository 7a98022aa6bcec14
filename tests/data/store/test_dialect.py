"""SQL as SQLite and PostgreSQL both understand it, read off the source; what only one does stands in named places."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.imports import FILES, tree

HOMES = (("data", "store"), ("data", "chats"))
NAMED = ("database.py", "schema.py", "keyword_index.py", "upkeep/copies.py")
OF_SQLITE = {Path("data/store", name) for name in NAMED}
FILES_OF_SQL = [path for path in FILES if path.parts[:2] in HOMES and path not in OF_SQLITE]

KEYWORDS = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|SET|VALUES|ORDER BY|GROUP BY|AND|CONFLICT)\b")
FORBIDDEN = {
    r"\b(INSERT|UPDATE) OR\b|\bREPLACE INTO\b": "ON CONFLICT (key) DO UPDATE, or DO NOTHING",
    r"\bCONFLICT DO UPDATE\b": "ON CONFLICT (key) DO UPDATE: PostgreSQL must be told which key",
    r"\bIS (NOT )?(?!NOT |NULL|DISTINCT|TRUE|FALSE)": "IS [NOT] DISTINCT FROM",
    r"\bGLOB\b": "LIKE ? ESCAPE '!', see data.store.database.like",
    r"\b(total|ifnull|iif|instr|group_concat|printf|strftime|unixepoch|random|json_\w+)\(": "a function of both",
    r"\b(min|max)\([^()]*,": "CASE: of several values it is least and greatest in PostgreSQL",
    r"\?\d": "names, as :name",
    r'(?<!"end)"(?!end")': "'...' for strings; only the column \"end\" needs its quotes",
    r"\b(rowid|lexicon|vocabulary|MATCH|bm25)\b": "a function of data.store.keyword_index",
    r"\b(PRAGMA|VACUUM|ATTACH|ANALYZE|INDEXED BY|sqlite_\w+)\b": "a method of data.store.database",
    r"\bIN \(\)": "no condition where there is nothing to be in",
}


def statements(module: ast.Module) -> Iterator[str]:
    """What stands in quotes with a keyword of SQL in it; f-strings with `{}` for what is filled in."""
    inside = {id(part) for node in ast.walk(module) if isinstance(node, ast.JoinedStr) for part in node.values}
    docs = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            found = "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (inside | docs):
            found = node.value
        else:
            continue
        if KEYWORDS.search(found):
            yield found


def faults(sql: str) -> list[str]:
    """What is not of both, with what would be."""
    found = [f"{match[0]} -> {instead}" for word, instead in FORBIDDEN.items() if (match := re.search(word, sql))]
    return found + [f"{column} beside an aggregate" for column in bare_columns(sql)]


def bare_columns(sql: str) -> list[str]:
    """Columns of a grouped selection that are neither grouped by nor in an aggregate."""
    grouped = re.search(r"SELECT (?:(?!SELECT ).)*? FROM (?:(?!SELECT ).)*?GROUP BY [\w., ]+", sql, re.DOTALL)
    if not grouped:
        return []
    columns, keys = re.fullmatch(r"SELECT (.*?) FROM .*GROUP BY ([\w., ]+)", grouped[0], re.DOTALL).groups()
    keys = re.split(r" HAVING| ORDER BY", keys)[0]
    selected = re.split(r", (?![^(]*\))", columns)
    named = {selected[int(key) - 1] if key.isdigit() else key for key in keys.strip().split(", ")}
    return [each for each in selected if each not in named and not re.search(r"\b(count|sum|min|max)\(", each)]


@pytest.mark.parametrize("path", FILES_OF_SQL, ids=str)
def test_statements_are_understood_by_both(path):
    assert [(fault, sql) for sql in statements(tree(path)) for fault in faults(sql)] == []


@pytest.mark.parametrize("path", FILES_OF_SQL, ids=str)
def test_a_new_row_says_its_own_number(path):
    asked = [node.lineno for node in ast.walk(tree(path)) if getattr(node, "attr", None) == "lastrowid"]
    assert asked == [], "RETURNING id"


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT OR IGNORE INTO names VALUES (?)",
        "UPDATE OR IGNORE outbox SET room = ?",
        "INSERT INTO counters VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        "SELECT 1 FROM rooms WHERE title IS ?",
        "SELECT 1 FROM rooms WHERE title IS NOT :title",
        "SELECT 1 FROM vectors WHERE recipe_id IS NOT (SELECT 1)",
        "SELECT 1 FROM outbox WHERE key GLOB ?",
        "SELECT total(paused) FROM subscriptions",
        "UPDATE counters SET value = value + abs(random() % 10)",
        "SELECT 1 FROM sketches WHERE n >= min(2, n)",
        "SELECT id FROM articles WHERE url = ?1",
        'SELECT id FROM articles WHERE section = "sport"',
        "SELECT rowid FROM articles",
        "SELECT max(score), passage_id FROM found GROUP BY article_id",
        "WITH best AS (SELECT article_id, id, max(score) FROM found GROUP BY 1) SELECT id FROM best",
    ],
)
def test_what_only_one_understands_is_seen(sql):
    assert faults(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT id, "end" FROM passages WHERE title IS NOT NULL AND thread IS NOT DISTINCT FROM ?',
        "INSERT INTO handled (update_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        "SELECT what, count(*), max(at) FROM mishaps GROUP BY what ORDER BY max(id) DESC",
        "SELECT source, coalesce(sum(n), 0) FROM articles GROUP BY 1 HAVING max(id) IS NULL",
    ],
)
def test_what_both_understand_passes(sql):
    assert not faults(sql)
