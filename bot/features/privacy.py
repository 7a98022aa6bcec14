"""/privacy: what is kept of a person, in plain words. /forget: all of it erased, once a button has confirmed it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import asdict

from bot.core.person import Person
from bot.core.reply import Button, Piece, Pressed, Reply, Style, plain
from bot.features.feature import Feature
from data.chats import alerts, feedback, messages, outbox, turns, views
from data.chats import chats as chat_rows
from data.chats.erasure import Erasure, Traces

_DAYS = {
    "days": turns.KEPT.days,
    "questions": turns.MOST,
    "judged": feedback.KEPT.days,
    "messages": max(messages.KEPT, outbox.KEPT, alerts.KEPT).days,
    "lists": views.KEPT.days,
    "left": chat_rows.KEPT_CLOSED.days,
}
"""As the code that forgets has it, so that what is said is what is done."""


class Privacy(Feature):
    """What is kept of `people`. `llm`: the host of the language model that may see questions; None: there is none."""

    def __init__(self, people: Erasure, llm: str | None) -> None:
        self._people, self._llm = people, llm
        self.commands = {"privacy": self._privacy, "forget": self._forget}
        self.presses = {"forget": self._press}

    def _privacy(self, words: str, person: Person) -> Reply:
        model = person.say("privacy-model", host=self._llm) if self._llm else person.say("privacy-no-model")
        text = f"\n{person.say('privacy', **_DAYS)}\n{model}\n\n{person.say('privacy-end')}"
        return Reply((Piece(person.say("privacy-title"), Style.BOLD), Piece(text)))

    def _forget(self, words: str, person: Person) -> Reply:
        name = person.id or person.conversation
        traces = self._people.traces(name) if name else None
        if name is None or traces is None or not traces.any:
            return plain(person.say("forget-nothing"))
        pieces = (
            Piece(person.say("forget-title"), Style.BOLD),
            Piece("\n" + _listed(traces, person)),
            Piece("\n\n" + person.say("forget-others"), Style.FAINT),
        )
        yes = Button(person.say("forget-yes"), f"forget:1:{_check(name)}")
        return Reply(pieces, ((yes, Button(person.say("forget-no"), f"forget:0:{_check(name)}")),))

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        if len(numbers) != 2:
            return None
        name = self._meant(numbers[1], person)
        if name is None:
            return Pressed(plain(person.say("forget-not-yours")), in_place=False)
        if numbers[0] != 1:
            return Pressed(plain(person.say("forget-kept")), in_place=True)
        gone = self._people.forget(name)
        said = person.say("forget-done") + "\n" + _listed(gone, person) if gone.any else person.say("forget-nothing")
        return Pressed(plain(said), in_place=True)

    def _meant(self, check: int, person: Person) -> str | None:
        """Whom the button is for: the person, or the group for which its administrators speak; None: somebody else."""
        speaks_for = person.chat.key if person.chat and person.chat.manages else None
        names = (person.id, person.conversation, speaks_for)
        return next((name for name in names if name and _check(name) == check), None)


def _check(name: str) -> int:
    """Tells people apart in a group, where anybody can press the buttons of all."""
    return zlib.crc32(name.encode())


def _listed(traces: Traces, person: Person) -> str:
    """A line a kind, without those of which there is nothing."""
    counts = asdict(traces).items()
    return "\n".join("• " + person.say("forget-count", what=what, count=count) for what, count in counts if count)
