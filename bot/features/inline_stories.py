"""Stories to be shared elsewhere: short, and each complete in itself. Knows no transport."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.router import Router
from bot.core.person import Person
from bot.core.reply import Piece, Reply
from bot.question.operators import UnreadableOperator
from bot.replies.articles import byline, headline
from bot.replies.excerpts import excerpt
from data.models import Article
from data.text.passages import split_sentences


@dataclass(frozen=True, slots=True)
class Shared:
    """A story: one line for choosing it, and what is shared of it."""

    article: Article
    byline: str  # publisher and time
    words: str  # the sentence with the words searched for, or the first; "" for a mere headline
    reply: Reply


def stories_to_share(router: Router, words: str, most: int, person: Person) -> list[Shared]:
    """The best stories with all of `words`, or where none has all, with some; without words the newest."""
    try:
        if not words.strip():
            articles, _ = router.lists.latest("", most, zone=person.zone)
            return [_shared(person, each, _first_sentence(each)) for each in articles]
        articles, found = router.lists.search(words, most, zone=person.zone)
    except UnreadableOperator:  # it is still being typed
        return []
    passages = router.store.passages([hit.passage_id for hit in found.hits])
    shown = {passage.article_id: passage for passage in passages.values()}
    return [_shared(person, each, excerpt(each, shown.get(each.id), words)) for each in articles]


def _shared(person: Person, article: Article, words: str) -> Shared:
    pieces = [*headline(person, article), *([Piece(f"\n\n{words}")] if words else [])]
    return Shared(article, byline(person, article), words, Reply(tuple(pieces)))


def _first_sentence(article: Article) -> str:
    first = next(iter(split_sentences(article.body[:600])), None)
    return first.of(article.body).replace("\n", " ") if first else ""
