"""The door: who comes with a link is let in, who comes without one is told how it stands; none of it asks the news."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.config import Config
from bot.core.access import Access, Mode
from bot.core.person import Person
from bot.core.reply import Reply, plain
from bot.features.access.letters import Letters
from bot.features.access.setup import first_step
from data.chats.access.audit import Audit, Deed
from data.chats.access.invitations import Invitations
from data.chats.access.standings import Standing
from data.chats.chats import Chats, is_shared
from data.store.database import Database

OWNER, GUEST = "own_", "join_"
"""What stands behind `?start=`, before the secret of the link."""
_AGAIN = timedelta(minutes=10)  # until somebody who was told how it stands is told again
_MOST_WAITING = 20  # whom the admins are asked about one by one; all the others stand in /people
_MOST_TOLD = 5000


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is at the door, and where."""

    who: str | None
    chat: str | None  # None: nowhere, as in a question typed behind the bot's name
    name: str = ""  # as Telegram shows it
    language: str = ""  # of the app
    start: str = ""  # what a link to the bot carries


@dataclass(frozen=True, slots=True)
class Met:
    """What came of it. `reply` is all that is said; None: nothing is or, where they are `inside`, what they asked."""

    inside: bool
    reply: Reply | None = None
    owns: bool = False  # since just now


class Door:
    """The door of the bot that `config` and `database` describe; any thread may call."""

    def __init__(self, config: Config, access: Access, database: Database, clock: Callable[[], datetime]) -> None:
        self._access, self._clock = access, clock
        self._standings, self._invitations = access.standings, Invitations(database, clock)
        self._chats, self._audit = Chats(database, clock), Audit(database, clock)
        self._letters = Letters(config, database, clock)
        self._told: dict[tuple[str, str], datetime] = {}

    def owner_start(self) -> str | None:
        """What a link must carry that makes who opens it the owner; None where somebody runs the bot already."""
        secret = None if self._access.admins() else self._invitations.for_owner()
        return secret and OWNER + secret

    def meet(self, visitor: Visitor, person: Person) -> Met:
        """`person`: who they are to be spoken to as."""
        if visitor.who and visitor.start.startswith(OWNER):
            owned = self._own(visitor, visitor.who, person)
            if owned:
                return owned
        if self._access.lets_in(visitor.who, visitor.chat):
            return Met(inside=True)
        if visitor.who and visitor.start.startswith(GUEST):
            return self._redeem(visitor, visitor.who, person)
        return Met(inside=False, reply=self._turned_away(visitor, person))

    def words_for(self, visitor: Visitor, person: Person) -> str:
        """What somebody outside is told, without asking anybody."""
        return person.say(self._why(visitor), number=_number(visitor.who))

    def _own(self, visitor: Visitor, who: str, person: Person) -> Met | None:
        secret = visitor.start.removeprefix(OWNER)
        if not self._invitations.claim(secret, who, visitor.name, visitor.language):
            return None
        self._audit.enter(who, Deed.OWN)
        return Met(True, first_step(replace(person, operator=True)), owns=True)

    def _redeem(self, visitor: Visitor, who: str, person: Person) -> Met:
        usable = self._access.mode is Mode.INVITATION
        secret = visitor.start.removeprefix(GUEST)
        if usable and self._invitations.redeem(secret, who, visitor.name, visitor.language):
            self._chats.reopen(who)
            return Met(True, plain(person.say("door-welcome")))
        return Met(False, self._once(who, "link", person.say("door-link-old")))

    def _turned_away(self, visitor: Visitor, person: Person) -> Reply | None:
        """The one kind line, and the question to the admins; None where both were there a short while ago."""
        why = self._why(visitor)
        where, what = visitor.chat or visitor.who or "", "door-asked" if why == "door-waiting" else why
        reply = self._once(where, what, person.say(why, number=_number(visitor.who)))
        if reply and why == "door-asked" and visitor.who and visitor.who == visitor.chat:
            self._ask(visitor.who, visitor.name, visitor.language)
        return reply

    def _why(self, visitor: Visitor) -> str:
        """The message of the catalogues that says how it stands."""
        if visitor.chat and is_shared(visitor.chat):
            return "door-group"
        if self._access.mode is Mode.LIST:
            return "door-list"
        known = self._standings.of(visitor.who or "").get(visitor.who or "")
        standing = known.standing if known else None
        if standing is Standing.BANNED or self._access.mode is Mode.OPEN:
            return "door-banned"
        return {Standing.WAITING: "door-waiting", Standing.REFUSED: "door-refused"}.get(standing, "door-asked")  # type: ignore[arg-type]

    def _ask(self, who: str, name: str, language: str, added_by: str = "") -> None:
        waiting = self._standings.count(Standing.WAITING)
        member = self._standings.settle(who, Standing.WAITING, name=name, language=language)
        if waiting < _MOST_WAITING:
            self._letters.ask_admins(member, is_shared(who), added_by)

    def _once(self, where: str, what: str, words: str) -> Reply | None:
        now, key = self._clock(), (where, what)
        if key in self._told and now - self._told[key] < _AGAIN:
            return None
        if len(self._told) >= _MOST_TOLD:
            self._told.clear()
        self._told[key] = now
        return plain(words)

    # -- groups and channels

    def added(self, group: str, title: str, by: Visitor, person: Person) -> Met:
        """Somebody has put the bot into a group or channel: it is let in as they are, or the admins are asked."""
        known = self._standings.of(group).get(group)
        settled = known is not None and known.standing in (Standing.BANNED, Standing.REFUSED)
        if self._access.admits(by.who) and (not settled or self._access.is_admin(by.who)):
            if self._access.mode is not Mode.OPEN or settled:
                self._standings.settle(group, Standing.ADMITTED, by.who or "", title)
            return Met(inside=True)
        if self._access.admits(group):
            return Met(inside=True)
        if self._access.mode is Mode.INVITATION and not settled and known is None:
            self._ask(group, title, by.language, by.name)
        return Met(False, self._once(group, "door-group", person.say("door-group")))

    def left(self, chat: str) -> None:
        """The bot was put out of a group or channel: who adds it again is looked at again."""
        if is_shared(chat):
            self._standings.leave(chat)

    def close_to_strangers(self) -> None:
        """Chats that are served by now and not let in any more get nothing more, neither alerts nor digests."""
        for chat in self._access.shut_out(self._chats.open_chats()):
            self._chats.close(chat, "not let in")


def _number(who: str | None) -> str:
    return (who or "").rpartition(":")[2]
