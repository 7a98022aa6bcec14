"""The desks of the bot's admins: all that `bot.commands.OPERATING` names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.announcing import Announcing
from bot.config import Config
from bot.desks import Desk
from bot.keeping_sources import SourceKeeping
from bot.looking import look
from bot.numbers import Counting
from bot.troubles import Troubles
from bot.unanswered import Unanswered
from data.store import Store


def operating(
    config: Config, store: Store, index: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> tuple[Desk, ...]:
    """Desks on `store`, whose vectors are in the file `index`; closed to everybody who is no admin."""
    return (
        SourceKeeping(store, partial(look, config, store), config.update, clock),
        Counting(store, index, clock),
        Troubles(store, clock),
        Announcing(store, clock),
        Unanswered(store, clock),
    )
