"""Who is served when: what belongs to one lane one after another, all lanes beside each other, bounded by chat."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

_log = logging.getLogger(__name__)
AGAIN_S = 60.0
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lane:
    """Where an update waits: those of the same `order` for each other; `chat` is whose waiting ones are counted."""

    chat: Hashable
    order: Hashable
    newest_only: bool = False  # one that comes takes the place of the one that waits


class ChatQueues(Generic[T]):
    """`serve` is called for each item; at most `most` of a chat wait (0: any number). Used from one event loop."""

    def __init__(self, serve: Callable[[T], Awaitable[None]], most: int) -> None:
        self._serve, self._most = serve, most
        self._lanes: dict[Hashable, deque[T]] = {}
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}
        self._counts: Counter[Hashable] = Counter()  # by chat: what waits or is served
        self._told: dict[Hashable, float] = {}  # when a chat was told that too much waits
        self._stopping = False

    @property
    def waiting(self) -> int:
        """Of all chats, with what is served now."""
        return self._counts.total()

    def has_room(self, chat: Hashable) -> bool:
        """Whether one more of the chat may wait."""
        return not self._most or self._counts[chat] <= self._most

    def is_first_refused(self, chat: Hashable) -> bool:
        """Whether the chat was not told within `AGAIN_S`, which it then is; to be asked where one is refused."""
        now = asyncio.get_running_loop().time()
        self._told = {each: at for each, at in self._told.items() if at > now - AGAIN_S}
        first = chat not in self._told
        self._told.setdefault(chat, now)
        return first

    def put(self, lane: Lane, item: T) -> None:
        """Lets the item wait for its turn."""
        waiting = self._lanes.setdefault(lane.order, deque())
        if lane.newest_only:
            self._leave(lane.chat, len(waiting))
            waiting.clear()
        waiting.append(item)
        self._counts[lane.chat] += 1
        if lane.order not in self._tasks:
            self._tasks[lane.order] = asyncio.create_task(self._serve_all(lane, waiting))

    async def _serve_all(self, lane: Lane, waiting: deque[T]) -> None:
        try:
            while waiting and not self._stopping:
                try:
                    await self._serve(waiting.popleft())
                except Exception as error:  # noqa: BLE001 the others of the chat must not wait for ever
                    _log.error("an update failed: %s", type(error).__name__)
                finally:
                    self._leave(lane.chat, 1)
        finally:
            del self._tasks[lane.order], self._lanes[lane.order]
            self._leave(lane.chat, len(waiting))

    def _leave(self, chat: Hashable, count: int) -> None:
        self._counts[chat] -= count
        if self._counts[chat] <= 0:
            del self._counts[chat]

    async def stop(self, patience_s: float) -> bool:
        """Begins with nothing more; false where what was begun had to be broken off after `patience_s`."""
        self._stopping = True
        under_way = list(self._tasks.values())
        if not under_way:
            return True
        _, late = await asyncio.wait(under_way, timeout=patience_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return not late
