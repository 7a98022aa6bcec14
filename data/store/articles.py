"""The store: the only truth about articles, their passages and their vectors.

Times are aware UTC. A write is one transaction: readers beside it, in this or another process, see all
of it or nothing, and a kill leaves none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from data.aliases.mined import VERSION as NAMES_VERSION
from data.aliases.mined import mine
from data.models import Article, Filters, Passage, Publisher, TimeNote, Version
from data.store.article_rows import put_article, put_keys, put_names, put_passages, put_vectors
from data.store.database import Database, Row, Transaction
from data.store.derived import Draft, Texts
from data.store.filters import where
from data.store.identity import Known
from data.store.keyword_index import index_faults
from data.store.seen_entries import SeenEntry, put_seen
from data.store.vector_log import raise_sequence, sequence
from data.text.passages import Span
from data.text.urls import canonical_url

_COLUMNS = (
    "a.id, a.title, a.body, a.url, a.external_id, a.published_at, a.source, a.section, a.language, a.author, a.image, "
    "a.time_note, (SELECT count(*) FROM versions WHERE article_id = a.id)"
)


class Store:
    """Articles in the SQLite file at `path`."""

    def __init__(self, path: Path) -> None:
        self.database = Database(path)

    def close(self) -> None:
        self.database.close()

    # -- writing

    def keep(
        self,
        drafts: Sequence[Draft],
        source_id: int | None,
        seen: Sequence[SeenEntry],
        now: datetime,
        aliases: Sequence[Draft] = (),
    ) -> list[int]:
        """Adds or replaces articles, and notes what their source has shown, where they have one; all or none.

        Their ids, in order. Words find them at once; `add_vectors` follows. `aliases` are stored articles met under
        other identities, which alone are written.
        """
        with self._change() if drafts else self.database.transaction() as transaction:
            ids = [put_article(transaction, draft, source_id, int(now.timestamp())) for draft in drafts]
            for alias in aliases:
                put_keys(transaction, alias)
            if source_id is not None:
                put_seen(transaction, source_id, seen, now)
        return ids

    def reindex(self, batch: Sequence[tuple[Article, Texts, Sequence[bytes]]], recipe: str) -> None:
        """Replaces the passages, terms and vectors of stored articles; not of those whose words are others by now."""
        with self._change() as transaction:
            for article, texts, vectors in batch:
                query = "SELECT 1 FROM articles WHERE id = ? AND title = ? AND body = ?"
                if transaction.value(query, (article.id, article.title, article.body)):
                    ids = put_passages(transaction, article.id, texts)
                    put_vectors(transaction, recipe, zip(ids, vectors, strict=True))

    def add_vectors(self, recipe: str, rows: Sequence[tuple[int, bytes]]) -> None:
        """(passage id, float16 bytes) of stored passages; of passages that went meanwhile nothing is kept."""
        with self._change() as transaction:
            put_vectors(transaction, recipe, rows)

    def mine_names(self, most: int = 500) -> int:
        """Looks for names in stored articles that this version has not yet looked through; how many those were."""
        query = "SELECT id, title, body FROM articles WHERE names_version IS DISTINCT FROM ? ORDER BY id LIMIT ?"
        rows = self.database.rows(query, (NAMES_VERSION, most))
        with self.database.transaction() as transaction:  # names change no passage: the sequence stays
            for article_id, title, body in rows:
                if transaction.rows("SELECT 1 FROM articles WHERE id = ?", (article_id,)):
                    put_names(transaction, article_id, mine(title, body))
        return len(rows)

    def remove(self, article_ids: Sequence[int]) -> None:
        """Takes articles out with all that belongs to them; unknown ids are passed over."""
        with self._change() as transaction:
            transaction.executemany("DELETE FROM articles WHERE id = ?", [(each,) for each in article_ids])

    @contextmanager
    def _change(self) -> Iterator[Transaction]:
        with self.database.transaction() as transaction:
            yield transaction
            raise_sequence(transaction)

    # -- articles

    def known(self, keys: Sequence[str]) -> dict[str, Known]:
        """The stored articles that any of `keys` is an identity of, by that key."""
        found: dict[str, int] = dict(self.database.rows_by("SELECT key, id FROM articles WHERE key IN", keys))
        found |= dict(self.database.rows_by("SELECT key, article_id FROM article_keys WHERE key IN", keys))
        articles = self.articles(list(set(found.values())))
        rows = self.database.rows_by("SELECT id, key, source_id FROM articles WHERE id IN", list(articles))
        known = {row[0]: Known(articles[row[0]], *row[1:]) for row in rows}
        return {key: known[each] for key, each in found.items() if each in known}

    def versions(self, article_id: int) -> list[Version]:
        """What the article said before each change, the oldest first."""
        query = "SELECT replaced_at, title, body FROM versions WHERE article_id = ? ORDER BY id"
        rows = self.database.rows(query, (article_id,))
        return [Version(datetime.fromtimestamp(at, UTC), title, body) for at, title, body in rows]

    def count(self, filters: Filters | None = None) -> int:
        condition, values = where(filters)
        return int(self.database.value(f"SELECT count(*) FROM articles a WHERE {condition}", values))

    def article(self, article_id: int) -> Article | None:
        return self.articles([article_id]).get(article_id)

    def named(self, name: str) -> Article | None:
        """The article that a person or script calls so: its address, the id its source gave, or its number here."""
        url, number = canonical_url(name), int(name) if re.fullmatch("[0-9]{1,18}", name) else None
        query = """
            SELECT id, 1 AS place FROM articles WHERE url = ? OR external_id = ?
            UNION ALL SELECT article_id, 2 FROM article_keys WHERE key = ?
            UNION ALL SELECT id, 3 FROM articles WHERE id = ?
            ORDER BY place, id DESC LIMIT 1"""
        found = self.database.value(query, (url, name, f"url:{url}", number))
        return self.article(found) if found else None

    def articles(self, ids: Sequence[int]) -> dict[int, Article]:
        """Those that are there, in the order of `ids`."""
        rows = self.database.rows_by(f"SELECT {_COLUMNS} FROM articles a WHERE a.id IN", ids)
        found = {row[0]: _article(row) for row in rows}
        return {each: found[each] for each in ids if each in found}

    def latest(self, limit: int, offset: int = 0, filters: Filters | None = None) -> list[Article]:
        """Newest first; articles without a time come last, the last stored first."""
        condition, values = where(filters)
        order = "ORDER BY a.published_at DESC NULLS LAST, a.id DESC LIMIT ? OFFSET ?"
        query = f"SELECT {_COLUMNS} FROM articles a WHERE {condition} {order}"
        return [_article(row) for row in self.database.rows(query, (*values, limit, offset))]

    def oldest_beyond(self, before: datetime | None, most: int | None) -> list[int]:
        """Articles of before `before`, and those beyond the `most` newest; the oldest first. Undated: as stored."""
        age = "coalesce(published_at, added_at)"
        query = f"""
            SELECT id FROM (SELECT id, {age} AS age, row_number() OVER (ORDER BY {age} DESC, id DESC) AS rank
            FROM articles) WHERE age < ? OR rank > ? ORDER BY age, id"""
        values = (int(before.timestamp()) if before else -(2**62), 2**62 if most is None else most)
        return [row[0] for row in self.database.rows(query, values)]

    def publishers(self) -> list[Publisher]:
        """The publishers held, those with most articles first."""
        query = """SELECT source, count(*), max(published_at) FROM articles
            GROUP BY source ORDER BY 2 DESC, 1 NULLS FIRST"""
        return [Publisher(name, count, _time(newest)) for name, count, newest in self.database.rows(query)]

    def sections(self) -> list[str]:
        """The sections of the articles held, by name."""
        query = "SELECT DISTINCT section FROM articles WHERE section IS NOT NULL ORDER BY 1"
        return [str(row[0]) for row in self.database.rows(query)]

    # -- passages and vectors

    def sequence(self) -> int:
        """See data.store.vector_log."""
        return sequence(self.database)

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

    def pending_passages(self, recipe: str, limit: int) -> list[int]:
        """Passages without a vector made by `recipe`, those of the newest articles first, of undated ones last."""
        query = """
            SELECT p.id FROM passages p JOIN articles a ON a.id = p.article_id
            LEFT JOIN vectors v ON v.passage_id = p.id
            WHERE v.recipe_id IS NULL OR v.recipe_id IS DISTINCT FROM (SELECT id FROM recipes WHERE name = ?)
            ORDER BY a.published_at DESC NULLS LAST, p.id LIMIT ?"""
        return [row[0] for row in self.database.rows(query, (recipe, limit))]

    def count_pending(self) -> int:
        """Passages that have no vector at all."""
        query = "SELECT count(*) FROM passages WHERE id NOT IN (SELECT passage_id FROM vectors)"
        return int(self.database.value(query))

    def outdated(self, recipe: str) -> list[int]:
        """Articles that have no passage, or a vector that another recipe than `recipe` made; ascending."""
        query = """
            SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM passages)
            UNION SELECT p.article_id FROM vectors v JOIN passages p ON p.id = v.passage_id
            WHERE v.recipe_id IS DISTINCT FROM (SELECT id FROM recipes WHERE name = ?) ORDER BY 1"""
        return [row[0] for row in self.database.rows(query, (recipe,))]

    def faults(self) -> dict[str, int]:
        """Rows that should not be, by kind; all 0 in a sound store."""
        outside = """SELECT count(*) FROM passages p JOIN articles a ON a.id = p.article_id
            WHERE p."end" > length(a.body) OR p."end" < p.start"""
        return index_faults(self.database) | {"passages outside their text": int(self.database.value(outside))}


def _article(row: Row) -> Article:
    article_id, title, body, url, external_id, published, source, section, language, author, image, note, changes = row
    return Article(
        id=article_id,
        title=title,
        body=body,
        url=url,
        external_id=external_id,
        published_at=_time(published),
        source=source,
        section=section,
        language=language,
        author=author,
        image=image,
        time_note=note and TimeNote(note),
        changes=changes,
    )


def _time(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
