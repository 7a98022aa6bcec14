"""Wishes said in words, carried out once a button confirms them; and how things are done, with a button for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.commands import Command
from bot.core.person import Person
from bot.core.reply import Button, Piece, Pressed, Reply, ReplyKind
from bot.features.feature import Feature
from bot.notifications.digest_times import parse_times
from bot.replies.briefs import times_words
from data.chats.views import Views
from data.store.articles import Store

Run = Callable[[Command, Person], Reply]
"""Carries a command out."""
_AT_ONCE = frozenset({"subscriptions", "forget", "help", "start", "privacy"})
"""Change nothing by themselves, and show all there is to it."""


class Wishes(Feature):
    """What people want done, by the commands that `run` carries out."""

    def __init__(self, store: Store, run: Run, clock: Callable[[], datetime]) -> None:
        self._run, self._views = run, Views(store.database, clock)
        self.presses = {"do": self._press}

    def confirm(self, wish: Command, person: Person) -> Reply:
        """What would be done, and a button that does it."""
        if wish.name in _AT_ONCE or person.chat is None:
            return self._shown(wish, person)
        typed = f"/{wish.name} {wish.words}".strip()
        yes = Button(person.say("wish-yes"), self._action(wish, person))
        said = person.say("wish-confirm", what=person.say("wish", name=wish.name, words=_words(wish, person)))
        return Reply((Piece(said), Piece(f"\n{typed}")), ((yes,),), kind=ReplyKind.HELP, command=wish.name)

    def how_to(self, name: str, person: Person) -> Reply:
        """How the command `name` is used, and a button that brings what it shows by itself."""
        if name in _AT_ONCE:
            return self._shown(Command(name, ""), person)
        button = Button(f"/{name}", self._action(Command(name, ""), person))
        return Reply((Piece(person.say(f"howto-{name}")),), ((button,),), kind=ReplyKind.HELP, command=name)

    def _shown(self, command: Command, person: Person) -> Reply:
        return replace(self._run(command, person), kind=ReplyKind.HELP, command=command.name)

    def _action(self, command: Command, person: Person) -> str:
        return f"do:{self._views.number({'do': command.name, 'words': command.words}, person.holder)}"

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        kept = self._views.content(numbers[0], person.holder) if len(numbers) == 1 else {}
        if "do" not in kept:
            return None
        return Pressed(self._run(Command(kept["do"], kept["words"]), person), in_place=False)


def _words(wish: Command, person: Person) -> str:
    """What is wished as a person says it; `-` for what has no words."""
    parsed = parse_times(wish.words) if wish.name == "digest" else None
    if parsed is None:
        return wish.words or "-"
    times, topic = parsed
    return " · ".join(filter(None, (times_words(person, times), topic)))
