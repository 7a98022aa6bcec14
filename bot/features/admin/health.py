"""/health: what is amiss with the running bot, with a button for each thing that can be mended here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from bot.config import Config
from bot.core.person import Person
from bot.core.reply import Button, Piece, Pressed, Reply, Style, plain
from bot.features.feature import Feature
from bot.homes.backup import backups, make_kept_backup
from bot.replies.source_cards import source_buttons
from bot.replies.sources import ago, by_need
from data.chats.access.audit import Audit, Deed
from data.chats.outbox import Outbox, State
from data.errors import NewsError
from data.store.articles import Store
from data.store.sources import Sources
from data.store.upkeep.copies import is_database
from embeddings.search.live_index import Drift

_SOURCES = 4
_REBUILD, _BACKUP = 1, 2  # what buttons mend
_GB = 1e9


class Mendable(Protocol):
    """The index that follows the store."""

    def drift(self) -> Drift: ...

    def rebuild(self) -> None: ...


class Health(Feature):
    """How the bot of `config` does. Without `index` nothing is said of it."""

    def __init__(self, config: Config, store: Store, clock: Callable[[], datetime], index: Mendable | None) -> None:
        self._config, self._store, self._clock, self._index = config, store, clock, index
        self._sources, self._audit = Sources(store.database, clock), Audit(store.database, clock)
        self.commands = {"health": lambda words, person: self._shown(person)}
        self.presses = {"health": self._press}

    def _press(self, numbers: Sequence[int], person: Person) -> Pressed | None:
        """Without a number it looks again; else it mends, and looks again."""
        try:
            if numbers == [_REBUILD] and self._index:
                self._index.rebuild()
                self._audit.enter(person.id, Deed.REBUILD)
            elif numbers == [_BACKUP] and self._config.backup:
                make_kept_backup(self._config, self._config.backup, self._clock())
                self._audit.enter(person.id, Deed.BACKUP)
            elif numbers:
                return None
        except NewsError as error:
            return Pressed(plain(person.say("health-failed", why=str(error))), in_place=False)
        return Pressed(self._shown(person), in_place=True)

    def _shown(self, person: Person) -> Reply:
        failing = [each for each in by_need(self._sources.all()) if each.error and not each.paused]
        drift = self._index.drift() if self._index else None
        lost = not _is_there(self._store.database.path)
        amiss = len(failing) + bool(drift) + lost
        lines = [
            *([person.say("health-database")] if lost else []),
            *self._index_lines(drift, person),
            person.say("health-sources", count=len(failing)),
        ]
        lines += [*self._lines(person)]
        pieces = [Piece(person.say("health-title", amiss=amiss), Style.BOLD), Piece("".join(f"\n{x}" for x in lines))]
        mending = [Button(person.say("button-rebuild"), f"health:{_REBUILD}")] if drift else []
        if self._config.backup:
            mending.append(Button(person.say("button-backup"), f"health:{_BACKUP}"))
        again = (Button(person.say("button-look-again"), "health"),)
        rows = source_buttons(failing[:_SOURCES], "check")
        return Reply(tuple(pieces), (*rows, *((tuple(mending),) if mending else ()), again))

    def _index_lines(self, drift: Drift | None, person: Person) -> list[str]:
        if drift is None:
            return []
        return [person.say("health-index", count=drift.missing + drift.surplus + drift.different)]

    def _lines(self, person: Person) -> list[str]:
        counts, now = Outbox(self._store.database).counts(), self._clock()
        made = backups(self._config.backup)
        at = datetime.fromtimestamp(made[-1].stat().st_mtime, UTC) if made else None
        free = shutil.disk_usage(self._store.database.path.parent).free
        return [
            person.say("health-passages", count=self._store.count_pending()),
            person.say("health-outbox", waiting=counts[State.WAITING], lost=counts[State.GIVEN_UP]),
            person.say("health-backup", ago=ago(person, at, now) if at else "none"),
            person.say("health-disk", size=f"{free / _GB:,.1f}"),
        ]


def _is_there(database: Path) -> bool:
    """Whether the file in the home is still a database: one that was put in its place is not what is open here."""
    try:
        return database.stat().st_size > 0 and is_database(database)
    except OSError:
        return False
