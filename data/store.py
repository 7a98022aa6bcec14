"""The store: the only truth about articles, their passages and their vectors.

Times are aware UTC. A write is one transaction: readers beside it, in this or another process, see all
of it or nothing, and a kill leaves none of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data.database import Database, Row
from data.filters import where
from data.identity import article_key, fingerprint
from data.models import Article, Entry, Filters, Passage, Publisher, Span
from data.names_keys import name_key
from data.names_mined import VERSION as NAMES_VERSION
from data.names_mined import mine
from data.terms import split_terms
from data.urls import canonical_url

_COLUMNS = "a.id, a.title, a.body, a.url, a.external_id, a.published_at, a.source, a.section, a.language"


@dataclass(frozen=True, slots=True)
class IndexedSpan:
    """A passage to be written: where it stands in the body, and its vector as float16 bytes."""

    span: Span
    vector: bytes


class Store:
    """Articles in the SQLite file at `path`."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)

    def close(self) -> None:
        self.database.close()

    # -- writing

    def write(self, batch: Sequence[tuple[Entry, Sequence[IndexedSpan]]], recipe: str, now: datetime) -> None:
        """Adds or replaces the articles of `batch` with passages, terms and vectors, all or none."""
        with self._change() as connection:
            recipe_id = _recipe_id(connection, recipe)
            for entry, passages in batch:
                article_id = _put_article(connection, entry, int(now.timestamp()))
                _put_names(connection, article_id, entry.title, entry.body)
                _put_passages(connection, article_id, entry.title, entry.body, passages, recipe_id)

    def reindex(self, batch: Sequence[tuple[Article, Sequence[IndexedSpan]]], recipe: str) -> None:
        """Replaces passages, terms and vectors of stored articles: the same text by another recipe."""
        with self._change() as connection:
            recipe_id = _recipe_id(connection, recipe)
            for article, passages in batch:
                _put_passages(connection, article.id, article.title, article.body, passages, recipe_id)

    def mine_names(self, most: int = 500) -> int:
        """Looks for names in stored articles that this version has not yet looked through; how many those were."""
        query = "SELECT id, title, body FROM articles WHERE names_version IS NOT ? ORDER BY id LIMIT ?"
        rows = self.database.rows(query, (NAMES_VERSION, most))
        with self.database.transaction() as connection:  # names change no passage: the sequence stays
            for article_id, title, body in rows:
                if connection.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone():
                    _put_names(connection, article_id, title, body)
        return len(rows)

    def remove(self, article_ids: Sequence[int]) -> None:
        """Takes articles out with all that belongs to them; unknown ids are passed over."""
        with self._change() as connection:
            connection.executemany("DELETE FROM articles WHERE id = ?", [(each,) for each in article_ids])

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self.database.transaction() as connection:
            yield connection
            # by a random step: an index made of another database, or of this one before a backup was put back, is seen
            rise = "value = value + 1 + abs(random() % 1000000)"
            connection.execute(f"UPDATE counters SET {rise} WHERE name = 'sequence'")

    # -- articles

    def fingerprints(self, keys: Sequence[str]) -> dict[str, str]:
        """Of those of `keys` that are stored."""
        return dict(self.database.rows_by("SELECT key, fingerprint FROM articles WHERE key IN", keys))

    def count(self, filters: Filters | None = None) -> int:
        condition, values = where(filters)
        return int(self.database.value(f"SELECT count(*) FROM articles a WHERE {condition}", values))

    def article(self, article_id: int) -> Article | None:
        return self.articles([article_id]).get(article_id)

    def articles(self, ids: Sequence[int]) -> dict[int, Article]:
        rows = self.database.rows_by(f"SELECT {_COLUMNS} FROM articles a WHERE a.id IN", ids)
        return {row[0]: _article(row) for row in rows}

    def latest(self, limit: int, offset: int = 0, filters: Filters | None = None) -> list[Article]:
        """Newest first; articles without a time come last, the last stored first."""
        condition, values = where(filters)
        order = "ORDER BY a.published_at DESC, a.id DESC LIMIT ? OFFSET ?"  # NULL is the smallest
        query = f"SELECT {_COLUMNS} FROM articles a WHERE {condition} {order}"
        return [_article(row) for row in self.database.rows(query, (*values, limit, offset))]

    def publishers(self) -> list[Publisher]:
        """The publishers held, those with most articles first."""
        query = "SELECT source, count(*), max(published_at) FROM articles GROUP BY source ORDER BY 2 DESC, 1"
        return [Publisher(name, count, _time(newest)) for name, count, newest in self.database.rows(query)]

    def sections(self) -> list[str]:
        """The sections of the articles held, by name."""
        query = "SELECT DISTINCT section FROM articles WHERE section IS NOT NULL ORDER BY 1"
        return [str(row[0]) for row in self.database.rows(query)]

    # -- passages and vectors

    def sequence(self) -> int:
        """A number that rises with every change of articles or passages, by any process."""
        return int(self.database.value("SELECT value FROM counters WHERE name = 'sequence'"))

    def passages(self, ids: Sequence[int]) -> dict[int, Passage]:
        rows = self.database.rows_by('SELECT id, article_id, start, "end" FROM passages WHERE id IN', ids)
        return {row[0]: Passage(row[0], row[1], Span(row[2], row[3])) for row in rows}

    def passage_ids(self, filters: Filters | None = None) -> list[int]:
        """All, or those of articles that pass `filters`; ascending."""
        condition, values = where(filters)
        joined = f"passages p JOIN articles a ON a.id = p.article_id WHERE {condition}"
        query = f"SELECT p.id FROM {joined if filters else 'passages p'} ORDER BY p.id"
        return [row[0] for row in self.database.rows(query, values)]

    def vectors(self, recipe: str, ids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """(passage id, float16 bytes) of those of `ids` that have a vector made by `recipe`."""
        query = "SELECT passage_id, vector FROM vectors WHERE recipe_id = (SELECT id FROM recipes WHERE name = ?)"
        for row in self.database.rows_by(f"{query} AND passage_id IN", ids, (recipe,)):
            yield row[0], row[1]

    def vector_ids(self, recipe: str) -> list[int]:
        """Passages that have a vector made by `recipe`; ascending."""
        query = "SELECT passage_id FROM vectors JOIN recipes r ON r.id = recipe_id WHERE r.name = ? ORDER BY 1"
        return [row[0] for row in self.database.rows(query, (recipe,))]

    def outdated(self, recipe: str) -> list[int]:
        """Articles that have no passage, or one without a vector made by `recipe`; ascending."""
        query = """
            SELECT a.id FROM articles a LEFT JOIN passages p ON p.article_id = a.id
            LEFT JOIN vectors v ON v.passage_id = p.id LEFT JOIN recipes r ON r.id = v.recipe_id
            GROUP BY a.id HAVING count(*) > count(CASE WHEN r.name = ? THEN 1 END) ORDER BY a.id"""
        return [row[0] for row in self.database.rows(query, (recipe,))]

    def faults(self) -> dict[str, int]:
        """Rows that should not be, by kind; all 0 in a sound store."""
        checks = {
            "passages without a vector": "passages WHERE id NOT IN (SELECT passage_id FROM vectors)",
            "passages without terms": "passages WHERE id NOT IN (SELECT rowid FROM lexicon)",
            "terms without a passage": "lexicon WHERE rowid NOT IN (SELECT id FROM passages)",
            "passages outside their text": "passages p JOIN articles a ON a.id = p.article_id "
            'WHERE p."end" > length(a.body) OR p.start > p."end"',
        }
        return {name: int(self.database.value(f"SELECT count(*) FROM {check}")) for name, check in checks.items()}

    # -- what buttons stand for

    def view_id(self, content: str, now: datetime) -> int:
        """A short lasting number for `content`; the same for the same content."""
        with self.database.transaction() as connection:
            insert = "INSERT OR IGNORE INTO views (content, made_at) VALUES (?, ?)"
            connection.execute(insert, (content, int(now.timestamp())))
            return int(connection.execute("SELECT id FROM views WHERE content = ?", (content,)).fetchone()[0])

    def view(self, view_id: int) -> str | None:
        content: str | None = self.database.value("SELECT content FROM views WHERE id = ?", (view_id,))
        return content


def _put_article(connection: sqlite3.Connection, entry: Entry, now: int) -> int:
    published = int(entry.published_at.timestamp()) if entry.published_at else None
    values = {
        "key": article_key(entry), "fingerprint": fingerprint(entry), "title": entry.title, "body": entry.body,
        "url": canonical_url(entry.url) if entry.url else None, "external_id": entry.external_id,
        "published_at": published, "source": entry.source, "section": entry.section, "language": entry.language,
        "added_at": now, "changed_at": now,
    }  # fmt: skip
    kept = [name for name in values if name not in ("key", "added_at")]
    row = connection.execute(
        f"INSERT INTO articles ({', '.join(values)}) VALUES ({', '.join(':' + name for name in values)}) "
        f"ON CONFLICT (key) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in kept)} RETURNING id",
        values,
    ).fetchone()
    return int(row[0])


def _put_names(connection: sqlite3.Connection, article_id: int, title: str, body: str) -> None:
    connection.execute("DELETE FROM names WHERE article_id = ?", (article_id,))
    for one, other in mine(title, body):
        rows = [(name_key(one), other, article_id), (name_key(other), one, article_id)]
        connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", rows)
    connection.execute("UPDATE articles SET names_version = ? WHERE id = ?", (NAMES_VERSION, article_id))


def _put_passages(
    connection: sqlite3.Connection,
    article_id: int,
    title: str,
    body: str,
    passages: Iterable[IndexedSpan],
    recipe_id: int,
) -> None:
    connection.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))
    of_title = split_terms(title)
    for passage in passages:
        span, terms = passage.span, split_terms(passage.span.of(body))
        values = (article_id, span.start, span.end)
        insert = 'INSERT INTO passages (article_id, start, "end") VALUES (?, ?, ?)'
        passage_id = connection.execute(insert, values).lastrowid
        insert = "INSERT INTO lexicon (rowid, title, words, grams) VALUES (?, ?, ?, ?)"
        columns = of_title.grams, of_title.words + terms.words, terms.grams
        connection.execute(insert, (passage_id, *map(" ".join, columns)))
        connection.execute("INSERT INTO vectors VALUES (?, ?, ?)", (passage_id, recipe_id, passage.vector))


def _recipe_id(connection: sqlite3.Connection, name: str) -> int:
    connection.execute("INSERT OR IGNORE INTO recipes (name) VALUES (?)", (name,))
    return int(connection.execute("SELECT id FROM recipes WHERE name = ?", (name,)).fetchone()[0])


def _article(row: Row) -> Article:
    article_id, title, body, url, external_id, published, source, section, language = row
    return Article(article_id, title, body, url, external_id, _time(published), source, section, language)


def _time(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
