"""Every update from its arrival until its reply is out: kept in the store meanwhile, and answered after a restart."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeAlias

from telegram import Chat, Message, Update, User
from telegram.ext import Application

from bot.telegram.delivery import Bot
from bot.telegram.incoming import hear
from bot.telegram.updates.chat_queues import ChatQueues, Lane
from data.chats.updates import KeptUpdate, KeptUpdates
from data.errors import NewsError

_log = logging.getLogger(__name__)
App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
MOST_WAITING = 5000  # of all chats together: what is more stays with Telegram, which keeps it for a day
_MOST_BEGUN = 8  # times: an update that ended the program so often is not tried again
_STOP_S = 5.0  # for replies under way when the bot is told to stop
_HIGHEST_ID = 2**53
_ERASES = "forget:"  # how the button of /forget begins
_NOTHING = None, None


class Inbox:
    """`kept` are those in the store, `refuse` is called with the first of each chat that finds `most` waiting there."""

    def __init__(
        self,
        application: App,
        kept: KeptUpdates,
        refuse: Callable[[Update], Coroutine[Any, Any, None]],
        clock: Callable[[], datetime],
        most: int,
    ) -> None:
        self._application, self._kept, self._refuse, self._clock = application, kept, refuse, clock
        self._queues = ChatQueues[Update](self._handle, most)
        self._here: set[int] = set()  # the updates that wait or are handled
        self._came: list[KeptUpdate] = []  # to be written, as the two below
        self._begun: list[int] = []
        self._done: list[int] = []
        self._writing, self._left = asyncio.Lock(), asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = ThreadPoolExecutor(1, "updates")

    @property
    def is_full(self) -> bool:
        """Whether no more should be taken for the moment."""
        return self._queues.waiting >= MOST_WAITING

    async def room(self) -> None:
        """Comes back when more may be taken."""
        while self.is_full:
            self._left.clear()
            await self._left.wait()

    async def restore(self) -> None:
        """What an earlier run of the program has kept is answered before all that comes."""
        try:
            found = await self._in_thread(self._kept.waiting, self._clock())
        except NewsError as error:
            _log.error("updates that were kept cannot be read: %s", error)
            return
        for each in found:
            update, lane = self._read(json.loads(each.content)) if each.begun < _MOST_BEGUN else _NOTHING
            if update and lane:
                self._here.add(update.update_id)
                self._queues.put(lane, update)
            else:
                _log.error("update %s is given up; its handling began %s times", each.id, each.begun)
                self._done.append(each.id)
        if found:
            _log.info("%s updates were waiting", len(found))
        await self._write()

    async def take(self, raw: Iterable[object]) -> None:
        """Comes back when all are kept. One that cannot be read is passed, and so is what is not for the bot."""
        for each in raw:
            update, lane = self._read(each)
            if update and lane and update.update_id not in self._here:
                self._enter(update, lane, each)
        await self._write()

    def _enter(self, update: Update, lane: Lane, raw: object) -> None:
        if not lane.newest_only and not self._queues.has_room(lane.chat):
            if self._queues.is_first_refused(lane.chat):
                self._beside(self._refuse(update))
            return
        if not lane.newest_only:
            chat, person = update.effective_chat, update.effective_user
            kept = KeptUpdate(update.update_id, _named(chat), _named(person), json.dumps(raw))
            self._here.add(update.update_id)
            self._came.append(kept)
        self._queues.put(lane, update)

    def _read(self, raw: object) -> tuple[Update | None, Lane | None]:
        """The update and where it waits; nothing, with a line in the log, for one that is not understood."""
        number = number_of(raw)
        if number is None or not isinstance(raw, dict):
            _log.error("an update without a number is passed")
            return _NOTHING
        try:
            update = Update.de_json(raw, self._application.bot)
            _check_ids(update.effective_chat, update.effective_user)
            return update, lane_of(update, self._application.bot)
        except Exception as error:  # noqa: BLE001 of whatever kind: it must not stop all others
            _log.error("update %s cannot be read, and is passed: %s", number, type(error).__name__)
            return _NOTHING

    async def _handle(self, update: Update) -> None:
        if update.update_id in self._here:
            self._begun.append(update.update_id)
            self._beside(self._write())
        await self._application.process_update(update)  # broken off by a stop it stays kept
        self._left.set()
        if update.update_id in self._here:
            self._here.discard(update.update_id)
            self._done.append(update.update_id)
            self._beside(self._write())

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)  # the event loop alone would not keep it
        task.add_done_callback(self._tasks.discard)

    async def _write(self) -> None:
        """All that is to be written, together: who waits for another's writing finds that done too."""
        async with self._writing:
            came, begun, done = self._came, self._begun, self._done
            self._came, self._begun, self._done = [], [], []
            if not (came or begun or done):
                return
            try:
                await self._in_thread(self._kept.write, came, begun, done, self._clock())
            except NewsError as error:  # with a full disk people are answered all the same
                _log.error("updates cannot be kept: %s", error)

    async def close(self) -> None:
        """Lets the replies under way be finished; what waits is answered after the next start."""
        if not await self._queues.stop(_STOP_S):
            _log.warning("stopped before all replies were sent; they follow after the next start")
        await self._write()
        try:
            await self._in_thread(self._kept.ended)
        except NewsError as error:
            _log.error("updates cannot be kept: %s", error)
        self._thread.shutdown()

    async def _in_thread(self, work: Callable[..., Any], *args: object) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *args)


def _check_ids(*of: Chat | User | None) -> None:
    """Raises TypeError for an id that is none: the library takes anything, and nothing else here does."""
    for who in of:
        if who and not (isinstance(who.id, int) and abs(who.id) < _HIGHEST_ID):
            raise TypeError("an id that is no number")


def _named(who: Chat | User | None) -> str:
    return f"telegram:{who.id}" if who else ""


def number_of(raw: object) -> int | None:
    """The number of an update as it came; None for what has none."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return number if isinstance(number, int) and 0 <= number < _HIGHEST_ID else None


def lane_of(update: Update, bot: Bot) -> Lane | None:
    """Where it waits; None for what is not for the bot, which is not kept either.

    Messages of a chat are answered one after another, and so are its buttons: a press waits for no question, except
    what erases, which leaves nothing of them. Pictures of an album wait for none: the words to them may follow.
    """
    chat, message = update.effective_chat, update.effective_message
    if update.inline_query:
        typing = "inline", update.inline_query.from_user.id
        return Lane(typing, typing, newest_only=True)
    if update.callback_query:
        where = chat.id if chat else update.callback_query.from_user.id
        if (update.callback_query.data or "").startswith(_ERASES):
            return Lane(where, where)
        return Lane(where, (where, "press"))
    if chat is None or not (update.my_chat_member or (message and _is_for(message, bot))):
        return None
    if message and message.media_group_id and not (message.text or message.caption):
        return Lane(chat.id, (chat.id, message.message_id))
    return Lane(chat.id, chat.id)


def _is_for(message: Message, bot: Bot) -> bool:
    moved = message.migrate_from_chat_id or message.migrate_to_chat_id
    return bool(moved) or hear(message, bot.bot) is not None
