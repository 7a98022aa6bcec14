"""What happens with an update: read it, ask the newsroom, reply."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Generic, ParamSpec, TypeVar

from telegram import Bot, CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.config import Config
from bot.newsroom import Newsroom
from bot.person import Person
from bot.replies import Reply, plain
from bot.telegram.delivery import Place, change, send
from bot.telegram.reading import Heard, hear
from bot.telegram.rendering import render
from bot.telegram.speakers import Speaker, Speakers, presser, writer
from bot.telegram.typing_sign import TypingSign

_log = logging.getLogger(__name__)
_THREADS = 16  # questions read at once; commands find a free one beside them
_REPLIES_REMEMBERED = 2000
_ALBUMS_REMEMBERED = 50
Context = ContextTypes.DEFAULT_TYPE
P = ParamSpec("P")
T = TypeVar("T")


class Conversation:
    """The handlers for all chats, on one newsroom. The newsroom blocks, so it works in threads of its own."""

    def __init__(self, config: Config, newsroom: Newsroom) -> None:
        self._newsroom, self._speakers = newsroom, Speakers(config, newsroom.rooms, newsroom.clock)
        self._threads = ThreadPoolExecutor(_THREADS, "newsroom")
        self._sign = TypingSign()
        self._replies = Remembered[Sequence[int]](_REPLIES_REMEMBERED)
        self._heard = Remembered[str](_REPLIES_REMEMBERED)
        self._albums: deque[str] = deque(maxlen=_ALBUMS_REMEMBERED)

    async def message(self, update: Update, context: Context) -> None:
        """A new or edited message: the reply to an edited one takes the place of the earlier reply."""
        message = update.effective_message
        heard = hear(message, context.bot.bot) if message else None
        if message is None or heard is None or self._is_next_of_album(message):
            return
        place = _place(message)
        key = (message.chat.id, message.message_id)
        async with self._sign.up(context.bot, place):
            person = await self._person(context.bot, writer(message, heard.text or ""))
            reply = await self._reply(heard, person, self._heard.of(key))
        ids = await change(context.bot, place, self._replies.of(key) or [], render(reply))
        self._replies.remember(key, ids)
        self._heard.remember(key, heard.text or "")

    async def _reply(self, heard: Heard, person: Person, before: str | None) -> Reply:
        if heard.text is None:
            return plain(person.say("text-only"))
        return await self._in_thread(self._newsroom.respond, heard.text, person, before or "")

    def _is_next_of_album(self, message: Message) -> bool:
        """Telegram sends each picture of an album as a message; one reply is enough for all."""
        album = message.media_group_id
        seen = album in self._albums
        if album and not seen:
            self._albums.append(album)
        return seen

    async def press(self, update: Update, context: Context) -> None:
        """A button: its clock is stopped at once, whatever comes of the press."""
        query = update.callback_query
        if query is None:
            return
        answering = asyncio.create_task(_answer(query))
        try:
            await self._show(query, context)
        finally:
            await answering

    async def _show(self, query: CallbackQuery, context: Context) -> None:
        message = query.message
        if message is None or query.data is None:
            return
        person = await self._person(context.bot, presser(query))
        pressed = await self._in_thread(self._newsroom.press, query.data, person)
        # a message too old for the bot to see cannot be edited
        ids = [message.message_id] if pressed.in_place and isinstance(message, Message) else []
        await change(context.bot, _place(message), ids, render(pressed.reply))

    async def failed(self, update: object, context: Context) -> None:
        """An update that nothing above could serve: one line for the operator, kind words for the person."""
        number = update.update_id if isinstance(update, Update) else "-"
        _log.error("update %s failed: %s", number, _described(context.error))
        _log.debug("update %s:", number, exc_info=context.error)
        message = update.effective_message if isinstance(update, Update) else None
        if isinstance(update, Update) and message:
            words = plain(self._speakers.stranger(update.effective_user).say("failed"))
            with suppress(TelegramError):  # then Telegram itself is what failed
                await send(context.bot, _place(message), render(words))

    async def _person(self, bot: Bot, speaker: Speaker) -> Person:
        manages = await self._speakers.manages(bot, speaker)
        return await self._in_thread(self._speakers.person, speaker, manages)

    async def _in_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: work(*args, **kwargs))


class Remembered(Generic[T]):
    """Something about each message that was answered, by (chat, message), for the newest `most` of these."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[tuple[int, int], T] = OrderedDict()

    def of(self, asked: tuple[int, int]) -> T | None:
        """None for a message not answered, or forgotten."""
        return self._known.get(asked)

    def remember(self, asked: tuple[int, int], what: T) -> None:
        self._known[asked] = what
        self._known.move_to_end(asked)
        if len(self._known) > self._most:
            self._known.popitem(last=False)


async def _answer(query: CallbackQuery) -> None:
    with suppress(TelegramError):  # too old: nobody looks at that clock any more
        await query.answer()


def _place(message: MaybeInaccessibleMessage) -> Place:
    """Where an answer to `message` goes: in a group it names what it answers, and stays in the topic.

    Outside of forums Telegram gives a thread to mere replies too, and refuses messages to it.
    """
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Place(message.chat.id, topic, None if message.chat.type == ChatType.PRIVATE else message.message_id)


def _described(error: BaseException | None) -> str:
    """What happened, and where, in one line."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}{where}"
