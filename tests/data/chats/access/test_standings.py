"""Who was let in, by links that end, and what is left of it when somebody is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data.chats.access.audit import Audit, Deed
from data.chats.access.invitations import VALID, Invitations
from data.chats.access.standings import Standing, Standings
from data.chats.chats import Chats
from data.chats.erasure import ASKED, Erasure
from data.chats.outbox import Outbox
from data.store.articles import Store

AT = datetime(2026, 9, 14, 12, tzinfo=UTC)
ANN, LI, GROUP = "telegram:8", "telegram:7", "telegram:-1001"


class Clock:
    """Goes when it is told to."""

    def __init__(self) -> None:
        self.now = AT

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def standings(store: Store, clock: Clock) -> Standings:
    return Standings(store.database, clock)


@pytest.fixture
def invitations(store: Store, clock: Clock) -> Invitations:
    return Invitations(store.database, clock)


def standing(standings: Standings, who: str) -> Standing | None:
    found = standings.of(who)
    return found[who].standing if found else None


def test_the_first_who_opens_the_owners_link_owns_the_bot(invitations: Invitations, standings: Standings) -> None:
    secret = invitations.for_owner()
    assert secret
    assert invitations.claim(secret, ANN, "Ann", "en")
    assert invitations.claim(secret, LI, "Li", "zh") is None
    assert standings.owners() == [ANN]
    assert invitations.for_owner() is None


def test_a_new_link_for_the_owner_ends_the_one_before(invitations: Invitations) -> None:
    old, new = invitations.for_owner(), invitations.for_owner()
    assert old
    assert new
    assert invitations.claim(old, ANN, "Ann", "en") is None
    assert invitations.redeem(new, ANN, "Ann", "en") is None
    assert invitations.claim(new, ANN, "Ann", "en")


def test_no_guest_becomes_the_owner_and_links_are_kept_as_hashes(store: Store, invitations: Invitations) -> None:
    secret, _ = invitations.invite(LI)
    assert invitations.claim(secret, ANN, "Ann", "en") is None
    assert secret not in str(store.database.rows("SELECT * FROM invitations"))


def test_a_link_lets_in_so_many_within_its_days(invitations: Invitations, clock: Clock) -> None:
    secret, made = invitations.invite(LI, 2)
    assert made.expires_at == AT + VALID
    assert all(invitations.redeem(secret, f"telegram:{number}", "", "") for number in (1, 2))
    assert invitations.redeem(secret, "telegram:3", "", "") is None
    secret, _ = invitations.invite(LI)
    clock.now += VALID - timedelta(seconds=1)
    assert [each.left for each in invitations.open()] == [1]
    clock.now += timedelta(seconds=1)
    assert invitations.open() == []
    assert invitations.redeem(secret, "telegram:3", "", "") is None


def test_a_link_taken_back_lets_nobody_in_and_none_lets_in_who_is_banned(
    invitations: Invitations, standings: Standings
) -> None:
    secret, made = invitations.invite(LI)
    assert invitations.revoke(made.id)
    assert not invitations.revoke(made.id)
    assert invitations.redeem(secret, ANN, "", "") is None
    secret, _ = invitations.invite(LI)
    standings.settle(ANN, Standing.BANNED)
    assert invitations.redeem(secret, ANN, "", "") is None
    assert [each.left for each in invitations.open()] == [1]


def test_an_owner_shuts_out_nobody_who_was_served_before(
    store: Store, clock: Clock, invitations: Invitations, standings: Standings
) -> None:
    chats = Chats(store.database, clock)
    chats.seen(LI, "private")
    chats.seen(GROUP, "group", "Readers")
    standings.settle("telegram:9", Standing.BANNED)
    chats.seen("telegram:9", "private")
    assert standings.is_open
    secret = invitations.for_owner()
    assert secret
    invitations.claim(secret, ANN, "Ann", "en")
    assert not standings.is_open
    found = standings.of(LI, GROUP, "telegram:9")
    assert {who: each.standing for who, each in found.items()} == {
        LI: Standing.ADMITTED,
        GROUP: Standing.ADMITTED,
        "telegram:9": Standing.BANNED,
    }
    standings.open()
    assert standings.is_open


def test_people_are_found_by_number_and_name(standings: Standings) -> None:
    standings.settle(ANN, Standing.ADMITTED, LI, "Ann @ann_reads", "en")
    standings.settle(LI, Standing.WAITING, name="Li 100%")
    assert [each.who for each in standings.named("8")] == [ANN]
    assert [each.who for each in standings.named("@ANN_reads")] == [ANN]
    assert [each.who for each in standings.named("100%")] == [LI]
    assert standings.named("0_") == []
    assert [each.who for each in standings.all(9)] == [LI, ANN]
    assert standings.settle(ANN, Standing.BANNED, LI).name == "Ann @ann_reads"


def test_a_group_goes_when_the_bot_does_and_moves_with_its_number(
    store: Store, clock: Clock, standings: Standings
) -> None:
    standings.settle(GROUP, Standing.ADMITTED, ANN, "Readers")
    assert standings.added_by(ANN) == [GROUP]
    Chats(store.database, clock).migrate(GROUP, "telegram:-2002")
    assert standing(standings, "telegram:-2002") is Standing.ADMITTED
    standings.leave("telegram:-2002")
    assert standing(standings, "telegram:-2002") is None
    standings.settle(GROUP, Standing.BANNED)
    standings.leave(GROUP)
    assert standing(standings, GROUP) is Standing.BANNED


def test_the_audit_keeps_the_newest(store: Store, clock: Clock) -> None:
    audit = Audit(store.database, clock, kept=2)
    for deed in (Deed.ADD, Deed.PAUSE, Deed.REMOVE):
        audit.enter(LI, deed, "BBC")
    assert [(each.deed, each.by, each.about, each.at) for each in audit.last(9)] == [
        (Deed.REMOVE, LI, "BBC", AT),
        (Deed.PAUSE, LI, "BBC", AT),
    ]
    assert audit.count() == 2


@pytest.mark.parametrize("how", Standing)
def test_who_is_forgotten_leaves_a_bare_number_in_a_ban_and_as_the_owner_only(
    store: Store, clock: Clock, standings: Standings, how: Standing
) -> None:
    standings.settle(ANN, how, LI, "Ann @ann_reads", "en")
    standings.settle(GROUP, Standing.ADMITTED, ANN, "Readers")
    audit = Audit(store.database, clock)
    audit.enter(LI, Deed.ADMIT, ANN)
    audit.enter(ANN, Deed.ADD, "BBC")
    outbox = Outbox(store.database)
    outbox.put(f"{ASKED}{ANN}:1", LI, None, '"Ann @ann_reads"', AT)
    outbox.put(f"{ASKED}telegram:88:1", LI, None, '"Bo"', AT)
    people = Erasure(store.database)
    stays = how in (Standing.BANNED, Standing.OWNER)
    assert people.traces(ANN).access == (not stays)
    people.forget(ANN)
    assert standing(standings, ANN) == (how if stays else None)
    assert "Ann" not in str(standings.all(9))
    assert outbox.counts(ASKED)["waiting"] == 1  # type: ignore[index]
    assert [(each.by, each.deed, each.about) for each in audit.last(9)] == [("", Deed.ADD, "BBC"), (LI, Deed.ADMIT, "")]
    assert standings.of(GROUP)[GROUP].by == ""
    assert not people.traces(ANN).any
