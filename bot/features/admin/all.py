"""The features of the bot's admins: all that `bot.core.commands.OPERATING` names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from bot.config import Config, index_path
from bot.features.access.audit import AuditTrail
from bot.features.access.invitations import Inviting
from bot.features.access.people import People
from bot.features.access.setup import SetUp
from bot.features.admin.broadcast import Broadcast
from bot.features.admin.errors import ErrorReports
from bot.features.admin.health import Health, Mendable
from bot.features.admin.sources import SourceAdmin
from bot.features.admin.statistics import Counting
from bot.features.admin.unanswered import Unanswered
from bot.features.feature import Feature
from bot.features.web_pages import look
from data.store.articles import Store


def operating(
    config: Config,
    store: Store,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    index: Mendable | None = None,
) -> tuple[Feature, ...]:
    """Features on the store of `config`; closed to everybody who is no admin."""
    looking, database = partial(look, config, store), store.database
    return (
        SourceAdmin(store, looking, config.update, clock),
        Counting(store, index_path(config), clock),
        ErrorReports(store, clock),
        Broadcast(store, clock),
        Unanswered(store, clock),
        People(config, database, clock),
        Inviting(config, database, clock),
        AuditTrail(database, clock),
        SetUp(database, looking, clock),
        Health(config, store, clock, index),
    )
