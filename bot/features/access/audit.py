"""/audit: what the bot's admins did, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.core.person import Person
from bot.core.reply import Piece, Pressed, Reply, Style, plain
from bot.features.feature import Feature
from bot.replies.articles import paging
from bot.replies.previews import cut
from bot.replies.sources import ago
from data.chats.access.audit import Audit, Entered
from data.chats.access.standings import Standings
from data.store.database import Database

_A_PAGE = 10
_WIDTH = 30.0  # of a name or title, in Han characters


class AuditTrail(Feature):
    """The audit of `database`."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._audit, self._clock = Audit(database, clock), clock
        self._standings = Standings(database, clock)
        self.commands = {"audit": self._list}
        self.presses = {"audit": self._press}

    def _list(self, words: str, person: Person) -> Reply:
        return self._page(0, person)

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        return Pressed(self._page(numbers[0], person), in_place=True) if len(numbers) == 1 else None

    def _page(self, number: int, person: Person) -> Reply:
        pages = -(-self._audit.count() // _A_PAGE)
        if not pages:
            return plain(person.say("audit-none"))
        number = min(number, pages - 1)
        pieces = [Piece(person.say("audit-title"), Style.BOLD)]
        if pages > 1:
            pieces.append(Piece("  " + person.say("page", page=number + 1, pages=pages), Style.FAINT))
        for entered in self._audit.last(_A_PAGE, number * _A_PAGE):
            pieces.append(Piece(f"\n• {self._told(entered, person)}"))
            pieces.append(Piece(f" · {ago(person, entered.at, self._clock())}", Style.FAINT))
        return Reply(tuple(pieces), tuple(paging(person, "audit", number, pages)))

    def _told(self, entered: Entered, person: Person) -> str:
        by, about = self._name(entered.by), self._name(entered.about)
        return person.say("deed", deed=entered.deed, by=by or person.say("deed-nobody"), about=about or "…")

    def _name(self, whom: str) -> str:
        """Of somebody as they were called last; anything else as it is."""
        if not whom.startswith("telegram:"):
            return cut(whom, _WIDTH)
        known = self._standings.of(whom).get(whom)
        return cut(known.name, _WIDTH) if known and known.name else whom.rpartition(":")[2]
