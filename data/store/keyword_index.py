"""Keyword search over the store: passages for a question (any word counts), articles for a query.

What a person typed reaches MATCH only as quoted terms, so nothing they type can be wrong syntax.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from data.models import Filters
from data.store.database import Database, Queryable, Transaction
from data.store.filters import where
from data.text.phrases import phrase, running
from data.text.query_syntax import SearchQuery, SearchTerm, parse_query
from data.text.tokens import Terms, han_grams, runs, split_terms

_FROM = "lexicon JOIN passages p ON p.id = lexicon.rowid JOIN articles a ON a.id = p.article_id"
_MAX_TERMS = 64  # of one question; a longer text says nothing more about what is asked


@dataclass(frozen=True, slots=True)
class KeywordHit:
    """An article that has the keywords, with the passage that shows them best."""

    article_id: int
    passage_id: int


Fold = Literal["copies", "stories"]
"""What is shown once: articles of the same text, or all of one story."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A hit, what it is one of, and whether it is a copy."""

    hit: KeywordHit
    group: int
    is_copy: bool


@dataclass(frozen=True, slots=True)
class KeywordResult:
    """One page of hits, best first; `total` counts all pages.

    `complete` is false when no article had every word and those with some of them are given instead.
    """

    hits: tuple[KeywordHit, ...]
    total: int
    complete: bool


def score_passages(
    database: Database, question: str, limit: int, filters: Filters | None = None
) -> list[tuple[int, float]]:
    """(passage id, BM25) of the passages with any term of `question`, best first; the score is above 0.

    BM25 as FTS5 computes it (https://www.sqlite.org/fts5.html#the_bm25_function, k1 1.2, b 0.75), negated.
    [] when the question has no word.
    """
    expression = any_term(question)
    if not expression:
        return []
    condition, values = where(filters)
    tables = _FROM if filters else "lexicon"
    query = f"SELECT lexicon.rowid, -bm25(lexicon) AS score FROM {tables} WHERE lexicon MATCH ? AND {condition}"
    rows = database.rows(f"{query} ORDER BY score DESC, lexicon.rowid LIMIT ?", (expression, *values, limit))
    return [(int(passage_id), float(score)) for passage_id, score in rows]


def find_articles(
    database: Database,
    keywords: str,
    limit: int,
    offset: int = 0,
    filters: Filters | None = None,
    newest_first: bool = False,
    fold: Fold = "copies",
) -> KeywordResult:
    """Articles that are as `keywords` ask: best BM25 first (then the newest), or the newest first.

    Of those that are one by `fold` only the first that is no copy stands there, else the first.
    """
    query = parse_query(keywords)
    wanted, complete = _Having(database, filters).some(query)
    ranked = _ranked(database, query, filters, newest_first, fold) if wanted else []
    hits = _folded([found for found in ranked if found.hit.article_id in wanted])
    return KeywordResult(tuple(hits[offset : offset + limit]), len(hits), complete)


def matching(database: Database, query: SearchQuery, filters: Filters | None = None) -> set[int]:
    """The articles that are as `query` asks."""
    return _Having(database, filters).all(query)


def having_words(database: Database, words: str, filters: Filters | None = None) -> set[int]:
    """The articles that have all of `words`, though perhaps not as a phrase; of no word none."""
    terms = keyword_terms(words)
    return set.intersection(*(_matching(database, term, filters) for term in terms)) if terms else set()


def _matching(database: Database, expression: str, filters: Filters | None) -> set[int]:
    condition, values = where(filters)
    query = f"SELECT DISTINCT p.article_id FROM {_FROM} WHERE lexicon MATCH ? AND {condition}"
    return {int(row[0]) for row in database.rows(query, (expression, *values))}


class _Having:
    """Which of the articles that pass `filters` have what."""

    def __init__(self, database: Database, filters: Filters | None) -> None:
        self._database, self._filters = database, filters

    def all(self, query: SearchQuery) -> set[int]:
        """The articles that have all that is wanted; of an empty query none."""
        if not query:
            return set()
        wanted = [self._any(group) for group in query.groups] or [self._stored()]
        return set.intersection(*wanted) - self._any(query.without)

    def some(self, query: SearchQuery) -> tuple[set[int], bool]:
        """The same, and True; or where there is none, the articles that have some of it, and False."""
        if found := self.all(query):
            return found, True
        found = self._any(query.sought) - self._any(query.without)
        return found, not query

    def _any(self, sought: Sequence[SearchTerm]) -> set[int]:
        return set[int]().union(*map(self._one, sought))

    def _one(self, sought: SearchTerm) -> set[int]:
        terms = keyword_terms(sought.text)
        if not sought.exact or len(runs(sought.text)) < 2:
            return set.intersection(*map(self._matching, terms))
        return self._exact(self._matching(" AND ".join(terms)), phrase(sought.text))

    def _matching(self, expression: str) -> set[int]:
        return _matching(self._database, expression, self._filters)

    def _exact(self, ids: set[int], words: str) -> set[int]:
        rows = self._database.rows_by("SELECT id, title, body FROM articles WHERE id IN", sorted(ids))
        return {article_id for article_id, *texts in rows if any(words in running(text) for text in texts)}

    def _stored(self) -> set[int]:
        condition, values = where(self._filters)
        return {row[0] for row in self._database.rows(f"SELECT a.id FROM articles a WHERE {condition}", values)}


def _folded(ranked: Sequence[_Found]) -> list[KeywordHit]:
    """One of each group, in order."""
    shown: dict[int, int] = {}
    for place, found in sorted(enumerate(ranked), key=lambda each: (each[1].is_copy, each[0])):
        shown.setdefault(found.group, place)
    return [ranked[place].hit for place in sorted(shown.values())]


def any_term(question: str) -> str:
    """An FTS5 expression for any word or pair of characters of `question`; "" when it has none."""
    terms = split_terms(question)
    distinct = list(dict.fromkeys(terms.words + terms.grams))[:_MAX_TERMS]
    return " OR ".join(f'"{term}"' for term in distinct)


def keyword_terms(keywords: str) -> list[str]:
    """An FTS5 expression for each run of letters, digits or Han characters in `keywords`, in order.

    A Han run must stand in the text as it is, whatever a dictionary would cut: its pairs as one phrase.
    """
    return list(dict.fromkeys(_run_expression(kind, run) for kind, run in runs(keywords)))


def _run_expression(kind: str, run: str) -> str:
    if kind != "han":
        return f'words : "{run}"'
    if len(run) == 1:
        return f'{{title grams}} : "{run}" *'
    return f'{{title grams}} : "{" ".join(han_grams(run)[:-1])}"'


def _ranked(
    database: Database, query: SearchQuery, filters: Filters | None, newest_first: bool, fold: Fold
) -> list[_Found]:
    """All that have anything that `query` wants; where it only says what is not wanted, all there are."""
    condition, values = where(filters)
    terms = list(dict.fromkeys(term for each in query.sought for term in keyword_terms(each.text)))
    newest = "published_at DESC NULLS LAST, article_id DESC"
    group = "coalesce(a.copy_of, a.id)" if fold == "copies" else "coalesce(a.story_id, -a.id)"
    columns = f"p.article_id, p.id, a.published_at, {group} AS part_of, a.copy_of"
    found = f"SELECT {columns}, -bm25(lexicon) AS score FROM {_FROM} WHERE lexicon MATCH ? AND {condition}"
    if not terms:
        joined = "passages p JOIN articles a ON a.id = p.article_id"
        found = f"SELECT {columns}, 0 AS score FROM {joined} WHERE {condition}"
    rows = database.rows(
        f"""WITH found AS MATERIALIZED ({found}), ranked AS (
            SELECT found.*, row_number() OVER (PARTITION BY article_id ORDER BY score DESC, id) AS place FROM found)
        SELECT article_id, id, part_of, copy_of IS NOT NULL FROM ranked
        WHERE place = 1 ORDER BY {newest if newest_first else f"score DESC, {newest}"}""",
        (*([" OR ".join(terms)] if terms else []), *values),
    )
    return [_Found(KeywordHit(row[0], row[1]), row[2], bool(row[3])) for row in rows]


# -- what the passages hold


def put_terms(transaction: Transaction, passage_id: int, of_title: Terms, terms: Terms) -> None:
    """Of a new passage; they go when it goes."""
    insert = "INSERT INTO lexicon (rowid, title, words, grams) VALUES (?, ?, ?, ?)"
    columns = of_title.grams, of_title.words + terms.words, terms.grams
    transaction.execute(insert, (passage_id, *map(" ".join, columns)))


def count_passages(database: Queryable) -> int:
    return int(database.value("SELECT count(*) FROM passages"))


def count_passages_with(database: Queryable, term: str) -> int:
    """In how many passages a term stands; for a common one this takes milliseconds."""
    return int(database.value("SELECT doc FROM vocabulary WHERE term = ?", (term,)) or 0)


def passage_words(database: Queryable, article_ids: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """(article id, its words) of each passage of the articles, those of the title among the words."""
    query = "SELECT p.article_id, lexicon.words FROM passages p JOIN lexicon ON lexicon.rowid = p.id"
    for article_id, words in database.rows_by(f"{query} WHERE p.article_id IN", article_ids):
        yield article_id, words.split()


def index_faults(database: Queryable) -> dict[str, int]:
    """How often passages and index do not fit each other, by kind; all 0 in a sound store."""
    checks = {
        "passages without terms": "passages WHERE id NOT IN (SELECT rowid FROM lexicon)",
        "terms without a passage": "lexicon WHERE rowid NOT IN (SELECT id FROM passages)",
    }
    return {name: int(database.value(f"SELECT count(*) FROM {check}")) for name, check in checks.items()}
