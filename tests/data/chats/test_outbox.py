"""Messages that nobody waits at: put once, sent once, never twice where nobody can know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.reply import About, Button, File, Piece, Reply, Style
from bot.core.reply_json import reply_from_json, reply_to_json
from data.chats.outbox import Outbox, State
from data.store.articles import Store

NOW = datetime(2026, 6, 24, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def outbox(store: Store) -> Outbox:
    return Outbox(store.database)


def keys(outbox: Outbox, now: datetime = NOW) -> list[str]:
    return [item.message.key for item in outbox.due(now)]


def test_a_message_comes_out_as_it_was_put(outbox: Outbox) -> None:
    assert outbox.put("a", "telegram:7", 3, '{"x": "新闻"}', NOW)
    (item,) = outbox.due(NOW)
    message = item.message
    assert (message.key, message.chat, message.thread, message.reply) == ("a", "telegram:7", 3, '{"x": "新闻"}')
    assert (message.due_at, item.tries) == (NOW, 0)


def test_the_same_key_is_put_once_even_after_it_was_sent(outbox: Outbox) -> None:
    assert outbox.put("a", "r", None, "{}", NOW)
    assert not outbox.put("a", "r", None, "{}", NOW)
    (item,) = outbox.due(NOW)
    outbox.sending(item.id)
    outbox.sent(item.id, 5, NOW)
    assert not outbox.put("a", "r", None, "{}", NOW)
    assert keys(outbox) == []


def test_what_is_due_comes_oldest_first_and_not_before_its_time(outbox: Outbox) -> None:
    for key, due in (("late", NOW), ("early", NOW - MINUTE), ("future", NOW + MINUTE)):
        outbox.put(key, "r", None, "{}", due)
    assert keys(outbox) == ["early", "late"]
    assert [item.message.key for item in outbox.due(NOW, 1)] == ["early"]
    assert keys(outbox, NOW + MINUTE) == ["early", "late", "future"]


def test_one_sender_takes_a_message(outbox: Outbox) -> None:
    outbox.put("a", "r", None, "{}", NOW)
    (item,) = outbox.due(NOW)
    assert outbox.sending(item.id)
    assert not outbox.sending(item.id)
    assert keys(outbox) == []


def test_a_message_that_did_not_arrive_comes_again_later(outbox: Outbox) -> None:
    outbox.put("a", "r", None, "{}", NOW)
    (item,) = outbox.due(NOW)
    outbox.sending(item.id)
    outbox.postponed(item.id, NOW + MINUTE, "busy")
    assert keys(outbox) == []
    (again,) = outbox.due(NOW + MINUTE)
    assert again.tries == 1


def test_a_message_that_never_can_arrive_is_given_up(outbox: Outbox) -> None:
    outbox.put("a", "r", None, "{}", NOW)
    (item,) = outbox.due(NOW)
    outbox.sending(item.id)
    outbox.given_up(item.id, "blocked")
    assert outbox.counts()[State.GIVEN_UP] == 1
    assert keys(outbox, NOW + 99 * MINUTE) == []


def test_after_a_crash_what_was_being_sent_is_unclear_and_not_sent_again(outbox: Outbox, store: Store) -> None:
    for key in "abc":
        outbox.put(key, "r", None, "{}", NOW)
    first, second, _ = outbox.due(NOW)
    outbox.sending(first.id)
    outbox.sent(first.id, 1, NOW)
    outbox.sending(second.id)
    restarted = Outbox(store.database)
    assert restarted.settle() == 1
    assert restarted.settle() == 0
    assert keys(restarted) == ["c"]
    assert restarted.counts() == {
        State.WAITING: 1, State.SENDING: 0, State.SENT: 1, State.GIVEN_UP: 0, State.UNCLEAR: 1,
    }  # fmt: skip


def test_only_what_is_done_with_is_forgotten(outbox: Outbox) -> None:
    outbox.put("waits", "r", None, "{}", NOW)
    outbox.put("sent", "r", None, "{}", NOW)
    item = outbox.due(NOW)[1]
    outbox.sending(item.id)
    outbox.sent(item.id, 1, NOW)
    assert outbox.prune(NOW + timedelta(days=29)) == 0
    assert outbox.prune(NOW + timedelta(days=31)) == 1
    assert keys(outbox, NOW + timedelta(days=31)) == ["waits"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(()),
        Reply((Piece("新闻 <b>&"), Piece("x", Style.BOLD, "https://x.example/?a=1"), Piece("\n", Style.FAINT))),
        Reply((Piece("x"),), ((Button("📄 1", "article:1:0"), Button("site", "", "https://x.example")),)),
        Reply((Piece("x"),), about=About((1, 2), 7, first=3)),
        Reply((Piece("x"),), file=File("trend.png", bytes(range(256)))),
        Reply((Piece("x", time=NOW), Piece("y", quoted=True)), preview="https://x.example/1.jpg"),
        Reply((Piece("x"),), ((Button("copy", "", copy="x"), Button("📄 1", "", unquoted="quote:1:0:3:9")),)),
    ],
    ids=["empty", "pieces", "buttons", "about", "file", "new pieces", "new buttons"],
)  # fmt: skip
def test_a_reply_is_the_same_after_json(reply: Reply) -> None:
    assert reply_from_json(reply_to_json(reply)) == reply


def test_a_reply_that_an_older_version_left_can_be_read() -> None:
    left = '{"pieces": [["x", "bold", null]], "buttons": [[["📄", "article:1:0", null]]], "about": null, "file": null}'
    assert reply_from_json(left) == Reply((Piece("x", Style.BOLD),), ((Button("📄", "article:1:0"),),))
