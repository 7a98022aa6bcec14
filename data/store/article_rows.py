"""The rows of an article: itself, its identities and versions, and what is derived from its words.

Functions on a transaction of the store.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from data.aliases.keys import name_key
from data.aliases.mined import VERSION as NAMES_VERSION
from data.models import Entry
from data.store.database import Transaction
from data.store.derived import Draft, Texts, prepare
from data.store.identity import article_key
from data.store.keyword_index import put_terms
from data.store.stories import put_sketch
from data.text.passages import Span
from data.text.tokens import Terms
from data.text.urls import canonical_url

_VERSIONS_KEPT = 20  # a live page changes all day
_BY_KEY = "SELECT id FROM articles WHERE key = ? UNION ALL SELECT article_id FROM article_keys WHERE key = ?"


def put_article(transaction: Transaction, draft: Draft, source_id: int | None, now: int) -> int:
    """The article's id. Where its words are others than before, those are kept as a version, and passages without
    vectors take the place of the old; else its passages and vectors stay."""
    entry = draft.entry
    key = article_key(entry)
    stored = _stored_id(transaction, draft, key)
    reworded = stored is None or _put_version(transaction, stored, entry, now)
    values = {
        "title": entry.title, "body": entry.body,
        "url": canonical_url(entry.url) if entry.url else None, "external_id": entry.external_id,
        "published_at": int(entry.published_at.timestamp()) if entry.published_at else None,
        "source": entry.source, "section": entry.section, "language": entry.language,
        "author": entry.author, "image": entry.image, "time_note": draft.time_note, "changed_at": now,
    }  # fmt: skip
    if stored is None:
        values |= {"key": key, "added_at": now, "source_id": source_id}
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        stored = int(transaction.value(f"INSERT INTO articles ({names}) VALUES ({marks}) RETURNING id", values))
    else:
        changes = ", ".join(f"{name} = :{name}" for name in values)
        transaction.execute(f"UPDATE articles SET {changes} WHERE id = :id", values | {"id": stored})
    put_keys(transaction, replace(draft, article_id=stored))
    if reworded:
        _put_texts(transaction, stored, draft.texts or prepare(entry.title, entry.body))
    return stored


def _stored_id(transaction: Transaction, draft: Draft, key: str) -> int | None:
    """The article that the draft is another state of; None for a new one. Looked up inside the transaction, as another
    process may just have stored it."""
    if draft.article_id is not None:
        found = transaction.value("SELECT id FROM articles WHERE id = ?", (draft.article_id,))
        if found is not None:
            return int(found)
    for each in (key, *draft.keys):
        found = transaction.value(_BY_KEY, (each, each))
        if found is not None:
            return int(found)
    return None


def _put_version(transaction: Transaction, article_id: int, entry: Entry, now: int) -> bool:
    """Whether the words of `entry` are others than those stored, which are then kept."""
    ((title, body),) = transaction.rows("SELECT title, body FROM articles WHERE id = ?", (article_id,))
    if (title, body) == (entry.title, entry.body):
        return False
    insert = "INSERT INTO versions (article_id, replaced_at, title, body) VALUES (?, ?, ?, ?)"
    transaction.execute(insert, (article_id, now, title, body))
    newest = "SELECT id FROM versions WHERE article_id = ? ORDER BY id DESC LIMIT ?"
    values = (article_id, article_id, _VERSIONS_KEPT)
    transaction.execute(f"DELETE FROM versions WHERE article_id = ? AND id NOT IN ({newest})", values)
    return True


def put_keys(transaction: Transaction, draft: Draft) -> None:
    """All identities of a stored article beside its first; of its words only the newest are one."""
    keys = (article_key(draft.entry), *draft.keys)
    if any(key.startswith("text:") for key in keys):
        query = "DELETE FROM article_keys WHERE article_id = ? AND key LIKE 'text:%'"
        transaction.execute(query, (draft.article_id,))
    insert = """INSERT INTO article_keys SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM articles WHERE key = ?)
        ON CONFLICT DO NOTHING"""
    transaction.executemany(insert, [(key, draft.article_id, key) for key in keys])


def _put_texts(transaction: Transaction, article_id: int, texts: Texts) -> None:
    """All that is derived from an article's words."""
    put_names(transaction, article_id, texts.names)
    put_sketch(transaction, article_id, texts.sketch)
    put_passages(transaction, article_id, texts)


def put_names(transaction: Transaction, article_id: int, names: Iterable[tuple[str, str]]) -> None:
    transaction.execute("DELETE FROM names WHERE article_id = ?", (article_id,))
    for one, other in names:
        rows = [(name_key(one), other, article_id), (name_key(other), one, article_id)]
        transaction.executemany("INSERT INTO names VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)
    transaction.execute("UPDATE articles SET names_version = ? WHERE id = ?", (NAMES_VERSION, article_id))


def put_passages(transaction: Transaction, article_id: int, texts: Texts) -> list[int]:
    """Replaces the passages of an article; their ids, in order."""
    transaction.execute("DELETE FROM passages WHERE article_id = ?", (article_id,))
    return [
        _put_passage(transaction, article_id, span, texts.of_title, terms)
        for span, terms in zip(texts.spans, texts.of_spans, strict=True)
    ]


def _put_passage(transaction: Transaction, article_id: int, span: Span, of_title: Terms, terms: Terms) -> int:
    insert = 'INSERT INTO passages (article_id, start, "end") VALUES (?, ?, ?) RETURNING id'
    passage_id = int(transaction.value(insert, (article_id, span.start, span.end)))
    put_terms(transaction, passage_id, of_title, terms)
    return passage_id


def put_vectors(transaction: Transaction, recipe: str, rows: Iterable[tuple[int, bytes]]) -> None:
    """(passage id, float16 bytes), of passages that are still there; of one that comes twice the last."""
    vectors = dict(rows)
    transaction.execute("INSERT INTO recipes (name) VALUES (?) ON CONFLICT DO NOTHING", (recipe,))
    transaction.executemany("DELETE FROM vectors WHERE passage_id = ?", [(each,) for each in vectors])
    insert = "INSERT INTO vectors SELECT p.id, r.id, ? FROM passages p JOIN recipes r ON r.name = ? WHERE p.id = ?"
    transaction.executemany(insert, [(vector, recipe, passage_id) for passage_id, vector in vectors.items()])
