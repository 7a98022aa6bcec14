"""The desks of the bot's admins: all that `bot.commands.OPERATING` names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from bot.config import Config
from bot.desks.announcing import Announcing
from bot.desks.desk import Desk
from bot.desks.keeping_sources import SourceKeeping
from bot.desks.looking import look
from bot.desks.numbers import Counting
from bot.desks.troubles import Troubles
from bot.desks.unanswered import Unanswered
from bot.paths import index_path
from data.store import Store


def operating(
    config: Config, store: Store, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> tuple[Desk, ...]:
    """Desks on the store of `config`; closed to everybody who is no admin."""
    return (
        SourceKeeping(store, partial(look, config, store), config.update, clock),
        Counting(store, index_path(config), clock),
        Troubles(store, clock),
        Announcing(store, clock),
        Unanswered(store, clock),
    )
