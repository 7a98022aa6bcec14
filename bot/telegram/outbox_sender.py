"""Brings what nobody asked for just now - alerts, digests, announcements - from the outbox to its chats.

Each chat is served by itself and in order. A mail is marked before it is sent, once its turn has come, and after it:
what a crash leaves marked may have arrived, and is not sent again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from telegram.error import ChatMigrated, InvalidToken, TelegramError

from bot.core.reply_json import about_to_json, reply_from_json
from bot.telegram.delivery import Delivery, Destination, closes_chat, closes_topic
from bot.telegram.rate_limits import Haste, RateLimits
from bot.telegram.rendering import RenderedMessage, render
from bot.telegram.retries import AT_ONCE_S, Undelivered
from data.chats.chats import Chats
from data.chats.messages import Sent
from data.chats.outbox import Outbox, OutboxItem
from data.errors import NewsError
from data.store.database import Database

_log = logging.getLogger(__name__)
_EVERY_S = 2.0
_AT_ONCE = 1000  # mails that are looked at
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 2.0, 600.0
_MOST_TRIES = 20  # a little over two hours
_STOP_S = 5.0
_BEFORE_CHAT = "telegram:"


class OutboxSender:
    """Sends what is due in the outbox of `database`; the only one that does. `make_due` puts it there, and blocks."""

    def __init__(
        self,
        delivery: Delivery,
        pacing: RateLimits,
        database: Database,
        make_due: Callable[[datetime], object],
        clock: Callable[[], datetime],
    ) -> None:
        self._delivery, self._pacing, self._make_due, self._clock = delivery, pacing, make_due, clock
        self._outbox, self._chats, self._sent = Outbox(database), Chats(database, clock), Sent(database, clock)
        self._serving: dict[str, asyncio.Task[None]] = {}  # by chat
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Until `stop`. What was under way at the last end is settled before anything is sent."""
        settled = False
        while not self._stopping.is_set():
            settled = settled or await _done(asyncio.to_thread(self._outbox.settle))
            await _done(asyncio.to_thread(self._make_due, self._clock()))
            if settled:
                await _done(self._serve_due())
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), _EVERY_S)

    async def stop(self) -> None:
        """Begins no other mail, and lets those under way arrive."""
        self._stopping.set()
        if self._serving:
            _, late = await asyncio.wait(self._serving.values(), timeout=_STOP_S)
            for task in late:
                task.cancel()

    async def _serve_due(self) -> None:
        chats: dict[str, list[OutboxItem]] = {}
        for item in await asyncio.to_thread(self._outbox.due, self._clock(), _AT_ONCE):
            chats.setdefault(item.message.chat, []).append(item)
        for chat, items in chats.items():
            if chat not in self._serving and chat.startswith(_BEFORE_CHAT):
                task = self._serving[chat] = asyncio.create_task(self._serve(chat, items))
                task.add_done_callback(lambda _, chat=chat: self._serving.pop(chat))  # type: ignore[misc]

    async def _serve(self, chat: str, items: Sequence[OutboxItem]) -> None:
        """The mails of one chat, in order, until one of them does not get through."""
        chat_id = int(chat.removeprefix(_BEFORE_CHAT))
        for item in items:
            try:
                going = await self._turn(chat_id) and await asyncio.to_thread(self._outbox.sending, item.id)
                place = Destination(chat_id, item.message.thread, haste=Haste.CALLED, patience_s=AT_ONCE_S)
                if not going or not await self._bring(place, item):
                    return
            except NewsError as error:
                _log.error("mail %s: %s", item.message.key, error)
                return

    async def _turn(self, chat_id: int) -> bool:
        """Whether its turn came before the end."""
        turn = asyncio.create_task(self._pacing.turn(chat_id, Haste.MAIL))
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait((turn, stopping), return_when=asyncio.FIRST_COMPLETED)
        turn.cancel()
        stopping.cancel()
        return not self._stopping.is_set()

    async def _bring(self, place: Destination, item: OutboxItem) -> bool:
        """Sends a mail that is marked, and marks what became of it; whether the next may follow."""
        try:
            reply = reply_from_json(item.message.reply)
            messages = render(reply, self._clock())
        except (ValueError, TypeError, LookupError) as error:
            _log.error("mail %s cannot be read: %s", item.message.key, error)
            await asyncio.to_thread(self._outbox.given_up, item.id, f"cannot be read: {error}")
            return True
        try:
            ids = await self._send(place, messages)
        except Undelivered as reason:
            return await self._undelivered(item, str(reason), reason.again_s)
        except InvalidToken as refusal:  # of the bot, or of everything: nothing that a mail could help
            return await self._undelivered(item, str(refusal), _FIRST_PAUSE_S)
        except ChatMigrated as moved:
            return await self._follow(item, place, moved.new_chat_id)
        except TelegramError as refusal:
            return await self._refused(item, refusal)
        await asyncio.to_thread(self._outbox.sent, item.id, ids[-1] if ids else None, self._clock())
        if reply.about:
            for message_id in ids:
                about = about_to_json(reply.about)
                await asyncio.to_thread(self._sent.remember, _chat(place.chat_id), message_id, about)
        return True

    async def _send(self, place: Destination, messages: Sequence[RenderedMessage]) -> list[int]:
        """The ids. Raises as `post` where the first message does not arrive; the others may be lost."""
        ids: list[int | None] = []
        for message in messages:
            try:
                ids.append(await self._delivery.post(place, message))
            except (Undelivered, TelegramError) as error:
                if not ids:
                    raise
                _log.warning("the rest of a mail to chat %s did not get through: %s", place.chat_id, error)
                break
            place = replace(place, haste=Haste.MAIL)
        return [each for each in ids if each is not None]

    async def _follow(self, item: OutboxItem, place: Destination, chat_id: int) -> bool:
        """To the supergroup that a group has become, where its topics and messages are others."""
        await asyncio.to_thread(self._chats.migrate, _chat(place.chat_id), _chat(chat_id))
        moved = replace(item, message=replace(item.message, chat=_chat(chat_id), thread=None))
        await self._bring(Destination(chat_id, haste=Haste.CALLED, patience_s=AT_ONCE_S), moved)
        return False  # the others have another chat now

    async def _undelivered(self, item: OutboxItem, reason: str, again_s: float | None) -> bool:
        if again_s is None or item.tries + 1 >= _MOST_TRIES:
            _log.warning("a mail to %s did not get through: %s", item.message.chat, reason)
            await asyncio.to_thread(self._outbox.given_up, item.id, reason)
            return True
        pause = max(again_s, min(_LONGEST_PAUSE_S, _FIRST_PAUSE_S * 2**item.tries))
        await asyncio.to_thread(self._outbox.postponed, item.id, self._clock() + timedelta(seconds=pause), reason)
        return False

    async def _refused(self, item: OutboxItem, refusal: TelegramError) -> bool:
        """Closes the chat where nothing will get through; anything else only a mistake of ours can explain."""
        await asyncio.to_thread(self._outbox.given_up, item.id, str(refusal))
        if closes_chat(refusal):
            await asyncio.to_thread(self._chats.close, item.message.chat, str(refusal))
            return False
        level = logging.WARNING if closes_topic(refusal) else logging.ERROR
        _log.log(level, "a mail to %s was refused: %s", item.message.chat, refusal)
        return True


async def _done(work: Awaitable[object]) -> bool:
    """Whether it was; what fails is told, and tried again in the next round."""
    try:
        await work
    except NewsError as error:
        _log.error("mails: %s", error)
        return False
    except Exception as error:  # noqa: BLE001 a mistake of ours must not end all mails
        _log.error("mails: %s: %s", type(error).__name__, error)
        return False
    return True


def _chat(chat_id: int) -> str:
    return f"{_BEFORE_CHAT}{chat_id}"
