"""A clock for tests: it stands still until it is moved."""

from __future__ import annotations

from datetime import datetime


class Clock:
    """Called, gives `now`."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now
