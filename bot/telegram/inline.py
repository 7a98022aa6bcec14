"""Inline mode: `@bot words` in any chat gives stories to share there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

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
from bot.features.inline_stories import Shared, stories_to_share
from bot.telegram.deep_links import ask_start, story_link
from bot.telegram.delivery import NO_PREVIEW
from bot.telegram.rendering import render
from bot.telegram.senders import Sender, Senders

_MOST = 10
_CACHED_S = 10
_START = "inline"  # what the button says where no question fits
Context = ContextTypes.DEFAULT_TYPE


class Inline:
    """Answers what people type behind the bot's name; what is typed on over is not looked up."""

    def __init__(self, router: Router, senders: Senders) -> None:
        self._router, self._senders = router, senders
        self._newest: dict[int, str] = {}  # by person: the query that was typed last, while it is answered

    async def query(self, update: Update, context: Context) -> None:
        query = update.inline_query
        if query is None:
            return
        self._newest[query.from_user.id] = query.id
        person = await asyncio.to_thread(self._senders.person, Sender(query.from_user, None), False)
        if self._newest.get(query.from_user.id) != query.id:
            return
        stories = await asyncio.to_thread(stories_to_share, self._router, query.query, _MOST, person)
        if self._newest.get(query.from_user.id) == query.id:
            del self._newest[query.from_user.id]
            await _answer(query, person, stories, context.bot.username)


async def _answer(query: InlineQuery, person: Person, stories: Sequence[Shared], bot: str) -> None:
    words = query.query.strip()
    label = person.say("inline-ask" if words else "inline-start")
    start = (ask_start(words) if words else None) or _START
    with suppress(TelegramError):  # typed on since, or a server without inline mode
        await query.answer(
            [_result(person, each, bot) for each in stories],
            cache_time=_CACHED_S,
            is_personal=True,
            button=InlineQueryResultsButton(label, start_parameter=start),
        )


def _result(person: Person, story: Shared, bot: str) -> InlineQueryResultArticle:
    more = InlineKeyboardButton(person.say("button-private"), url=story_link(bot, story.article.id))
    return InlineQueryResultArticle(
        id=str(story.article.id),
        title=story.article.title,
        description="\n".join(filter(None, (story.byline, story.words))),
        input_message_content=InputTextMessageContent(
            render(story.reply)[0].html, ParseMode.HTML, link_preview_options=NO_PREVIEW
        ),
        reply_markup=InlineKeyboardMarkup([[more]]),
    )
