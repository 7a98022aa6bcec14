"""Which message is served just now, for the lines of the log that come of it."""

from __future__ import annotations

from contextvars import ContextVar

REQUEST: ContextVar[int | None] = ContextVar("request", default=None)
"""The number that Telegram gave the update; None where none is served."""
