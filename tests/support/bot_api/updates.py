"""The queue of updates: long polling, acknowledgement by offset, conflict of two pollers, webhook delivery."""

from __future__ import annotations

import itertools
import json
import threading
import urllib.request

from tests.support.bot_api.types import ApiError, Json, bad_request

_IDS = itertools.count(700_000_001)  # of all servers together, as a bot's database may meet several
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}  # sent only to who names them
_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class UpdateQueue:
    """Updates wait here until the bot acknowledges them. `changed` guards it all and is the server's one lock."""

    def __init__(self, changed: threading.Condition) -> None:
        self.changed = changed
        self.pending: list[Json] = []
        self.webhook: Json | None = None  # url, secret_token
        self.closed = False
        self._allowed: set[str] | None = None
        self._poll = 0  # number of the newest getUpdates
        self._courier: threading.Thread | None = None

    def next_id(self) -> int:
        """A fresh update id."""
        return next(_IDS)

    def push(self, update: Json) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        kind = next(name for name in update if name != "update_id")
        with self.changed:
            if (kind in self._allowed) if self._allowed else (kind not in _ON_REQUEST):
                self.pending.append(update)
                self.changed.notify_all()

    def poll(self, offset: int, limit: int, timeout: float, allowed: list[str] | None) -> list[Json]:
        """getUpdates: what waits from `offset` on; all before it is acknowledged. A newer poll ends this one (409)."""
        with self.changed:
            if self.webhook:
                raise ApiError(409, _WEBHOOK)
            self._poll = mine = self._poll + 1
            self.changed.notify_all()
            self.allow(allowed)
            self._acknowledge(offset)
            self.changed.wait_for(lambda: self.pending or self.closed or self._poll != mine, min(timeout, 50))
            if self._poll != mine:
                raise ApiError(409, _CONFLICT)
            return self.pending[: max(1, min(limit, 100))]

    def allow(self, kinds: list[str] | None) -> None:
        """From now on only these kinds are queued; None keeps the former choice, [] means the usual ones."""
        if kinds is not None:
            self._allowed = set(kinds)

    def _acknowledge(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one keeps only that many of the newest."""
        if offset < 0:
            del self.pending[:offset]
        else:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        self.changed.notify_all()

    def set_webhook(self, url: str, secret: str | None, allowed: list[str] | None, *, drop: bool) -> None:
        """Deliver to `url` from now on, or no longer when it is empty. Plain HTTP is taken, as a local server does."""
        if url and not url.startswith(("https://", "http://127.0.0.1")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        with self.changed:
            self.webhook = {"url": url, "secret_token": secret} if url else None
            self._poll += bool(url)
            self.allow(allowed)
            if drop:
                self.pending.clear()
            if url and self._courier is None:
                self._courier = threading.Thread(target=self._deliver, daemon=True)
                self._courier.start()
            self.changed.notify_all()

    def _deliver(self) -> None:
        """Post the oldest update until the bot takes it, then the next."""
        while not self.closed:
            with self.changed:
                self.changed.wait_for(lambda: self.closed or (self.webhook and self.pending))
                hook, update = self.webhook, self.pending[0] if self.pending else None
            if self.closed or hook is None or update is None:
                continue
            taken = _post(hook["url"], hook["secret_token"], update)
            with self.changed:
                if taken:
                    self._acknowledge(update["update_id"] + 1)
                elif not self.closed:
                    self.changed.wait(0.1)

    def close(self) -> None:
        """Let every waiting poll go."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()
        if self._courier:
            self._courier.join(timeout=5)


def _post(url: str, secret: str | None, update: Json) -> bool:
    """Whether the bot took the update."""
    headers = {"Content-Type": "application/json"} | ({"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {})
    request = urllib.request.Request(url, json.dumps(update).encode(), headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=5) as response:
            return bool(response.status < 300)
    except OSError:
        return False
