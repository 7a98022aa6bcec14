"""A newsroom that the bot's admins see to, for the tests of their commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.config import Config
from bot.desks.operating import operating
from bot.newsroom import Newsroom
from bot.person import Person, Room, RoomKind
from bot.views.replies import Reply
from data.models import Entry
from data.sources import Sources
from data.store import Store
from tests.conftest import SHANGHAI
from tests.made import Answers, answered
from tests.sites.site import Site

NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)
LI = Person("zh", SHANGHAI, "telegram:7:-:-", "telegram:7", Room("telegram:7"), operator=True)
CHIEF = replace(LI, language="en")
ANN = Person("en", SHANGHAI, "telegram:8:-:-", "telegram:8", Room("telegram:8"))
GROUP = Room("telegram:-1001", RoomKind.GROUP)
SCREEN = 13  # lines


class World:
    """A newsroom that admins see to, and the sites around it; its clock goes when it is told to."""

    def __init__(self, store: Store, sites: dict[str, Site], updates: bool = True) -> None:
        self.store, self.sites, self.now = store, sites, NOW
        home = store.database.path.parent
        config = Config(home=home, allow_private="all", spacing=0, update=updates)
        self.desks = operating(config, store, self.clock)
        self.answers = Answers({"谁赢了?": answered()})
        self.newsroom = Newsroom(store, self.answers, self.clock, operating=self.desks)
        self.sources = Sources(store.database, self.clock)

    def clock(self) -> datetime:
        return self.now

    def article(self) -> None:
        """Without any, nothing is asked."""
        self.store.write([(Entry("T", "正文。", "https://x.example/t"), ())], "any", NOW)

    def say(self, text: str, person: Person = LI) -> Reply:
        return self.newsroom.respond(text, person)

    def press(self, reply: Reply, button: str, person: Person = LI) -> Reply:
        return self.newsroom.press(actions(reply)[button], person).reply


def actions(reply: Reply) -> dict[str, str]:
    return {button.label: button.action for row in reply.buttons for button in row}
