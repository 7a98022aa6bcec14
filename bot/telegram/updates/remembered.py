"""What was said of late, by the message that it was said to."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

T = TypeVar("T")


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

    def clear(self) -> None:
        self._known.clear()
