"""Stories: which articles are copies of one text, which tell one event, and how a reader meets them.

Two relations. `copy_of`: an article to the one whose text it is, which is itself no copy. `story_id`: an article
to its event, told by one article or many; the copies of an article are in its story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from data.models import Filters
from data.store.database import Queryable, Transaction
from data.store.filters import where
from data.text.shingles import is_copy, sketch, wording

_COMMON = 1000  # articles: a shingle of so many is somebody's footer
_CANDIDATES = 30
_OF_UNSTORED = 10
_MOST_NEAR = 10_000  # articles of one time; undated ones are all of one
_UNDATED = -(2**63)  # sorts last among the newest
# whether `b` stands for its story rather than `a`: an original before a copy, then the newer one
_BETTER = f"""(b.copy_of IS NULL, coalesce(b.published_at, {_UNDATED}), b.id)
    > (a.copy_of IS NULL, coalesce(a.published_at, {_UNDATED}), a.id)"""


class Linked(IntEnum):
    """How far an article has been looked at."""

    NOT = 0
    FOR_COPIES = 1  # its event shows when it has vectors
    DONE = 2


@dataclass(frozen=True, slots=True)
class Telling:
    """How often the story of an article is told, and by whom."""

    story_id: int
    head: int  # the article whose text it is; itself where it is no copy
    articles: int  # copies included
    publishers: tuple[str, ...]  # others than the article's own, the first to tell it first: "+3 sources"
    first_at: datetime | None  # None where no article of the story has a time
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class StoryPlace:
    """Where an article belongs."""

    story_id: int | None  # None: to no story yet; where it is to be put: to one of its own
    copy_of: int | None
    linked: Linked


def put_sketch(transaction: Transaction, article_id: int, hashes: frozenset[int]) -> None:
    """Writes the sketch of a stored article; where it is another than before, the article is looked at again."""
    held = {row[0] for row in transaction.rows("SELECT hash FROM sketches WHERE article_id = ?", (article_id,))}
    if held == hashes:
        return
    transaction.execute("DELETE FROM sketches WHERE article_id = ?", (article_id,))
    transaction.executemany("INSERT INTO sketches VALUES (?, ?)", [(each, article_id) for each in sorted(hashes)])
    transaction.execute("UPDATE articles SET linked = 0 WHERE id = ? OR copy_of = ?", (article_id, article_id))


def has_sketch(transaction: Transaction, article_id: int) -> bool:
    return bool(transaction.rows("SELECT 1 FROM sketches WHERE article_id = ? LIMIT 1", (article_id,)))


def assign(transaction: Transaction, article_id: int, place: StoryPlace) -> None:
    """Puts an article, and with it what copies it, in its place; what copied it copies `place.copy_of` from now on."""
    story_id = place.story_id or _own_story(transaction, article_id)
    update = "UPDATE articles SET story_id = ?, copy_of = ?, linked = ? WHERE id = ?"
    transaction.execute(update, (story_id, place.copy_of, place.linked, article_id))
    update = "UPDATE articles SET story_id = ?, copy_of = ? WHERE copy_of = ?"
    transaction.execute(update, (story_id, place.copy_of or article_id, article_id))


class Stories:
    """The stories of the articles in `database`, or as a transaction of it sees them."""

    def __init__(self, database: Queryable) -> None:
        self._database = database

    # -- linking

    def pending(self, limit: int, recipe: str | None = None) -> list[int]:
        """Articles to be looked at, ascending: for copies; with `recipe` also for events where it made vectors."""
        lead = "SELECT min(id) FROM passages WHERE article_id = a.id"
        query = f"""SELECT id FROM articles a WHERE linked < {Linked.DONE:d} AND (linked = {Linked.NOT:d} OR EXISTS (
            SELECT 1 FROM vectors WHERE passage_id = ({lead})
            AND recipe_id = (SELECT id FROM recipes WHERE name = ?)))"""
        return sorted(row[0] for row in self._database.rows(query, (recipe,)))[:limit]

    def candidates(self, article_id: int) -> dict[int, int]:
        """Articles that share parts of the sketch -> how many, most first; one alone or what all share is nothing."""
        query = f"""
            SELECT other.article_id, count(*) FROM sketches mine JOIN sketches other ON other.hash = mine.hash
            WHERE mine.article_id = :id AND other.article_id != :id AND {_COMMON} >= (
                SELECT count(*) FROM (SELECT 1 FROM sketches s WHERE s.hash = mine.hash LIMIT {_COMMON + 1}) AS known)
            GROUP BY 1 HAVING count(*) > 1 OR 1 = (SELECT count(*) FROM sketches WHERE article_id = :id)
            ORDER BY 2 DESC, 1 LIMIT {_CANDIDATES}"""
        return dict(self._database.rows(query, {"id": article_id}))

    def heads(self, article_ids: Sequence[int], besides: int) -> list[int]:
        """The articles whose text those are, in their order, each once; of those that have been looked at."""
        query = """SELECT a.id, h.id FROM articles a JOIN articles h ON h.id = coalesce(a.copy_of, a.id)
            WHERE h.linked > 0 AND h.id != ? AND a.id IN"""
        heads: dict[int, int] = dict(self._database.rows_by(query, article_ids, (besides,)))
        return list(dict.fromkeys(heads[each] for each in article_ids if each in heads))

    def place(self, article_id: int) -> StoryPlace | None:
        """Of an article; None where it is not stored."""
        query = "SELECT story_id, copy_of, linked FROM articles WHERE id = ?"
        rows = self._database.rows(query, (article_id,))
        return StoryPlace(rows[0][0], rows[0][1], Linked(rows[0][2])) if rows else None

    def told_near(self, article_id: int, within: timedelta) -> tuple[int | None, dict[int, tuple[int, int | None]]]:
        """An article's time in seconds, and the other originals told near it -> their story and time.

        Only those linked for events; undated ones are told beside undated ones.
        """
        time = self._database.value("SELECT published_at FROM articles WHERE id = ?", (article_id,))
        near, values = "published_at IS NULL", list[object]()
        if time is not None:
            reach = int(within.total_seconds())
            near, values = "published_at BETWEEN ? AND ?", [time - reach, time + reach]
        query = f"""SELECT id, story_id, published_at FROM articles
            WHERE {near} AND copy_of IS NULL AND linked = {Linked.DONE:d} AND id != ?
            ORDER BY published_at DESC NULLS LAST, id DESC LIMIT {_MOST_NEAR}"""
        rows = self._database.rows(query, (*values, article_id))
        return time, {each: (story_id, published) for each, story_id, published in rows}

    def text(self, article_id: int) -> tuple[str, str]:
        """Title and body of a stored article."""
        ((title, body),) = self._database.rows("SELECT title, body FROM articles WHERE id = ?", (article_id,))
        return title, body

    def earliest(self, article_ids: Sequence[int]) -> int:
        """Of stored articles the one that was published first; those without a time come last."""
        query = "SELECT published_at IS NULL, published_at, id FROM articles WHERE id IN"
        return int(min(self._database.rows_by(query, article_ids))[2])

    # -- what a reader meets

    def copies(self, article_ids: Sequence[int]) -> dict[int, int]:
        """Each of the articles that are stored -> the head of its copies; an original is its own."""
        return dict(self._database.rows_by("SELECT id, coalesce(copy_of, id) FROM articles WHERE id IN", article_ids))

    def copied(self, heads: Sequence[int]) -> dict[int, list[int]]:
        """Those of the articles that others copy -> the copies, the oldest first, those without a time last."""
        query = "SELECT published_at IS NULL, published_at, id, copy_of FROM articles WHERE copy_of IN"
        copies: dict[int, list[int]] = {}
        for *_, article_id, head in sorted(self._database.rows_by(query, heads)):
            copies.setdefault(head, []).append(article_id)
        return copies

    def reprints(self, article_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Of each of the articles that are stored, the other publishers that print its text; by name."""
        heads = self.copies(article_ids)
        columns, distinct = "id, source FROM articles WHERE", list(set(heads.values()))
        rows = [*self._database.rows_by(f"SELECT copy_of, {columns} copy_of IN", distinct)]
        rows += self._database.rows_by(f"SELECT id, {columns} id IN", distinct)
        own = {article_id: source for _, article_id, source in rows}
        printed = {head: {source for of, _, source in rows if of == head and source} for head in distinct}
        return {each: tuple(sorted(printed[head] - {own[each]})) for each, head in heads.items()}

    def tellings(self, article_ids: Sequence[int]) -> dict[int, Telling]:
        """Of those of the articles that have a story."""
        query = "SELECT id, story_id, coalesce(copy_of, id), source FROM articles WHERE story_id IS NOT NULL AND id IN"
        asked = list(self._database.rows_by(query, article_ids))
        query = "SELECT story_id, source, published_at, id FROM articles WHERE story_id IN"
        told: dict[int, list[tuple[str | None, int | None, int]]] = {}
        for story_id, *rest in self._database.rows_by(query, sorted({row[1] for row in asked})):
            told.setdefault(story_id, []).append((rest[0], rest[1], rest[2]))
        return {each: _telling(story_id, head, own, told[story_id]) for each, story_id, head, own in asked}

    def latest(self, limit: int, offset: int = 0, filters: Filters | None = None) -> list[int]:
        """An article a story, newest first, those without a time last.

        It is the newest of the story that passes the filters and is no copy, else the newest copy that passes.
        """
        passing, values = where(filters)
        query = f"""
            SELECT a.id FROM articles a WHERE {passing} AND NOT EXISTS (
                SELECT 1 FROM articles b WHERE b.story_id = a.story_id AND {_BETTER} AND {_of_b(passing)})
            ORDER BY a.published_at DESC NULLS LAST, a.id DESC LIMIT ? OFFSET ?"""
        return [row[0] for row in self._database.rows(query, (*values, *values, limit, offset))]

    def count(self, filters: Filters | None = None) -> int:
        """Stories of which an article passes the filters."""
        passing, values = where(filters)
        told, untold = "count(DISTINCT a.story_id)", "count(CASE WHEN a.story_id IS NULL THEN 1 END)"
        query = f"SELECT {told} + {untold} FROM articles a WHERE {passing}"
        if not filters:  # a story without articles is not kept
            query = "SELECT (SELECT count(*) FROM stories) + (SELECT count(*) FROM articles WHERE story_id IS NULL)"
        return int(self._database.value(query, values))

    def timeline(self, story_id: int) -> list[int]:
        """The articles of a story without copies, the oldest first, those without a time last."""
        query = """SELECT id FROM articles WHERE story_id = ? AND copy_of IS NULL
            ORDER BY published_at IS NULL, published_at, id"""
        return [row[0] for row in self._database.rows(query, (story_id,))]


def _own_story(transaction: Transaction, article_id: int) -> int:
    """The story that the article and its copies have to themselves, else a new one."""
    query = """SELECT story_id FROM articles a WHERE id = ? AND story_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM articles b WHERE b.story_id = a.story_id AND b.id != a.id AND b.copy_of IS DISTINCT FROM a.id)"""
    own = transaction.value(query, (article_id,))
    return int(transaction.value("INSERT INTO stories DEFAULT VALUES RETURNING id") if own is None else own)


def _of_b(condition: str) -> str:
    """A condition on `a`, of `b`."""
    return condition.replace("a.", "b.")


def _telling(story_id: int, head: int, own: str | None, told: Sequence[tuple[str | None, int | None, int]]) -> Telling:
    ordered = sorted(told, key=lambda row: (row[1] is None, row[1] or 0, row[2]))
    others = dict.fromkeys(source for source, _, _ in ordered if source and source != own)
    times = [published for _, published, _ in ordered if published is not None]
    first, last = (datetime.fromtimestamp(times[at], UTC) if times else None for at in (0, -1))
    return Telling(story_id, head, len(told), tuple(others), first, last)


def lead_vectors(database: Queryable, recipe: str, article_ids: Sequence[int]) -> list[tuple[int, bytes]]:
    """(article id, float16 bytes) of the first passage of those of the articles whose one has a vector of `recipe`."""
    query = """SELECT p.article_id, v.vector FROM passages p JOIN vectors v ON v.passage_id = p.id
        WHERE v.recipe_id = (SELECT id FROM recipes WHERE name = ?)
        AND p.id = (SELECT min(id) FROM passages WHERE article_id = p.article_id) AND p.article_id IN"""
    return [(article_id, vector) for article_id, vector in database.rows_by(query, article_ids, (recipe,))]


def copies_of(database: Queryable, title: str, body: str) -> list[int]:
    """Those that are copies by data.text.shingles, the oldest first, those without a time last."""
    shared = Counter[int]()
    for hashed in sketch(title, body):
        rows = database.rows("SELECT article_id FROM sketches WHERE hash = ? LIMIT ?", (hashed, _COMMON + 1))
        if len(rows) <= _COMMON:
            shared.update(row[0] for row in rows)
    own = wording(title, body)
    candidates = [article_id for article_id, _ in shared.most_common(_OF_UNSTORED)]
    query = "SELECT published_at IS NULL, published_at, id, title, body FROM articles WHERE id IN"
    rows = sorted(database.rows_by(query, candidates))
    return [row[2] for row in rows if is_copy(own, wording(row[3], row[4]))]
