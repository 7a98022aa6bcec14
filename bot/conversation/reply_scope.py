"""Questions in reply to a message of the bot: asked of the news it speaks of, and of all news where that is silent."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from bot.core.answer import Answer, Note
from bot.core.reply import About
from bot.question.asked import Answers, Asked
from bot.question.rewrite.entities import names
from data.chats.turns import Turn, Turns
from data.models import Article, Filters
from data.store.articles import Store
from data.store.stories import Stories

_LEAD = 300  # characters of an article that tell what it is about


class Scopes:
    """What messages speak of, as a question in reply to one is asked of it."""

    def __init__(self, store: Store, turns: Turns) -> None:
        self._store, self._stories, self._turns = store, Stories(store.database), turns

    def within(self, about: About) -> Filters | None:
        """The articles that are still there and their stories; None where none of them is left."""
        articles = self._store.articles(about.article_ids)
        stories = {telling.story_id for telling in self._stories.tellings(list(articles)).values()}
        stories |= {about.story_id} if about.story_id else set()
        return Filters(article_ids=tuple(articles), story_ids=tuple(sorted(stories))) if articles or stories else None

    def before(self, about: About, now: datetime) -> tuple[Turn, ...]:
        """The turn that is asked on: that of an answer; one article is taken for one by its headline."""
        turn = self._turns.turn(about.turn_id) if about.turn_id else None
        if turn:
            return (replace(turn, at=now),)
        articles = list(self._store.articles(about.article_ids).values())
        return (_told(articles[0], now),) if len(articles) == 1 else ()


class ScopedAnswers:
    """Answers from what a question is asked of; from all news where that holds no answer, and says so."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def answer(self, question: Asked) -> Answer:
        answer = self._answers.answer(question)
        if not question.is_scoped:
            return answer
        if answer.answered:
            return replace(answer, notes=(*answer.notes, Note("note-scoped")))
        if not (question.whole or names(question.question)):
            return answer  # of what else it may be asked, nobody can tell
        everything = replace(question.within, article_ids=(), story_ids=())
        wide = self._answers.answer(replace(question, within=everything))
        return replace(wide, notes=(Note("note-scoped-widened"), *wide.notes)) if wide.answered else wide


def _told(article: Article, now: datetime) -> Turn:
    explained = json.dumps({"title": article.title}, ensure_ascii=False)
    return Turn(article.title, article.title, article.body[:_LEAD], explained, now)
