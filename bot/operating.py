"""The desks of the bot's admins: all that `bot.commands.OPERATING` names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from bot.announcing import Announcing
from bot.config import Config
from bot.desks import Desk
from bot.keeping_sources import SourceKeeping
from bot.looking import look
from bot.numbers import Counting
from bot.paths import index_path
from bot.troubles import Troubles
from bot.unanswered import Unanswered
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
