"""/broadcast: one message to every chat, shown first, sent once it is confirmed, followed afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.core.person import Person
from bot.core.reply import Button, Piece, Pressed, Reply, Style, plain
from bot.core.reply_json import reply_to_json
from bot.features.feature import Feature
from data.chats.access.audit import Audit, Deed
from data.chats.chats import Chats, is_shared
from data.chats.outbox import Outbox, OutboxMessage, State, put_message
from data.chats.views import Views
from data.store.articles import Store


class Broadcast(Feature):
    """Announcements to the open chats of `store`, by its outbox; a kept text has a number, and is sent once."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock
        self._chats, self._outbox = Chats(store.database, clock), Outbox(store.database)
        self._audit, self._views = Audit(store.database, clock), Views(store.database, clock)
        self.commands = {"broadcast": self._broadcast}
        self.presses = {"cast": self._press}

    def _broadcast(self, words: str, person: Person) -> Reply:
        if not words:
            return plain(person.say("broadcast-usage"))
        chats = self._chats.open_chats()
        if not chats:
            return plain(person.say("broadcast-nobody"))
        view_id = self._views.number({"broadcast": words, "at": self._clock().isoformat()}, person.holder)
        shared = sum(is_shared(chat) for chat in chats)
        ask = person.say("broadcast-ask", people=len(chats) - shared, groups=shared)
        pieces = (*announcement(words).pieces, Piece(f"\n\n———\n{ask}", Style.FAINT))
        yes = Button(person.say("button-send", count=len(chats)), f"cast:{view_id}:1")
        return Reply(pieces, ((yes, Button(person.say("button-send-not"), f"cast:{view_id}:0")),))

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """0 sends nothing, 1 sends, 2 shows how far it is."""
        kept = self._views.content(numbers[0], person.holder) if len(numbers) == 2 else {}
        if "broadcast" not in kept:
            return None
        begun = any(self._outbox.counts(_key(numbers[0])).values())
        if numbers[1] == 1 and not begun:
            self._put(numbers[0], announcement(kept["broadcast"]))
            self._audit.enter(person.id, Deed.BROADCAST, kept["broadcast"])
        elif not begun:
            return Pressed(plain(person.say("broadcast-not")), in_place=True)
        return Pressed(self._progress(numbers[0], person), in_place=True)

    def _put(self, number: int, reply: Reply) -> None:
        """For all chats or, where the program ends meanwhile, for none."""
        now, text, chats = self._clock(), reply_to_json(reply), self._chats.open_chats()
        with self._store.database.transaction() as transaction:
            for chat in chats:
                put_message(transaction, OutboxMessage(f"{_key(number)}{chat}", chat, None, text, now))

    def _progress(self, number: int, person: Person) -> Reply:
        counts = self._outbox.counts(_key(number))
        waiting, total = counts[State.WAITING] + counts[State.SENDING], sum(counts.values())
        said = person.say("broadcast-sent", sent=counts[State.SENT], total=total)
        rest = {"waiting": waiting, "lost": counts[State.GIVEN_UP], "unclear": counts[State.UNCLEAR]}
        lines = [person.say("broadcast-rest", what=what, count=count) for what, count in rest.items() if count]
        again = ((Button(person.say("button-refresh"), f"cast:{number}:2"),),) if waiting else ()
        return Reply((Piece("\n".join([said, *lines])),), again)


def announcement(text: str) -> Reply:
    """As every chat gets it."""
    return plain(f"📢 {text}")


def _key(number: int) -> str:
    return f"broadcast:{number}:"
