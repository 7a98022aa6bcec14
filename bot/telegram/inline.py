"""Inline mode: `@bot words` in any chat gives stories to share there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.conversation.router import Router
from bot.core.person import Person
from bot.core.reply import Piece, Reply
from bot.question.operators import UnreadableOperator
from bot.replies.articles import byline, headline
from bot.replies.excerpts import excerpt
from bot.telegram.deep_links import ask_start, story_link
from bot.telegram.delivery import Delivery
from bot.telegram.rendering import RenderedMessage, render
from bot.telegram.senders import Sender, Senders
from data.models import Article
from data.text.passages import split_sentences

_MOST = 10
_CACHED_S = 10
_START = "inline"  # what the button says where no question fits


class Inline:
    """Answers what people type behind the bot's name."""

    def __init__(self, router: Router, senders: Senders, delivery: Delivery) -> None:
        self._router, self._senders, self._delivery = router, senders, delivery

    async def query(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.inline_query
        if query is None:
            return
        person = await asyncio.to_thread(self._senders.person, Sender(query.from_user, None), False)
        stories = await asyncio.to_thread(stories_to_share, self._router, query.query, _MOST, person)
        shown = [self._delivery.surely(render(each.reply, self._router.clock())[0]) for each in stories]
        results = [_result(person, *each, context.bot.username) for each in zip(stories, shown, strict=True)]
        await _answer(query, person, results)


async def _answer(query: InlineQuery, person: Person, results: Sequence[InlineQueryResultArticle]) -> None:
    words = query.query.strip()
    label = person.say("inline-ask" if words else "inline-start")
    start = (ask_start(words) if words else None) or _START
    with suppress(TelegramError):  # typed on since, or a server without inline mode
        await query.answer(
            results,
            cache_time=_CACHED_S,
            is_personal=True,
            button=InlineQueryResultsButton(label, start_parameter=start),
        )


def _result(person: Person, story: Shared, message: RenderedMessage, bot: str) -> InlineQueryResultArticle:
    more = InlineKeyboardButton(person.say("button-private"), url=story_link(bot, story.article.id))
    return InlineQueryResultArticle(
        id=str(story.article.id),
        title=story.article.title,
        description="\n".join(filter(None, (story.byline, story.words))),
        input_message_content=InputTextMessageContent(
            message.html, ParseMode.HTML, link_preview_options=message.preview
        ),
        reply_markup=InlineKeyboardMarkup([[more]]),
    )


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
    told = "".join(piece.text for piece in byline(person, article))
    return Shared(article, told, words, Reply(tuple(pieces)))


def _first_sentence(article: Article) -> str:
    first = next(iter(split_sentences(article.body[:600])), None)
    return first.of(article.body).replace("\n", " ") if first else ""
