"""/people, /ban, /unban: who waits, who was let in, who was shut out; settled by buttons."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.config import Config
from bot.core.access import Access, Mode
from bot.core.person import Person
from bot.core.reply import Button, Piece, Pressed, Reply, Style, plain
from bot.features.access.letters import Letters, knock_buttons
from bot.features.feature import Feature
from bot.replies.articles import paging
from bot.replies.previews import cut
from bot.replies.sources import ago
from data.chats.access.audit import Audit, Deed
from data.chats.access.standings import Member, Standing
from data.chats.chats import Chats, is_shared
from data.store.database import Database

_A_PAGE = 8
_NAME_WIDTH = 20.0  # in Han characters
_MARKS = {
    Standing.WAITING: "⏳",
    Standing.OWNER: "👑",
    Standing.ADMITTED: "✅",
    Standing.REFUSED: "✖",
    Standing.BANNED: "🚫",
}
_NUMBER = re.compile(r"-?\d{1,15}", re.ASCII)


class People(Feature):
    """The standings of `database`; a card shows one of them, and what can be done about it."""

    def __init__(self, config: Config, database: Database, clock: Callable[[], datetime]) -> None:
        self._access, self._clock = Access(config, database, clock), clock
        self._standings, self._chats = self._access.standings, Chats(database, clock)
        self._audit, self._letters = Audit(database, clock), Letters(config, database, clock)
        self.commands = {"people": self._people, "ban": self._ban, "unban": self._unban}
        self.presses = {
            "people": self._press_page, "member": self._press_member, "admit": self._press_admit,
            "ban": self._press_ban, "unban": self._press_unban, "doors": self._press_doors,
        }  # fmt: skip

    # -- commands

    def _people(self, words: str, person: Person) -> Reply:
        if not words:
            return self._page(0, person)
        found = self._standings.named(words)
        return self._chosen(found, person) or plain(person.say("people-unknown", name=words))

    def _ban(self, words: str, person: Person) -> Reply:
        found = self._standings.named(words) if words else []
        if not found and _NUMBER.fullmatch(words):
            return self._banned(f"telegram:{words}", person)
        if len(found) == 1:
            return self._banned(found[0].who, person)
        unknown = person.say("people-unknown", name=words) if words else person.say("ban-usage")
        return self._chosen(found, person) or plain(unknown)

    def _unban(self, words: str, person: Person) -> Reply:
        found = [each for each in self._standings.named(words) if each.standing is Standing.BANNED]
        if len(found) == 1:
            return self._unbanned(found[0], person)
        return self._chosen(found, person) or plain(person.say("unban-usage"))

    # -- buttons

    def _press_page(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        return Pressed(self._page(numbers[0], person), in_place=True) if len(numbers) == 1 else None

    def _press_member(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        member = self._standings.get(numbers[0]) if len(numbers) == 1 else None
        return Pressed(self._card(member, person), in_place=True) if member else None

    def _press_admit(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """1 lets in who waits or was refused, 0 refuses; where another admin was faster, it shows how it stands."""
        member = self._standings.get(numbers[0]) if len(numbers) == 2 else None
        if member is None:
            return None
        if numbers[1] and member.standing in (Standing.WAITING, Standing.REFUSED):
            member = self._standings.settle(member.who, Standing.ADMITTED, person.id or "")
            self._chats.reopen(member.who)
            self._audit.enter(person.id, Deed.ADMIT, member.who)
            self._letters.tell(member, "door-group-welcome" if is_shared(member.who) else "door-welcome")
        elif not numbers[1] and member.standing is Standing.WAITING:
            member = self._standings.settle(member.who, Standing.REFUSED, person.id or "")
            self._audit.enter(person.id, Deed.REFUSE, member.who)
            if not is_shared(member.who):
                self._letters.tell(member, "door-refused")
        return Pressed(self._card(member, person), in_place=True)

    def _press_ban(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        member = self._standings.get(numbers[0]) if len(numbers) == 1 else None
        return Pressed(self._banned(member.who, person), in_place=True) if member else None

    def _press_unban(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        member = self._standings.get(numbers[0]) if len(numbers) == 1 else None
        return Pressed(self._unbanned(member, person), in_place=True) if member else None

    def _press_doors(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """1 opens the bot to everybody, 0 leaves it to those it serves now and who is let in."""
        if len(numbers) != 1 or self._access.is_configured:
            return None
        if bool(numbers[0]) is not (self._access.mode is Mode.OPEN):
            if numbers[0]:
                self._standings.open()
            else:
                self._standings.close()
            self._audit.enter(person.id, Deed.OPEN if numbers[0] else Deed.CLOSE)
        return Pressed(self._page(0, person), in_place=True)

    # -- what is done

    def _banned(self, who: str, person: Person) -> Reply:
        if self._access.is_admin(who):
            return plain(person.say("ban-admin"))
        known = self._standings.of(who).get(who)
        if known and known.standing is Standing.BANNED:
            return self._card(known, person)
        member = self._standings.settle(who, Standing.BANNED, person.id or "")
        for chat in (who, *self._standings.added_by(who)):
            self._chats.close(chat, "banned")
        self._audit.enter(person.id, Deed.BAN, who)
        return self._card(member, person)

    def _unbanned(self, member: Member, person: Person) -> Reply:
        if member.standing is Standing.BANNED:
            member = self._standings.settle(member.who, Standing.ADMITTED, person.id or "")
            for chat in (member.who, *self._standings.added_by(member.who)):
                self._chats.reopen(chat)
            self._audit.enter(person.id, Deed.UNBAN, member.who)
        return self._card(member, person)

    # -- what is shown

    def _page(self, number: int, person: Person) -> Reply:
        total = self._standings.count()
        pages = max(1, -(-total // _A_PAGE))
        number = min(number, pages - 1)
        shown = self._standings.all(_A_PAGE, number * _A_PAGE)
        mode = self._access.mode
        pieces = [Piece(person.say("people-title", mode=mode), Style.BOLD)]
        counts = {
            "waiting": self._standings.count(Standing.WAITING),
            "inside": self._standings.count(Standing.ADMITTED),
            "banned": self._standings.count(Standing.BANNED),
        }
        pieces.append(Piece("\n" + person.say("people-counts", **counts), Style.FAINT))
        hint = person.say("people-hint") if shown else person.say("people-none", mode=mode)
        pieces.append(Piece(f"\n\n{hint}"))
        buttons = [Button(_label(each), f"member:{each.id}") for each in shown]
        rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
        return Reply(tuple(pieces), (*rows, *paging(person, "people", number, pages), *self._doors(person)))

    def _doors(self, person: Person) -> list[tuple[Button, ...]]:
        if self._access.is_configured:
            return []
        is_open = self._access.mode is Mode.OPEN
        return [(Button(person.say("button-close" if is_open else "button-open"), f"doors:{int(not is_open)}"),)]

    def _chosen(self, found: Sequence[Member], person: Person) -> Reply | None:
        """The one that was named, or a question which of them; None for none."""
        if len(found) == 1:
            return self._card(found[0], person)
        buttons = tuple((Button(_label(each), f"member:{each.id}"),) for each in found[:_A_PAGE])
        return Reply(plain(person.say("people-which")).pieces, buttons) if found else None

    def _card(self, member: Member, person: Person) -> Reply:
        told = person.say("member-standing", standing=member.standing, ago=ago(person, member.at, self._clock()))
        pieces = [Piece(_label(member), Style.BOLD), Piece(f"\n{told}")]
        by = self._standings.of(member.by).get(member.by) if member.by not in ("", member.who) else None
        if member.by not in ("", member.who):
            name = by.name if by and by.name else _number(member.by)
            pieces.append(Piece("\n" + person.say("member-by", name=name), Style.FAINT))
        pieces.append(Piece("\n" + person.say("member-number", number=_number(member.who)), Style.FAINT))
        back = (Button(person.say("people-back"), "people:0"),)
        return Reply(tuple(pieces), (*self._deeds(member, person), back))

    def _deeds(self, member: Member, person: Person) -> list[tuple[Button, ...]]:
        if self._access.is_admin(member.who):
            return []
        if member.standing is Standing.BANNED:
            return [(Button(person.say("button-unban"), f"unban:{member.id}"),)]
        if member.standing is Standing.WAITING:
            return [knock_buttons(person, member)]
        ban = Button(person.say("button-ban"), f"ban:{member.id}")
        admit = Button(person.say("button-admit"), f"admit:{member.id}:1")
        return [(admit, ban)] if member.standing is Standing.REFUSED else [(ban,)]


def _label(member: Member) -> str:
    group = "👥 " if is_shared(member.who) else ""
    return f"{_MARKS[member.standing]} {group}{cut(member.name, _NAME_WIDTH) or _number(member.who)}"


def _number(who: str) -> str:
    return who.rpartition(":")[2]
