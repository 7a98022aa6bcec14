"""A loopback Bot API server: plays Telegram over HTTP for a real `Application` that polls it.

    with BotApi() as api:
        # the bot: Application.builder().token(api.token).base_url(f"{api.url}/bot")...
        chat = api.private(user := api.user(7, "Li", "zh"))
        api.say(chat, user, "/start")
        [welcome] = api.wait_sent(chat)
        assert api.violations == []

Requests are checked against the schemas in ../shared/telegram and the rules that no schema knows. Knows no bot of ours.
Not played: polls, payments, business accounts, rich messages, flood limits of its own (`fail_next`).
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable, Set
from types import TracebackType
from typing import Self, TypeVar

from tests.support.bot_api.people import People
from tests.support.bot_api.server import Exchange, Fault, LoopbackServer
from tests.support.bot_api.types import ApiError, Button, Chat, Json, Request, SentMessage, User
from tests.support.bot_api.wire import schemas_present
from tests.support.bot_api.world import World

__all__ = ["BotApi", "Button", "Chat", "Request", "SentMessage", "User"]

TOKEN = "700000001:loopback-token-for-tests-0000000000"
BOT = User(700_000_001, "News", username="newsbot_test_bot", is_bot=True)
T = TypeVar("T")


class BotApi(People):
    """The server and its people. `only`: the methods it knows; the others are answered `refuse_with` (404 or 500).

    `lacks`: what of `rules.NEWER` it does not know. `me`: more fields of its getMe.
    """

    def __init__(
        self,
        only: set[str] | None = None,
        refuse_with: int = 404,
        now: Callable[[], float] = time.time,
        port: int = 0,
        lacks: Set[str] = frozenset(),
        me: Json | None = None,
    ) -> None:
        super().__init__(World(BOT, now))
        self.token, self.bot = TOKEN, BOT
        self.schema_checked = schemas_present()
        self.world.me = me or {}
        self._exchange = Exchange(self.world, TOKEN, only, refuse_with, lacks)
        self._port = port
        self._taken: dict[int, int] = defaultdict(int)  # chat → messages that wait_sent has handed out

    def __enter__(self) -> Self:
        self._server = LoopbackServer(self._exchange, self._port)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.world.updates.close()
        self._server.close()

    @property
    def violations(self) -> list[str]:
        """What the bot sent against the schemas, and failures of this server itself; [] after a good test."""
        return self._exchange.violations

    @property
    def unacknowledged(self) -> int:
        """How many updates the bot has not acknowledged yet."""
        return len(self.world.updates.pending)

    # What a test looks at

    def messages(self, chat: Chat) -> list[SentMessage]:
        """What the bot's messages in the chat show now, oldest first; deleted ones are gone."""
        return [sent for sent in self._sent(chat) if not sent.deleted]

    def current(self, message: SentMessage) -> SentMessage:
        """The message as it is now."""
        with self.world.changed:
            return self.world.sent[message.chat.id, message.message_id]

    def _sent(self, chat: Chat) -> list[SentMessage]:
        with self.world.changed:
            return [sent for (chat_id, _), sent in self.world.sent.items() if chat_id == chat.id]

    def drafts(self, chat: Chat) -> list[Json]:
        """The drafts shown in a private chat so far, oldest first: draft_id, text, html."""
        with self.world.changed:
            return [*self.world.drafts[chat.id]]

    def commands(self, scope: Json | None = None, language: str = "") -> list[tuple[str, str]]:
        """The menu of (command, description) set for exactly this scope and language."""
        key = (json.dumps(scope or {"type": "default"}, sort_keys=True), language)
        with self.world.changed:
            return [(c["command"], c["description"]) for c in self.world.commands.get(key, [])]

    def requests(self, method: str | None = None) -> list[Request]:
        """The requests so far (of one method), in order of arrival, the unanswered ones too."""
        with self.world.changed:
            return [request for request in self._exchange.log if method in (None, request.method)]

    # Waiting: blocks, so from an async test use `await asyncio.to_thread(api.wait_sent, chat)`

    def wait_for(self, predicate: Callable[[], T], timeout: float = 10) -> T:
        """The first true value of `predicate`, asked again at every change here. Raises TimeoutError with the log."""
        _not_on_the_event_loop()
        with self.world.changed:
            value = self.world.changed.wait_for(predicate, timeout)
            if not value:
                raise TimeoutError(
                    f"nothing in {timeout} s; last requests: {self._tail()}; violations: {self.violations}"
                )
            return value

    def wait_sent(self, chat: Chat, count: int = 1, timeout: float = 10) -> list[SentMessage]:
        """The next `count` messages of the bot in the chat that no call has returned yet, as they are now."""
        self.wait_for(lambda: len(self._sent(chat)) >= self._taken[chat.id] + count, timeout)
        return self._take(chat, count)

    def take_sent(self, chat: Chat) -> list[SentMessage]:
        """All messages of the bot in the chat that no call has returned yet, without waiting."""
        return self._take(chat, None)

    def _take(self, chat: Chat, count: int | None) -> list[SentMessage]:
        with self.world.changed:
            fresh = self._sent(chat)[self._taken[chat.id] :][:count]
            self._taken[chat.id] += len(fresh)
            return fresh

    def wait_edited(self, message: SentMessage, timeout: float = 10) -> SentMessage:
        """The message once it was edited after this snapshot."""
        self.wait_for(lambda: self.current(message).edits > message.edits, timeout)
        return self.current(message)

    def wait_answered(self, query_id: str, timeout: float = 10) -> Json:
        """The parameters of the bot's first answer to a press or inline query."""
        return self.wait_for(lambda: self.answers(query_id), timeout)[0]

    def _tail(self) -> list[tuple[str, int | None, str]]:
        return [(r.method, r.status, r.description or str(r.params)[:120]) for r in self._exchange.log[-8:]]

    # Faults: `method` may be "*" for any, `chat` narrows to requests with that chat_id

    def fail_next(
        self,
        method: str,
        status: int,
        description: str | None = None,
        retry_after: int | None = None,
        times: int = 1,
        chat: Chat | None = None,
    ) -> None:
        """Refuse the next requests of the method with this status, unprocessed."""
        words = "Ordered by the test" if retry_after is None else f"Too Many Requests: retry after {retry_after}"
        error = ApiError(status, description or words, **({} if retry_after is None else {"retry_after": retry_after}))
        self._exchange.order(Fault(method, chat.id if chat else None, times, error=error))

    def drop_next(self, method: str, processed: bool = True, times: int = 1, chat: Chat | None = None) -> None:
        """Close the connection of the next requests without an answer, after the work is done or before it."""
        self._exchange.order(Fault(method, chat.id if chat else None, times, drop=True, processed=processed))

    def delay(self, method: str, seconds: float, chat: Chat | None = None) -> None:
        """Hold each request of the method so long before it is looked at; 0 ends that and frees those held."""
        self._exchange.set_delay(method, seconds, chat.id if chat else None)


def _not_on_the_event_loop() -> None:
    """Blocking the loop that the bot runs on would wait for ever."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise RuntimeError("this blocks the event loop: await asyncio.to_thread(api.wait_..., ...)")
