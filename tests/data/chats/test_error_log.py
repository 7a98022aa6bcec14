"""What went wrong is kept, grouped, and says nothing of people."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest

from bot.cli.log_handler import noting, told
from data.chats.error_log import KEPT, ErrorLog, LoggedError
from data.store.articles import Store

NOW = datetime(2026, 6, 24, 12, tzinfo=UTC)
TOKEN = "700000001:loopback-token-for-tests-0000000000"


@pytest.fixture
def error_log(store: Store) -> ErrorLog:
    return ErrorLog(store.database)


def test_the_same_words_are_one_and_what_happened_last_comes_first(error_log: ErrorLog) -> None:
    for hour, what in enumerate(("a", "b", "a")):
        error_log.note(what, NOW + timedelta(hours=hour))
    a = LoggedError("a", 2, NOW, NOW + timedelta(hours=2))
    b = LoggedError("b", 1, NOW + timedelta(hours=1), NOW + timedelta(hours=1))
    assert error_log.last(9) == [a, b]
    assert error_log.last(1, skipped=1) == [b]
    assert error_log.count() == 2


def test_the_newest_are_kept(error_log: ErrorLog, store: Store) -> None:
    few = ErrorLog(store.database, kept=3)
    for number in range(5):
        few.note(str(number), NOW)
    assert [each.what for each in error_log.last(KEPT)] == ["4", "3", "2"]


def test_warnings_of_our_own_parts_are_noted_while_the_bot_runs(error_log: ErrorLog) -> None:
    ours, theirs = logging.getLogger("bot.background"), logging.getLogger("httpx")
    ours.warning("before")
    with noting(error_log):
        ours.warning("%s (%s): %s", "36氪", "https://a.example/rss", "no answer in time")
        ours.info("36氪 can be read again")
        theirs.warning("theirs")
        logging.getLogger("data.ingest.update").error("two lines\nof which one counts")
    ours.warning("behind")
    assert [each.what for each in error_log.last(9)] == ["two lines", "36氪 (https://a.example/rss): no answer in time"]


def test_what_cannot_be_noted_harms_nobody(store: Store) -> None:
    with store.database.transaction() as connection:
        connection.execute("DROP TABLE mishaps")
    with noting(ErrorLog(store.database)):
        logging.getLogger("bot").warning("nobody hears of it")


def record(name: str, text: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, "", 0, text, args, exc_info)


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("a reply to chat 70012 did not get through: timed out", "a reply to chat … did not get through: timed out"),
        ("a reply to chat -1001234 did not", "a reply to chat … did not"),
        ("mail broadcast:7:telegram:-1001234: locked", "mail broadcast:7:telegram:…: locked"),
        ("update 4711 failed: KeyError: '我的病历' (lists.py:7)", "update … failed: KeyError: “…” (lists.py:7)"),
        ('bad tag "my secret" at byte 12', "bad tag “…” at byte 12"),
        ("LLM: “我的问题” isn't understood, can't go on", "LLM: “…” isn't understood, can't go on"),
        (f"{TOKEN} was refused", "*** was refused"),
        (f"https://api.telegram.org/bot{TOKEN}/getMe: 404", "https://api.telegram.org/bot***/getMe: 404"),
        ("https://li:pw@a.example/rss?apikey=12&page=2", "https://a.example/rss?apikey=***&page=2"),
        ("key sk-hidden-1 is wrong", "key *** is wrong"),
    ],
)
def test_tokens_and_people_are_left_out(text: str, noted: str) -> None:
    assert told(record("bot.telegram.handlers", text), ["sk-hidden-1"]) == noted


def test_of_sources_the_words_stay() -> None:
    text = "is a page, but the CSS rule 'a.b' selects no link in it"
    assert told(record("bot.background", text)) == text


def test_an_error_that_nobody_foresaw_is_told_by_its_kind_and_place_only() -> None:
    try:
        raise KeyError("我的问题")
    except KeyError as error:
        noted = told(record("bot.background", "%s failed", "embedding news", error=error))
    assert noted.startswith("embedding news failed: KeyError (test_error_log.py:")


def test_a_long_line_is_cut() -> None:
    assert len(told(record("bot.background", "x" * 5000))) == 300
