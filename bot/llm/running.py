"""A call that runs in a thread of its own, so that whoever waits for it can go at the deadline, whatever hangs.

The thread keeps the books as well: tokens are set aside before the request and settled after it, also when
nobody waits any more. Even a locked database then costs the asker no more than the time agreed.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from queue import Empty, SimpleQueue

from bot.llm.client import Call, LLMError
from data.chats.llm_budget import LLMBudget, TokenLimits
from data.errors import StorageError

_log = logging.getLogger(__name__)


class Account:
    """Whose tokens are spent, and how many may be: `clock` gives the time (aware)."""

    def __init__(
        self, ledger: LLMBudget, limits: TokenLimits, clock: Callable[[], datetime], person: str | None
    ) -> None:
        self._ledger, self._limits, self._clock, self._person = ledger, limits, clock, person

    def pieces(self, call: Call, within_s: float) -> Iterator[str]:
        """What `call` writes. Raises LLMError, also where no tokens are left."""
        reservation = self._ledger.reserve(call.most_tokens, self._person, self._limits, self._clock())
        if reservation is None:
            raise LLMError("the tokens of this day, or of this person for it, are spent")
        try:
            yield from call.pieces(within_s)
        finally:
            self._ledger.settle(reservation, call.tokens)


class Running:
    """`call`, started; `done` is called when its thread ends."""

    def __init__(self, call: Call, account: Account, within_s: float, done: Callable[[], None]) -> None:
        self._call, self._account, self._done = call, account, done
        self._until = time.monotonic() + within_s
        self._out: SimpleQueue[str | BaseException | None] = SimpleQueue()
        self._left = False
        threading.Thread(target=self._run, args=(within_s,), name="llm", daemon=True).start()

    def pieces(self) -> Iterator[str]:
        """The text as it comes. Raises LLMError where it does not come to its end by the deadline."""
        while True:
            try:
                piece = self._out.get(timeout=max(0.0, self._until - time.monotonic()))
            except Empty:
                raise LLMError("no answer in time") from None
            if piece is None:
                return
            if isinstance(piece, StorageError):
                raise LLMError(str(piece)) from piece
            if isinstance(piece, BaseException):
                raise piece
            yield piece

    def leave(self) -> None:
        """Ends the call; its thread goes by itself."""
        self._left = True
        self._call.leave()

    def _run(self, within_s: float) -> None:
        try:
            for piece in self._account.pieces(self._call, within_s):
                self._out.put(piece)
            self._out.put(None)
        except BaseException as error:  # noqa: BLE001  # raised again where somebody waits
            if self._left:
                _log.debug("LLM, after nobody waited: %s", error)
            self._out.put(error)
        finally:
            self._done()
