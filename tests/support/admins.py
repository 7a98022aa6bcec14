"""A bot that its admins see to, for the tests of their commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.config import Config
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.person import ChatContext, ChatKind, Person
from bot.core.reply import Reply
from bot.features.admin.all import operating
from data.models import Entry
from data.store.articles import Store
from data.store.sources import Sources
from tests.conftest import SHANGHAI
from tests.support.made import Answers, answered
from tests.support.sites.site import Site
from tests.support.stored import keep

NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)
LI = Person("zh", SHANGHAI, "telegram:7:-:-", "telegram:7", ChatContext("telegram:7"), operator=True)
CHIEF = replace(LI, language="en")
ANN = Person("en", SHANGHAI, "telegram:8:-:-", "telegram:8", ChatContext("telegram:8"))
GROUP = ChatContext("telegram:-1001", ChatKind.GROUP)
SCREEN = 13  # lines


class World:
    """A bot that admins see to, and the sites around it; its clock goes when it is told to."""

    def __init__(self, store: Store, sites: dict[str, Site], updates: bool = True) -> None:
        self.store, self.sites, self.now = store, sites, NOW
        home = store.database.path.parent
        config = Config(home=home, allow_private="all", spacing=0, update=updates)
        self.features = operating(config, store, self.clock)
        self.answers = Answers({"谁赢了?": answered()})
        self.router = Router(store, self.answers, self.clock, operating=self.features)
        self.sources = Sources(store.database, self.clock)

    def clock(self) -> datetime:
        return self.now

    def article(self) -> None:
        """Without any, nothing is asked."""
        keep(self.store, Entry("T", "正文。", "https://x.example/t"), now=NOW)

    def say(self, text: str, person: Person = LI) -> Reply:
        return self.router.respond(understand(text), person)

    def press(self, reply: Reply, button: str, person: Person = LI) -> Reply:
        return self.router.press(actions(reply)[button], person).reply


def actions(reply: Reply) -> dict[str, str]:
    return {button.label: button.action for row in reply.buttons for button in row}
