"""The router's features: each answers the commands and buttons of one concern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Protocol

from bot.core.person import Person
from bot.core.reply import Pressed, Reply

CommandHandler = Callable[[str, Person], Reply]
"""A command: the words behind its name, and who wrote it."""
ButtonHandler = Callable[[Sequence[int], Person], Pressed | None]
"""A button: the numbers of its action; None where what it stood for is gone."""


class Feature(Protocol):
    """`commands` by name, `presses` by the first word of a button's action ("article:7:0" -> "article").

    `waiting`: the names of those that wait for other servers.
    """

    commands: Mapping[str, CommandHandler] = {}
    presses: Mapping[str, ButtonHandler] = {}
    waiting: Set[str] = frozenset()


def commands_of(features: Iterable[Feature]) -> dict[str, CommandHandler]:
    """All of theirs."""
    return {name: run for feature in features for name, run in feature.commands.items()}


def presses_of(features: Iterable[Feature]) -> dict[str, ButtonHandler]:
    """All of theirs."""
    return {kind: run for feature in features for kind, run in feature.presses.items()}
