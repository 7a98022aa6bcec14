"""Alerts as messages: one story with the sentence that was asked for, or a short list of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.person import Person
from bot.core.reply import About, Button, Piece, Reply, Style
from bot.question.criteria import criteria_words
from bot.replies.articles import also, byline, text_buttons
from bot.replies.excerpts import excerpt
from bot.replies.one_line import lead
from data.chats.subscriptions import Kind, Subscription
from data.models import Article, Passage
from data.store.stories import Telling
from data.text.passages import split_sentences
from data.text.phrases import phrase, running

_A_ROW = 3  # buttons, so that words fit on one
SHOWN = 7  # stories of a list, on one phone screen


@dataclass(frozen=True, slots=True)
class AlertStory:
    """A story that is told of by an article, and for which subscription."""

    article: Article
    subscription: Subscription
    telling: Telling | None


def alert_reply(person: Person, told: AlertStory) -> Reply:
    """Why, the linked title, who printed it and when, the sentence with the words, its picture above; full text,
    story, stop."""
    article = told.article
    sentence = _sentence(article, told.subscription.criteria.include)
    pieces = [
        Piece("🔔 " + why(person, told.subscription), Style.FAINT),
        Piece("\n"),
        Piece(article.title, Style.BOLD, article.url),
        Piece("\n"),
        *byline(person, article, also(person, told.telling)),
    ]
    if sentence:
        pieces.append(Piece(f"\n{sentence}"))
    reading = [Button("📄 " + person.say("button-read", number=0), f"article:{article.id}:0")]
    if told.telling and told.telling.articles > 1:
        reading.append(Button(person.say("button-reports", number=told.telling.articles), f"story:{article.id}"))
    stop = Button(person.say("button-stop"), f"stop:{told.subscription.id}")
    follow = Button(person.say("button-follow"), f"follow:{article.id}")
    telling = [stop] if told.subscription.kind is Kind.STORY else [follow, stop]
    rows = (tuple(reading), tuple(telling)) if len(reading + telling) > _A_ROW else ((*reading, *telling),)
    about = About((article.id,), told.telling.story_id if told.telling else None)
    return Reply(tuple(pieces), rows, about, preview=article.image)


@lru_cache(maxsize=200)  # the same story is told to many chats
def _sentence(article: Article, words: tuple[str, ...]) -> str:
    """The first sentence with one of `words`, in two lines; the first of the article where none has any."""
    wanted = [phrase(each) for each in words]
    for span in split_sentences(article.body):
        sentence = running(span.of(article.body))
        if any(each in sentence for each in wanted):
            return excerpt(article, Passage(0, article.id, span), " ".join(words)) or lead(article)
    return lead(article)


def why(person: Person, subscription: Subscription) -> str:
    """For what an alert is: the words, or that the story is followed."""
    if subscription.kind is Kind.STORY:
        return person.say("alert-story")
    return criteria_words(person, subscription.criteria)


def folded_reply(person: Person, articles: Sequence[Article], first: int, total: int, view_id: int) -> Reply:
    """Some of many stories, numbered from `first`: titles, publishers, buttons to texts and to the rest."""
    pieces = [Piece("🔔 " + person.say("alert-several", count=total), Style.BOLD)]
    for number, article in enumerate(articles, first):
        pieces += [Piece(f"\n{number}. "), Piece(article.title, url=article.url)]
        pieces.append(Piece(" · " + (article.source or person.say("source-unnamed")), Style.FAINT))
    row = []
    if first > 1:
        row.append(Button(person.say("button-previous"), f"told:{view_id}:{max(0, first - 1 - SHOWN)}"))
    if first - 1 + len(articles) < total:
        row.append(Button(person.say("button-next"), f"told:{view_id}:{first - 1 + len(articles)}"))
    buttons = (*text_buttons(person, articles, first), *([tuple(row)] if row else []))
    return Reply(tuple(pieces), buttons, About(tuple(each.id for each in articles), first=first))
