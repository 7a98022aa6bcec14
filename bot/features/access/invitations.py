"""/invite: links that let people in, for a few days; each can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.config import Config
from bot.core.access import Access, Mode
from bot.core.catalogue import local_day
from bot.core.person import Person
from bot.core.reply import Button, Piece, Pressed, Reply, Style, plain
from bot.features.access.door import GUEST
from bot.features.feature import Feature
from data.chats.access.audit import Audit, Deed
from data.chats.access.invitations import Invitation, Invitations
from data.store.database import Database

_MOST = 100  # people by one link
_LISTED = 6


class Inviting(Feature):
    """The links of `database`."""

    def __init__(self, config: Config, database: Database, clock: Callable[[], datetime]) -> None:
        self._access, self._audit = Access(config, database, clock), Audit(database, clock)
        self._invitations = Invitations(database, clock)
        self.commands = {"invite": self._invite}
        self.presses = {"revoke": self._press_revoke}

    def _invite(self, words: str, person: Person) -> Reply:
        mode = self._access.mode
        if mode is not Mode.INVITATION:
            return plain(person.say("invite-needless", mode=mode, link=f"https://t.me/{person.bot}"))
        if words and not (words.isascii() and words.isdigit() and 0 < int(words) <= _MOST):
            return plain(person.say("invite-usage", most=_MOST))
        secret, made = self._invitations.invite(person.id or "", int(words or 1))
        self._audit.enter(person.id, Deed.INVITE, str(made.left))
        link = f"https://t.me/{person.bot}?start={GUEST}{secret}" if person.bot else f"/start {GUEST}{secret}"
        said = person.say("invite-made", count=made.left, until=_day(person, made.expires_at))
        pieces = (Piece(said), Piece(f"\n\n{link}"), Piece("\n\n" + person.say("invite-hint"), Style.FAINT))
        return Reply(pieces, self._revoking(person))

    def _press_revoke(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        if len(numbers) != 1:
            return None
        if self._invitations.revoke(numbers[0]):
            self._audit.enter(person.id, Deed.REVOKE)
        left = self._revoking(person)
        said = person.say("invite-revoked", count=len(left))
        return Pressed(Reply(plain(said).pieces, left), in_place=True)

    def _revoking(self, person: Person) -> tuple[tuple[Button, ...], ...]:
        """A row for each link that lets in still."""
        return tuple((_revoke(person, each),) for each in self._invitations.open()[:_LISTED])


def _revoke(person: Person, made: Invitation) -> Button:
    until = _day(person, made.expires_at)
    return Button(person.say("button-revoke", count=made.left, until=until), f"revoke:{made.id}")


def _day(person: Person, at: datetime) -> str:
    return local_day(person.language, at.astimezone(person.zone).date())
