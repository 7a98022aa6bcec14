"""What people hear of their standing without having asked just now; brought by the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.config import Config
from bot.core.access import Access
from bot.core.catalogue import language_of
from bot.core.person import Person, settled
from bot.core.reply import Button, Reply, plain
from bot.core.reply_json import reply_to_json
from data.chats.access.standings import Member
from data.chats.chats import Chats
from data.chats.erasure import ASKED
from data.chats.outbox import Outbox
from data.store.database import Database


class Letters:
    """Letters to the people and admins of `database`."""

    def __init__(self, config: Config, database: Database, clock: Callable[[], datetime]) -> None:
        self._config, self._clock = config, clock
        self._access = Access(config, database, clock)
        self._chats, self._outbox = Chats(database, clock), Outbox(database)

    def tell(self, member: Member, message: str) -> None:
        """A message of the catalogues, in the member's language."""
        words = self._person(member.who, member.language).say(message)
        self._put(member, member.who, plain(words))

    def ask_admins(self, member: Member, group: bool, added_by: str = "") -> None:
        """Shall they be let in? Each admin has the same buttons; the first press counts."""
        for admin in self._access.admins():
            person = self._person(admin, "")
            asked = person.say("knock-group" if group else "knock", name=member.name, by=added_by)
            self._put(member, admin, Reply(plain(asked).pieces, (knock_buttons(person, member),)))

    def _person(self, who: str, language: str) -> Person:
        person = Person(language_of(language or None, self._config.language), self._config.zone)
        return settled(person, self._chats.settings(who))

    def _put(self, member: Member, to: str, reply: Reply) -> None:
        now = self._clock()
        self._outbox.put(f"{ASKED}{member.who}:{to}:{now.isoformat()}", to, None, reply_to_json(reply), now)


def knock_buttons(person: Person, member: Member) -> tuple[Button, ...]:
    """Yes, no, and never."""
    return (
        Button(person.say("button-admit"), f"admit:{member.id}:1"),
        Button(person.say("button-refuse"), f"admit:{member.id}:0"),
        Button(person.say("button-ban"), f"ban:{member.id}"),
    )
