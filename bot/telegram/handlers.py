"""What happens with an update: read it, ask the router, reply."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import Question, Understood, understand
from bot.core.access import Access
from bot.core.commands import Command, parse_command
from bot.core.person import Person, language_in
from bot.core.reply import About, Button, Piece, Reply, Style, plain
from bot.core.reply_json import about_from_json, about_to_json
from bot.features.media import Medium, medium_reply
from bot.features.ratings import is_judging
from bot.telegram.albums import Albums
from bot.telegram.deep_links import Opening, ask_link, opening, pressed_link
from bot.telegram.delivery import Bot, Delivery, Destination
from bot.telegram.growing import Growing, TypingSign
from bot.telegram.incoming import Incoming, hear, sent_file
from bot.telegram.rendering import render
from bot.telegram.senders import Sender, Senders, presser, writer
from bot.telegram.updates.once import Once
from bot.telegram.updates.person_rates import PersonRates, Wanted, wanted_by
from bot.telegram.updates.remembered import Remembered
from data.chats.messages import Handled, Sent
from data.errors import NewsError

_log = logging.getLogger(__name__)
_THREADS = 16  # questions read at once; commands find a free one beside them
_WAITING_THREADS = 16  # that wait for other servers, or for what is parsed elsewhere
_REPLIES_REMEMBERED = 2000
Context = ContextTypes.DEFAULT_TYPE
P = ParamSpec("P")
T = TypeVar("T")


class Conversation:
    """The handlers for all chats, on one router. That blocks, so it works in threads of its own."""

    def __init__(self, config: Config, router: Router, delivery: Delivery) -> None:
        self._delivery = delivery
        access = Access(config, router.store.database, router.clock)
        self._router, self.senders = router, Senders(config, access, router.chats, router.clock)
        self._handled = Handled(router.store.database, router.clock)
        self._sent = Sent(router.store.database, router.clock)
        self._threads = ThreadPoolExecutor(_THREADS, "router")
        self._waiting = ThreadPoolExecutor(_WAITING_THREADS, "waiting")
        self._sign, self._growing = TypingSign(), Growing(delivery)
        self._replies = Remembered[Sequence[int]](_REPLIES_REMEMBERED)
        self._heard = Remembered[str](_REPLIES_REMEMBERED)
        self._albums = Albums()
        self._rates = PersonRates(config)

    async def message(self, update: Update, context: Context) -> None:
        """A new or edited message: the reply to an edited one takes the place of the earlier reply."""
        message = update.effective_message
        heard = hear(message, context.bot.bot) if message else None
        if message is None or heard is None:
            return
        if self._rates.is_told(writer(message, None).id, _wanted(heard)):
            return
        wordless = heard.text is None and message.media_group_id
        if await self._albums.stays_wordless(message) if wordless else self._albums.takes(message):
            await self._reply(update, message, heard, context.bot)

    async def _reply(self, update: Update, message: Message, heard: Incoming, bot: Bot) -> None:
        place, key = _place(message), (message.chat.id, message.message_id)
        once = self._once(update)
        async with self._sign.up(bot, place), self._growing.shown(place, message.message_id, once.begins) as growth:
            growth.ids = list(self._replies.of(key) or [])
            about = await self._about(message) or await self._told(heard)
            known = replace(heard.context, about=about, before=self._heard.of(key) or "")
            said = understand(heard.text, known) if heard.text is not None else None
            person = await self._person(bot, writer(message, said))
            refusal = self._rates.refusal(person, _wanted(heard))
            asking = replace(person.speaking(language_in(heard.asked)), growing=growth.say)
            if refusal is not None:
                await self._too_much(replace(place, once=once), refusal)
                return
            if said:
                opened = opening(said, known)
                reply = await (self._opened(opened, asking) if opened else self._respond(said, asking))
            else:
                reply = await self._wordless(message, heard.medium or Medium.OTHER, asking)
        if place.chat_id < 0 and heard.text and not heard.context.forwarded and not _is_slashed(said):
            button = Button(person.say("button-private"), "", ask_link(bot.username, heard.text))
            reply = replace(reply, buttons=(*reply.buttons, (button,)))
        ids = await self._bring(replace(place, once=once), growth.ids, reply)
        self._replies.remember(key, ids)
        self._heard.remember(key, said.words if isinstance(said, Question) and not said.forwarded else "")

    async def _too_much(self, place: Destination, words: str) -> None:
        """Said once, then no more."""
        if words:
            await self._bring(place, (), plain(words))

    async def _respond(self, said: Understood, person: Person) -> Reply:
        return await self._beside(self._router.waits(said), self._router.respond, said, person)

    async def _opened(self, opened: Opening, person: Person) -> Reply:
        """What a link brings; of a question, which nobody saw asked, with its words."""
        if opened.message is None:
            return (await self._in_thread(self._router.press, opened.action, person)).reply
        reply = await self._respond(opened.message, person)
        if _is_slashed(opened.message):
            return reply
        return replace(reply, pieces=(Piece(f"💬 {opened.text}\n\n", Style.FAINT), *reply.pieces))

    async def _wordless(self, message: Message, medium: Medium, person: Person) -> Reply:
        file = await sent_file(message) if medium is Medium.FILE else None
        if file is None:
            return medium_reply(person, medium)
        if file.problem:
            return plain(person.say(file.problem))
        return await self._beside(True, self._router.file, file.name, file.content, person)

    async def _about(self, message: Message) -> About | None:
        """What of the news the message of the bot speaks of to which this one is a reply."""
        earlier = message.reply_to_message
        if earlier is None or earlier.forum_topic_created:
            return None
        about = await self._in_thread(self._sent.about, f"telegram:{message.chat.id}", earlier.message_id)
        return about_from_json(about) if about else None

    async def _told(self, heard: Incoming) -> About | None:
        """The reports of what somebody says to whom a question replies."""
        links = self._router.links
        if links is None or not heard.told or parse_command(heard.text or ""):
            return None
        return await self._in_thread(links.told, heard.told)

    async def _bring(self, place: Destination, ids: Sequence[int], reply: Reply) -> list[int]:
        """Shows a reply, in place of the messages `ids`, and remembers what it speaks of."""
        shown = await self._delivery.change(place, ids, render(reply, self._router.clock()))
        if reply.about:
            chat, about = f"telegram:{place.chat_id}", about_to_json(reply.about)
            try:
                for message_id in shown:
                    await self._in_thread(self._sent.remember, chat, message_id, about)
            except NewsError as error:  # the reader has the reply all the same
                _log.warning("a reply to chat %s is not remembered: %s", place.chat_id, error)
        return shown

    def _once(self, update: Update) -> Once:
        return Once(self._handled, update.update_id, self._in_thread)

    async def known(self, update: object, context: Context) -> None:
        """Ends the handling of an update that comes again."""
        if isinstance(update, Update) and await self._in_thread(self._handled.knows, update.update_id):
            raise ApplicationHandlerStop

    async def press(self, update: Update, context: Context) -> None:
        """A button: its clock is stopped at once, whatever comes of the press."""
        query = update.callback_query
        bot = context.bot
        if query is None:
            return
        action = self._delivery.seals.opened(query.message.chat.id, query.data or "") if query.message else None
        if action is None:
            await _answer(query, self.senders.stranger(query.from_user).say("view-gone"))
            return
        if is_judging(action):  # is thanked for where the clock stops
            await self._judge(query, action, bot)
            return
        if await self._goes_elsewhere(query, action, bot):
            return
        answering = asyncio.create_task(_answer(query))
        try:
            await self._show(query, action, self._once(update), bot)
        finally:
            await answering

    async def _goes_elsewhere(self, query: CallbackQuery, action: str, bot: Bot) -> bool:
        """What any reader of a channel presses must bring the others no posts: it is opened in private, or refused."""
        if query.message is None or query.message.chat.type != ChatType.CHANNEL:
            return False
        sender = presser(query)
        if not sender.wants_right:
            await _answer(query, url=pressed_link(bot.username, action))
            return True
        person = await self._person(bot, sender)
        if person.chat and person.chat.manages:
            return False
        await _answer(query, person.say("channel-managers"))
        return True

    async def _judge(self, query: CallbackQuery, action: str, bot: Bot) -> None:
        """An opinion, which may come twice without harm."""
        person = await self._person(bot, presser(query))
        pressed = await self._in_thread(self._router.press, action, person)
        await _answer(query, pressed.reply.text)

    async def _show(self, query: CallbackQuery, action: str, once: Once, bot: Bot) -> None:
        message = query.message
        if message is None:
            return
        person, place = await self._person(bot, presser(query)), replace(_place(message), once=once)
        refusal = self._rates.refusal(person, Wanted.SEARCH)
        if refusal is not None:
            await self._too_much(place, refusal)
            return
        pressed = await self._beside(self._router.waits(action), self._router.press, action, person)
        if action.startswith("forget:"):
            self._heard.clear()
        # a message too old for the bot to see cannot be edited
        ids = [message.message_id] if pressed.in_place and isinstance(message, Message) else []
        await self._bring(place, ids, pressed.reply)

    async def failed(self, update: object, context: Context) -> None:
        """An update that nothing above could serve: one line for the operator, kind words for the person."""
        number = update.update_id if isinstance(update, Update) else "-"
        self._router.measures.failed()
        _log.error("update %s failed: %s", number, _described(context.error))
        _log.debug("update %s:", number, exc_info=context.error)
        message = update.effective_message if isinstance(update, Update) else None
        if isinstance(update, Update) and message:
            await self._once(update).begins()
            words = plain(self.senders.stranger(update.effective_user).say("failed"))
            with suppress(TelegramError):  # then Telegram itself is what failed
                await self._delivery.send(_place(message), render(words))

    async def refuse(self, update: Update) -> None:
        """Said once to a chat in which too much waits."""
        words = self.senders.stranger(update.effective_user).say("chat-full")
        if update.callback_query:
            await _answer(update.callback_query, words)
        elif update.effective_message:
            with suppress(TelegramError):
                await self._delivery.send(_place(update.effective_message), render(plain(words)))

    async def _person(self, bot: Bot, sender: Sender) -> Person:
        manages = await self.senders.manages(bot, sender)
        return replace(await self._in_thread(self.senders.person, sender, manages), bot=bot.username)

    async def _beside(self, waits: bool, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """In a thread; in one of those for waiting where it `waits`, so that nobody waits for these."""
        threads = self._waiting if waits else self._threads
        run = copy_context().run
        return await asyncio.get_running_loop().run_in_executor(threads, lambda: run(work, *args, **kwargs))

    async def _in_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._beside(False, work, *args, **kwargs)


async def _answer(query: CallbackQuery, toast: str | None = None, url: str | None = None) -> None:
    with suppress(TelegramError):  # too old: nobody looks at that clock any more
        await query.answer(toast, url=url)


def _wanted(heard: Incoming) -> Wanted | None:
    if heard.text is None:
        return Wanted.FILE if heard.medium is Medium.FILE else None
    return wanted_by(understand(heard.text, heard.context))


def _is_slashed(said: Understood | None) -> bool:
    """Whether it is a command as commands are typed; `来源` is not."""
    return isinstance(said, Command) and not said.bare


def _place(message: MaybeInaccessibleMessage) -> Destination:
    """Where an answer to `message` goes: in a group it names what it answers, and stays in the topic.

    Outside of forums Telegram gives a thread to mere replies too, and refuses messages to it.
    """
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Destination(message.chat.id, topic, None if message.chat.type == ChatType.PRIVATE else message.message_id)


def _described(error: BaseException | None) -> str:
    """What happened, and where, in one line."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}{where}"
