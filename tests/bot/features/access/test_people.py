"""People, links, the audit and the first steps, as admins see them; sites on loopback, no Telegram."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from bot.config import Config, load_config
from bot.conversation.router import Router
from bot.conversation.understanding import understand
from bot.core.access import Access, Mode
from bot.core.person import Person
from bot.core.reply import Reply
from bot.core.splitting import utf16_length
from bot.features.access.door import Door, Visitor
from bot.features.access.setup import SetUp
from bot.features.admin.all import operating
from bot.features.web_pages import look
from data.chats.access.invitations import VALID
from data.chats.access.standings import Standing
from data.chats.outbox import Outbox
from data.errors import ConfigError
from data.store.articles import Store
from data.store.sources import Sources
from tests.support.admins import ANN, CHIEF, LI, NOW, actions
from tests.support.made import Answers
from tests.support.sites import bad, good
from tests.support.sites.server import SiteServer
from tests.support.sites.site import Site

INVITING = Config(admins=(7,), access="invitation")


class Club:
    """A bot by invitation; its clock goes when it is told to."""

    def __init__(self, store: Store, config: Config = INVITING) -> None:
        self.store, self.now = store, NOW
        self.access = Access(config, store.database, self.clock)
        self.standings = self.access.standings
        self.door = Door(config, self.access, store.database, self.clock)
        features = operating(config, store, self.clock)
        self.router = Router(store, Answers(), self.clock, operating=features)

    def clock(self) -> datetime:
        return self.now

    def say(self, text: str, person: Person = CHIEF) -> Reply:
        return self.router.respond(understand(text), replace(person, bot="news_bot"))

    def press(self, reply: Reply, label: str) -> Reply:
        return self.router.press(actions(reply)[label], CHIEF).reply


@pytest.fixture
def club(store: Store) -> Club:
    return Club(store)


def test_people_stand_in_the_order_of_what_is_to_be_done(club: Club) -> None:
    for number, standing in enumerate(Standing, 10):
        club.standings.settle(f"telegram:{number}", standing, name=standing.value.title())
    shown = club.say("/people")
    assert shown.text == (
        "👥 By invitation only\nwaiting 1 · let in 1 · banned 1\n\nPress a name to see more, let in, ban or unban."
    )
    assert list(actions(shown)) == ["⏳ Waiting", "👑 Owner", "✅ Admitted", "🚫 Banned", "✖ Refused"]
    card = club.press(shown, "✅ Admitted")
    assert card.text == "✅ Admitted\nLet in just now\nnumber 11"
    assert list(actions(card)) == ["🚫 Ban", "‹ All people"]
    banned = club.press(card, "🚫 Ban")
    assert banned.text.startswith("🚫 Admitted\nBanned just now\nby 7")
    assert club.press(banned, "↩ Unban").text.startswith("✅ Admitted")
    assert list(actions(club.press(shown, "👑 Owner"))) == ["‹ All people"]


def test_many_people_have_pages_that_fit(club: Club) -> None:
    for number in range(100, 130):
        club.standings.settle(f"telegram:{number}", Standing.ADMITTED, name="长" * 200)
    shown = club.say("/people", LI)
    assert utf16_length(shown.text) < 4096
    assert all(len(button.action.encode()) <= 64 for row in shown.buttons for button in row)
    assert "下一页" in str(list(actions(shown)))


def test_what_was_decided_by_another_admin_stays(club: Club) -> None:
    member = club.standings.settle("telegram:8", Standing.WAITING, name="Ann")
    asked = club.press(club.say("/people"), "⏳ Ann")
    club.standings.settle("telegram:8", Standing.BANNED, "telegram:9")
    assert club.press(asked, "✅ Let in").text.startswith("🚫 Ann")
    club.standings.leave("telegram:8")
    assert club.standings.get(member.id)


@pytest.mark.parametrize(("text", "said"), [
    ("/ban", "Who?"), ("/ban nobody", "I know nobody"), ("/unban 5", "Nobody with that"),
    ("/people x", "I know nobody"),
    ("/ban 7", "Admins cannot"), ("/invite 0", "One link can"), ("/invite 101", "One link can"), ("/invite x", "One"),
])  # fmt: skip
def test_a_mistake_gets_a_line_that_says_what_to_do(club: Club, text: str, said: str) -> None:
    assert club.say(text).text.startswith(said)
    assert club.standings.count() == 0


def test_two_of_a_name_are_asked_about(club: Club) -> None:
    for number in (8, 9):
        club.standings.settle(f"telegram:{number}", Standing.ADMITTED, name=f"Ann {number}")
    asked = club.say("/ban ann")
    assert (asked.text, list(actions(asked))) == ("Which one?", ["✅ Ann 9", "✅ Ann 8"])
    assert club.standings.count(Standing.BANNED) == 0


def test_a_ban_puts_out_the_groups_that_somebody_added(club: Club) -> None:
    club.standings.settle("telegram:8", Standing.ADMITTED, name="Ann")
    club.standings.settle("telegram:-5", Standing.ADMITTED, "telegram:8", "Readers")
    club.router.chats.seen("telegram:-5", "group", "Readers")
    assert club.access.lets_in("telegram:30", "telegram:-5")
    club.say("/ban 8")
    assert not club.access.lets_in("telegram:30", "telegram:-5")
    assert club.router.chats.closed("telegram:-5") == "banned"
    club.say("/unban 8")
    assert club.access.lets_in("telegram:30", "telegram:-5")
    assert club.router.chats.closed("telegram:-5") is None


def test_a_link_ends_after_its_days(club: Club) -> None:
    said = club.say("/invite 2").text
    assert said.startswith("✉️ This link lets in 2 people, until 21 September:\n\nhttps://t.me/news_bot?start=join_")
    start = said.split("start=")[1].split()[0]
    assert len(start) <= 64
    club.now += VALID
    met = club.door.meet(Visitor("telegram:8", "telegram:8", "Ann", "en", start), ANN)
    assert not met.inside
    assert met.reply
    assert met.reply.text.startswith("This link no longer works")


def test_a_crowd_of_strangers_does_not_flood_the_admins(club: Club) -> None:
    for number in range(1000, 1050):
        club.door.meet(Visitor(f"telegram:{number}", f"telegram:{number}", "Bot"), ANN)
    assert club.standings.count(Standing.WAITING) == 50
    assert sum(Outbox(club.store.database).counts().values()) == 20


def test_what_admins_did_is_kept_in_pages(club: Club) -> None:
    assert club.say("/audit").text == "The admins have done nothing yet."
    for _ in range(11):
        club.say("/invite")
    shown = club.say("/audit")
    assert shown.text.startswith("🧾 What the admins did  page 1 of 2\n• 7 made an invitation link (people: 1) ·")


def test_everybody_may_come_until_an_owner_is_there_and_the_configuration_has_the_last_word(store: Store) -> None:
    club = Club(store, Config())
    assert (club.access.mode, club.access.admits("telegram:8")) == (Mode.OPEN, True)
    start = club.door.owner_start()
    assert start
    assert club.door.meet(Visitor("telegram:7", "telegram:7", "Li", "zh", start), LI).owns
    assert (club.access.mode, club.access.admits("telegram:8")) == (Mode.INVITATION, False)
    assert club.access.is_admin("telegram:7")
    assert club.door.owner_start() is None
    assert Access(Config(access="open"), store.database, club.clock).admits("telegram:8")
    listed = Access(Config(access="list", people=(8,)), store.database, club.clock)
    assert [listed.admits(f"telegram:{number}") for number in (7, 8, 9)] == [True, True, False]


def test_no_owner_is_looked_for_where_admins_are_configured(store: Store) -> None:
    club = Club(store, Config(admins=(7,)))
    assert club.door.owner_start() is None
    assert club.access.admits("telegram:8")


def test_chats_that_are_not_let_in_any_more_get_nothing_more(store: Store) -> None:
    club = Club(store, Config(admins=(7,), access="list", people=(8,)))
    for number in (7, 8, 9):
        club.router.chats.seen(f"telegram:{number}", "private")
    club.door.close_to_strangers()
    assert sorted(club.router.chats.open_chats()) == ["telegram:7", "telegram:8"]


def test_the_terminal_is_always_let_in(store: Store) -> None:
    assert Access(Config(access="list"), store.database, lambda: NOW).lets_in(None, None)


# -- the first steps


@pytest.fixture(scope="module")
def sites() -> Iterator[dict[str, Site]]:
    with SiteServer((good.rss20_full, bad.not_found)) as server:
        yield {site.name: site for site in server.sites}


def test_first_sources_are_looked_at_before_they_are_added(store: Store, sites: dict[str, Site]) -> None:
    config = Config(home=store.database.path.parent, allow_private="all", spacing=0)
    urls = [("Good", sites["rss20-full"].url), ("Gone", sites["not-found"].url)]
    steps = SetUp(store.database, lambda specs: look(config, store, specs), lambda: NOW, {"en": urls, "zh": []})
    press = steps.presses["setup"]
    shown = press([3], CHIEF)
    assert shown
    assert list(actions(shown.reply)) == ["➕ Good", "➕ Gone", "Done ›"]
    added = press([3, 0], CHIEF)
    assert added
    assert added.reply.text.endswith("✅ Added: Good")
    assert list(actions(added.reply)) == ["✓ Good", "➕ Gone", "Done ›"]
    failed = press([3, 1], CHIEF)
    assert failed
    assert "\n\nGone cannot be read: " in failed.reply.text
    assert [each.title for each in Sources(store.database, lambda: NOW).all()] == ["Good"]
    again = press([3, 0], CHIEF)
    assert again
    assert press([3, 5], CHIEF) is None
    assert press([9], CHIEF) is None
    assert press([2, 99], CHIEF) is None
    end = press([4], CHIEF)
    assert end
    assert end.reply.text.startswith("🎉 All set, with one source.")


def test_each_step_changes_what_it_asks_for(club: Club) -> None:
    hello = club.say("/setup")
    zones = club.press(hello, "繁體中文")
    assert zones.text.startswith("2/3 你在哪個時區")
    chosen = next(label for label in actions(zones) if label.startswith("柏林"))
    assert club.press(zones, chosen).text.startswith("3/3")
    settings = club.router.chats.settings("telegram:7")
    assert (settings.language, settings.zone) == ("zh_Hant", "Europe/Berlin")


# -- settings


def test_a_setting_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSBOT_PEOPLE", "8, -1001")
    monkeypatch.setenv("NEWSBOT_ACCESS", "invitation")
    config = load_config()
    assert (config.people, config.access) == ((8, -1001), "invitation")
    monkeypatch.setenv("NEWSBOT_ACCESS", "closed")
    with pytest.raises(ConfigError, match="NEWSBOT_ACCESS"):
        load_config()
