"""Chats keep what was set, are closed and reopened, move; a person is forgotten in every table that knows them."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.chats.chats import HOURLY, KEPT_CLOSED, Chats, ChatSettings, LastOverview
from data.chats.erasure import Erasure
from data.chats.turns import Turns
from data.store.database import Database
from tests.support.clocks import Clock

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
LI, ANN, GROUP = "telegram:7", "telegram:8", "telegram:-1001"


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def database(database: Database) -> Database:
    with database.transaction() as connection:
        connection.execute(
            "INSERT INTO articles (id, key, title, body, added_at, changed_at) VALUES (1, 'k', 't', 'b', 0, 0)"
        )
    return database


@pytest.fixture
def chat_keys(database: Database, clock: Clock) -> Chats:
    return Chats(database, clock)


# -- settings


def test_a_chat_that_nobody_knows_has_nothing_set(chat_keys: Chats) -> None:
    settings = chat_keys.settings(LI)
    assert settings == ChatSettings(None, None, None, None, None)
    assert settings.alerts_an_hour == HOURLY


def test_what_is_set_stays_and_what_is_not_changed_too(chat_keys: Chats, database: Database, clock: Clock) -> None:
    chat_keys.set(LI, language="en", zone="Europe/Berlin", quiet=(1320, 420))
    chat_keys.set(LI, hourly=3, length="short")
    chat_keys.set(LI, language=None)
    assert Chats(database, clock).settings(LI) == ChatSettings(None, "Europe/Berlin", "short", (1320, 420), 3)
    chat_keys.set(LI, quiet=None)
    assert chat_keys.settings(LI).quiet is None
    assert chat_keys.settings(ANN) == ChatSettings()


def test_settings_outlive_what_is_seen_later(chat_keys: Chats) -> None:
    chat_keys.set(GROUP, zone="Europe/Berlin")
    chat_keys.seen(GROUP, "group", "Readers")
    assert chat_keys.settings(GROUP).zone == "Europe/Berlin"


def test_no_limit_is_not_the_usual_limit() -> None:
    assert ChatSettings(hourly=0).alerts_an_hour is None
    assert ChatSettings(hourly=10).alerts_an_hour == 10


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 1439))
def test_quiet_hours_are_those_a_clock_walks_through(start: int, end: int, minute: int) -> None:
    if start == end:
        return
    walked = {at % 1440 for at in range(start, end if start < end else end + 1440)}
    assert ChatSettings(quiet=(start, end)).is_quiet(minute) == (minute in walked)


# -- open and closed


def test_a_closed_chat_is_not_written_to_and_what_waited_for_it_is_not_sent_later(
    chat_keys: Chats, database: Database
) -> None:
    chat_keys.seen(LI, "private")
    chat_keys.seen(ANN, "private")
    put_all(database, LI, LI)
    put_all(database, ANN, ANN)
    chat_keys.close(LI, "blocked")
    assert chat_keys.open_chats() == [ANN]
    assert (chat_keys.closed(LI), chat_keys.closed(ANN), chat_keys.closed(GROUP)) == ("blocked", None, None)
    chat_keys.reopen(LI)
    assert set(chat_keys.open_chats()) == {LI, ANN}
    assert database.value("SELECT count(*) FROM alerts WHERE told_at IS NULL AND room = ?", (LI,)) == 0
    assert database.rows("SELECT room, state, error FROM outbox ORDER BY room") == [
        (LI, "given up", "blocked"),
        (ANN, "waiting", None),
    ]


def test_the_chat_that_spoke_last_is_first(chat_keys: Chats, clock: Clock) -> None:
    chat_keys.seen(LI, "private")
    clock.now += timedelta(hours=2)
    chat_keys.seen(GROUP, "group")
    clock.now += timedelta(hours=2)
    chat_keys.seen(ANN, "private")
    assert chat_keys.open_chats() == [ANN, GROUP, LI]


def test_whoever_speaks_can_be_written_to_again(chat_keys: Chats) -> None:
    chat_keys.close(LI, "blocked")
    chat_keys.seen(LI, "private")
    assert chat_keys.closed(LI) is None


def test_a_long_closed_chat_is_removed_with_what_it_had_subscribed_to(
    chat_keys: Chats, database: Database, clock: Clock
) -> None:
    chat_keys.seen(LI, "private")
    put_all(database, LI, LI)
    put_all(database, ANN, ANN)
    chat_keys.close(LI, "blocked")
    clock.now += KEPT_CLOSED - timedelta(hours=1)
    chat_keys.close(LI, "blocked")  # each message that fails says so again
    chat_keys.seen(ANN, "private")
    assert chats_of(database, "subscriptions") == {LI, ANN}
    clock.now += timedelta(hours=2)
    chat_keys.seen(ANN, "private")
    for table in ("subscriptions", "alerts", "outbox", "sent", "rooms"):
        assert chats_of(database, table) == {ANN}


def test_a_chat_that_came_back_in_time_is_kept(chat_keys: Chats, database: Database, clock: Clock) -> None:
    chat_keys.close(LI, "blocked")
    clock.now += timedelta(days=20)
    chat_keys.reopen(LI)
    clock.now += timedelta(days=20)
    chat_keys.close(LI, "blocked")
    assert chats_of(database, "rooms") == {LI}


def test_few_messages_write(chat_keys: Chats, database: Database, clock: Clock) -> None:
    chat_keys.seen(LI, "private")
    before = database.value("SELECT seen_at FROM rooms")
    clock.now += timedelta(minutes=59)
    chat_keys.seen(LI, "private")
    assert database.value("SELECT seen_at FROM rooms") == before
    clock.now += timedelta(minutes=2)
    chat_keys.seen(LI, "private")
    assert database.value("SELECT seen_at FROM rooms") == before + 61 * 60


# -- a group that becomes a supergroup


def test_a_group_that_moves_takes_all_with_it(chat_keys: Chats, database: Database) -> None:
    chat_keys.seen("telegram:-5", "group", "Readers")
    chat_keys.set("telegram:-5", zone="Europe/Berlin", quiet=(1320, 420))
    put_all(database, "telegram:-5", LI, chats=["telegram:-5:-:7"])
    put_all(database, "telegram:-55", ANN, chats=["telegram:-55:-:8"])
    chat_keys.seen(GROUP, "group", "Readers")
    chat_keys.set(GROUP, zone="Asia/Tokyo")
    for _ in range(2):  # both chats are told of the move
        chat_keys.migrate("telegram:-5", GROUP)
    assert chat_keys.settings(GROUP) == ChatSettings(zone="Asia/Tokyo", quiet=(1320, 420))
    for table in ("subscriptions", "alerts", "outbox"):
        assert chats_of(database, table) == {GROUP, "telegram:-55"}
        assert database.value(f"SELECT thread FROM {table} WHERE room = ?", (GROUP,)) is None
    assert chats_of(database, "sent") == {"telegram:-55"}  # message numbers are counted anew
    assert {chat for (chat,) in database.rows("SELECT chat FROM turns")} == {"telegram:-1001:-:7", "telegram:-55:-:8"}
    assert "telegram:-5" not in chat_keys.open_chats()


def test_an_alert_that_both_chats_got_does_not_stop_the_move(chat_keys: Chats, database: Database) -> None:
    for chat_key in ("telegram:-5", GROUP):
        put(database, "alerts", room=chat_key, key="story:7", thread=None)
    chat_keys.migrate("telegram:-5", GROUP)
    assert database.rows("SELECT room, key FROM alerts") == [(GROUP, "story:7")]


def test_of_an_alert_that_two_topics_got_one_moves(chat_keys: Chats, database: Database) -> None:
    for topic in (1, 2, None):
        put(database, "alerts", room="telegram:-5", key="story:7", thread=topic)
    put(database, "alerts", room="telegram:-5", key="story:8", thread=2)
    chat_keys.migrate("telegram:-5", GROUP)
    assert database.rows("SELECT room, thread, key FROM alerts ORDER BY key") == [
        (GROUP, None, "story:7"),
        (GROUP, None, "story:8"),
    ]


def test_what_was_put_for_the_old_chat_is_not_put_again_for_the_new(chat_keys: Chats, database: Database) -> None:
    put(database, "outbox", room="telegram:-5", key="broadcast:3:telegram:-5:0")
    chat_keys.migrate("telegram:-5", GROUP)
    assert database.value("SELECT key FROM outbox") == f"broadcast:3:{GROUP}:0"
    put(database, "outbox", room="telegram:-5", key="broadcast:3:telegram:-5:0")
    chat_keys.migrate("telegram:-5", GROUP)  # put for both
    assert {key for (key,) in database.rows("SELECT key FROM outbox")} == {
        f"broadcast:3:{GROUP}:0", "broadcast:3:telegram:-5:0",
    }  # fmt: skip


# -- forgetting a person


def test_every_trace_of_a_person_goes_and_nothing_of_others(database: Database) -> None:
    """In every table that names a person or a chat, whatever tables there will be."""
    for person, number in ((LI, 7), (ANN, 8)):
        put_all(database, person, person, chats=[f"{person}:-:-", f"{GROUP}:-:{number}", f"{GROUP}:5:{number}"])
    put_all(database, GROUP, LI)
    before = {table: database.value(f"SELECT count(*) FROM {table}") for table in tables(database)}
    assert all(before.values())
    others = [row for row in everything(database) if not is_of_li(row)]

    gone = Erasure(database).forget(LI)

    left = everything(database)
    assert [row for row in left if is_of_li(row)] == []
    assert set(others) <= set(left)
    signed = [("subscriptions", GROUP)]
    assert [(row[0], chat_key) for row in left if row not in others for chat_key in row if chat_key == GROUP] == signed
    assert (gone.questions, gone.subscriptions, gone.signed, gone.settings) == (3, 1, 1, 1)


def test_the_tables_that_know_people_are_found(database: Database) -> None:
    known = "turns llm_spending rooms subscriptions alerts outbox sent feedback"
    assert set(known.split()) <= set(tables(database))


def test_what_is_counted_is_what_goes(database: Database) -> None:
    put_all(database, LI, LI, chats=[f"{LI}:-:-"])
    people = Erasure(database)
    counted = people.traces(LI)
    assert counted.any
    assert people.forget(LI) == counted
    assert not people.traces(LI).any
    assert not people.forget(LI).any


def test_a_number_that_begins_or_ends_alike_is_another_person(database: Database) -> None:
    chats = ["telegram:77:-:-", "telegram:-7:-:8", "telegram:-1007:-:-", f"{GROUP}:7:8", f"{GROUP}:-:17"]
    for chat in chats:
        put(database, "turns", chat=chat)
    Erasure(database).forget(LI)
    assert {chat for (chat,) in database.rows("SELECT chat FROM turns")} == {*chats}


def test_who_speaks_for_a_group_is_forgotten_without_the_group(database: Database) -> None:
    put_all(database, GROUP, ANN, chats=[f"{GROUP}:-:8", f"{GROUP}:-:-1001"])
    gone = Erasure(database).forget(GROUP)
    assert (gone.questions, gone.settings, gone.subscriptions) == (1, 0, 0)
    assert chats_of(database, "subscriptions") == chats_of(database, "rooms") == {GROUP}
    assert database.rows("SELECT chat FROM turns") == [(f"{GROUP}:-:8",)]


def test_a_terminal_is_forgotten_too(database: Database) -> None:
    put(database, "turns", chat="terminal")
    assert Erasure(database).forget("terminal").questions == 1


def test_what_all_together_spent_stays_counted(database: Database) -> None:
    put(database, "llm_spending", person=LI, day="2026-03-01", tokens=30)
    put(database, "llm_spending", person="", day="2026-03-01", tokens=5)
    Erasure(database).forget(LI)
    assert database.rows("SELECT person, tokens FROM llm_spending") == [("", 35)]


def test_nothing_of_it_can_be_read_out_of_the_files(database: Database) -> None:
    turns = Turns(database)
    for number in range(200):
        turns.remember(f"{LI}:-:{number}", "whereisquibbleton", "whereisquibbleton", "", "{}", START)
    turns.remember(f"{GROUP}:-:7", "whereisquibbleton", "whereisquibbleton", "", "{}", START)
    turns.remember(f"{ANN}:-:-", "whoisgryphonet", "whoisgryphonet", "", "{}", START)
    database.rows("UPDATE turns SET chat = ? WHERE chat LIKE 'telegram:7:%'", (f"{LI}:-:-",))
    Erasure(database).forget(LI)
    files = b"".join(path.read_bytes() for path in database.path.parent.iterdir())
    assert b"whoisgryphonet" in files
    assert b"whereisquibbleton" not in files


# -- rows of any table

_numbers = itertools.count(1)


def tables(database: Database) -> list[str]:
    """Those whose rows name a person or a chat."""
    found = []
    for (table,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"):
        names = {row[1] for row in database.rows(f"PRAGMA table_info({table})")}
        if names & {"person", "room", "chat", "user", "user_id", "chat_id"}:
            found.append(str(table))
    return found


def put(database: Database, table: str, **values: object) -> None:
    """A row with these values and something in all other columns that must have something."""
    for _, name, kind, must, default, _ in database.rows(f"PRAGMA table_info({table})"):
        if name in values or name == "id" or default is not None:
            continue
        if name == "article_id":
            values[name] = 1
        elif name == "thread":
            values[name] = 5
        elif name == "state":
            values[name] = "waiting"
        elif must:
            values[name] = next(_numbers) if kind == "INTEGER" else f"x{next(_numbers)}"
    marks = ", ".join("?" * len(values))
    database.rows(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", [*values.values()])


def put_all(database: Database, chat_key: str, person: str, chats: list[str] | None = None) -> None:
    """A row of the chat and person in every table that knows either; one for each of `chats`."""
    for table in tables(database):
        names = {row[1] for row in database.rows(f"PRAGMA table_info({table})")}
        if table == "rooms":
            database.rows("INSERT OR IGNORE INTO rooms (room, kind, seen_at) VALUES (?, 'x', 0)", (chat_key,))
        elif "chat" in names:
            for chat in chats or []:
                put(database, table, chat=chat)
        else:
            put(database, table, **{name: {"room": chat_key}.get(name, person) for name in names & {"room", "person"}})


def everything(database: Database) -> list[tuple[object, ...]]:
    return [(table, *row) for table in tables(database) for row in database.rows(f"SELECT * FROM {table}")]


def is_of_li(row: tuple[object, ...]) -> bool:
    return any(isinstance(cell, str) and re.fullmatch(r"telegram:7(:.*)?|telegram:.*:7", cell) for cell in row)


def chats_of(database: Database, table: str) -> set[str]:
    return {chat_key for (chat_key,) in database.rows(f"SELECT room FROM {table}")}


def test_the_last_overview_of_a_chat_is_kept_and_how_far_it_went(chat_keys: Chats) -> None:
    part, whole = LastOverview(START - timedelta(hours=1), "[1]"), LastOverview(START, "[2]")
    chat_keys.keep_overview(LI, part, whole=False)
    assert (chat_keys.overview(LI), chat_keys.looked_at(LI)) == (part, None)
    chat_keys.keep_overview(LI, whole, whole=True)
    chat_keys.keep_overview(LI, part, whole=False)
    assert (chat_keys.overview(LI), chat_keys.looked_at(LI)) == (part, START)
    chat_keys.keep_overview(ANN, whole, whole=True, asked=False)  # a chat that is not known, or no more
    assert (chat_keys.overview(ANN), chat_keys.looked_at(ANN)) == (None, None)
