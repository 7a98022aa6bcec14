"""Who may use the bot, by the configuration and by what its admins settled in the chat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum

from bot.config import Config
from data.chats.access.standings import Member, Standing, Standings
from data.chats.chats import is_shared
from data.store.database import Database

_IN = (Standing.OWNER, Standing.ADMITTED)


class Mode(StrEnum):
    """Who may come."""

    OPEN = "open"  # everybody who is not banned
    LIST = "list"  # those of the configuration
    INVITATION = "invitation"  # who opens a link, or for whom an admin said yes


class Access:
    """The law of `database` and `config`; any thread may call. People and chats are named as in `data.chats.chats`."""

    def __init__(self, config: Config, database: Database, clock: Callable[[], datetime]) -> None:
        self.standings = Standings(database, clock)
        self._config = config

    @property
    def mode(self) -> Mode:
        if self._config.access:
            return Mode(self._config.access)
        return Mode.OPEN if self.standings.is_open else Mode.INVITATION

    @property
    def is_configured(self) -> bool:
        """Whether the configuration says who may come, so that no admin can."""
        return self._config.access is not None

    def admins(self) -> list[str]:
        """Those of the configuration, and the owner."""
        return list(dict.fromkeys([*(f"telegram:{each}" for each in self._config.admins), *self.standings.owners()]))

    def is_admin(self, who: str | None) -> bool:
        return who is not None and who in self.admins()

    def admits(self, who: str | None) -> bool:
        """Whether a person, a group or a channel is let in by itself."""
        if who is None or self.is_admin(who):
            return True
        found = self.standings.of(who).get(who)
        if found and found.standing is Standing.BANNED:
            return False
        mode = self.mode
        return mode is Mode.OPEN or who in self._listed() or (mode is Mode.INVITATION and self._holds(found))

    def lets_in(self, who: str | None, chat: str | None) -> bool:
        """Whether the person is served in the chat: by themselves, or as one of a group that is let in."""
        if who is None:
            return self.admits(chat)
        if self.is_admin(who):
            return True
        banned = [each for each in self.standings.of(*{who, chat or who}).values() if each.standing is Standing.BANNED]
        if banned:
            return False
        return self.admits(who) or (chat is not None and is_shared(chat) and self.admits(chat))

    def shut_out(self, chats: list[str]) -> Iterator[str]:
        """Those of `chats` that are not let in."""
        return (chat for chat in chats if not self.admits(chat))

    def _holds(self, found: Member | None) -> bool:
        """Of a group: as long as who added it is not banned."""
        if found is None or found.standing not in _IN:
            return False
        by = self.standings.of(found.by).get(found.by) if is_shared(found.who) and found.by else None
        return by is None or by.standing is not Standing.BANNED

    def _listed(self) -> set[str]:
        return {f"telegram:{number}" for number in self._config.people}
