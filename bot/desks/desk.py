"""The newsroom's desks: each answers the commands and buttons of one concern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from bot.person import Person
from bot.views.replies import Pressed, Reply

Answering = Callable[[str, Person], Reply]
"""A command: the words behind its name, and who wrote it."""
Pressing = Callable[[Sequence[int], Person], Pressed | None]
"""A button: the numbers of its action; None where what it stood for is gone."""


class Desk(Protocol):
    """`commands` by name, `presses` by the first word of a button's action ("article:7:0" -> "article")."""

    commands: Mapping[str, Answering]
    presses: Mapping[str, Pressing]


def commands_of(desks: Iterable[Desk]) -> dict[str, Answering]:
    """All of theirs."""
    return {name: run for desk in desks for name, run in desk.commands.items()}


def presses_of(desks: Iterable[Desk]) -> dict[str, Pressing]:
    """All of theirs."""
    return {kind: run for desk in desks for kind, run in desk.presses.items()}
